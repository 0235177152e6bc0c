"""Hostile texts: the lint's time grows with their length and no faster."""

import time

import pytest

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
    "is said to ",
    "’",
]


@pytest.mark.parametrize("piece", REPEATED, ids=repr)
def test_long_text_is_read_in_time(piece):
    text = (piece * 100_000)[:100_000] + " eases"
    before = time.process_time()
    lint(text, "low", "supported", "grade", kind_of_text="article")
    assert time.process_time() - before < 10
