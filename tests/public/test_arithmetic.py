"""How a certainty adds up, from the grading of a document."""

import pytest

from mgsite.public.arithmetic import equation, graded_twice, points, steps, without_concern
from tests.public.findings_documents import GRADING

STEP = {"start_reason": None}


def judged(domain, levels, reason="Why."):
    return {"domain": domain, "levels": levels, "reason": reason}


@pytest.mark.parametrize(
    ("grading", "words"),
    [
        ({}, "High, −1 risk of bias, −1 imprecision = Low"),
        ({"downgrades": [], "certainty": "high"}, "High = High"),
        (
            {"downgrades": [judged("risk_of_bias", 2), judged("imprecision", 2)]}
            | {"certainty": "very-low"},
            "High, −2 risk of bias, −2 imprecision = Very low, the lowest level",
        ),
        (
            {"start_level": "low", "start_design": "non-randomised", "downgrades": []}
            | {"upgrades": [judged("large_effect", 1)], "certainty": "moderate"},
            "Low, +1 large effect = Moderate",
        ),
    ],
)
def test_equation_adds_the_level_up(grading, words):
    assert equation(GRADING | grading).replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize("grading", [{}, GRADING | {"certainty": None}])
def test_what_has_no_level_has_no_sum(grading):
    assert (equation(grading), steps(grading), without_concern(grading)) == ("", (), ())


def test_points_may_lie_outside_the_levels():
    assert points(GRADING) == 2
    assert points(GRADING | {"downgrades": [judged("imprecision", 3), judged("x", 3)]}) == -2


def test_steps_say_weight_and_reason_from_the_start_on():
    found = steps(
        GRADING
        | {
            "start_reason": "Five trials.",
            "downgrades": [judged("imprecision", 2, "Few people.")],
            "upgrades": [judged("large_effect", 1, "Large.")],
            "refused_upgrades": [judged("dose_response", 1, "Randomised.")],
        }
    )

    assert [(s.figure, s.name, s.weight, s.reason) for s in found] == [
        ("High", "Randomised trials", "", "Five trials."),
        ("−2", "Imprecision", "very serious", "Few people."),
        ("+1", "Large effect", "", "Large."),
        ("+0", "Dose-response, not counted", "", "Randomised."),
    ]


def test_start_whose_design_is_not_said_is_a_start():
    assert steps(GRADING | STEP | {"start_design": None})[0].name == "Start"


def test_domains_that_were_judged_nought_are_named():
    assert without_concern(GRADING) == ("Inconsistency", "Indirectness", "Publication bias")


def test_grading_of_one_person_compares_nothing():
    assert graded_twice({}) is None
    assert graded_twice({"second_grading": None}) is None


def test_two_gradings_are_compared_by_their_labels():
    rows = [
        ("start", "randomised", "non-randomised-robins-i", False),
        ("risk_of_bias", "-1", "-2", False),
        ("imprecision", "0", "0", True),
        ("certainty", "low", "very-low", False),
        ("verdict", "mixed", "mixed", True),
        ("large_effect", "+1", "–", False),
    ]
    keys = ("name", "first", "second", "agreed")
    found = graded_twice(
        {
            "second_grading": {
                "blind": True,
                "agreed": 2,
                "of": 6,
                "judgements": [dict(zip(keys, row, strict=True)) for row in rows],
                "reason": "We met.",
                "settled_on": "2026-11-22",
            }
        }
    )

    assert [(row.label, row.first, row.second, row.agreed) for row in found.rows] == [
        (
            "Start",
            "Randomised trials",
            "Non-randomised studies, judged with ROBINS-I",
            False,
        ),
        ("Risk of bias", "−1", "−2", False),
        ("Imprecision", "0", "0", True),
        ("Certainty", "Low", "Very low", False),
        ("Verdict", "Mixed", "Mixed", True),
        ("Large effect", "+1", "–", False),
    ]
    assert (found.agreed, found.of, found.reason) == (2, 6, "We met.")
