"""Sentences as people cut them: the rules' own cut, corrected by hand. Pure module.

A correction names an offset of the text, so that each sentence is known by where it starts: splitting or
joining one moves no other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from articles.reading.sentences import Segment, SegmentKind, segments
from claims.errors import Refused
from claims.vocabulary import Word


class CutKind(Word):
    SPLIT = "split", "Split"
    JOIN = "join", "Joined"


@dataclass(frozen=True)
class Cut:
    """`at` is where the second of the two begins, in characters."""

    at: int
    kind: CutKind


def cut(text: str, cuts: Iterable[Cut] = ()) -> tuple[Segment, ...]:
    """As articles.reading.sentences.segments gives them, with the cuts made; one that fits no place is
    passed over."""
    cuts = tuple(cuts)
    base = segments(text)
    if not cuts:
        return base
    splits = sorted(each.at for each in cuts if each.kind is CutKind.SPLIT)
    joins = {each.at for each in cuts if each.kind is CutKind.JOIN}
    pieces = [piece for segment in base for piece in _split(segment, splits, text)]
    return _numbered(_joined(pieces, joins, text))


def with_split(text: str, cuts: Sequence[Cut], at: int) -> tuple[Cut, ...]:
    """Raises Refused where there is nothing to split at: `at` must lie inside a sentence."""
    while at < len(text) and text[at].isspace():
        at += 1
    inside = [each for each in cut(text, cuts) if each.start < at < each.end]
    if not inside:
        raise Refused("Choose a place inside the sentence, with words before it and after it.")
    return _toggled(cuts, at, CutKind.SPLIT)


def with_join(text: str, cuts: Sequence[Cut], at: int) -> tuple[Cut, ...]:
    """The sentence that starts `at` joined to the one before. Raises Refused for the first one."""
    starts = [each.start for each in cut(text, cuts)]
    if at not in starts[1:]:
        raise Refused("There is no sentence before it to join it to.")
    return _toggled(cuts, at, CutKind.JOIN)


def carried(cuts: Sequence[Cut], old: str, new: str) -> tuple[Cut, ...]:
    """The cuts that still fit when the text has changed: those whose words stand in it still."""
    found = {}
    for each in cuts:
        start, end = _around(each, cut(old, cuts))
        places = _places(new, old[start:end]) if start < end else ()
        if places:
            at = min(places, key=lambda place: abs(place - start)) + each.at - start
            found[at] = Cut(at, each.kind)
    return tuple(found[at] for at in sorted(found))


def _toggled(cuts: Sequence[Cut], at: int, kind: CutKind) -> tuple[Cut, ...]:
    """Joining what was split takes the split back, and the other way round."""
    left = [each for each in cuts if each.at != at]
    made = [Cut(at, kind)] if len(left) == len(cuts) else []
    return tuple(sorted([*left, *made], key=lambda each: each.at))


def _split(segment: Segment, splits: Sequence[int], text: str) -> list[Segment]:
    pieces = []
    for at in splits:
        if segment.start < at < segment.end and not text[at].isspace():
            end = segment.start + len(text[segment.start : at].rstrip())
            pieces.append(replace(segment, end=end, text=text[segment.start : end]))
            rest = text[at : segment.end]
            segment = replace(segment, kind=SegmentKind.SENTENCE, start=at, text=rest)
    return [*pieces, segment]


def _joined(pieces: Iterable[Segment], joins: set[int], text: str) -> list[Segment]:
    found: list[Segment] = []
    for piece in pieces:
        if found and piece.start in joins:
            first = found[-1]
            found[-1] = replace(first, end=piece.end, text=text[first.start : piece.end])
        else:
            found.append(piece)
    return found


def _numbered(pieces: Iterable[Segment]) -> tuple[Segment, ...]:
    found: list[Segment] = []
    heading: int | None = None
    for position, piece in enumerate(pieces):
        found.append(replace(piece, position=position, heading=heading))
        heading = position if piece.kind is SegmentKind.HEADING else heading
    return tuple(found)


def _around(each: Cut, old: Sequence[Segment]) -> tuple[int, int]:
    """The span of both sides of a cut; empty when it fits no place."""
    before = [segment for segment in old if segment.start < each.at]
    if not before:
        return each.at, each.at
    if each.kind is CutKind.JOIN:
        return before[-1].start, before[-1].end
    after = [segment for segment in old if segment.start == each.at]
    return before[-1].start, after[0].end if after else before[-1].start


def _places(text: str, words: str) -> list[int]:
    places, start = [], text.find(words)
    while start >= 0:
        places.append(start)
        start = text.find(words, start + 1)
    return places
