"""The reading page: the text in its paragraphs, the sentence in hand, and where to go from it. Reads only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.knowledge import knowledge
from articles.models import SegmentDecision, SourceArticle
from articles.reading.classify import SegmentClass
from articles.reading.matching import WELL
from articles.reading.proposals import ReadSegment, read_cut
from articles.reading.sentences import Segment, SegmentKind
from articles.reading_state import Reading, reading_of

# The letter that decides a class, and marks it in the text so that colour is never alone.
LETTERS = {
    SegmentClass.CLAIM: "c",
    SegmentClass.BACKGROUND: "b",
    SegmentClass.ADVICE: "a",
    SegmentClass.CALL: "t",
    SegmentClass.HEADING: "h",
    SegmentClass.DEBRIS: "d",
}
WORD = re.compile(r"\S+")
AROUND = 3  # words on each side of a place to split at


@dataclass(frozen=True)
class Piece:
    """One sentence of the text as it stands on the page. `word` is its class, proposed or decided."""

    segment: Segment
    word: SegmentClass
    decided: bool
    current: bool

    @property
    def number(self) -> int:
        return self.segment.position + 1

    @property
    def letter(self) -> str:
        return LETTERS[self.word]


@dataclass(frozen=True)
class Block:
    """A line of the text: a paragraph, a heading or an item of a list."""

    kind: SegmentKind
    pieces: tuple[Piece, ...]

    @property
    def is_heading(self) -> bool:
        """“1. Pain Relief: …” begins with a heading, and is none."""
        return all(piece.segment.kind is SegmentKind.HEADING for piece in self.pieces)


@dataclass(frozen=True)
class Place:
    """Where a sentence may be cut: the offset of the second half, and the words around it."""

    at: int
    before: str
    after: str


class Page:
    """`at` is where the sentence in hand starts; the first undecided one when there is none such."""

    def __init__(self, article: SourceArticle, at: int | None = None):
        self.article = article
        self.reading: Reading = reading_of(article)
        self.read: tuple[ReadSegment, ...] = read_cut(self.reading.segments, knowledge())
        self.by_start = {each.segment.start: each for each in self.read}
        self.current = self.by_start.get(-1 if at is None else at) or self._first()

    def _first(self) -> ReadSegment | None:
        undecided = self.reading.undecided
        if undecided:
            return self.by_start[undecided[0].start]
        return self.read[0] if self.read else None

    @property
    def decision(self) -> SegmentDecision | None:
        return self.reading.decided.get(self.position)

    @property
    def position(self) -> int:
        return self.current.segment.position if self.current else 0

    @property
    def seen(self) -> int:
        return self.reading.token(self.current.segment) if self.current else 0

    @property
    def next(self) -> Segment | None:
        return self._at(self.position + 1)

    @property
    def previous(self) -> Segment | None:
        return self._at(self.position - 1)

    @property
    def next_seen(self) -> int:
        return self.reading.token(self.next) if self.next else 0

    @property
    def next_undecided(self) -> Segment | None:
        """After this one, else the first of those before it."""
        return next_undecided(self.reading, self.position)

    @property
    def previous_undecided(self) -> Segment | None:
        before = [s for s in self.reading.undecided if s.position < self.position]
        return before[-1] if before else None

    def _at(self, position: int) -> Segment | None:
        there = 0 <= position < len(self.reading.segments)
        return self.reading.segments[position] if there else None

    @cached_property
    def halves(self) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
        """The text up to the end of the paragraph of the sentence in hand, and what follows."""
        blocks = self.blocks
        for index, block in enumerate(blocks):
            if any(piece.current for piece in block.pieces):
                return blocks[: index + 1], blocks[index + 1 :]
        return blocks, ()

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        text = self.reading.revision.text if self.reading.revision else ""
        found: list[list[ReadSegment]] = []
        for each in self.read:
            between = text[found[-1][-1].segment.end : each.segment.start] if found else "\n"
            if "\n" in between:
                found.append([])
            found[-1].append(each)
        return tuple(
            Block(line[0].segment.kind, tuple(self._piece(each) for each in line)) for line in found
        )

    def _piece(self, each: ReadSegment) -> Piece:
        decision = self.reading.decided.get(each.segment.position)
        word = SegmentClass(decision.segment_class) if decision else each.classified.segment_class
        return Piece(each.segment, word, decision is not None, each is self.current)

    @property
    def places(self) -> tuple[Place, ...]:
        """Before each word of the sentence in hand but the first."""
        if self.current is None:
            return ()
        segment = self.current.segment
        words = list(WORD.finditer(segment.text))
        return tuple(
            Place(
                segment.start + words[index].start(),
                " ".join(word[0] for word in words[max(0, index - AROUND) : index]),
                " ".join(word[0] for word in words[index : index + AROUND]),
            )
            for index in range(1, len(words))
        )

    @property
    def strong(self) -> tuple[ReadSegment, ...]:
        return strong_ones(self.reading, self.read)


def next_undecided(reading: Reading, position: int) -> Segment | None:
    after = [each for each in reading.undecided if each.position > position]
    return next(iter(after or reading.undecided), None)


def strong_ones(reading: Reading, read: Sequence[ReadSegment]) -> tuple[ReadSegment, ...]:
    """Undecided claim sentences whose first proposal fits well."""
    return tuple(
        each
        for each in read
        if each.segment.position not in reading.decided
        and each.makes_claim
        and each.suggested
        and each.suggested[0].proposal.score >= WELL
    )
