"""GRADE.md §6, as a table."""

import pytest

from articles.reading.gap import gap, permitted, totals


@pytest.mark.parametrize(
    ("verdict", "certainty", "method", "boldest"),
    [
        ("supported", "high", "grade", 3),
        ("supported", "moderate", "grade", 2),
        ("supported", "low", "grade", 1),
        ("supported", "very-low", "grade", 0),
        ("supported", None, "reference", 3),
        ("mixed", "low", "grade", 0),
        ("insufficient-evidence", "very-low", "grade", 0),
        ("insufficient-evidence", None, "reference", 0),
        ("contradicted", "moderate", "grade", -1),
        ("contradicted", None, "reference", -1),
        ("no-important-effect", "moderate", "grade", -1),
        ("not-studied", None, "grade", -1),
        (None, None, None, 0),
    ],
)
def test_permitted_strength(verdict, certainty, method, boldest):
    assert permitted(verdict, certainty, method) == boldest


@pytest.mark.parametrize(
    ("strength", "allowed", "wide"), [(3, -1, 4), (1, 1, 0), (0, 3, 0), (2, 0, 2), (0, -1, 1)]
)
def test_gap_is_never_below_nothing(strength, allowed, wide):
    assert gap(strength, allowed) == wide


def test_totals_count_what_is_supported_as_worded():
    found = totals([(3, -1), (1, 1), (0, 3)])
    assert (str(found), found.gap) == ("3 claims, 2 supported as worded", 4)
    assert str(totals([(1, 3)])) == "1 claim, 1 supported as worded"
    assert str(totals([])) == "0 claims, 0 supported as worded"
