"""Which drawings a row of the summary of findings gets."""

from decimal import Decimal as D

import pytest

from mgsite.public.finding_drawings import drawn
from mgsite.public.findings import findings
from tests.public.findings_documents import claim, effect, further


def drawings(important=None, **fields):
    return drawn(findings(claim(**fields), {})[0], important)


def test_ratio_with_a_risk_has_its_interval_and_the_people():
    found = drawings(effect=effect("RR", "0.8", "0.65", "0.98", baseline="300"))

    assert found.interval.text == (
        "Estimate 0.8, 95 % interval from 0.65 to 0.98. It excludes no effect, which is at 1."
    )
    assert [(crowd.kind, crowd.people) for crowd in found.people.crowds] == [
        ("both", 240),
        ("fewer", 60),
        ("rest", 700),
    ]
    assert found.people.text == (
        "Of 1000 people, 300 have the outcome without the supplement and 240 with it: 60 fewer."
    )


def test_ratio_without_a_risk_has_its_interval_alone():
    found = drawings(effect=effect("OR", "0.64", "0.51", "0.81"))

    assert (found.interval is None, found.people) == (False, None)


def test_mean_difference_shows_what_is_too_small_to_matter():
    cramps = effect("MD", "-0.18", "-0.84", "0.49", unit="cramps a week")

    found = drawings(D(1), effect=cramps)

    assert found.interval.text.startswith("Estimate −0.18 cramps a week, 95 % interval")
    assert found.interval.band is not None
    assert drawings(effect=cramps | {"unit": None}).interval.band is None


def test_threshold_of_people_is_no_band_on_a_scale_of_ratios():
    assert drawings(D(50), effect=effect("RR", "0.8", "0.6", "0.9")).interval.band is None


def test_risk_difference_is_drawn_in_people():
    found = drawings(effect=effect("RD", "-0.04", "-0.07", "-0.01"))

    assert found.interval.text == (
        "Estimate −40 of 1000, 95 % interval from −70 to −10. It excludes no effect, which is at 0."
    )


def test_link_is_drawn_as_two_groups_of_whom_neither_took_anything():
    found = drawings(claim_kind="association", effect=effect("OR", "0.64", baseline="300"))

    assert found.people.text == (
        "Of 1000 people, 300 have the outcome in the group compared with and 215 in the group "
        "looked at."
    )
    assert found.people.crowds[1].label == "fewer in the group looked at"


@pytest.mark.parametrize(
    "estimate", [None, effect("RR", "0", "0", "1"), effect("MD", "-2"), effect("RR", "0.8")]
)
def test_what_cannot_be_drawn_is_not(estimate):
    found = drawings(effect=estimate, further_outcomes=[further()])

    assert (found.interval, found.people) == (None, None)
