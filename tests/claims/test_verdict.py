"""GRADE.md §1b: which verdict the rule allows, and the sentence when it does not."""

import pytest

from claims.grading import verdict_conflict

NEEDS_FIRMNESS = "needs a certainty of at least Low, or the method “reference”."
NEEDS_LOW = "“No important effect” needs a certainty of at least Low."
NEEDS_CONFLICT = "“Mixed” means that studies conflict: rate inconsistency down, or choose another."


@pytest.mark.parametrize(
    ("verdict", "certainty", "method", "inconsistency", "sentence"),
    [
        ("supported", "high", "grade", 0, None),
        ("supported", "low", "grade", 0, None),
        ("supported", "very-low", "grade", 0, f"“Supported” {NEEDS_FIRMNESS}"),
        ("supported", None, "reference", None, None),
        ("contradicted", "moderate", "grade", 0, None),
        ("contradicted", "very-low", "grade", 0, f"“Contradicted” {NEEDS_FIRMNESS}"),
        ("contradicted", None, "reference", None, None),
        ("no-important-effect", "low", "grade", 0, None),
        ("no-important-effect", "very-low", "grade", 0, NEEDS_LOW),
        ("no-important-effect", None, "reference", None, NEEDS_LOW),
        ("mixed", "low", "grade", -1, None),
        ("mixed", "low", "grade", 0, NEEDS_CONFLICT),
        ("mixed", None, "reference", None, NEEDS_CONFLICT),
        ("insufficient-evidence", "very-low", "grade", 0, None),
        ("not-studied", None, "grade", None, None),
    ],
)
def test_verdict_follows_from_the_grading(verdict, certainty, method, inconsistency, sentence):
    assert verdict_conflict(verdict, certainty, method, inconsistency) == sentence
