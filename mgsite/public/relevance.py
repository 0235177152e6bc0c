"""How well an entry of the index answers a query: the same number on both databases. Pure module.

The database finds and gives its own first hundred; this puts them in order, so that a reader sees
the same first page on each.
"""

from collections.abc import Sequence

from mgsite.editions.search_words import SAME_NAME, Entry
from mgsite.public.search_query import Query

# What one thing asked for is worth where it stands. A name in full comes before everything.
NAMED = 1000.0
TITLE, LEAD, ABOUT, BODY = 10.0, 5.0, 4.0, 1.0
NAME = 20.0  # a condition one of whose names ends with all that was typed: “cramps” of “leg cramps”
WHOLE_TITLE = 8.0  # times the share of the title that was asked for
HEADLINE = (
    15.0  # a claim that answers the question of a condition, when it is about what was asked for
)
IN_ORDER = 6.0  # the words as typed, one after another, in the title; half as much in the lead
KIND = {
    "condition": 1.2,
    "supplement": 1.0,
    "article": 0.9,
    "claim": 1.0,
    "check": 0.6,
    "source": 0.4,
}


def relevance(query: Query, entry: Entry, kind: str, *, is_headline: bool = False) -> float:
    """Higher is better; only the order counts."""
    title, lead = _padded(entry.title), _padded(entry.lead)
    score = sum(
        TITLE * _holds(title, term.phrases)
        + LEAD * _holds(lead, term.phrases)
        + ABOUT * _holds(_padded(entry.about), term.phrases)
        + BODY * _holds(_padded(f"{entry.names} {entry.body}"), term.phrases)
        for term in query.terms
    )
    asked = {stem for term in query.terms for phrase in term.phrases for stem in phrase}
    stems = entry.title.split()
    score += WHOLE_TITLE * sum(stem in asked for stem in stems) / max(len(stems), 1)
    about = _padded(entry.about)
    score += HEADLINE * (is_headline and any(_holds(about, term.phrases) for term in query.terms))
    typed = query.stems
    if len(typed) > 1:
        score += IN_ORDER * _holds(title, (typed,)) + IN_ORDER / 2 * _holds(lead, (typed,))
    names = own_names(entry)
    if kind == "condition":
        ending = " " + " ".join(typed)
        score += NAME * any(name.endswith(ending) for name in names)
    return score * KIND[kind] + NAMED * (" ".join(typed) in names)


def own_names(entry: Entry) -> list[str]:
    """The names of the item itself: the first line, without its token."""
    return entry.names.partition("\n")[0].split(SAME_NAME)[1:]


def _padded(text: str) -> str:
    return f" {text} "


def _holds(padded: str, phrases: Sequence[Sequence[str]]) -> bool:
    return any(f" {' '.join(phrase)} " in padded for phrase in phrases)
