"""Two gradings set side by side, judgement by judgement."""

from claims.agreement import GradedTwice, agreement
from claims.grading import Judgements

FIVE = {
    "risk_of_bias": -1,
    "inconsistency": 0,
    "indirectness": 0,
    "imprecision": -1,
    "publication_bias": 0,
}


def compared(first: dict, second: dict, verdicts=("mixed", "mixed"), levels=("low", "low")):
    one, two = (Judgements(start="randomised", **FIVE | values) for values in (first, second))
    return agreement(one, two, verdicts, levels)


def test_same_gradings_agree_in_every_row():
    rows = compared({}, {})
    assert [row.name for row in rows] == ["start", *FIVE, "certainty", "verdict"]
    assert all(row.agreed for row in rows)


def test_gradings_that_part_show_both_sides():
    rows = compared(
        {"imprecision": -2}, {"indirectness": None}, ("supported", "mixed"), ("very-low", "")
    )
    assert [row for row in rows if not row.agreed] == [
        GradedTwice("indirectness", "Indirectness", "0", "–"),
        GradedTwice("imprecision", "Imprecision", "-2", "-1"),
        GradedTwice("certainty", "Certainty", "very-low", "–"),
        GradedTwice("verdict", "Verdict", "supported", "mixed"),
    ]


def test_upgrade_that_one_of_them_gave_is_compared():
    (row,) = [row for row in compared({"large_effect": 1}, {}) if row.name == "large_effect"]
    assert row == GradedTwice("large_effect", "Large effect", "+1", "0")
