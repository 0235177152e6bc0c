"""The overall certainty: the lowest among the critical outcomes, and which one decided."""

import pytest

from claims.grading import OutcomeLevel, Overall, overall


def outcomes(*rows: tuple[str, str, str | None]) -> list[OutcomeLevel]:
    return [OutcomeLevel(*row) for row in rows]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), Overall(None)),
        ((("Nausea", "important", "low"),), Overall(None)),
        ((("Attacks", "critical", "moderate"),), Overall("moderate", ("Attacks",))),
        (
            (("Attacks", "critical", "high"), ("Harm", "critical", "very-low")),
            Overall("very-low", ("Harm",)),
        ),
        (
            (
                ("Attacks", "critical", "low"),
                ("Nausea", "important", "very-low"),
                ("Days", "critical", "low"),
                ("Harm", "critical", "high"),
            ),
            Overall("low", ("Attacks", "Days")),
        ),
        (
            (("Attacks", "critical", "low"), ("Harm", "critical", None)),
            Overall("low", ("Attacks",), ("Harm",)),
        ),
        ((("Harm", "critical", ""),), Overall(None, (), ("Harm",))),
        (
            (("Looks", "limited", "very-low"), ("Pain", "critical", "high")),
            Overall("high", ("Pain",)),
        ),
    ],
)
def test_lowest_critical_outcome_decides(rows, expected):
    assert overall(outcomes(*rows)) == expected
