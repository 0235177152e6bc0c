"""A row of the summary of findings in the words of a page: no cell is left empty.

Pure module: findings in, text out. Numbers of people are whole, of 1000 (claims.effects.whole).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from claims.effects import whole
from claims.grading import LABELS, Overall
from claims.vocabulary import Certainty, Direction, EffectMeasure, Importance
from mgsite.public.findings import Finding
from mgsite.public.phrases import counted, inside, listed, number, short_citation

NBSP = "\N{NO-BREAK SPACE}"
NOT_ESTIMABLE = "Not estimable"
NO_STATEMENT = "No statement is made without a grading."


@dataclass(frozen=True)
class FindingWords:
    """`spans` says that the effect is no ratio, so that one cell stands for three."""

    row: Finding
    measured: str
    importance: str
    participants: str
    studies: str
    effect: str
    interval: str
    direction: str
    spans: bool
    risk_without: str
    risk_with: str
    risk_with_interval: str
    difference: str
    difference_interval: str
    needed: str
    reasons: tuple[str, ...]
    rated_by: str
    cited: str
    what_happens: str


def finding_words(row: Finding) -> FindingWords:
    risk, around = _risk_with(row)
    difference, difference_around = _difference(row)
    return FindingWords(
        row=row,
        measured=_measured(row),
        importance=Importance(row.importance).label,
        participants=_counted(row.n_participants, "person", "people"),
        studies=_counted(row.n_studies, "study", "studies"),
        effect=_effect(row),
        interval=_interval(row),
        direction=_direction(row),
        spans=not (row.takes_a_risk or row.difference),
        risk_without=f"{_people(row.per_1000)} of 1000" if row.per_1000 is not None else "",
        risk_with=risk,
        risk_with_interval=around,
        difference=difference,
        difference_interval=difference_around,
        needed=_needed(row),
        reasons=tuple(_reasons(row)),
        rated_by=_rated_by(row),
        cited=short_citation(row.source) if row.source else "",
        what_happens=row.what_happens or NO_STATEMENT,
    )


def overall_words(found: Overall) -> str:
    """What decides across the critical outcomes; empty when none of them is critical."""
    missing = f" Without a level: {_outcomes(found.ungraded)}." if found.ungraded else ""
    if found.certainty is None:
        return f"No critical outcome has a level.{missing}" if missing else ""
    level = Certainty(found.certainty).label
    decided = _outcomes(found.decided_by)
    return f"{level}: the lowest among the critical outcomes, decided by {decided}.{missing}"


def _outcomes(names: Iterable[str]) -> str:
    return listed([inside(name) for name in names])


def _measured(row: Finding) -> str:
    """Scale and follow-up, as far as they are known."""
    days = row.timeframe_days
    after = f"after {counted(days, 'day', 'days')}" if days else ""
    return "; ".join(part for part in (row.measure, after) if part)


def _counted(amount: int | None, one: str, many: str) -> str:
    return "" if amount is None else counted(amount, one, many)


def _effect(row: Finding) -> str:
    """“Risk ratio 0.80”, “Mean difference −0.18 cramps a week”."""
    if row.effect is None:
        return NOT_ESTIMABLE
    label = EffectMeasure(row.effect["measure"]).label
    unit = row.effect["unit"]
    # A ratio has no unit; there it says what is set against what.
    comma = "," if row.takes_a_risk else ""
    return f"{label} {number(row.effect['value'])}" + (f"{comma} {unit}" if unit else "")


def _interval(row: Finding) -> str:
    if row.effect is None:
        return ""
    low, high = row.effect["ci_low"], row.effect["ci_high"]
    if low is None or high is None:
        return "no interval is given"
    return f"95{NBSP}% CI {number(low)} to {number(high)}"


def _direction(row: Finding) -> str:
    said = row.effect["direction"] if row.effect else None
    return Direction(said).label if said else ""


def _risk_with(row: Finding) -> tuple[str, str]:
    if row.risk_with is None:
        return "", ""
    value, low, high = row.risk_with
    around = "" if low is None or high is None else f"{_people(low)} to {_people(high)}"
    return f"{_people(value)} of 1000", around


def _people(per_1000: Decimal) -> str:
    return number(whole(per_1000))


def _difference(row: Finding) -> tuple[str, str]:
    """“60 fewer of 1000”, “105 fewer to 6 more”."""
    if row.difference is None:
        return "", ""
    value, low, high = row.difference
    around = "" if low is None or high is None else f"{more_or_fewer(low)} to {more_or_fewer(high)}"
    if whole(value):
        return f"{more_or_fewer(value)} of 1000", around
    return "less than 1 of 1000" if value else "no difference", around


def more_or_fewer(per_1000: Decimal) -> str:
    """“60 fewer”, “6 more”, “0”."""
    people = whole(per_1000)
    if not people:
        return "0"
    return f"{number(abs(people))} {'fewer' if people < 0 else 'more'}"


def _needed(row: Finding) -> str:
    """The number needed to treat in words; nothing when the interval includes no effect."""
    if row.absolute is None or row.number_needed is None:
        return ""
    more = "fewer" if row.absolute.per_1000 < 0 else "more"
    return f"one {more} for every {counted(row.number_needed, 'person', 'people')}"


def _reasons(row: Finding) -> list[str]:
    """The steps of the grading that gave the level, without their texts."""
    grading = (row.grader or {}).get("grading") or {}
    if not row.certainty or not grading.get("certainty"):
        return []
    down = [f"−{d['levels']}{NBSP}{_named(d['domain'])}" for d in grading["downgrades"]]
    return down + [f"+{u['levels']}{NBSP}{_named(u['domain'])}" for u in grading["upgrades"]]


def _named(domain: str) -> str:
    return LABELS.get(domain, domain).lower()


def _rated_by(row: Finding) -> str:
    """“High, as rated by Garrison 2020”: not our rating, so it never wears our mark."""
    if not row.certainty or row.grader:
        return ""
    by = short_citation(row.rater) if row.rater else "the authors of its source"
    return f"{Certainty(row.certainty).label}, as rated by {by}"
