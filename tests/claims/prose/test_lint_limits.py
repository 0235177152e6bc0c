"""Hostile texts: the lint's time grows with their length and no faster."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.prose.lint import lint

REPEATED = [
    "reduces ",
    "a-",
    "“",
    "[[",
    "](x",
    "{#",
    "(",
    "\n# ",
    "\n \n",
    "1,",
    "1.",
    "e.g.",
    "mg ",
    "400 mg ",
    "no ",
    "not and eases ",
    "that, magnesium ",
    ", and magnesium",
    "very uncertain ",
    "probably ",
    "also ",
    "also ease ",
    "is said to ",
    "’",
]


@pytest.mark.parametrize("piece", REPEATED, ids=repr)
def test_long_text_is_read_in_time(piece):
    text = (piece * 40_000)[:40_000] + " eases"
    before = time.process_time()
    lint(text, "low", "supported", "grade", kind_of_text="article")
    assert time.process_time() - before < 10


fragments = st.sampled_from(
    [*REPEATED, "may ", "can ", "does not ", "help ", "safe ", "400", "mg/", ".", "? "]
)


@given(st.lists(fragments | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_is_read_and_quoted_as_it_stands(text):
    for found in lint(text, "low", "supported", "grade", kind_of_text="conclusion"):
        assert text[found.at : found.at + len(found.words)] == found.words
