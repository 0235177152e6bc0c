"""A claimed dose, read as compound and as element, against each official limit."""

import pytest

from mgsite.public.dose_reading import dose_reading, form_rows


def limit(authority, most, kind="upper-level", source="src_1"):
    return {
        "authority": authority,
        "kind": kind,
        "max_mg": most,
        "applies_to": "Adults",
        "source_id": source,
    }


EFSA, IOM, NHS = limit("EFSA", "250"), limit("IOM", "350"), limit("NHS", "400", "advice")
GLYCINATE = {
    "slug": "glycinate",
    "name": "Magnesium glycinate",
    "elemental_share": "14.1",
    "limits": [IOM, EFSA],
}
OXIDE = {"slug": "oxide", "name": "Magnesium oxide", "elemental_share": "60.3", "limits": [EFSA]}
MAGNESIUM = {"forms": [GLYCINATE, OXIDE], "limits": [IOM, EFSA, NHS]}
REPORT = {"id": "src_1", "slug": "iom-1997", "authors": [{"literal": "IOM"}], "year": 1997}


def dose(low, high, basis="unspecified", per="day"):
    return {"min_mg": low, "max_mg": high, "basis": basis, "per": per}


def read(claimed, form="glycinate", supplement=MAGNESIUM, items=None):
    return dose_reading(claimed, form, supplement, items or {})


def sentences(reading):
    return [each.sentence for each in reading.readings]


@pytest.mark.parametrize("claimed", [None, dose(None, None), dose("0", None), dose("0", "0")])
def test_no_dose_has_no_reading(claimed):
    assert read(claimed) is None


def test_unspecified_400_mg_is_56_mg_or_above_both_limits():
    reading = read(dose("400", "400"))

    assert reading.amount == (
        "400 mg a day, without saying whether compound or elemental magnesium"
    )
    assert sentences(reading) == [
        "As the weight of magnesium glycinate, it holds about 56 mg of magnesium a day, below the "
        "limits of 350 mg (IOM) and 250 mg (EFSA).",
        "As elemental magnesium, 400 mg a day is above the limits of 350 mg (IOM) and 250 mg (EFSA).",
    ]


def test_both_readings_say_what_they_weigh_and_where_they_stand():
    compound, element = read(dose("400", "400")).readings

    assert (compound.heading, compound.amount, compound.equals) == (
        "As the weight of magnesium glycinate",
        "about 56 mg of magnesium a day",
        "in 400 mg of magnesium glycinate",
    )
    assert (element.heading, element.amount, element.equals) == (
        "As elemental magnesium",
        "400 mg a day",
        "in about 2837 mg of magnesium glycinate",
    )
    assert [(line.max_mg, line.words) for line in compound.limits] == [
        ("350", "below the limit"),
        ("250", "below the limit"),
    ]
    assert [(line.authority, line.words) for line in element.limits] == [
        ("IOM", "above the limit"),
        ("EFSA", "above the limit"),
    ]


def test_range_is_above_at_its_upper_end():
    compound, element = sentences(read(dose("200", "400")))

    assert "about 28–56 mg of magnesium a day, below" in compound
    assert element == (
        "As elemental magnesium, 200–400 mg a day is at its upper end above the limits of 350 mg "
        "(IOM) and 250 mg (EFSA)."
    )


def test_claim_without_a_form_is_read_as_glycinate_and_held_against_every_limit():
    compound, element = read(dose("400", "400"), form=None).readings

    assert compound.heading == "As the weight of a compound such as magnesium glycinate"
    assert compound.amount == "about 56 mg of magnesium a day"
    assert element.sentence == (
        "As elemental magnesium, 400 mg a day is above the limits of 350 mg (IOM) and 250 mg (EFSA), "
        "equal to the limit of 400 mg (NHS, advice)."
    )
    assert [line.is_upper_level for line in element.limits] == [True, True, False]


def test_only_the_limits_of_the_form_count():
    (reading,) = read(dose("250", "250", "elemental"), form="oxide").readings

    assert reading.sentence == (
        "As elemental magnesium, 250 mg a day is equal to the limit of 250 mg (EFSA)."
    )


def test_form_that_the_supplement_does_not_know_leaves_the_compound_open():
    compound, element = read(dose("100", "100"), supplement={"forms": [OXIDE]}).readings

    assert (compound.heading, compound.amount, compound.equals) == (
        "As the weight of a compound",
        "The magnesium in it depends on the form.",
        "",
    )
    assert compound.sentence == (
        "As the weight of a compound, the magnesium in it depends on the form."
    )
    assert (element.sentence, element.equals) == ("As elemental magnesium, 100 mg a day.", "")


def test_supplement_that_is_out_of_print_gives_no_limits():
    assert sentences(read(dose("100", "100", "elemental"), supplement={})) == [
        "As elemental magnesium, 100 mg a day."
    ]


@pytest.mark.parametrize(
    ("claimed", "amount"),
    [
        (dose("250", None, "elemental"), "250 mg a day, elemental magnesium"),
        (dose(None, "400", "compound"), "up to 400 mg a day, weight of the compound"),
        (dose("0", "400", "compound"), "up to 400 mg a day, weight of the compound"),
        (dose("2.50", "2.5", "elemental", ""), "2.5 mg, elemental magnesium"),
        (dose("400", "400", "elemental", "dose"), "400 mg a single dose, elemental magnesium"),
    ],
)
def test_dose_is_said_as_it_was_claimed(claimed, amount):
    assert read(claimed).amount == amount


def test_up_to_stays_up_to():
    (compound,) = sentences(read(dose(None, "400", "compound")))

    assert compound.startswith(
        "As the weight of magnesium glycinate, it holds up to about 56 mg of magnesium a day, below"
    )


def test_single_dose_above_a_daily_limit_breaks_it_and_one_below_says_nothing():
    (reading,) = read(dose("300", "300", "elemental", "dose")).readings

    assert reading.sentence == (
        "As elemental magnesium, 300 mg a single dose is above the limit of 250 mg (EFSA)."
    )
    assert [line.words for line in reading.limits] == [
        "depends on how often it is taken, or on the form",
        "above the limit",
    ]


def test_limit_leads_to_its_source_while_that_is_in_print():
    with_source = read(dose("400", "400"), items={"src_1": REPORT}).readings[0].limits[0]
    without = read(dose("400", "400")).readings[0].limits[0]

    assert (with_source.source, with_source.cited) == (REPORT, "IOM 1997")
    assert (without.source, without.cited) == (None, "")


def test_forms_stand_in_the_order_of_their_magnesium():
    rows = form_rows([GLYCINATE, OXIDE])

    assert [(row.name, row.element_in_example, row.compound_for_example) for row in rows] == [
        ("Magnesium oxide", "241", "332"),
        ("Magnesium glycinate", "56", "1418"),
    ]
