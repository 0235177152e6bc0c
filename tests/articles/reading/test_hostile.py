"""Ten times the text may take about ten times as long, and never a hundred times: no pattern blows up."""

from contextlib import suppress
from time import process_time

import pytest

from articles.reading.doses import doses
from articles.reading.omissions import omissions
from articles.reading.sentences import segments
from articles.reading.strength import clauses
from articles.reading.texts import source_text
from claims.errors import Refused
from tests.articles.reading.known import OWN_TEXTS, read_known

SMALL = 2_000  # characters
TIMES = 10
MOST = 40  # times as long; what grows with the square takes 100 times
UNMEASURABLE = 0.01  # seconds: below it a ratio says nothing
HOSTILE = {
    "stops": ".",
    "dashes": "1-",
    "amounts": "1 mg ",
    "half amounts": "200 to ",
    "commas": "1,",
    "brackets": "(",
    "quotes": "“",
    "colons": "A b:",
    "words before a colon": "A b c ",
    "spaces": " .",
    "one word": "a",
    "one thing": "magnesium ",
    "hyphens": "a-",
    "apostrophes": "a'",
    "lines": "Magnesium:\n",
    "items": "- 1. ",
    "years": "(19",
    "copyright": "© 2020 ",
    "labels": "title: ",
    "questions": "magnesium? ",
    "unseen": "\u200b",
}


def seconds(text):
    started = process_time()
    try:
        cleaned = source_text(text).text
    except Refused:
        return process_time() - started
    omissions(read_known(cleaned))
    segments(text)
    doses(text)
    clauses.__wrapped__(text)
    return process_time() - started


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length(piece):
    short, long = (piece * (length // len(piece)) for length in (SMALL, SMALL * TIMES))
    seconds(short)
    ratio = min(seconds(long), seconds(long)) / max(
        min(seconds(short), seconds(short)), UNMEASURABLE
    )
    assert ratio < MOST


@pytest.mark.parametrize("piece", ["[", "![", "*a ", "<div>", "<!--", "<p a", "&amp", "a|b\n-|-\n"])
@pytest.mark.parametrize("filename", ["a.md", "a.html"])
def test_markup_takes_time_by_its_length(piece, filename):
    def once(length):
        started = process_time()
        with suppress(Refused):
            source_text(piece * (length // len(piece)) + " a", filename=filename)
        return process_time() - started

    once(100)
    assert min(once(20_000), once(20_000)) / max(once(2_000), once(2_000), UNMEASURABLE) < MOST


def test_text_of_100_kilobytes_is_read_whole():
    text = (OWN_TEXTS / "anxiety.txt").read_text(encoding="utf-8")
    read = read_known(text * (100_000 // len(text)))
    assert len(read) == (100_000 // len(text)) * len(read_known(text))
