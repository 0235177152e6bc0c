"""Where what was asked for stands in a text: pieces to be marked, and the passage around the first. Pure module."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mgsite.editions.search_words import stem, words
from mgsite.public.search_query import Phrase, Query

PASSAGE_WORDS = 40
BEFORE = 8  # words of a passage that stand before the first hit


@dataclass(frozen=True)
class Piece:
    text: str
    is_hit: bool


def phrases_of(query: Query) -> frozenset[Phrase]:
    return frozenset(phrase for term in query.terms for phrase in term.phrases)


def marked(text: str, phrases: Iterable[Phrase]) -> list[Piece]:
    """The whole text in pieces; a phrase is marked from its first word to its last."""
    pieces, end = [], 0
    for start, stop in _spans(text, frozenset(phrases)):
        pieces += [Piece(text[end:start], False), Piece(text[start:stop], True)]
        end = stop
    return [piece for piece in (*pieces, Piece(text[end:], False)) if piece.text]


def passage(text: str, phrases: Iterable[Phrase]) -> str:
    """About forty words of the text, around the first hit; from its beginning when there is none."""
    found = [(start, stop) for start, stop, _ in words(text)]
    hits = list(_spans(text, frozenset(phrases)))
    at = next((i for i, (start, _) in enumerate(found) if hits and start == hits[0][0]), 0)
    first = max(at - BEFORE, 0)
    kept = found[first : first + PASSAGE_WORDS]
    if len(kept) == len(found):
        return text
    start = kept[0][0] if first else 0
    stop = kept[-1][1] if kept[-1] != found[-1] else len(text)
    return ("… " if first else "") + text[start:stop] + (" …" if stop < len(text) else "")


def _spans(text: str, phrases: frozenset[Phrase]) -> Iterator[tuple[int, int]]:
    """Where each hit starts and stops; of hits that overlap the longest one, then the first."""
    found = [(start, stop, stem(word)) for start, stop, word in words(text)]
    lengths = sorted({len(phrase) for phrase in phrases}, reverse=True)
    place = 0
    while place < len(found):
        for length in lengths:
            run = found[place : place + length]
            if tuple(stemmed for _, _, stemmed in run) in phrases:
                yield run[0][0], run[-1][1]
                place += length
                break
        else:
            place += 1
