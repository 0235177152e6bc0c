"""Gradings: what is computed, and two people who grade blind."""

from decimal import Decimal

import pytest

from claims import actions_grading
from claims.actions_grading import (
    add_assessment,
    adopt_assessment,
    call_off_blind_grading,
    difference_per_1000,
    grade_blind,
    is_complete,
)
from claims.claim_document import claim_document
from claims.effects import EffectError
from claims.errors import Refused
from claims.models import Assessment, BlindGrading
from tests import builders

MIXED = builders.RCT_LOW | {
    "verdict": "mixed",
    "inconsistency": -1,
    "inconsistency_reason": "Two trials point the other way.",
}


@pytest.fixture
def claim(ada):
    return builders.claim("one", by=ada, conditions=[builders.condition()])


@pytest.fixture
def eve(db):
    return builders.user("eve", "Editor")


@pytest.fixture
def blind(claim, ada, eve, root):
    return grade_blind(claim=claim, first=ada, second=eve, by=root)


def refusal(action, **arguments) -> str:
    with pytest.raises(Refused) as caught:
        action(**arguments)
    (sentence,) = caught.value.sentences
    return sentence


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"effect_measure": "RR", "effect_value": "0.80", "baseline_per_1000": "300"}, "-60.00"),
        ({"effect_measure": "OR", "effect_value": "0.73", "baseline_per_1000": "300"}, "-61.70"),
        ({"effect_measure": "RD", "effect_value": "0.255"}, "255.00"),
        ({"effect_measure": "RD", "effect_value": "0.1", "baseline_per_1000": "200"}, "100.00"),
        ({"effect_measure": "RR", "effect_value": "0.80"}, None),
        ({"effect_measure": "MD", "effect_value": "-2", "baseline_per_1000": "300"}, None),
        ({}, None),
    ],
)
def test_difference_is_computed_and_never_typed(values, expected):
    numbers = {
        name: Decimal(value) if name != "effect_measure" else value
        for name, value in values.items()
    }
    found = difference_per_1000(numbers)
    assert found == (None if expected is None else Decimal(expected))


def test_effect_beyond_what_the_baseline_allows_is_refused(claim, ada):
    impossible = {
        "effect_measure": "RR",
        "effect_value": Decimal("1.5"),
        "baseline_per_1000": Decimal("900"),
    }
    with pytest.raises(EffectError, match="gives a risk of 1.35"):
        add_assessment(claim=claim, by=ada, values=builders.RCT_LOW | impossible)
    assert claim.assessments.count() == 1


# -- grading blind


def test_second_grader_does_not_see_the_first_until_both_have_done(blind, claim, ada, eve, ben):
    first = add_assessment(claim=claim, by=ada, values=builders.RCT_LOW)
    shown = Assessment.objects.shown_to
    assert [first in shown(person) for person in (ada, eve, ben)] == [True, False, False]
    second = add_assessment(claim=claim, by=eve, values=MIXED)
    assert [{first, second} <= set(shown(person)) for person in (ada, eve, ben)] == [True] * 3
    assert is_complete(blind)


def test_nobody_else_grades_or_adopts_meanwhile(blind, claim, ada, root):
    sentence = "Ada and Eve are grading this claim blind: wait for both, or call it off"
    assert refusal(add_assessment, claim=claim, by=root, values=MIXED) == f"{sentence} first."
    mine = add_assessment(claim=claim, by=ada, values=MIXED)
    assert refusal(adopt_assessment, assessment=mine, by=ada, reason="x") == f"{sentence}."
    assert refusal(add_assessment, claim=claim, by=ada, values=MIXED) == (
        "Your blind grading is stored; the other one is still to come."
    )


def test_settling_needs_a_reason_and_readers_see_the_agreement(blind, claim, ada, eve, root):
    first = add_assessment(claim=claim, by=ada, values=builders.RCT_LOW)
    add_assessment(claim=claim, by=eve, values=MIXED)
    assert refusal(adopt_assessment, assessment=first, by=root) == (
        "Give the reason: two people graded this claim blind, and readers are told how it was "
        "settled."
    )
    adopt_assessment(assessment=first, by=root, reason="The two trials measured something else.")
    claim.refresh_from_db()
    second_grading = claim_document(claim)["grading"]["second_grading"]
    rows = second_grading.pop("judgements")
    settled = BlindGrading.objects.get()
    assert second_grading == {
        "blind": True,
        "agreed": 5,
        "of": 8,
        "reason": "The two trials measured something else.",
        "settled_on": settled.closed_at.date(),
    }
    assert [(r["name"], r["first"], r["second"]) for r in rows if not r["agreed"]] == [
        ("inconsistency", "0", "-1"),
        ("certainty", "low", "very-low"),
        ("verdict", "supported", "mixed"),
    ]
    assert (settled.adopted, settled.closed_by) == (first, root)


def test_third_grading_settles_two_that_part(blind, claim, ada, eve, root):
    for person in (ada, eve):
        add_assessment(claim=claim, by=person, values=MIXED)
    consensus = add_assessment(claim=claim, by=root, values=builders.RCT_LOW)
    adopt_assessment(assessment=consensus, by=root, reason="Talked over.")
    claim.refresh_from_db()
    assert consensus.blind_grading is None
    assert claim_document(claim)["grading"]["second_grading"]["reason"] == "Talked over."


def test_grading_adopted_later_says_nothing_of_an_old_agreement(blind, claim, ada, eve, root):
    for person in (ada, eve):
        add_assessment(claim=claim, by=person, values=MIXED)
    adopt_assessment(assessment=Assessment.objects.first(), by=root, reason="Talked over.")
    builders.regrade(claim, by=ada)
    assert claim_document(claim)["grading"]["second_grading"] is None


def test_blind_grading_called_off_frees_the_claim(blind, claim, ada, eve, root):
    mine = add_assessment(claim=claim, by=ada, values=MIXED)
    sentence = "Give the reason why the blind grading is called off."
    assert refusal(call_off_blind_grading, blind=blind, by=root, reason=" ") == sentence
    call_off_blind_grading(blind=blind, by=root, reason="Eve is away.")
    assert mine in Assessment.objects.shown_to(eve)
    builders.regrade(claim, by=root)
    again = refusal(call_off_blind_grading, blind=blind, by=root, reason="Again.")
    assert again == "That blind grading is closed already."
    assert actions_grading.open_blind_grading(claim) is None


def test_blind_grading_is_asked_of_two_people_who_may_grade(claim, ada, eve, ben, cleo, root):
    ask = {"claim": claim, "by": root}
    assert refusal(grade_blind, first=ada, second=ada, **ask) == (
        "Name two different people: one cannot be blind to their own work."
    )
    assert refusal(grade_blind, first=ada, second=ben, **ask) == (
        "Ben may not grade: choose somebody of the group Editor."
    )
    assert refusal(grade_blind, first=ada, second=eve, claim=claim, by=cleo).startswith(
        "Your account may not ask for a blind grading."
    )
    grade_blind(first=ada, second=eve, **ask)
    assert refusal(grade_blind, first=ada, second=eve, **ask) == (
        "Ada and Eve are grading this claim blind already."
    )
