"""What a version changed, in a reader's words."""

import pytest

from mgsite.public.revisions import revised


def changed(before, after, items=None):
    grade, other = revised(before, after, items or {})
    return [line.name for line in grade], [line.name for line in other]


def test_grade_and_the_rest_stand_apart():
    before = {"verdict": "supported", "conclusion": "It may.", "title": "It may.", "slug": "a"}
    after = {"verdict": "mixed", "conclusion": "Trials disagree.", "title": "Trials disagree."}

    assert changed(before, after | {"slug": "b"}) == (["Verdict"], ["Conclusion"])


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ({"certainty": "low"}, {"certainty": "high"}, "Certainty"),
        ({}, {"downgrades": [{"domain": "risk_of_bias"}]}, "Rated down for risk of bias"),
        ({}, {"upgrades": [{"domain": "large_effect"}]}, "Rated up for large effect"),
        ({}, {"effect": {"ci_low": "1"}}, "Estimate, ci low"),
        ({}, {"n_studies": 3}, "Grading, n studies"),
    ],
)
def test_steps_of_the_grade_are_named(before, after, name):
    assert changed({"grading": before}, {"grading": after}) == ([name], [])


def test_studies_are_named_by_author_and_year():
    source = {"kind": "source", "title": "A trial", "authors": [{"family": "Doe"}], "year": 2019}
    after = {
        "citations": [{"source_id": "src_0123456789ab", "stance": "mixed"}],
        "further_outcomes": [{"outcome": "Sleep", "claim_id": "clm_0123456789ab"}],
        "searched_on": "2026-11-22",
    }
    items = {
        "src_0123456789ab": source,
        "clm_0123456789ab": {"kind": "claim", "title": "It may help sleep."},
    }

    grade, other = revised({}, after, items)

    assert grade == ()
    assert [(line.name, line.pieces) for line in other] == [
        ("Study: Doe 2019", (("new", "stance: Mixed"),)),
        ("Further outcome: Sleep", (("new", "claim id: It may help sleep."),)),
        ("Searched on", (("new", "2026-11-22"),)),
    ]


def test_day_of_a_grading_and_the_table_of_two_are_no_news():
    twice = {"second_grading": {"agreed": 8, "reason": "We met."}}

    assert changed({"grading": {"assessed_at": "2026-01-01"}}, {"grading": twice}) == ([], [])
