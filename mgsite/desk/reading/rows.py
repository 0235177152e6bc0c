"""The claims that one sentence may make, as the reading desk shows them: what fits, and what it would cost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.models import SegmentDecision
from articles.models.reading import Appearance
from articles.reading.gap import gap, permitted
from articles.reading.matching import WELL
from articles.reading.proposals import ReadSegment
from claims.models import Claim
from claims.vocabulary import Certainty, Method

FITS_WELL, FITS_PARTLY = WELL, 0.9  # scores; below both it fits a little
STRENGTHS = dict(Appearance._meta.get_field("strength").choices)


@dataclass(frozen=True)
class Option:
    """One strength of the wording, 0 to 3, with the gap that it would give."""

    value: int
    label: str
    gap: int
    selected: bool


@dataclass(frozen=True)
class ClaimRow:
    """`key` is the figure that accepts it, 1 to 9, empty for what comes after; `fits` is the score in words,
    empty for what was named by hand; `measured` is the strength that the rules read, None without one."""

    claim: Claim
    key: str
    fits: str
    reasons: tuple[str, ...]
    measured: int | None
    strength: int
    ticked: bool

    @property
    def permitted(self) -> int:
        return permitted_of(self.claim)

    @property
    def gap(self) -> int:
        return gap(self.strength, self.permitted)

    @property
    def certainty(self) -> str:
        grading = self.claim.assessment
        if grading is None:
            return "not graded yet"
        if grading.method == Method.REFERENCE:
            return "reference, no level"
        return Certainty(grading.level).label if grading.level else "no level"

    @property
    def verdict(self) -> str:
        grading = self.claim.assessment
        return grading.get_verdict_display() if grading else "no verdict yet"

    @property
    def permits(self) -> str:
        """The boldest wording that the evidence bears, in words."""
        return STRENGTHS.get(self.permitted, "no claim at all")

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(
            Option(value, label, gap(value, self.permitted), value == self.strength)
            for value, label in STRENGTHS.items()
        )


def permitted_of(claim: Claim) -> int:
    grading = claim.assessment
    if grading is None:
        return permitted(None, None, None)
    return permitted(grading.verdict, grading.level or None, grading.method)


def rows_for(
    proposed: ReadSegment,
    decision: SegmentDecision | None,
    named: Iterable[str] = (),
    typed: dict[str, int] | None = None,
) -> list[ClaimRow]:
    """What was decided first, then what is proposed, then the claims `named` by slug. `typed` is slug to
    strength of those ticked in a form that comes back; else what was decided is ticked. One query."""
    decided = {e.claim.slug: e.strength for e in decision.appearances.all()} if decision else {}
    suggested = {each.proposal.slug: each for each in proposed.suggested}
    ticked = decided if typed is None else typed
    slugs = list(dict.fromkeys([*decided, *suggested, *ticked, *named]))
    known = {
        claim.slug: claim
        for claim in Claim.objects.unmerged().filter(slug__in=slugs).select_related("assessment")
    }
    rows = []
    for slug in slugs:
        if slug not in known:
            continue
        fit = suggested.get(slug)
        measured = fit.strength if fit else None
        rows.append(
            ClaimRow(
                claim=known[slug],
                key=str(len(rows) + 1) if len(rows) < 9 else "",
                fits=fits(fit.proposal.score) if fit else "",
                reasons=fit.proposal.reasons if fit else (),
                measured=measured,
                strength=ticked.get(slug, proposed.strength if measured is None else measured),
                ticked=slug in ticked,
            )
        )
    return rows


def rows_for_many(found: Sequence[ReadSegment]) -> list[tuple[ReadSegment, ClaimRow]]:
    """Each sentence with the row of its first proposal. One query for all."""
    first = {each.segment.start: each.suggested[0] for each in found}
    slugs = {each.proposal.slug for each in first.values()}
    rows = Claim.objects.unmerged().filter(slug__in=slugs).select_related("assessment")
    known = {claim.slug: claim for claim in rows}
    pairs = []
    for each in found:
        best = first[each.segment.start]
        claim, score = known[best.proposal.slug], best.proposal.score
        row = ClaimRow(
            claim, "1", fits(score), best.proposal.reasons, best.strength, best.strength, True
        )
        pairs.append((each, row))
    return pairs


def fits(score: float) -> str:
    if score >= FITS_WELL:
        return "fits well"
    return "fits partly" if score >= FITS_PARTLY else "fits a little"
