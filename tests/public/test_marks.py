"""The two marks: the word first, the symbol second, the colour last; never blended."""

import pytest

from mgsite.public.claim_entry import Cited
from mgsite.public.templatetags.marks import (
    address,
    certainty_mark,
    label_of,
    source_links,
    verdict_mark,
)


@pytest.mark.parametrize(
    ("certainty", "word", "symbol"),
    [
        ("high", "High certainty", "⊕⊕⊕⊕"),
        ("moderate", "Moderate certainty", "⊕⊕⊕○"),
        ("low", "Low certainty", "⊕⊕○○"),
        ("very-low", "Very low certainty", "⊕○○○"),
    ],
)
def test_certainty_is_a_word_and_a_symbol(certainty, word, symbol):
    assert certainty_mark(certainty, "supported") == (
        f'<span class="certainty certainty-{certainty}">'
        f'<span class="certainty-word">{word}</span> '
        f'<span class="certainty-symbol" aria-hidden="true">{symbol}</span></span>'
    )


def test_certainty_without_level_says_why_and_has_no_symbol():
    assert certainty_mark("", "supported") == (
        '<span class="certainty certainty-none">'
        '<span class="certainty-word">Reference: no GRADE level</span></span>'
    )


def test_verdict_of_a_harm_wears_another_chip():
    benefit, harm = verdict_mark("supported", "effect"), verdict_mark("supported", "safety")

    assert benefit.startswith('<span class="verdict verdict-supported">')
    assert harm.startswith('<span class="verdict verdict-supported verdict-harm">')
    assert ["#i-supported" in mark for mark in (benefit, harm)] == [True, False]


def test_verdict_of_a_claim_without_one_is_no_chip():
    assert verdict_mark(None, "effect") == ""


def test_label_of_an_unknown_value_is_the_value():
    assert label_of("rct", "StudyDesign") == "Randomised controlled trial"
    assert label_of("n-of-1", "StudyDesign") == "n-of-1"
    assert label_of(None, "StudyDesign") == ""


def test_address_leads_to_the_page_of_the_kind():
    assert address("doe-2019", "source") == "/sources/doe-2019/"


def test_source_links_escape_and_warn():
    silent = dict.fromkeys(("title", "facts", "found", "locator", "quote", "note"), "")
    cited = [
        Cited(slug="doe-2019", label="Doe <2019>", alert="", **silent),
        Cited(slug="", label="a source that was withdrawn", alert="Retracted", **silent),
    ]

    assert source_links(cited) == (
        '<a href="/sources/doe-2019/">Doe &lt;2019&gt;</a>, '
        "a source that was withdrawn <strong>(Retracted)</strong>"
    )
