"""What a source studied, in the words of its page."""

import pytest

from mgsite.public.source_facts import route_name, source_facts

BARE = dict.fromkeys(
    ("study_design", "population", "n_participants", "intervention", "route", "dose_mg", "form_note",
     "comparator", "duration_weeks", "outcome", "effect", "funding")
) | {"forms_tested": []}  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ({}, {}),
        ({"funding": "unknown", "form_note": "not-applicable", "route": "oral"}, {}),
        ({"form_note": "mixed", "funding": "industry"}, {"Forms tested": "Mixed", "Paid for by": "Industry"}),
        ({"forms_tested": ["oxide", "citrate"], "form_note": "mixed"}, {"Forms tested": "oxide, citrate"}),
        ({"duration_weeks": "1.0"}, {"For": "1.0 week"}),
        ({"duration_weeks": "12"}, {"For": "12 weeks"}),
        ({"dose_mg": "300", "route": "iv", "n_participants": 0},
         {"Participants": "0", "Route": "Into a vein", "Dose": "300 mg of elemental magnesium a day"}),
        ({"study_design": "rct"}, {"Design": "Randomised controlled trial"}),
    ],
)  # fmt: skip
def test_facts_are_those_that_are_known(fields, facts):
    assert dict(source_facts(BARE | fields)) == {"Design": "Not known"} | facts


@pytest.mark.parametrize(("route", "words"), [("topical", "on the skin"), ("na", ""), (None, "")])
def test_route_by_mouth_goes_without_saying(route, words):
    assert route_name(route) == words
