"""How far a text has been read: its sentences as they are cut now, each with what was decided. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from articles.knowledge import knowledge
from articles.models import Appearance, SegmentDecision, SourceArticle, TextRevision
from articles.reading.classify import SegmentClass
from articles.reading.cuts import Cut, CutKind, cut
from articles.reading.proposals import ReadSegment, read_cut
from articles.reading.sentences import Segment

UNDECIDED = 0  # the token of a sentence that nobody has decided


@dataclass(frozen=True)
class Progress:
    """Counts of sentences. `unmatched` are claim sentences without a claim of ours; `lost` are decisions
    and appearances that stand at no sentence of the text."""

    total: int
    decided: int
    unmatched: int
    lost: int

    @property
    def per_cent(self) -> int:
        """Rounded down, so that 100 means all; a text without sentences has nothing left to decide."""
        return self.decided * 100 // self.total if self.total else 100

    @property
    def is_complete(self) -> bool:
        return self.decided == self.total and not self.lost


@dataclass(frozen=True)
class Reading:
    """`segments` in order, empty where the text is not kept here; `decided` by position, from 0.

    `lost` are decisions about sentences that the text does not have any more; `unplaced` appearances
    that stand at no sentence.
    """

    revision: TextRevision | None
    segments: tuple[Segment, ...]
    decided: Mapping[int, SegmentDecision]
    lost: tuple[SegmentDecision, ...]
    unplaced: tuple[Appearance, ...]

    @property
    def total(self) -> int:
        return len(self.segments) if self.revision else len(self.decided)

    @cached_property
    def by_start(self) -> Mapping[int, Segment]:
        return {segment.start: segment for segment in self.segments}

    @property
    def undecided(self) -> tuple[Segment, ...]:
        return tuple(each for each in self.segments if each.position not in self.decided)

    @property
    def unmatched(self) -> tuple[SegmentDecision, ...]:
        return tuple(
            decision
            for decision in self.decided.values()
            if decision.segment_class == SegmentClass.CLAIM and not decision.appearances.all()
        )

    @property
    def progress(self) -> Progress:
        lost = len(self.lost) + len(self.unplaced)
        return Progress(self.total, len(self.decided), len(self.unmatched), lost)

    def token(self, segment: Segment) -> int:
        """What a decision about this sentence has to have seen (articles.actions_reading)."""
        decision = self.decided.get(segment.position)
        return decision.token if decision else UNDECIDED


def reading_of(article: SourceArticle) -> Reading:
    """Four queries, whatever the length of the text."""
    revision = article.revisions.order_by("-number").first()
    rows = list(
        article.decisions.select_related("decided_by").prefetch_related(
            "appearances__claim__form", "appearances__claim__supplement"
        )
    )
    found = _cut(revision.text, cuts_of(article)) if revision else ()
    spans = {(segment.start, segment.end): segment.position for segment in found}
    decided: dict[int, SegmentDecision] = {}
    lost = []
    for row in rows:
        if revision is None:
            decided[row.position] = row
        elif row.revision_id == revision.pk and (row.start, row.end) in spans:
            decided[spans[row.start, row.end]] = row
        else:
            lost.append(row)
    unplaced = article.appearances.filter(decision=None).select_related("claim")
    return Reading(revision, found, dict(sorted(decided.items())), tuple(lost), tuple(unplaced))


# Each decision reads the text anew, and cutting 1 MB takes a second or two.
_cut = lru_cache(maxsize=8)(cut)


def progress(article: SourceArticle) -> Progress:
    """How much of the text is decided."""
    return reading_of(article).progress


def proposals(article: SourceArticle) -> dict[int, ReadSegment]:
    """What the rules make of each sentence, by where it starts: its class, why, and the claims that it may
    make, best first. Empty where the text is not kept here. About 50 ms for 10,000 characters."""
    read = read_cut(reading_of(article).segments, knowledge())
    return {each.segment.start: each for each in read}


def cuts_of(article: SourceArticle) -> tuple[Cut, ...]:
    return tuple(Cut(each["at"], CutKind(each["kind"])) for each in article.cuts)
