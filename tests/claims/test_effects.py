"""GRADE.md §3: the vectors and the sanity checks."""

from decimal import Decimal as D

import pytest

from claims.effects import (
    Absolute,
    EffectError,
    Estimate,
    absolute,
    check,
    large_effect,
    number_needed,
    odds_ratio,
    relative_risk,
    whole,
)


def estimate(measure: str, *numbers: str) -> Estimate:
    return Estimate(measure, *(D(number) for number in numbers))


def faults(of: Estimate, baseline: str | None = None) -> tuple[str, ...]:
    with pytest.raises(EffectError) as caught:
        check(of, None if baseline is None else D(baseline))
    assert str(caught.value) == " ".join(caught.value.sentences)
    return caught.value.sentences


@pytest.mark.parametrize(
    ("given_", "baseline", "risk", "per_1000", "nnt"),
    [
        (("RR", "0.80", "0.70", "0.91"), "0.30", "0.24", -60, 17),
        (("OR", "0.73", "0.60", "0.89"), "0.30", "0.238", -62, 17),  # the Cochrane Handbook's
        (("HR", "0.80", "0.70", "0.91"), "0.30", "0.248", -52, 20),
        (("RD", "-0.12", "-0.20", "-0.04"), "0.30", "0.18", -120, 9),
        (("RR", "1.50", "1.20", "1.88"), "0.10", "0.15", 50, 20),
        # The interval includes no effect: no number needed to treat.
        (("RR", "0.80", "0.60", "1.07"), "0.30", "0.24", -60, None),
        (("RR", "0.80", "0.64", "1.00"), "0.30", "0.24", -60, None),
        (("RD", "-0.12", "-0.26", "0.02"), "0.30", "0.18", -120, None),
        (("RR", "0.80"), "0.30", "0.24", -60, None),
        (("RR", "0.80", "0.70", "0.91"), "0", "0", 0, None),
        # Whoever is certain to have it: no odds ratio changes that.
        (("OR", "0.80", "0.70", "0.91"), "1", "1", 0, None),
    ],
)
def test_absolute_effect_of_each_measure(given_, baseline, risk, per_1000, nnt):
    result = absolute(estimate(*given_), D(baseline))
    assert result.risk_with.quantize(D("0.001")) == D(risk).quantize(D("0.001"))
    assert (whole(result.per_1000), result.nnt, result.capped) == (per_1000, nnt, False)


def test_absolute_effect_carries_its_interval():
    assert absolute(estimate("RR", "0.8", "0.7", "0.9"), D("0.3")) == Absolute(
        risk_without=D("0.3"),
        risk_with=D("0.24"),
        risk_with_low=D("0.21"),
        risk_with_high=D("0.27"),
        per_1000=D(-60),
        per_1000_low=D(-90),
        per_1000_high=D(-30),
        nnt=17,
        capped=False,
    )


@pytest.mark.parametrize(
    ("given_", "low", "high"),
    [
        (("RR", "2", "0.9", "4.4"), "0.27", "1"),
        (("RD", "-0.1", "-0.4", "0.2"), "0", "0.5"),
        (("HR", "0.5", "0", "0.9"), "0", None),
        (("OR", "0.5", "0", "0.9"), "0", None),
    ],
)
def test_end_of_the_interval_stops_at_what_a_risk_can_be(given_, low, high):
    result = absolute(estimate(*given_), D("0.3"))
    assert result.risk_with_low == D(low)
    assert result.capped is (high is not None)
    if high:
        assert result.risk_with_high == D(high)


@pytest.mark.parametrize("measure", ["MD", "SMD"])
def test_mean_difference_has_no_risk(measure):
    with pytest.raises(EffectError, match="difference: no risk can be computed from it\\."):
        absolute(estimate(measure, "-0.18"), D("0.3"))


@pytest.mark.parametrize(
    ("difference", "people"),
    [("-0.12", 9), ("-0.22", 5), ("-0.04", 25), ("-0.02", 50), ("0.04", 25), ("1", 1)],
)
def test_number_needed_to_treat(difference, people):
    assert number_needed(D(difference)) == people


def test_number_needed_is_not_led_astray_by_last_digits():
    assert number_needed(D("0.06") - D("0.02")) == 25
    assert number_needed(D("0.0399999999999999999999999999")) == 25


def test_number_needed_without_a_difference_is_refused():
    with pytest.raises(EffectError, match="^Without a difference in risk there is no number"):
        number_needed(D("0.0"))


@pytest.mark.parametrize(("value", "printed"), [("-61.697", -62), ("0.5", 1), ("-0.5", -1)])
def test_difference_is_printed_in_whole_people(value, printed):
    assert whole(D(value)) == printed


@pytest.mark.parametrize(
    ("given_", "baseline", "levels"),
    [
        (("OR", "2.5", "1.5", "4.2"), "0.30", 0),  # RR 1.72
        (("OR", "6", "3", "12"), "0.30", 1),  # RR 2.4
        (("OR", "6", "3", "12"), None, 0),
        (("RR", "2.5", "1.5", "4.2"), None, 1),
        (("RR", "2", "1.5", "2.7"), None, 0),
        (("RR", "6", "3", "12"), None, 2),
        (("RR", "6", "1.5", "24"), None, 1),  # not precise
        (("RR", "6", "0.9", "40"), None, 0),
        (("RR", "6"), None, 0),
        (("RR", "0.4", "0.3", "0.6"), None, 1),
        (("RR", "0.5", "0.4", "0.6"), None, 0),
        (("RR", "0.15", "0.1", "0.3"), None, 2),
        (("RR", "0.15", "0.03", "0.8"), None, 1),
        (("HR", "3", "2.5", "3.6"), "0.1", 1),
        (("MD", "6", "5", "7"), None, 0),
    ],
)
def test_large_effect_is_judged_on_the_risk_ratio(given_, baseline, levels):
    assert large_effect(estimate(*given_), baseline and D(baseline)) == levels


def test_risk_ratio_of_an_odds_ratio():
    assert relative_risk("OR", D("2.5"), D("0.3")).quantize(D("0.01")) == D("1.72")
    assert relative_risk("OR", D(6), D("0.3")) == D("2.4")
    with pytest.raises(EffectError, match="^With a baseline risk of 0 there is no risk ratio\\.$"):
        relative_risk("OR", D(6), D(0))


@pytest.mark.parametrize(
    ("given_", "baseline", "sentences"),
    [
        (
            ("RR", "0.95", "0.5", "0.9"),
            None,
            ("The estimate 0.95 lies outside its interval, 0.5 to 0.9.",),
        ),
        (
            ("MD", "-2", "-1", "1"),
            None,
            ("The estimate −2 lies outside its interval, −1 to 1.",),
        ),
        (
            ("RR", "0.7", "0.9", "0.5"),
            None,
            ("The interval runs from 0.9 down to 0.5: its ends are swapped.",),
        ),
        (
            ("RR", "0.7", "0.5"),
            None,
            ("The interval of 0.7 has only one end: give both or none.",),
        ),
        (("OR", "0"), None, ("Odds ratio: must be above 0, and 0 is given.",)),
        (("RR", "0.5", "-0.1", "1.1"), None, ("Risk ratio: must be above 0, and −0.1 is given.",)),
        (
            ("RD", "12", "5", "19"),
            None,
            ("Risk difference: must be from −1 to 1 (a share), and 12 is given.",),
        ),
        (
            ("RR", "0.8"),
            "300",
            ("Baseline risk: must be from 0 to 1 (a share), and 300 is given.",),
        ),
        (
            ("MD", "0.8"),
            "-0.1",
            ("Baseline risk: must be from 0 to 1 (a share), and −0.1 is given.",),
        ),
        (
            ("RR", "4"),
            "0.3",
            (
                "Risk ratio 4 at a baseline risk of 0.3 gives a risk of 1.2, which cannot be: one of "
                "the two is wrong.",
            ),
        ),
        (
            ("RD", "-0.4", "0.2", "0.1"),
            "0.3",
            (
                "The interval runs from 0.2 down to 0.1: its ends are swapped.",
                "Risk difference −0.4 at a baseline risk of 0.3 gives a risk of −0.1, which cannot "
                "be: one of the two is wrong.",
            ),
        ),
        (
            ("RR", "NaN"),
            None,
            ("An estimate, its interval and its baseline must be finite numbers.",),
        ),
        (
            ("RR", "1"),
            "Infinity",
            ("An estimate, its interval and its baseline must be finite numbers.",),
        ),
    ],
)
def test_fault_says_which_number_contradicts_which(given_, baseline, sentences):
    assert faults(estimate(*given_), baseline) == sentences


@pytest.mark.parametrize(
    "given_",
    [
        ("RR", "0.2", "0.1", "0.5"),  # honest: each number is rounded
        ("RR", "0.2000", "0.1000", "0.5000"),  # as the database gives it back
        ("OR", "0.69", "0.55", "0.86"),
        ("OR", "1.71", "1.33", "2.19"),
        ("MD", "-0.18", "-0.84", "0.49"),
        ("SMD", "-0.919", "-1.443", "-0.396"),
        ("RD", "-0.1", "-0.5", "0"),  # good methods give lopsided intervals
        ("RR", "200", "100", "400"),
        ("RR", "0.5"),
    ],
)
def test_honest_estimate_has_no_warning(given_):
    assert check(estimate(*given_), None) == ()


@pytest.mark.parametrize(
    ("given_", "middle"),
    [
        (("RR", "0.50", "0.10", "0.90"), "0.3"),
        (("RR", "0.20", "0.19", "0.90"), "0.414"),
        (("MD", "5", "-10", "10"), "0"),
    ],
)
def test_estimate_off_the_middle_is_warned_of_and_never_refused(given_, middle):
    _, value, low, high = (number.rstrip("0") if "." in number else number for number in given_)
    (warning,) = check(estimate(*given_))
    assert warning == (
        f"The estimate {value} is not in the middle of its interval, {low} to {high} (that would be "
        f"{middle}): check the three numbers against the source."
    ).replace("-", "−")


@pytest.mark.parametrize(("risk", "baseline"), [("0", "0.3"), ("0.3", "1")])
def test_certain_risk_has_no_odds(risk, baseline):
    with pytest.raises(EffectError, match="^A risk of [01] has no odds: it must lie between"):
        odds_ratio(D(risk), D(baseline))
