"""A risk to start from, as a reader types it."""

from decimal import Decimal as D

import pytest

from claims.effects import Estimate
from mgsite.public.baseline import NotARisk, examples_for, read_risk

DOUBLES = Estimate("RR", D(2), D("1.5"), D("2.5"))
ODDS = Estimate("OR", D("2.5"))


@pytest.mark.parametrize(
    ("typed", "risk"),
    [
        ("300", "300"),
        (" 300 ", "300"),
        ("0", "0"),
        ("-0", "0"),
        ("1000", "1000"),
        ("2.5", "2.5"),
        ("2,5", "2.5"),
        ("12.75", "12.75"),
        ("0300", "300"),
    ],
)
def test_risk_from_0_to_1000_is_read(typed, risk):
    assert read_risk(typed, ODDS) == D(risk)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("lots", "“lots” is no number: write how many of 1000 people, such as 120 or 2.5."),
        ("1e3", "“1e3” is no number: write how many of 1000 people, such as 120 or 2.5."),
        ("٣٠٠", "“٣٠٠” is no number: write how many of 1000 people, such as 120 or 2.5."),
        ("NaN", "“NaN” is no number: write how many of 1000 people, such as 120 or 2.5."),
        (
            "x" * 30,
            f"“{'x' * 20}…” is no number: write how many of 1000 people, such as 120 or 2.5.",
        ),
        ("-1", "“-1” is outside 0 to 1000: a risk is so many of 1000 people."),
        ("−1", "“-1” is outside 0 to 1000: a risk is so many of 1000 people."),
        ("1001", "“1001” is outside 0 to 1000: a risk is so many of 1000 people."),
        ("1,000", "“1,000” is finer than we can show: give at most two decimals."),
        ("30 %", "Give people of 1000 and not per cent: “30 %” is 300 of 1000."),
        ("%", "“%” is no number: write how many of 1000 people, such as 120 or 2.5."),
    ],
)
def test_what_is_no_risk_is_refused_with_the_reason(typed, sentence):
    with pytest.raises(NotARisk) as refusal:
        read_risk(typed, ODDS)

    assert refusal.value.sentence == sentence


def test_risk_that_the_ratio_would_carry_past_everybody_is_refused():
    with pytest.raises(NotARisk) as refusal:
        read_risk("600", DOUBLES)

    assert refusal.value.sentence == (
        "At 600 of 1000, a risk ratio of 2 would mean 1200 of 1000, which cannot be: give at most 500."
    )
    assert read_risk("500", DOUBLES) == 500


def test_examples_are_those_that_can_be():
    assert list(examples_for(ODDS)) == [100, 300, 500]
    assert list(examples_for(Estimate("RR", D(3)))) == [100, 300]
