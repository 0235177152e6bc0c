"""A support quote against the abstract that it is said to come from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.quotes import MOST_WORDS, difference, normalised

ABSTRACT = (
    "Background: Magnesium has been pro-\nposed for migraine. Results: In weeks 9–12 the attack "
    "frequency was reduced by 41.6% in the magnesium group and by 15.8% in the placebo group "
    "(p < 0.05).  The number of days “with migraine” fell as well; well-\nbeing did not change."
)


@pytest.mark.parametrize(
    "quote",
    [
        "reduced by 41.6% in the magnesium group",
        "In weeks 9-12 the attack frequency was reduced",
        "in weeks 9−12 the attack frequency",
        "Magnesium has been proposed for migraine.",
        "well-being did not change",
        'The number of days "with migraine" fell as well',
        "“The number of days “with migraine” fell as well”",
        "the attack\n frequency   was reduced",
        "attack frequency was reduced by 41.6% … and by 15.8% in the placebo group",
        "attack frequency was reduced by 41.6% [...] (p < 0.05)",
        "... reduced by 41.6%",
    ],
)
def test_quote_that_stands_in_the_abstract_is_no_matter_of_signs(quote):
    assert difference(quote, ABSTRACT) is None


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        (" … ", "The quote is empty: give the source's own words, or leave it out."),
        (
            "was reduced by 46.1% in the magnesium group",
            "The quote says “46.1” where the abstract says “41.6”: check the number.",
        ),
        (
            "reduced by 41.6% in all groups and by 15.8% in the placebo group",
            "After “reduced by 41.6% in” the abstract says “the magnesium group” where the quote says “all "
            "groups”.",
        ),
        (
            "the attack frequency was greatly reduced by 41.6% in the magnesium group",
            "After “the attack frequency was” the quote says “greatly”, which is not in the "
            "abstract there.",
        ),
        (
            "the frequency was reduced by 41.6% in the magnesium group",
            "After “the” the abstract also says “attack”: add it, or put “…” in its place.",
        ),
        (
            "Attack rate was reduced by 41.6% in the magnesium group",
            "The abstract says “attack frequency” where the quote says “Attack rate”.",
        ),
        (
            "Zinc cured everybody within a day",
            "“Zinc cured everybody within a day” does not occur in the abstract: copy the words from "
            "there.",
        ),
        (
            "by 15.8% in the placebo group … reduced by 41.6%",
            "Its parts stand in the abstract, but in another order: quote them in their order.",
        ),
        (
            "reduced by 41.6% … zinc cured everybody",
            "“zinc cured everybody” does not occur in the abstract: copy the words from there.",
        ),
        (
            "was reduced by 41.6 % in the magnesium group",
            "After “was reduced by” the abstract says “41.6%” where the quote says “41.6 %”.",
        ),
        (
            "MAGNESIUM HAS been",
            "The abstract says “Magnesium has” where the quote says “MAGNESIUM HAS”.",
        ),
    ],
)
def test_quote_that_differs_is_told_where(quote, sentence):
    assert difference(quote, ABSTRACT) == sentence


def test_number_that_is_a_part_of_another_does_not_stand_there():
    assert difference("5.8% in the placebo group", ABSTRACT) == (
        "The quote says “5.8” where the abstract says “15.8”: check the number."
    )
    assert difference("by 15", "It fell by 15.8 points.") == (
        "The quote says “15” where the abstract says “15.8”: check the number."
    )
    assert difference("8 points", "It fell by 15.8 points.") is not None
    assert difference("by 15", "It fell by 15. Then it rose.") is None


def test_part_of_a_word_does_not_stand_there():
    assert difference("cure", "It is secured well") == (
        "“cure” does not occur in the abstract: copy the words from there."
    )


def test_word_that_stands_alone_later_is_found():
    assert difference("cure", "It is secured, and no cure.") is None


def test_long_quote_is_refused():
    words = MOST_WORDS + 1
    assert difference("word " * words, "word " * 100) == (
        f"The quote has {words} words; quote at most {MOST_WORDS}, or leave some out with “…”."
    )
    assert difference("word " * MOST_WORDS, "word " * 100) is None


def test_long_difference_is_shown_short():
    quote = " ".join(f"zinc{n}" for n in range(20))
    assert difference(quote, ABSTRACT) == (
        f"“{' '.join(f'zinc{n}' for n in range(12))} …” does not occur in the abstract: copy the "
        "words from there."
    )


def test_words_glued_to_others_are_told():
    assert difference("b cramps fell", "ab cramps fell") == (
        "The abstract says “ab” where the quote says “b”."
    )
    assert difference("a-b cramps fell", "x.a-b cramps fell") is None


def test_long_abstract_is_read_quickly():
    text = "the magnesium group " * 10_000
    assert difference("the magnesium group was the placebo group again", text) is not None


@given(st.text(max_size=400))
def test_normalising_twice_is_normalising_once(text):
    assert normalised(normalised(text)) == normalised(text)


WORDS = st.lists(
    st.from_regex(r"[a-z]{1,8}[.,;]?|[0-9]{1,4}%?", fullmatch=True), min_size=1, max_size=50
)


@given(WORDS, st.data())
def test_any_run_of_words_is_found(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert difference(" ".join(words[start:end]), " ".join(words)) is None


@given(st.text(max_size=200), st.text(max_size=400))
def test_any_two_texts_get_an_answer(quote, text):
    found = difference(quote, text)
    assert found is None or found.strip()
