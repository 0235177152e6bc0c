"""Values of documents as words in a sentence."""

import pytest

from mgsite.public.phrases import (
    counted,
    day,
    inside,
    listed,
    no_level,
    number,
    short_citation,
    shortened,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-11-02", "2 November 2026"),
        ("2026-11", "November 2026"),
        ("2026", "2026"),
        ("2026-11-02T10:00:00Z", "2 November 2026"),
        ("", ""),
        (None, ""),
    ],
)
def test_day_is_as_exact_as_given(text, words):
    assert day(text) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("-0.35", "−0.35"),
        ("0.5", "0.5"),
        (1200, "1200"),
        (34567, "34\N{NARROW NO-BREAK SPACE}567"),
        ("-12345.5", "−12\N{NARROW NO-BREAK SPACE}345.5"),
        (None, ""),
    ],
)
def test_number_has_a_real_minus_and_sets_thousands_apart(value, words):
    assert number(value) == words


def test_counted_takes_the_right_noun():
    assert [counted(n, "study", "studies") for n in (1, 2)] == ["1 study", "2 studies"]


@pytest.mark.parametrize(
    ("authors", "year", "words"),
    [
        ([{"family": "Boyle"}], 2017, "Boyle 2017"),
        ([{"family": "Mah"}, {"family": "Pitre"}], 2021, "Mah and Pitre 2021"),
        ([{"family": "Mori"}, {"family": "Ito"}, {"family": "Abe"}], 2019, "Mori et al. 2019"),
        ([{"literal": "StatPearls"}], None, "StatPearls"),
        ([], 1994, "Magnesium and migraine 1994"),
        ([{"family": "Doe"}, {"literal": "A Panel"}], 2020, "Doe 2020"),
    ],
)
def test_short_citation_names_author_and_year(authors, year, words):
    source = {"authors": authors, "year": year, "title": "Magnesium and migraine"}

    assert short_citation(source) == words


def test_shortened_cuts_at_a_word():
    title = "Magnesium prophylaxis of menstrual migraine: effects on intracellular magnesium"

    assert shortened(title) == "Magnesium prophylaxis of menstrual…"
    assert shortened("Short") == "Short"


def test_no_level_says_why():
    assert [no_level(v) for v in ("not-studied", "supported", "", None)] == [
        "No GRADE level",
        "Reference: no GRADE level",
        "Not graded yet",
        "Not graded yet",
    ]


@pytest.mark.parametrize(
    ("parts", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_listed_puts_and_before_the_last(parts, words):
    assert listed(parts) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Leg cramps", "leg cramps"),
        ("GAD-7 score", "GAD-7 score"),
        ("US adults", "US adults"),
        ("A quarter fewer", "a quarter fewer"),
        ("", ""),
    ],
)
def test_inside_a_sentence_a_name_keeps_its_capitals_only_where_they_belong(name, words):
    assert inside(name) == words
