"""What must hold for any effect at any baseline: bounds, order, and the way back."""

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from claims.effects import EffectError, Estimate, absolute, number_needed, odds_ratio, risk_with

risks = st.decimals("0.001", "0.999", places=3)
ratios = st.decimals("0.01", "50", places=2)
bounded = st.sampled_from(["OR", "HR"])
TINY = D("1E-20")


@given(bounded, ratios, risks)
def test_risk_stays_between_nothing_and_certainty(measure, value, baseline):
    assert 0 <= risk_with(measure, value, baseline) <= 1


@given(st.sampled_from(["RR", "OR", "HR"]), ratios, ratios, risks)
def test_greater_ratio_never_gives_the_smaller_risk(measure, one, other, baseline):
    less, more = sorted((one, other))
    assert risk_with(measure, less, baseline) <= risk_with(measure, more, baseline) + TINY


@given(st.sampled_from(["RR", "OR", "HR"]), ratios, risks, risks)
def test_greater_baseline_never_gives_the_smaller_risk(measure, value, one, other):
    less, more = sorted((one, other))
    assert risk_with(measure, value, less) <= risk_with(measure, value, more) + TINY


@given(st.sampled_from(["RR", "OR", "HR"]), risks)
def test_ratio_of_one_changes_nothing(measure, baseline):
    assert abs(risk_with(measure, D(1), baseline) - baseline) < TINY


@given(risks, risks)
def test_odds_ratio_and_risk_are_each_others_inverse(risk, baseline):
    back = risk_with("OR", odds_ratio(risk, baseline), baseline)
    assert abs(back - risk) < TINY


@given(st.decimals("-1", "1", places=4).filter(bool))
def test_number_needed_is_the_smallest_whole_number_that_is_enough(difference):
    people = number_needed(difference)
    assert people * abs(difference) >= 1
    assert (people - 1) * abs(difference) < 1


@given(risks, st.lists(ratios, min_size=3, max_size=3))
def test_absolute_interval_keeps_its_order_or_is_refused(baseline, numbers):
    low, value, high = sorted(numbers)
    try:
        result = absolute(Estimate("RR", value, low, high), baseline)
    except EffectError:
        assert baseline * value > 1
        return
    assert result.per_1000_low <= result.per_1000 <= result.per_1000_high
    assert 0 <= result.risk_with_low <= result.risk_with_high <= 1
    assert (result.nnt is None) == (low <= 1 <= high)
