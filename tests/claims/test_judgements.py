"""From a form's values or a row to the pure judgements: the same either way."""

import pytest

from claims.grading import Judgements
from claims.judgements import NAMES, judgements_from, judgements_of
from tests import builders

EXPECTED = Judgements(
    method="grade",
    start="randomised",
    risk_of_bias=-1,
    inconsistency=0,
    indirectness=0,
    imprecision=-1,
    publication_bias=0,
    large_effect=0,
    dose_response=0,
    opposing_confounding=0,
    reasons=dict.fromkeys(NAMES, "")
    | {
        "risk_of_bias": builders.RCT_LOW["risk_of_bias_reason"],
        "imprecision": builders.RCT_LOW["imprecision_reason"],
    },
)


def test_judgements_from_a_forms_values():
    assert judgements_from(builders.RCT_LOW) == EXPECTED


def test_judgements_from_empty_values_are_unanswered():
    answered = judgements_from(
        {"method": "grade", "start": "", "imprecision": None, "imprecision_reason": None}
    )
    assert answered == Judgements(
        large_effect=None,
        dose_response=None,
        opposing_confounding=None,
        reasons=dict.fromkeys(NAMES, ""),
    )


@pytest.mark.django_db
def test_judgements_of_a_stored_assessment(ada):
    claim = builders.claim(by=ada)
    assert judgements_of(claim.assessment) == EXPECTED
