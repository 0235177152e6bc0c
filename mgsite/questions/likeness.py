"""How much two short texts have in common, by how much each shared word says. Pure module.

A word counts by how few of the texts hold it, so that “magnesium” hardly counts and “serotonin” does.
"""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from mgsite.editions.search_words import stems

ALIKE = 15  # of 100: with the starter content the first true match of a question stands above this
TYPO = (
    80  # of 100: letters in common, from which a word that no text holds is taken for one they hold
)
SHORTEST_MENDED = 4  # letters


def ranked(text: str, entries: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """(score of 100, place) of each entry alike, the most alike first.

    An entry is one thing in several wordings, of which the closest counts.
    """
    wordings = [[_words(wording) for wording in entry] for entry in entries]
    held = Counter(word for entry in wordings for word in frozenset().union(*entry))
    asked = {_mended(word, held) for word in stems(text)}

    says = {word: math.log(1 + len(entries) / (1 + held[word])) for word in {*held, *asked}}

    def weight(words: set[str] | frozenset[str]) -> float:
        return sum(says[word] for word in words)

    def score(wording: frozenset[str]) -> float:
        together = weight(asked) + weight(wording)
        return 200 * weight(asked & wording) / together if together else 0.0

    scores = [max(map(score, entry), default=0.0) for entry in wordings]
    found = [(round(each), place) for place, each in enumerate(scores) if each >= ALIKE]
    return sorted(found, key=lambda each: (-each[0], each[1]))


@lru_cache(
    maxsize=30_000
)  # ten thousand claims; their words hardly change from one question to the next
def _words(text: str) -> frozenset[str]:
    return frozenset(stems(text))


def _mended(word: str, held: Counter[str]) -> str:
    if word in held or len(word) < SHORTEST_MENDED:
        return word
    near = process.extractOne(word, list(held), scorer=fuzz.ratio, score_cutoff=TYPO)
    return near[0] if near else word
