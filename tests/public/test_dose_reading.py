"""A claimed dose, read as compound and as element."""

import pytest

from mgsite.public.dose_reading import dose_reading, form_rows

GLYCINATE = {"name": "Magnesium glycinate", "elemental_share": "14.1"}
OXIDE = {"name": "Magnesium oxide", "elemental_share": "60.3"}
LIMITS = [
    {"authority": "EFSA", "kind": "upper-level", "max_mg": 250},
    {"authority": "IOM", "kind": "upper-level", "max_mg": 350},
    {"authority": "NHS", "kind": "advice", "max_mg": 100},
]


def dose(low, high, basis="unspecified", per="day"):
    return {"min_mg": low, "max_mg": high, "basis": basis, "per": per}


def test_no_dose_has_no_reading():
    assert dose_reading(None, GLYCINATE, LIMITS) is None
    assert dose_reading(dose(None, None), GLYCINATE, LIMITS) is None


def test_unspecified_dose_is_read_both_ways():
    reading = dose_reading(dose("200", "400"), GLYCINATE, LIMITS)

    assert reading.amount == (
        "200–400 mg a day, without saying whether compound or elemental magnesium"
    )
    assert reading.readings == (
        "If it is the weight of magnesium glycinate, it holds about 28–56 mg of magnesium.",
        "If it is elemental magnesium, 400 mg a day is above the upper level for supplements "
        "(250 mg, EFSA; 350 mg, IOM).",
    )


def test_elemental_dose_within_the_limits_needs_no_reading():
    reading = dose_reading(dose("250", "250", "elemental"), GLYCINATE, LIMITS)

    assert (reading.amount, reading.readings) == ("250 mg a day, elemental magnesium", ())


def test_compound_dose_holds_less():
    reading = dose_reading(dose(None, "400", "compound"), GLYCINATE, LIMITS)

    assert reading.amount == "up to 400 mg a day, weight of the compound"
    assert reading.readings == (
        "If it is the weight of magnesium glycinate, it holds about 56 mg of magnesium.",
    )


def test_dose_of_any_form_says_that_it_depends_on_the_form():
    reading = dose_reading(dose("100", "100"), None, LIMITS)

    assert reading.readings == (
        "If it is the weight of a compound, the magnesium in it depends on the form.",
    )


@pytest.mark.parametrize(("per", "words"), [("dose", "400 mg a single dose"), ("", "400 mg")])
def test_dose_says_how_often(per, words):
    reading = dose_reading(dose("400", "400", "elemental", per), GLYCINATE, [])

    assert reading.amount == f"{words}, elemental magnesium"


def test_single_dose_is_not_held_against_a_daily_limit():
    assert dose_reading(dose("400", "400", "elemental", "dose"), None, LIMITS).readings == ()


def test_forms_stand_in_the_order_of_their_magnesium():
    rows = form_rows([GLYCINATE, OXIDE])

    assert [(row.name, row.element_in_example, row.compound_for_example) for row in rows] == [
        ("Magnesium oxide", "241", "332"),
        ("Magnesium glycinate", "56", "1418"),
    ]
