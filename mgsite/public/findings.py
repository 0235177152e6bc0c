"""A claim's summary of findings as values: its own outcome first, then each further one.

Pure module: published documents in, rows out. Columns and order: GRADE Handbook §5.1, GRADE.md §3.
Every absolute number is claims.effects' own, at a baseline risk that is stored or that a reader
says; without one there is none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.effects import PER_1000, Absolute, EffectError, Estimate, absolute
from claims.grading import OutcomeLevel, Overall, overall
from claims.vocabulary import ClaimKind, EffectMeasure
from mgsite.public.phrases import no_level

Document = Mapping
UNNAMED = "The outcome of this claim"
NOT_GRADED = "Not graded"
Ends = tuple[Decimal, Decimal | None, Decimal | None]  # a value with the ends of its interval
NO_LONGER_GRADED = "Not graded: the claim that graded it is no longer in print"


@dataclass(frozen=True)
class Finding:
    """One outcome.

    `estimate` is None where nothing can be estimated. `stored_per_1000` is the risk that the source
    reports without the supplement, `per_1000` the one that `absolute` was computed at. `grader` is
    the claim of ours whose grading `certainty` is; `rater` the source whose authors gave it;
    `ungraded` says why there is none. `is_link`: what goes together, not what does what.
    """

    outcome: str
    measure: str
    timeframe_days: int | None
    importance: str
    is_harm: bool
    is_own: bool
    is_link: bool
    effect: Document | None
    n_studies: int | None
    n_participants: int | None
    source: Document | None
    certainty: str
    ungraded: str
    grader: Document | None
    rater: Document | None
    what_happens: str
    note: str
    per_1000: Decimal | None = None
    absolute: Absolute | None = None

    @property
    def estimate(self) -> Estimate | None:
        return estimate_of(self.effect) if self.effect else None

    @property
    def stored_per_1000(self) -> Decimal | None:
        return _decimal(self.effect["baseline_per_1000"]) if self.effect else None

    @property
    def takes_a_risk(self) -> bool:
        """Whether a reader may set another risk to start from: for ratios."""
        return self.estimate is not None and self.estimate.is_ratio

    @property
    def number_needed(self) -> int | None:
        """People for one event more or fewer. None for a link: nobody was given anything."""
        return self.absolute.nnt if self.absolute and not self.is_link else None

    @property
    def risk_with(self) -> Ends | None:
        """Per 1000."""
        found = self.absolute
        if found is None:
            return None
        low, high = _per_1000(found.risk_with_low), _per_1000(found.risk_with_high)
        return PER_1000 * found.risk_with, low, high

    @property
    def difference(self) -> Ends | None:
        """Per 1000; a risk difference needs no risk to start from."""
        if self.absolute:
            found = self.absolute
            return found.per_1000, found.per_1000_low, found.per_1000_high
        estimate = self.estimate
        if estimate is None or estimate.measure != EffectMeasure.RD:
            return None
        low, high = estimate.interval or (None, None)
        return PER_1000 * estimate.value, _per_1000(low), _per_1000(high)


def has_findings(claim: Document) -> bool:
    """Whether there is anything to put into a table. Versions of the first editions have one
    outcome at most."""
    effect = (claim["grading"] or {}).get("effect")
    return bool(effect or claim.get("further_outcomes"))


def findings(
    claim: Document, items: Mapping[str, Document], risks: Mapping[int, Decimal] | None = None
) -> tuple[Finding, ...]:
    """The rows in order. `items` are the documents that the claim names, by id; `risks` are those a
    reader chose, per 1000, by the place of the row, from 0."""
    chosen = risks or {}
    rows = [_own(claim, items), *_further(claim, items)]
    return tuple(at_risk(row, chosen.get(place)) for place, row in enumerate(rows))


def at_risk(row: Finding, per_1000: Decimal | None = None) -> Finding:
    """The row with its absolute numbers at a risk per 1000, else at the stored one, else without.

    Numbers in print that contradict each other give none: a page must not fall over them.
    """
    baseline = row.stored_per_1000 if per_1000 is None else per_1000
    estimate = row.estimate
    found = None
    if estimate is not None and baseline is not None:
        try:
            found = absolute(estimate, baseline / PER_1000)
        except EffectError:
            found = None
    return replace(row, per_1000=baseline if found else None, absolute=found)


def overall_certainty(rows: Iterable[Finding]) -> Overall:
    """Across the outcomes marked critical, whoever graded them (claims.grading.overall)."""
    return overall(OutcomeLevel(row.outcome, row.importance, row.certainty or None) for row in rows)


def estimate_of(effect: Document) -> Estimate:
    low, high = _decimal(effect["ci_low"]), _decimal(effect["ci_high"])
    return Estimate(effect["measure"], Decimal(effect["value"]), low, high)


def compares_groups(claim: Document) -> bool:
    """Whether “with” and “without the supplement” would be the wrong words for its risks: an
    association, or a claim about something else, such as a medicine or drinking water."""
    if claim["claim_kind"] == ClaimKind.ASSOCIATION:
        return True
    subject = claim["intervention"].get("subject") or ""
    supplement = claim["intervention"]["name"].split()[0].strip(",").casefold()
    return bool(subject) and supplement not in subject.casefold()


def _own(claim: Document, items: Mapping[str, Document]) -> Finding:
    grading = claim["grading"] or {}
    effect = grading.get("effect")
    outcome = claim["outcome"]
    certainty = grading.get("certainty") or ""
    return Finding(
        outcome=outcome["name"] or UNNAMED,
        measure=outcome["measure"] or "",
        timeframe_days=outcome["timeframe_days"],
        importance=outcome["importance"],
        is_harm=claim["claim_kind"] == ClaimKind.SAFETY,
        is_own=True,
        is_link=compares_groups(claim),
        effect=effect,
        n_studies=grading.get("n_studies"),
        n_participants=grading.get("n_participants"),
        source=items.get(effect["source_id"]) if effect else None,
        certainty=certainty,
        ungraded="" if certainty else no_level(claim["verdict"]),
        grader=claim,
        rater=None,
        what_happens=said_of(claim),
        note="",
    )


def _further(claim: Document, items: Mapping[str, Document]) -> Iterator[Finding]:
    for row in claim.get("further_outcomes", ()):
        grader = items.get(row["claim_id"])
        grading = (grader or {}).get("grading") or {}
        # A claim of ours that grades the outcome also brings its estimate, where the row has none.
        effect = row["effect"] or grading.get("effect")
        bearer = effect if effect and not row["effect"] else row
        certainty = grading.get("certainty") or row["source_certainty"] or ""
        yield Finding(
            outcome=row["outcome"],
            measure=row["measure"] or "",
            timeframe_days=row["timeframe_days"],
            importance=row["importance"],
            is_harm=row["is_harm"],
            is_own=False,
            is_link=compares_groups(grader or claim),
            effect=effect,
            n_studies=_first_known(row["n_studies"], grading.get("n_studies")),
            n_participants=_first_known(row["n_participants"], grading.get("n_participants")),
            source=items.get(bearer["source_id"]),
            certainty=certainty,
            ungraded="" if certainty else _why_ungraded(row, grader),
            grader=grader,
            rater=items.get(row["source_id"]) if row["source_certainty"] else None,
            what_happens=said_of(grader) if grader else row["what_happens"] or "",
            note=row["note"] or "",
        )


def said_of(claim: Document) -> str:
    """The sentence that its grading allows; where the ladder makes none, its conclusion."""
    return claim.get("sentence") or claim["conclusion"]


def _why_ungraded(row: Document, grader: Document | None) -> str:
    if grader:
        return no_level(grader["verdict"])
    return NO_LONGER_GRADED if row["claim_id"] else NOT_GRADED


def _first_known(*numbers: int | None) -> int | None:
    return next((number for number in numbers if number is not None), None)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _per_1000(share: Decimal | None) -> Decimal | None:
    return None if share is None else PER_1000 * share
