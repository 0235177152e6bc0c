"""What a reader's text asks for, before any database is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgsite.public.search_query import (
    MAX_TERMS,
    Naming,
    Query,
    Term,
    cleaned,
    namings,
    parse,
    with_names,
    with_words,
)

LEGS = Naming("cnd1", (("restless", "leg"), ("rls",)))
MAGNESIUM = Naming("sup1", (("magnesium",), ("mg",)))


def typed(query: Query) -> list[tuple[str, ...]]:
    return [term.words for term in query.terms]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("RLS sleep", [("rls",), ("sleep",)]),
        ("400 mg", [("400", "mg")]),
        ("400mg a day", [("400", "mg"), ("day",)]),
        ("mg 400", [("mg",), ("400",)]),
        ("“loose stools”", [("loose", "stools")]),
        ('"loose stools', [("loose", "stools")]),
        ("Willis-Ekbom", [("willis", "ekbom")]),
        ("muscle/cramps,sleep", [("muscle",), ("cramps",), ("sleep",)]),
        ("10.1000/182", [("10", "1000", "182")]),
        ("leg LEG leg", [("leg",)]),
        ("what is it for", []),
        ("NEAR(a* b) : ^c", [("near",), ("b",), ("c",)]),
        ('... -- "" \'', []),
    ],
)
def test_parse_of_a_text(text, terms):
    assert typed(parse(text)) == terms


def test_parse_takes_a_minus_before_a_word_for_an_exclusion():
    query = parse('sleep -glycine -"loose stools" well-being -')
    assert typed(query) == [("sleep",), ("well", "being")]
    assert query.excluded == (("glycin",), ("loos", "stool"))


def test_parse_says_which_words_are_too_common():
    assert parse("to be the to").common == ("to", "be", "the")


def test_parse_cuts_what_is_long_and_says_so():
    many = parse(" ".join(f"w{n}" for n in range(MAX_TERMS + 1)))
    assert (len(many.terms), many.is_cut) == (MAX_TERMS, True)
    assert parse("sleep " * 40).is_cut
    assert not parse("sleep").is_cut


@given(st.text(max_size=400))
def test_cleaned_is_stable_and_holds_nothing_invisible(text):
    found = cleaned(text)
    assert found == cleaned(found)
    assert "\0" not in found
    assert "\u200b" not in found


def test_namings_are_read_from_the_lines_of_an_entry():
    assert namings(["cnd1|restless leg|rls", "", "form|x"]) == [LEGS, Naming("form", (("x",),))]


def test_names_make_one_term_that_may_be_said_in_each_way():
    query = with_names(parse("restless legs sleep"), [LEGS])
    assert query.groups == [(("cnd1",), ("rls",), ("restless", "leg")), (("sleep",),)]
    assert query.stems == ("restless", "leg", "sleep")


def test_names_that_are_longer_win():
    long = Naming("cnd2", (("rls", "pain"),))
    assert with_names(parse("rls pain"), [LEGS, long]).groups == [(("cnd2",), ("rls", "pain"))]


def test_groups_leave_out_what_a_shorter_phrase_finds_and_begin_with_single_words():
    phrases = (
        ("leg", "syndrom"),
        ("a", "leg", "syndrom"),
        ("syndrom", "leg"),
        ("rls",),
        ("rls", "x"),
    )
    term = Term(("rls",), phrases)
    assert Query((term,)).groups == [(("rls",), ("leg", "syndrom"), ("syndrom", "leg"))]


def test_names_that_are_units_are_understood_and_not_looked_for():
    assert with_names(parse("mg"), [MAGNESIUM]).groups == [(("mg",), ("sup1",), ("magnesium",))]
    assert with_names(parse("magnesium"), [MAGNESIUM]).groups == [(("magnesium",), ("sup1",))]
    assert with_names(parse("400 mg"), [MAGNESIUM]).groups == [(("400", "mg"),)]


def test_words_are_replaced_where_they_stand():
    instead = {"magnezium": "magnesium", "migrane": "migraine"}
    assert with_words('Magnezium, "migrane" -sleep', instead) == 'magnesium, "migraine" -sleep'
    assert with_words("sleep", {}) == "sleep"
