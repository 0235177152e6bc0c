"""GRADE.md §1b: which verdict the rule allows and suggests, and the sentence when it does not."""

from decimal import Decimal

import pytest

from claims.grading import Found, SuggestedVerdict, suggested_verdict, verdict_conflict

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


def interval(low: str, high: str, important: str | None = None, **rest) -> dict:
    values = {"low": Decimal(low), "high": Decimal(high)}
    return values | ({"important": Decimal(important)} if important else {}) | rest


EXCLUDES = "The interval excludes no effect,"
INCLUDES = "The interval includes no effect: the size decides."
UNCLEAR = "There is an effect: is it the one that is claimed?"


@pytest.mark.parametrize(
    ("certainty", "rest", "verdict", "reason"),
    [
        (
            None,
            {"method": "reference", "studied_in_people": False},
            None,
            "A settled fact or an official limit: as its authority says.",
        ),
        (
            "low",
            {"studied_in_people": False},
            "not-studied",
            "No study in people is cited for or against the claim.",
        ),
        (None, {}, None, "It follows from the level: answer the domains first."),
        (
            "very-low",
            {"inconsistency": -1, "sources_conflict": True},
            "mixed",
            "Inconsistency is rated down, and sources are cited for and against the claim.",
        ),
        (
            "very-low",
            {"inconsistency": -1},
            None,
            "Very low and inconsistent: “Mixed” if the studies conflict, else insufficient.",
        ),
        (
            "very-low",
            # Sources that conflict, and studies that were not found inconsistent.
            {"inconsistency": 0, "sources_conflict": True},
            "insufficient-evidence",
            "At Very low certainty no firmer verdict follows.",
        ),
        ("low", {}, None, "Without an interval the rule cannot tell: you decide."),
        ("low", {"low": Decimal(1)}, None, "Without an interval the rule cannot tell: you decide."),
        (
            "moderate",
            # Cochrane's interval for leg cramps leaves out one cramp a week, on both sides.
            interval("-0.84", "0.49", "1"),
            "no-important-effect",
            "The interval excludes every difference that matters.",
        ),
        (
            "low",
            interval("-3", "1.5", "1", as_claimed=True),
            "insufficient-evidence",
            "The interval holds an important benefit and an important harm.",
        ),
        ("low", interval("-0.84", "1", "1"), None, INCLUDES),
        ("low", interval("-1", "0.5", "1"), None, INCLUDES),
        ("low", interval("-95", "0", as_claimed=True), None, INCLUDES),
        ("low", interval("0.6", "1.1", no_effect=Decimal(1)), None, INCLUDES),
        ("high", interval("-95", "-5"), None, UNCLEAR),
        (
            "low",
            # Inconsistent in size, with every source on one side.
            interval("-27.27", "-7.44", as_claimed=True, inconsistency=-1),
            "supported",
            f"{EXCLUDES} in the direction claimed.",
        ),
        (
            "moderate",
            interval("1.33", "2.19", no_effect=Decimal(1), as_claimed=False),
            "contradicted",
            f"{EXCLUDES} against the direction claimed.",
        ),
    ],
)
def test_verdict_is_suggested_where_the_rule_is_sure(certainty, rest, verdict, reason):
    assert suggested_verdict(Found(certainty, **rest)) == SuggestedVerdict(verdict, reason)
