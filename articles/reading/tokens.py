"""A sentence as words with their places, and phrases found among them. Pure module.

Time grows with the length of the text: the pattern can match in one way only, and a phrase is looked up
by the first letters of its first word.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’\-‑][^\W\d_]+)*")
KEY = 3  # letters by which phrases are looked up


@dataclass(frozen=True)
class Token:
    """`word` in small letters with straight apostrophes and hyphens; offsets in the text given."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A phrase at the words from `first` up to, not including, `last`."""

    value: Value
    first: int
    last: int


def tokens(text: str) -> tuple[Token, ...]:
    return tuple(
        Token(found[0].lower().replace("’", "'").replace("‑", "-"), *found.span())
        for found in WORD.finditer(text)
    )


def words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(text))


def word_set(table: str) -> frozenset[str]:
    """The words of a table, which white space parts."""
    return frozenset(table.split())


def listed(table: str) -> tuple[str, ...]:
    """The phrases of a table, which commas part; line ends are white space."""
    return tuple(phrase.strip() for phrase in " ".join(table.split()).split(","))


class Phrases(Generic[Value]):
    """Phrases to look for, each with a value. A word that ends in a star is the beginning of a word.

    Of the phrases that begin at one word the longest count, and nothing is looked for inside them.
    """

    def __init__(self, pairs: Iterable[tuple[str, Value]]):
        self._by_key: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in pairs:
            parts = tuple(part for part in phrase.lower().split() if part.strip("*"))
            if parts:
                self._by_key.setdefault(parts[0].strip("*")[:KEY], []).append((parts, value))

    def find(self, read: Sequence[Token]) -> Iterator[Found[Value]]:
        at = 0
        while at < len(read):
            fitting = [
                (len(parts), value)
                for parts, value in self._candidates(read[at].word)
                if _fits(parts, read, at)
            ]
            longest = max((length for length, _ in fitting), default=0)
            for length, value in fitting:
                if length == longest:
                    yield Found(value, at, at + length)
            at += max(longest, 1)

    def _candidates(self, word: str) -> Iterator[tuple[tuple[str, ...], Value]]:
        for length in range(1, KEY + 1):
            if length <= len(word):
                yield from self._by_key.get(word[:length], ())


def _fits(parts: tuple[str, ...], read: Sequence[Token], at: int) -> bool:
    return at + len(parts) <= len(read) and all(
        token.word.startswith(part[:-1]) if part.endswith("*") else token.word == part
        for part, token in zip(parts, read[at : at + len(parts)], strict=True)
    )
