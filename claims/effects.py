"""Risks, differences per 1000 and numbers needed to treat, from an effect and a baseline risk.

Pure module: Decimal in, Decimal out. Sources: Cochrane Handbook 15.4 (risk from RR and OR, number
needed to treat); risk from HR: Tierney et al. 2007 (Trials 8:16); GRADE.md §3. All in Decimal:
with floats the number needed for 0.06 − 0.02 would be 26, and it is 25.

Risks are shares from 0 to 1; “per 1000” is a signed difference, below 0 for fewer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Context, Decimal

from claims.canonical import decimal_text
from claims.vocabulary import EffectMeasure

RATIOS = (EffectMeasure.RR, EffectMeasure.OR, EffectMeasure.HR)
WITH_RISKS = (*RATIOS, EffectMeasure.RD)
NONE, ALL, PER_1000 = Decimal(0), Decimal(1), Decimal(1000)


class EffectError(Exception):
    """Numbers that contradict each other; `sentences` say which contradicts which."""

    def __init__(self, *sentences: str):
        self.sentences = sentences
        super().__init__(" ".join(sentences))


@dataclass(frozen=True)
class Estimate:
    """A point with its 95 % interval, which is given whole or not at all.

    Ratios have no unit; a risk difference is a share, a mean difference in the outcome's unit, a
    standardised one in standard deviations.
    """

    measure: str
    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def is_ratio(self) -> bool:
        return self.measure in RATIOS

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        return None if self.low is None or self.high is None else (self.low, self.high)

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        return tuple(n for n in (self.value, self.low, self.high) if n is not None)

    @property
    def excludes_no_effect(self) -> bool:
        """Whether no difference lies outside the interval; without one that is not known: False."""
        if self.interval is None:
            return False
        low, high = self.interval
        return not low <= (ALL if self.is_ratio else NONE) <= high


@dataclass(frozen=True)
class Absolute:
    """What an effect means in a group with the risk `risk_without`. Unrounded; see `whole`.

    The low and high ends are those of the effect's interval. `nnt` is None when that includes no
    effect, or is not known. `capped`: an end would have been a risk below 0 or above 1, and stands
    at that bound.
    """

    risk_without: Decimal
    risk_with: Decimal
    risk_with_low: Decimal | None
    risk_with_high: Decimal | None
    per_1000: Decimal
    per_1000_low: Decimal | None
    per_1000_high: Decimal | None
    nnt: int | None
    capped: bool


def absolute(estimate: Estimate, baseline: Decimal) -> Absolute:
    """The effect at a baseline risk (the assumed comparator risk, 0 to 1).

    For RR, OR, HR and RD. Raises EffectError for numbers that contradict each other.
    """
    check(estimate, baseline)
    risk = risk_with(estimate.measure, estimate.value, baseline)
    low = high = per_1000_low = per_1000_high = None
    capped = False
    if estimate.interval:
        ends = [risk_with(estimate.measure, end, baseline) for end in estimate.interval]
        low, high = (max(NONE, min(ALL, end)) for end in ends)
        capped = [low, high] != ends
        per_1000_low, per_1000_high = (PER_1000 * (end - baseline) for end in (low, high))
    difference = risk - baseline
    return Absolute(
        risk_without=baseline,
        risk_with=risk,
        risk_with_low=low,
        risk_with_high=high,
        per_1000=PER_1000 * difference,
        per_1000_low=per_1000_low,
        per_1000_high=per_1000_high,
        nnt=number_needed(difference) if difference and estimate.excludes_no_effect else None,
        capped=capped,
    )


def risk_with(measure: str, value: Decimal, baseline: Decimal) -> Decimal:
    """The risk with the intervention; it may lie past 0 or 1, which `check` refuses.

    RR: ACR × RR. OR: OR·ACR / (1 − ACR + OR·ACR). HR: 1 − (1 − ACR)^HR. RD: ACR + RD. Raises
    EffectError for a measure that has no risks.
    """
    if measure == EffectMeasure.RR:
        return baseline * value
    if measure == EffectMeasure.OR:
        odds = value * baseline
        # At a baseline of 1 the odds have no end, and an odds ratio leaves the risk where it is.
        return baseline if baseline == ALL else odds / (ALL - baseline + odds)
    if measure == EffectMeasure.HR:
        return ALL - (ALL - baseline) ** value if value else NONE
    if measure == EffectMeasure.RD:
        return baseline + value
    raise EffectError(f"{EffectMeasure(measure).label}: no risk can be computed from it.")


def relative_risk(measure: str, value: Decimal, baseline: Decimal) -> Decimal:
    """The risk ratio that an effect amounts to at a baseline. Raises EffectError at a baseline of 0."""
    if measure == EffectMeasure.RR:
        return value
    if baseline == NONE:
        raise EffectError("With a baseline risk of 0 there is no risk ratio.")
    return risk_with(measure, value, baseline) / baseline


def odds_ratio(risk: Decimal, baseline: Decimal) -> Decimal:
    """The odds ratio between two risks: the way back from `risk_with`. Raises EffectError."""
    for share in (risk, baseline):
        if not NONE < share < ALL:
            raise EffectError(f"A risk of {_text(share)} has no odds: it must lie between 0 and 1.")
    return risk * (ALL - baseline) / (baseline * (ALL - risk))


def number_needed(risk_difference: Decimal) -> int:
    """People to treat for one event more or fewer: 1/|RD|, rounded up. Raises EffectError at 0."""
    if risk_difference == NONE:
        raise EffectError("Without a difference in risk there is no number needed to treat.")
    # Fewer digits than the difference was computed with: 25.000…02 is 25, and no 26.
    people = Context(prec=20).divide(ALL, risk_difference.copy_abs())
    return int(people.to_integral_value(ROUND_CEILING))


def whole(per_1000: Decimal) -> int:
    """A difference per 1000 for print: whole people, halves away from 0."""
    return int(per_1000.to_integral_value(ROUND_HALF_UP))


def large_effect(estimate: Estimate, baseline: Decimal | None = None) -> int:
    """Levels that a large effect may raise non-randomised evidence by (GRADE.md §1): 0, 1 or 2.

    RR above 2 or below 0.5 is one, above 5 or below 0.2 two; the interval must exclude no effect,
    and for two be precise, which we take as: its end nearer to no effect is itself large. OR and HR
    are converted with the baseline first; without one they are not judged and give 0.
    """
    if not estimate.is_ratio or not estimate.excludes_no_effect:
        return 0
    if estimate.measure != EffectMeasure.RR and not baseline:
        return 0
    point, low, high = (
        relative_risk(estimate.measure, number, baseline or NONE) for number in estimate.numbers
    )
    if point > 1:
        return 2 if point > 5 and low > 2 else int(point > 2)
    return 2 if point < Decimal("0.2") and high < Decimal("0.5") else int(point < Decimal("0.5"))


# -- sanity: the three numbers and the baseline against each other


def check(estimate: Estimate, baseline: Decimal | None = None) -> tuple[str, ...]:
    """Warnings about an honest but odd estimate. Raises EffectError with a sentence for each fault."""
    given = (*estimate.numbers, *(() if baseline is None else (baseline,)))
    if not all(number.is_finite() for number in given):
        raise EffectError("An estimate, its interval and its baseline must be finite numbers.")
    if faults := (*_interval_faults(estimate), *_range_faults(estimate, baseline)):
        raise EffectError(*faults)
    return tuple(_asymmetry(estimate))


def _interval_faults(estimate: Estimate) -> Iterator[str]:
    if estimate.interval is None:
        if len(estimate.numbers) == 2:
            yield f"The interval of {_text(estimate.value)} has only one end: give both or none."
        return
    low, high = (_text(end) for end in estimate.interval)
    if estimate.interval[0] > estimate.interval[1]:
        yield f"The interval runs from {low} down to {high}: its ends are swapped."
    elif not estimate.interval[0] <= estimate.value <= estimate.interval[1]:
        yield f"The estimate {_text(estimate.value)} lies outside its interval, {low} to {high}."


def _range_faults(estimate: Estimate, baseline: Decimal | None) -> Iterator[str]:
    label, value = EffectMeasure(estimate.measure).label, estimate.value
    # An end of a ratio's interval may be 0, where a source rounds; the point may not.
    if estimate.is_ratio and (value <= 0 or min(estimate.numbers) < 0):
        yield f"{label}: must be above 0, and {_text(min(estimate.numbers))} is given."
        return
    wide = [number for number in estimate.numbers if abs(number) > 1]
    if wide and estimate.measure == EffectMeasure.RD:
        yield f"{label}: must be from −1 to 1 (a share), and {_text(wide[0])} is given."
        return
    if baseline is None:
        return
    if not NONE <= baseline <= ALL:
        yield f"Baseline risk: must be from 0 to 1 (a share), and {_text(baseline)} is given."
    elif estimate.measure in WITH_RISKS:
        risk = risk_with(estimate.measure, value, baseline)
        if not NONE <= risk <= ALL:
            yield (
                f"{label} {_text(value)} at a baseline risk of {_text(baseline)} gives a risk of "
                f"{_text(risk)}, which cannot be: one of the two is wrong."
            )


def _asymmetry(estimate: Estimate) -> Iterator[str]:
    """Ratios lie in the middle of their interval on the log scale, mean differences as they are.

    Each number may be off by half a unit of the last printed place, so 0.2 with 0.1 to 0.5 is
    honest. Risk differences are let be: good methods give them lopsided intervals.
    """
    if estimate.interval is None or estimate.measure == EffectMeasure.RD:
        return
    half = min(_last_place(number) for number in estimate.numbers) / 2
    least, most = (_middle(estimate, shift) for shift in (-half, half))
    if least - half <= estimate.value <= most + half:
        return
    low, high = (_text(end) for end in estimate.interval)
    middle = _text(Context(prec=3).plus(_middle(estimate, NONE)))
    yield (
        f"The estimate {_text(estimate.value)} is not in the middle of its interval, {low} to "
        f"{high} (that would be {middle}): check the three numbers against the source."
    )


def _middle(estimate: Estimate, shift: Decimal) -> Decimal:
    low, high = (end + shift for end in estimate.interval or (NONE, NONE))
    if not estimate.is_ratio:
        return (low + high) / 2
    return (max(low, NONE) * max(high, NONE)).sqrt()


def _last_place(number: Decimal) -> Decimal:
    """The unit of the last place that says something: 0.01 for 0.6400, 1 for 200."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0))


def _text(number: Decimal) -> str:
    return decimal_text(number).replace("-", "−")
