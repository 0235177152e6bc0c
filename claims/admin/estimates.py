"""An estimate in a form: the sentences of claims.effects, each beside the number it is about.

Assessments and further outcomes have the same fields: a measure, its value, an interval, a baseline.
"""

from collections.abc import Iterator, Mapping

from django.forms import BaseForm

from claims.effects import RATIOS, EffectError, Estimate, check
from claims.vocabulary import EffectMeasure

NUMBERS = ("effect_value", "effect_ci_low", "effect_ci_high")


def check_estimate(form: BaseForm, cleaned: Mapping) -> None:
    """Add an error for each fault; what is merely odd is told by `odd` and blocks nothing."""
    measure = cleaned.get("effect_measure")
    value, low, high = (cleaned.get(name) for name in NUMBERS)
    faults = list(_what_is_missing(measure, value, low, high))
    if not faults and value is not None:
        faults = list(_what_contradicts(Estimate(measure, value, low, high), cleaned))
    baseline = cleaned.get("baseline_per_1000")
    if baseline is not None and not 0 <= baseline <= 1000:
        faults.append(("baseline_per_1000", f"{baseline} per 1000 is not from 0 to 1000."))
    for name, sentence in faults:
        if name not in form.errors:
            form.add_error(name, sentence)


def odd(values: Mapping) -> tuple[str, ...]:
    """Warnings about an estimate without a fault: numbers to compare with the source once more."""
    measure, value = values.get("effect_measure"), values.get("effect_value")
    if not measure or value is None:
        return ()
    try:
        return check(Estimate(measure, value, *(values.get(name) for name in NUMBERS[1:])))
    except EffectError:
        return ()


def _what_is_missing(measure, value, low, high) -> Iterator[tuple[str, str]]:
    if value is None and (low is not None or high is not None):
        yield "effect_value", "There is an interval without its estimate."
    elif measure and value is None:
        label = EffectMeasure(measure).label.lower()
        yield "effect_value", f"There is a measure, {label}, without its number."
    if value is not None and not measure:
        yield "effect_measure", f"Say what {value} measures: a difference, a ratio …"


def _what_contradicts(estimate: Estimate, cleaned: Mapping) -> Iterator[tuple[str, str]]:
    try:
        check(estimate)
    except EffectError as error:
        # At most one fault of the interval, then one of the range of the numbers.
        fields = [*_faulty_interval(estimate), *_out_of_range(estimate)]
        yield from zip(fields, error.sentences, strict=True)
        return
    baseline = cleaned.get("baseline_per_1000")
    if baseline is None or not 0 <= baseline <= 1000:
        return
    try:
        check(estimate, baseline / 1000)
    except EffectError as error:
        yield from (("baseline_per_1000", sentence) for sentence in error.sentences)


def _faulty_interval(estimate: Estimate) -> Iterator[str]:
    if estimate.interval is None:
        if len(estimate.numbers) == 2:
            yield "effect_ci_low" if estimate.low is None else "effect_ci_high"
        return
    low, high = estimate.interval
    if low > high:
        yield "effect_ci_high"
    elif not low <= estimate.value <= high:
        yield "effect_value"


def _out_of_range(estimate: Estimate) -> Iterator[str]:
    named = zip(NUMBERS, (estimate.value, estimate.low, estimate.high), strict=True)
    given = [(name, number) for name, number in named if number is not None]
    if estimate.measure in RATIOS and (estimate.value <= 0 or min(estimate.numbers) < 0):
        yield min(given, key=lambda pair: pair[1])[0]
    elif estimate.measure == EffectMeasure.RD:
        yield from [name for name, number in given if abs(number) > 1][:1]
