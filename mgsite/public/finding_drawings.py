"""The drawings of a row of the summary of findings: its interval, and of 1000 people.

Pure module: findings in, the geometry of mgsite.public.drawings out.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from claims.effects import whole
from claims.vocabulary import EffectMeasure
from mgsite.public.drawings import IconArray, Interval, icon_array, interval
from mgsite.public.findings import Finding

IN_UNITS = (EffectMeasure.MD, EffectMeasure.SMD)  # measures that a threshold is given in


@dataclass(frozen=True)
class Drawn:
    """Each None where there is nothing to draw."""

    interval: Interval | None
    people: IconArray | None


def drawn(row: Finding, important: Decimal | None = None) -> Drawn:
    """`important` is the smallest difference that matters, in the unit of a mean difference."""
    return Drawn(_interval(row, important), _people(row))


def _interval(row: Finding, important: Decimal | None) -> Interval | None:
    """A dot without its interval would look surer than it is, and is not drawn."""
    estimate = row.estimate
    if estimate is None or estimate.interval is None or row.effect is None:
        return None
    if estimate.is_ratio and estimate.value <= 0:
        return None
    if estimate.measure == EffectMeasure.RD and row.difference:
        return interval(*row.difference, ratio=False, unit="of 1000")
    return interval(
        estimate.value,
        estimate.low,
        estimate.high,
        ratio=estimate.is_ratio,
        important=important if estimate.measure in IN_UNITS else None,
        unit="" if estimate.is_ratio else row.effect["unit"] or "",
    )


def _people(row: Finding) -> IconArray | None:
    if row.per_1000 is None or row.risk_with is None:
        return None
    without, with_ = whole(row.per_1000), whole(row.risk_with[0])
    made = icon_array(without, with_)
    return _of_a_link(made, without, with_) if row.is_link else made


def _of_a_link(made: IconArray, without: int, with_: int) -> IconArray:
    """Two groups that differ, of whom neither was given anything."""
    return replace(
        made,
        crowds=tuple(
            replace(
                crowd, label=crowd.label.replace("with the supplement", "in the group looked at")
            )
            for crowd in made.crowds
        ),
        text=f"Of 1000 people, {without} have the outcome in the group compared with and {with_} in "
        "the group looked at.",
    )
