"""What articles promise against the evidence, grouped as asked."""

import pytest

from mgsite.public.comparison.promises import against_evidence
from tests.public.comparison.test_conditions import claim

CLAIMS = [
    claim("sleep", verdict="mixed", grading={"certainty": "low"}),
    claim("calm"),
    claim("safe", claim_kind="safety", verdict=None, grading=None, searched_on=None),
    claim("unsaid", as_claimed=None),
]


@pytest.mark.parametrize(
    ("by", "headings"),
    [
        ("kind", ["Effect of taking it", "Safety"]),
        ("verdict", ["Supported", "Mixed", "Not graded yet"]),
        ("certainty", ["Low certainty", "Reference: no GRADE level", "Not graded yet"]),
    ],
)
def test_promises_are_grouped_in_the_order_of_the_words(by, headings):
    assert [group.heading for group in against_evidence(CLAIMS, by).groups] == headings


def test_promise_stands_beside_its_conclusion():
    (group, _) = against_evidence(CLAIMS, "kind").groups

    assert [row.heading for row in group.rows] == ["It does calm.", "It does sleep."]
    assert [cell.lines for cell in group.rows[1].cells] == [
        ("sleep concluded.",),
        ("Mixed",),
        ("Low certainty",),
        ("22 November 2026",),
    ]


def test_promise_not_graded_leaves_no_cell_blank():
    (_, group) = against_evidence(CLAIMS, "kind").groups

    assert [cell.lines[0] for cell in group.rows[0].cells] == [
        "safe concluded.",
        "Not graded yet",
        "Not graded yet",
        "No date",
    ]
