"""Which of two entries a reader sees first."""

from dataclasses import replace

import pytest

from mgsite.editions.search_words import Entry
from mgsite.public.relevance import own_names, relevance
from mgsite.public.search_query import Naming, parse, with_names

NOTHING = Entry(title="x y z", names="", lead="", about="", body="")
SLEEP = parse("sleep")
LEGS = with_names(parse("rls"), [Naming("cnd1", (("restless", "leg"), ("rls",)))])
NAMED = replace(NOTHING, title="restless leg", names="cnd1|restless leg|rls\nform|other")


def test_own_names_are_those_of_the_first_line():
    assert own_names(NAMED) == ["restless leg", "rls"]
    assert own_names(NOTHING) == []


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (replace(NOTHING, title="sleep y z"), replace(NOTHING, lead="sleep", body="sleep")),
        (replace(NOTHING, lead="sleep"), replace(NOTHING, body="sleep sleep")),
        (replace(NOTHING, title="sleep y"), replace(NOTHING, title="sleep y z")),
        (replace(NOTHING, body="sleep"), NOTHING),
    ],
)
def test_hits_count_by_where_they_stand(better, worse):
    assert relevance(SLEEP, better, "claim") > relevance(SLEEP, worse, "claim")


def test_a_name_in_full_comes_before_everything():
    elsewhere = replace(NOTHING, title="rls", lead="rls", about="cnd1", body="rls")
    assert relevance(LEGS, NAMED, "condition") > relevance(
        LEGS, elsewhere, "claim", is_headline=True
    )


def test_a_condition_comes_first_when_one_of_its_names_ends_with_what_was_typed():
    legs = replace(NOTHING, names="cnd1|restless leg|leg cramp\nform|other")
    claim = replace(NOTHING, title="cramp y", lead="cramp", body="cramp")
    for typed, is_first in (("cramps", True), ("leg", True), ("restless", False), ("other", False)):
        query = parse(typed)
        said = replace(claim, title=f"{query.stems[0]} y", lead=query.stems[0])
        assert (relevance(query, legs, "condition") > relevance(query, said, "claim")) is is_first
    assert relevance(parse("leg"), legs, "article") < relevance(parse("leg"), legs, "condition")


def test_words_in_their_order_count_in_the_lead_too():
    query = parse("side effects")
    in_order, not_so = replace(NOTHING, lead="sid effect"), replace(NOTHING, lead="effect sid")
    assert relevance(query, in_order, "claim") > relevance(query, not_so, "claim")


def test_claims_come_before_sources_that_say_the_same():
    same = replace(NOTHING, title="sleep")
    assert relevance(SLEEP, same, "claim") > relevance(SLEEP, same, "source")


def test_an_answer_comes_first_only_when_it_is_about_what_was_asked():
    about = replace(NOTHING, about="cnd1")
    plain = relevance(LEGS, about, "claim")
    assert relevance(LEGS, about, "claim", is_headline=True) > plain
    assert relevance(LEGS, NOTHING, "claim", is_headline=True) == relevance(LEGS, NOTHING, "claim")


def test_words_in_their_order_count_more():
    query = parse("better sleep")
    in_order, not_so = (
        replace(NOTHING, title="better sleep"),
        replace(NOTHING, title="sleep better"),
    )
    assert relevance(query, in_order, "claim") > relevance(query, not_so, "claim")


def test_entry_without_a_title_has_a_relevance():
    assert relevance(SLEEP, replace(NOTHING, title=""), "claim") == 0
