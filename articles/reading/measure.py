"""How well proposals do against what people decided. Pure module: read segments and decisions in, counts out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from articles.reading.decisions import Decision
from articles.reading.proposals import ReadSegment

# What issue 7 asks for, in per cent.
LEAST = {"recall": 95, "among three": 85, "first": 65}


@dataclass(frozen=True)
class Measure:
    """Counts, which add up over texts.

    `claims`: sentences that people call claims; `found` of them the rules do too; `called`: sentences
    that the rules call claims; `matched`: claim sentences with a claim of ours; `among_three` and
    `first`: of those, where one of the right claims is proposed, and stands first; `main`: where the
    main one is among the three; `pairs` and `pairs_found`: all right claims, and those proposed;
    `strengths`: those proposed with the right strength.
    """

    segments: int = 0
    classes: int = 0
    claims: int = 0
    found: int = 0
    called: int = 0
    matched: int = 0
    among_three: int = 0
    first: int = 0
    main: int = 0
    pairs: int = 0
    pairs_found: int = 0
    strengths: int = 0

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Measure)))

    @property
    def per_cent(self) -> dict[str, float]:
        return {
            "recall": _share(self.found, self.claims),
            "precision": _share(self.found, self.called),
            "among three": _share(self.among_three, self.matched),
            "first": _share(self.first, self.matched),
            "main claim": _share(self.main, self.matched),
            "all claims": _share(self.pairs_found, self.pairs),
            "strength": _share(self.strengths, self.pairs_found),
            "class": _share(self.classes, self.segments),
        }

    @property
    def suffices(self) -> bool:
        return all(self.per_cent[name] >= least for name, least in LEAST.items())


def measured(read: Iterable[ReadSegment], decided: Mapping[int, Decision]) -> Measure:
    """`decided` by position; segments without a decision are left out."""
    return sum(
        (
            _measure(segment, decided[segment.segment.position])
            for segment in read
            if segment.segment.position in decided
        ),
        Measure(),
    )


def _measure(read: ReadSegment, decision: Decision) -> Measure:
    right = {claim.slug: claim.strength for claim in decision.claims}
    proposed = {suggested.proposal.slug: suggested.strength for suggested in read.suggested}
    claims = decision.segment_class == "claim"
    hits = [slug for slug in proposed if slug in right]
    return Measure(
        segments=1,
        classes=int(read.classified.segment_class is decision.segment_class),
        claims=int(claims),
        found=int(claims and read.makes_claim),
        called=int(read.makes_claim),
        matched=int(bool(right)),
        among_three=int(bool(hits)),
        first=int(next(iter(proposed), None) in right),
        main=int(next(iter(right), "") in proposed),
        pairs=len(right),
        pairs_found=len(hits),
        strengths=sum(right[slug] == proposed[slug] for slug in hits),
    )


def _share(part: int, whole: int) -> float:
    """In per cent; 100 of nothing, for nothing was missed."""
    return 100 * part / whole if whole else 100.0
