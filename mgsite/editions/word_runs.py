"""Which runs of words two texts share, in time that a long paste cannot blow up. Pure module.

difflib reads best but takes the square of the length where words repeat: an article of 30,000 words
would take minutes. So long texts are compared sentence by sentence first, and by word only inside
what differs.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, takewhile

# How many pairs of equal words difflib may look at: 2,200 words of English on each side have as many.
PAIRS = 50_000
LONGEST_SENTENCE = 200
ENDS = re.compile(r"[.!?:;]\W*\s|\n|>\s*$")

Run = tuple[str, list[str], list[str]]  # “equal” or “replace”, the old words, the new words


def compared(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Both texts, run after run, in reading order; joined, each side gives its text again."""
    if _pairs(old, new) <= PAIRS:
        return _joined(_runs(old, new))
    before, after = _sentences(old), _sentences(new)
    if _pairs(before, after) > PAIRS:
        return _joined(_ends_alike(old, new))
    runs: list[Run] = []
    for tag, gone, come in _runs(before, after):
        words = ([w for s in gone for w in s], [w for s in come for w in s])
        by_word = tag == "replace" and _pairs(*words) <= PAIRS
        runs += _runs(*words) if by_word else [(tag, *words)]
    return _joined(runs)


def _pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    counts = Counter(new)
    return sum(count * counts[each] for each, count in Counter(old).items())


def _runs(old: Sequence, new: Sequence) -> Iterator[tuple[str, list, list]]:
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield "equal" if tag == "equal" else "replace", list(old[i:j]), list(new[k:m])


def _sentences(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Word runs that end where a sentence, a line or a mark-up tag ends; at most LONGEST_SENTENCE words."""
    found: list[tuple[str, ...]] = []
    start = 0
    for place, word in enumerate(words, start=1):
        if ENDS.search(word) or place - start == LONGEST_SENTENCE or place == len(words):
            found.append(tuple(words[start:place]))
            start = place
    return found


def _ends_alike(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """For what is too long even by sentence: the same beginning, the same end, all between."""
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    yield "equal", list(old[:first]), list(new[:first])
    yield "replace", list(old[first : len(old) - last]), list(new[first : len(new) - last])
    yield "equal", list(old[len(old) - last :]), list(new[len(new) - last :])


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs of one kind that meet become one; empty ones go."""
    joined: list[Run] = []
    for tag, group in groupby((run for run in runs if run[1] or run[2]), key=lambda run: run[0]):
        members = list(group)
        joined.append((tag, [w for r in members for w in r[1]], [w for r in members for w in r[2]]))
    return joined
