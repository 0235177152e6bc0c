"""Texts cut into sentences: where one ends, what is no prose, and what governs a word."""

import pytest

from claims.prose.sentences import Sentence, sentences


def only(text: str) -> Sentence:
    (sentence,) = sentences(text)
    return sentence


def quoted(text: str, **options) -> list[str]:
    return [s.quote(0, len(s.words) - 1) for s in sentences(text, **options)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        (" \n ", []),
        ("It helps. Does it? Yes!", ["It helps.", "Does it?", "Yes!"]),
        ("0.18 fewer, e.g. in 1,000 people", ["0.18 fewer, e.g. in 1,000 people"]),
        ("## Head {#head}\nA text that\nruns on.", ["Head", "A text that\nruns on."]),
        ("One\n\nTwo\n- three\n- four", ["One", "Two", "three", "four"]),
        ("[[claim:optimal-dose]]\n\nText.", ["Text."]),
        (
            "See [the page](https://example.org/cure).",
            ["See [the page](https://example.org/cure)."],
        ),
    ],
)
def test_text_is_cut_into_sentences(text, parts):
    assert quoted(text) == parts


def test_address_of_a_link_is_not_read():
    assert only("See [the page](https://example.org/cure).").words == ("see", "the", "page", ".")


def test_quotations_are_left_out_when_they_are_not_ours():
    text = "They call it “the optimal cure” there."
    assert only(text).words[3:6] == ("the", "optimal", "cure")
    (without,) = sentences(text, quotations=False)
    assert without.words == ("they", "call", "it", "there", ".")
    assert without.quote(2, 3) == "it “the optimal cure” there"


def test_words_are_lower_case_with_straight_apostrophes():
    assert only("It Isn’t night-time").words == ("it", "isn't", "night-time")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("It eases", False),
        ("We do not know that it eases", True),
        ("It isn't known that it eases", True),
        ("Trials disagree on whether magnesium, in any form, eases", True),
        ("It is not clear if it eases", True),
        ("If you take it, it eases", False),
        ("No trial shows that, in adults, magnesium eases", True),
        ("Not a drug, magnesium eases", False),
        ("It is not a drug and eases", False),
        ("That does not show that it helps pain and eases", True),
        ("There is no doubt that it eases", False),
        ("Not only the young, it eases", False),
        ("It not only eases", False),
        ("No trial was found; it eases", False),
        ("No trial was found, but it eases", False),
        ("No trial shows that it helps, and magnesium eases", False),
        ("No trial shows that it helps, and that it eases", True),
        ("No trial " + "of this " * 20 + "eases", False),  # longer than anybody looks back
    ],
)
def test_denial_governs_its_clause_only(text, denied):
    sentence = only(text)
    assert sentence.denied(len(sentence.words) - 1) is denied


def test_word_before_skips_adverbs():
    sentence = only("may also often ease")
    assert [sentence.word_before(index) for index in range(4)] == ["", "may", "may", "may"]
