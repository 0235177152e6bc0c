"""Which sentences of somebody else's text a public page may quote. Pure module: words in, places out.

The whole text must not be put together again from what we publish: no two sentences that follow each other
are quoted, each claim has one quotation at most, and a quotation is one sentence and no longer than needed.
Where there is none, our own paraphrase of the claim stands in its place.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.reading.decisions import plain
from articles.reading.sentences import segments

LONGEST_QUOTE = 400  # characters


@dataclass(frozen=True)
class Place:
    """A claim that is made in the sentence at `position`, from 0; `strength` 0 to 3."""

    position: int
    claim: str
    strength: int


def quoted(
    sentences: Sequence[str], places: Sequence[Place], shown: Iterable[str] = ()
) -> frozenset[int]:
    """The indexes of `places` that carry a quotation. `sentences` are all of the text, in order; `shown`
    what stands in public besides, such as the title. The boldest wording of a claim is preferred, then the
    first. Sentences are the same when their words are, so that one that is repeated gives nothing away.
    """
    words = [plain(sentence) for sentence in sentences]
    beside = _beside(words)
    public = _shown(words, shown)
    have: set[str] = set()
    found: set[int] = set()
    in_order = sorted(
        range(len(places)), key=lambda index: (-places[index].strength, places[index].position)
    )
    for index in in_order:
        place = places[index]
        said = words[place.position]
        if place.claim in have or beside[said] & public or not _is_short(sentences[place.position]):
            continue
        public.add(said)
        have.add(place.claim)
        found.add(index)
    return frozenset(found)


def _beside(words: Sequence[str]) -> dict[str, set[str]]:
    """What stands right before or after each sentence, wherever it stands."""
    beside: dict[str, set[str]] = defaultdict(set)
    for first, second in pairwise(words):
        if first != second:
            beside[first].add(second)
            beside[second].add(first)
    return beside


def _shown(words: Sequence[str], shown: Iterable[str]) -> set[str]:
    """The sentences that are in public already; “…” at the end of what is shown stands for the rest."""
    public = set()
    for each in shown:
        said = plain(each)
        cut_off = said.endswith("...")  # “…”, as `plain` writes it
        start = said.rstrip(". ")
        public |= {
            sentence
            for sentence in words
            if sentence == said or (cut_off and start and sentence.startswith(start))
        }
    return public


def _is_short(sentence: str) -> bool:
    """One sentence by rule, whatever people joined, and not a paragraph without full stops."""
    return len(sentence) <= LONGEST_QUOTE and len(segments(sentence)) == 1
