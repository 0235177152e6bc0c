"""A support quote against the abstract that it is said to come from."""

import time

import pytest

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
        "In weeks 9–12 . . . the attack frequency was reduced",
        "the attack freq-\r\nuency was reduced by 41.6% in the mag\u00ad\nnesium group",
        "has been proposed for migraine. Results: […] well-being did not change",
        "The attack frequency was reduced",
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
            "After “attack” the abstract says “frequency” where the quote says “rate”.",
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


@pytest.mark.parametrize(
    ("quote", "text", "sentence"),
    [
        (
            "The rate fell greatly in all groups, by 46.1%",
            "The rate fell in all groups, by 41.6%",
            "The quote says “46.1” where the abstract says “41.6”: check the number.",
        ),
        (
            "the rate dropped in all groups … with 250 mg a day for long",
            "The rate fell in all groups, with 350 mg a day for long.",
            "The quote says “250” where the abstract says “350”: check the number.",
        ),
        (
            "The mean rate truly fell by 12 in all groups there",
            "The mean rate fell by 12 (9 to 15) in all groups there",
            "After “truly fell by 12” the abstract also says “(9 to 15)”: add it, or put “…” in its "
            "place.",
        ),
        (
            "the difference was large (p < 0.05)",
            "The difference was small (p > 0.05)",
            "The quote says “<” where the abstract says “>”: check the number.",
        ),
        (
            "a change of 0.18 days",
            "A change of −0.18 days",
            "The quote says “0.18” where the abstract says “-0.18”: check the number.",
        ),
    ],
)
def test_number_is_named_before_any_other_difference(quote, text, sentence):
    assert difference(quote, text) == sentence


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("0.18 days", "a change of −0.18 days"),
        ("12 weeks", "in 9–12 weeks"),
        ("in 9", "in 9–12 weeks"),
        ("reduced by 41.6", "reduced by 41.6% there"),
        ("0.05 each", "p<0.05 each"),
        ("05 each", "p < .05 each"),
        ("234 women", "1,234 women"),
    ],
)
def test_number_is_never_cut(quote, text):
    assert difference(quote, text) is not None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("12 levels", "vitamin B-12 levels"),
        ("12 attacks", "attacks (n=12 attacks)"),
        ("12, then", "fell.12, then"),
        ("in 9", "in 9-fold amounts"),
    ],
)
def test_number_beside_another_sign_stands_there(quote, text):
    assert difference(quote, text) is None


def test_number_is_never_joined_over_a_line_end():
    assert difference("in weeks 912", "in weeks 9-\n12 it fell") is not None
    assert difference("in weeks 9-12", "in weeks 9-\n12 it fell") is None


def test_broken_words_are_joined_each_in_its_own_way():
    text = "pro-\nposed for well-\nbeing, with pre- and post-\ntreatment care, long-\u00ad\nterm"
    assert difference("proposed for well-being, with pre- and post-treatment", text) is None
    assert difference("pro-\nposed for well-\nbeing", text) is None
    assert difference("posed for", text) is None  # half a word at a line's end is as printed


def test_first_letter_in_either_case_does_not_change_the_order():
    assert difference("the number … rose", "The number fell, pain rose; so did the number") is None


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


def test_quote_of_very_long_words_is_refused():
    assert difference("x" * 1001, "x" * 2000) == (
        "The quote has 1001 characters; quote at most 1000, or leave some out with “…”."
    )


def test_long_word_is_shown_short():
    assert difference("x" * 200, "y") == (
        f"“{'x' * 120} …” does not occur in the abstract: copy the words from there."
    )


def test_nearest_passage_is_the_one_in_the_order_of_the_quote():
    text = (
        "placebo the in fell rate the. "
        + "Nothing to see here. " * 50
        + "The rate fell with placebo."
    )
    assert difference("the rate fell in the placebo group", text) == (
        "After “The rate fell” the abstract says “with placebo.” where the quote says “in the placebo "
        "group”."
    )


def test_text_without_words_holds_no_quote():
    assert difference("it fell", " ") == (
        "“it fell” does not occur in the abstract: copy the words from there."
    )


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("the magnesium group was the placebo group again", "the magnesium group " * 10_000),
        ("x" * 1000, "x" * 200_000),
        ("1." * 500, "1." * 100_000),
        ("ab" * 30, "a- b" * 50_000),
        ("a b", "a-" + "\n" * 200_000 + "1"),
        ("a b", "a" + "\u0301\u0323" * 100_000),
        ("a b", "a" + "\u0f73\uff9e\u0301" * 70_000),
        ("[" * 100_000 + "a b", "[ " * 100_000),
        ("the " * 60, "the a " * 35_000),
    ],
)
def test_answer_comes_soon_whatever_the_text(quote, text):
    started = time.perf_counter()
    difference(quote, text)
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("‘a’ ´b` “c” «d» ″e″", '\'a\' \'b\' "c" "d" "e"'),
        ("9–12 − 3 ‐ 4", "9-12 - 3 - 4"),
        ("a… b⋯ c...", "a... b... c..."),
        (" a\u00a0\u2009b\r\n\tc ", "a b c"),
        ("mag\u00adne\u200bsium\ufeff", "magnesium"),
        ("ﬁbre at 10 ℃, 2 × 3", "fibre at 10 °C, 2 x 3"),
        ("e\u200b\u0301 and ×\u0308", "é and ẍ"),
        ("a" + "\u0323" * 40, "ạ" + "\u0323" * 29),
    ],
)
def test_normalised_text_has_plain_signs(text, plain):
    assert normalised(text) == plain
