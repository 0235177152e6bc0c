"""A sentence as words with their places, and phrases found among them. Pure module.

Time grows with the length of the text: the pattern can match in one way only, and a phrase is looked up
by the first letters of its first word.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

Value = TypeVar("Value")
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['\-][^\W\d_]+)*")
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


@lru_cache(maxsize=16)  # one sentence is read by several tables in turn
def tokens(text: str) -> tuple[Token, ...]:
    plain = text.lower().replace("’", "'").replace("‑", "-")
    if len(plain) != len(text):  # “İ” grows when made small
        plain = "".join(letter.lower()[:1] for letter in text).replace("’", "'").replace("‑", "-")
    return tuple(Token(found[0], found.start(), found.end()) for found in WORD.finditer(plain))


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
        # By the whole first word, and, where that ends in a star, by its first KEY letters.
        self._whole: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self._begun: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in pairs:
            parts = tuple(phrase.lower().split())
            if not parts:
                continue
            first = parts[0]
            if not first.endswith("*"):
                self._whole.setdefault(first, []).append((parts, value))
            elif len(first) > KEY:
                self._begun.setdefault(first[:KEY], []).append((parts, value))
            else:
                raise ValueError(
                    f"“{phrase}” begins with fewer than {KEY} letters before its star."
                )

    def find(self, read: Sequence[Token]) -> Iterator[Found[Value]]:
        at = 0
        while at < len(read):
            word = read[at].word
            longest = 0
            fitting: list[tuple[int, Value]] = []
            for parts, value in (*self._whole.get(word, ()), *self._begun.get(word[:KEY], ())):
                length = len(parts)
                if length >= longest and _fits(parts, read, at):
                    longest = length
                    fitting.append((length, value))
            for length, value in fitting:
                if length == longest:
                    yield Found(value, at, at + length)
            at += longest or 1


def _fits(parts: tuple[str, ...], read: Sequence[Token], at: int) -> bool:
    if at + len(parts) > len(read):
        return False
    for offset, part in enumerate(parts):
        word = read[at + offset].word
        if word != part and not (part.endswith("*") and word.startswith(part[:-1])):
            return False
    return True
