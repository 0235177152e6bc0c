"""What people decided about the sentences of a text, kept apart from the text itself. Pure module.

A decision names its sentence by position and by hash, so that it can be stored where the text may not be,
and be found again when the text has moved a little.
"""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.reading.classify import SegmentClass
from articles.reading.sentences import Segment
from claims.errors import Refused

STRAIGHT = str.maketrans("’‘“”‑–—", "''\"\"---")


@dataclass(frozen=True)
class DecidedClaim:
    """`strength` 0 to 3 (GRADE.md §6), of the words that make this claim."""

    slug: str
    strength: int


@dataclass(frozen=True)
class Decision:
    """`claims`, the main one first, are filled for the class “claim” alone. Where none of ours covers
    what is claimed there are none, and `reason` says in our words what it is about."""

    position: int
    sha256: str
    segment_class: SegmentClass
    claims: tuple[DecidedClaim, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class TextDecisions:
    """`text_sha256` is of the cleaned text; `source_text` the name by which claims know the text."""

    text_sha256: str
    source_text: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class Anchored:
    """`found` by the position that the segment has now; `lost` are decisions without a sentence;
    `undecided` are segments without a decision."""

    found: Mapping[int, Decision]
    lost: tuple[Decision, ...]
    undecided: tuple[Segment, ...]


def plain(words: str) -> str:
    """The same for words whose case, spaces or kinds of quotation mark have changed."""
    folded = unicodedata.normalize("NFKC", words).translate(STRAIGHT).casefold()
    return " ".join(folded.split())


def sentence_sha256(words: str) -> str:
    """Of the words, however they are written (`plain`)."""
    return hashlib.sha256(plain(words).encode()).hexdigest()


def anchored(decisions: Iterable[Decision], cut: Sequence[Segment]) -> Anchored:
    """Each decision at its sentence: at its position if the words are there, else at the nearest place
    that has them and that no other decision holds."""
    places: dict[str, list[int]] = defaultdict(list)
    for segment in cut:
        places[sentence_sha256(segment.text)].append(segment.position)
    found: dict[int, Decision] = {}
    moved: list[Decision] = []
    for decision in decisions:
        if decision.position in places[decision.sha256] and decision.position not in found:
            found[decision.position] = decision
        else:
            moved.append(decision)
    lost = []
    for decision in moved:
        free = [place for place in places[decision.sha256] if place not in found]
        if free:
            found[min(free, key=lambda place: abs(place - decision.position))] = decision
        else:
            lost.append(decision)
    undecided = tuple(segment for segment in cut if segment.position not in found)
    return Anchored(found, tuple(lost), undecided)


def text_decisions(values: Mapping) -> TextDecisions:
    """From a data file, as JSON gives it. Raises Refused, naming the sentence that is wrong."""
    decisions = tuple(_decision(row, position) for position, row in enumerate(values["sentences"]))
    return TextDecisions(values["text_sha256"], values["source_text"], decisions)


def _decision(row: Mapping, position: int) -> Decision:
    claims = tuple(DecidedClaim(slug, strength) for slug, strength in row.get("claims", {}).items())
    decision = Decision(
        row["position"], row["sha256"], SegmentClass(row["class"]), claims, row.get("reason", "")
    )
    claiming = decision.segment_class is SegmentClass.CLAIM
    if decision.position != position:
        raise Refused(f"Sentence {position}: its position says {decision.position}.")
    if claims and not claiming:
        raise Refused(f"Sentence {position}: only a claim sentence has claims.")
    if claiming and bool(claims) == bool(decision.reason):
        raise Refused(f"Sentence {position}: name its claims, or say why there is none of ours.")
    if any(claim.strength not in range(4) for claim in claims):
        raise Refused(f"Sentence {position}: a strength goes from 0 to 3.")
    return decision
