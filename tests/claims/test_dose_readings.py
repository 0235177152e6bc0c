"""GRADE.md §4: a claimed dose read both ways, and which reading breaks which limit."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.dose import (
    ClaimedDose,
    DailyLimit,
    LimitCheck,
    Reading,
    Standing,
    elemental_share,
    label_share,
    readings,
)

US = DailyLimit("Institute of Medicine", D(350))
EU = DailyLimit("SCF and EFSA", D(250))
UK = DailyLimit("NHS", D(400), is_upper_level=False)
LIMITS = (EU, US, UK)
BISGLYCINATE = elemental_share(D("172.423"))  # 14.10 %


def dose(low: str | None, high: str | None, basis: str = "unspecified", per: str = "day"):
    return ClaimedDose(low and D(low), high and D(high), basis, per)


def standings(reading: Reading) -> list[str]:
    return [check.standing for check in reading.checks]


def test_dose_that_does_not_say_is_read_both_ways():
    compound, elemental = readings(dose("400", "400"), BISGLYCINATE, LIMITS)
    assert compound == Reading(
        basis="compound",
        element=(D("56.4000"), D("56.4000")),
        compound=(D(400), D(400)),
        checks=tuple(LimitCheck(limit, Standing.WITHIN) for limit in LIMITS),
    )
    assert (elemental.basis, elemental.element) == ("elemental", (D(400), D(400)))
    assert [weight.quantize(D(1)) for weight in elemental.compound] == [D(2837), D(2837)]  # 2.84 g
    assert standings(elemental) == ["above", "above", "at"]
    assert (compound.broken, elemental.broken) == ((), (EU, US))


@pytest.mark.parametrize("basis", ["elemental", "compound"])
def test_dose_that_says_its_basis_is_read_one_way(basis):
    (reading,) = readings(dose("300", "300", basis), BISGLYCINATE, LIMITS)
    assert reading.basis == basis


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("200", "400", ["partly-above", "partly-above", "at"]),
        ("300", "500", ["above", "partly-above", "partly-above"]),
        ("100", "250", ["at", "within", "within"]),
        (None, "400", ["partly-above", "partly-above", "at"]),  # up to
        ("400", None, ["above", "above", "at"]),  # one amount
    ],
)
def test_range_stands_against_each_limit(low, high, expected):
    (reading,) = readings(dose(low, high, "elemental"), None, LIMITS)
    assert (standings(reading), reading.compound) == (expected, None)


def test_advice_is_not_broken():
    (reading,) = readings(dose("500", "500", "elemental"), None, [UK])
    assert (standings(reading), reading.broken) == (["above"], ())


def test_single_dose_breaks_a_daily_limit_only_when_it_is_above_it():
    (reading,) = readings(dose("300", "300", "elemental", per="dose"), None, LIMITS)
    assert standings(reading) == ["above", "unknown", "unknown"]


def test_compound_of_an_unknown_form_cannot_be_judged():
    compound, elemental = readings(dose("400", "400"), None, [US])
    assert (compound.element, standings(compound), compound.broken) == (None, ["unknown"], ())
    assert standings(elemental) == ["above"]


def test_up_to_keeps_its_open_end_when_converted():
    compound, _ = readings(dose(None, "400"), D(10), [])
    assert (compound.element, compound.compound) == ((None, D(40)), (None, D(400)))


@pytest.mark.parametrize(
    ("low", "high", "share", "sentence"),
    [
        (None, None, None, "A dose needs an amount."),
        ("0", "0", None, "A dose must be above 0 mg."),
        ("-1", "5", None, "A dose must be above 0 mg."),
        ("400", "200", None, "The dose runs from 400 mg down to 200 mg: its ends are swapped."),
        ("200", "400", "0", "A share of 0 % is not between 0 and 100."),
        ("200", "400", "101", "A share of 101 % is not between 0 and 100."),
    ],
)
def test_impossible_dose_is_refused(low, high, share, sentence):
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        readings(dose(low, high), share and D(share), LIMITS)


def test_label_gives_its_own_share():
    assert label_share(D(100), D(1000)) == D("10.00")  # buffered, or a hydrate


@pytest.mark.parametrize(("element", "compound"), [("0", "400"), ("401", "400")])
def test_label_on_which_the_element_outweighs_the_compound_is_refused(element, compound):
    sentence = f"^{element} mg of magnesium do not fit into {compound} mg of the compound\\.$"
    with pytest.raises(ValueError, match=sentence):
        label_share(D(element), D(compound))


amounts = st.decimals("0.01", "9999", places=2)
shares = st.decimals("0.01", "100", places=2)


@given(amounts, amounts, shares)
def test_compound_never_breaks_more_than_the_element_would(one, other, share):
    low, high = sorted((one, other))
    compound, elemental = readings(ClaimedDose(low, high, "unspecified"), share, LIMITS)
    assert set(compound.broken) <= set(elemental.broken)
    assert compound.element[0] <= compound.element[1] <= high
    assert elemental.compound[0] <= elemental.compound[1]


@given(amounts, shares)
def test_both_readings_are_each_others_inverse(amount, share):
    compound, _ = readings(ClaimedDose(amount, amount, "unspecified"), share, ())
    (back,) = readings(ClaimedDose(*compound.element, "elemental"), share, ())
    assert abs(back.compound[1] - amount) < D("1E-15")
