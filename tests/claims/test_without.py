"""What is left of a level when a source is taken away: each rule, and that it never rises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.grading import POINTS, Judgements, grade
from claims.vocabulary import Stance, StudyDesign
from claims.without import Graded, Study, without

CLEAN = dict.fromkeys(
    ("risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias"), 0
)
REASONS = dict.fromkeys(CLEAN, "Because.")


def graded(verdict="supported", form=None, **judged) -> Graded:
    values = {"start": "randomised"} | CLEAN | judged
    judgements = Judgements(**values, reasons=REASONS)
    return Graded(judgements, verdict, grade(judgements, verdict).certainty, form)


def study(slug, design="rct", stance="supports", *forms, **values) -> Study:
    values = {"name": slug.capitalize(), "participants": 500} | values
    return Study(slug, design, stance, frozenset(forms), **values)


def told(grading, *studies, gone="a") -> str:
    return without(grading, studies, frozenset(gone.split())).sentence


def test_source_that_is_context_only_changes_nothing():
    found = without(graded(), [study("a", stance="context"), study("b")], frozenset("a"))
    assert (found.changes, found.level, found.sentence) == (
        False,
        "high",
        "A is cited as context only: the level does not rest on it.",
    )


@pytest.mark.parametrize(
    ("grading", "studies", "sentence"),
    [
        (graded(), [study("b")], "High now; without A High."),
        (
            graded(),
            [],
            "High now; without A no level: No other source speaks for or against it: nothing is left "
            "to grade.",
        ),
        (
            graded(),
            [study("b", "cohort")],
            "High now; without A no level: No trial and no review of trials is left: grade what is "
            "left anew.",
        ),
        (
            graded(start="non-randomised"),
            [study("b", "cohort")],
            "Low now; without A Low.",
        ),
        (
            graded(),
            [study("b", participants=90), study("c", participants=80)],
            "High now; without A Moderate: 170 participants are left, fewer than the 400 usually "
            "needed.",
        ),
        (graded(), [study("b", participants=None)], "High now; without A High."),
        (
            graded(imprecision=-1),
            [study("b", participants=90)],
            "Moderate now; without A Moderate.",
        ),
        (
            graded(),
            [study("b", "meta-analysis", participants=90)],
            "High now; without A at most High: B may hold it too: look there.",
        ),
        (
            graded(inconsistency=-1),
            [study("b")],
            "Moderate now; without A Moderate: A single source is left, so inconsistency cannot be "
            "judged any more.",
        ),
    ],
)
def test_level_without_a_trial(grading, studies, sentence):
    assert told(grading, study("a"), *studies) == sentence


def test_form_that_only_the_lost_trial_tested_makes_the_rest_indirect():
    lost = study("a", "rct", "supports", "glycinate")
    other = study("b", "rct", "supports", "oxide")
    assert told(graded(form="glycinate"), lost, other) == (
        "High now; without A Moderate: No trial that is left tested glycinate."
    )
    assert told(graded(form="glycinate", indirectness=-1), lost, other) == (
        "Moderate now; without A Moderate."
    )
    assert told(graded(form=None), lost, other) == "High now; without A High."
    same = study("b", "rct", "supports", "glycinate")
    assert told(graded(form="glycinate"), lost, same) == "High now; without A High."


def test_estimate_falls_with_its_source():
    assert told(graded(), study("a", gave_effect=True), study("b")) == (
        "High now; without A High: The estimate comes from it and falls with it."
    )


def test_two_sources_taken_away_are_both_named():
    assert told(graded(), study("a"), study("b"), study("c"), gone="a b") == (
        "High now; without A and B High."
    )


@pytest.mark.parametrize(
    ("studies", "sentence"),
    [
        ([study("b", "fact-sheet")], "another source for it is left."),
        ([], "and no other source for it is left."),
    ],
)
def test_reference_has_no_level_to_lose(studies, sentence):
    reference = Graded(Judgements(method="reference"), "supported", None)
    found = told(reference, study("a", "fact-sheet"), *studies)
    assert found.startswith("No level now; without A no level: It is a reference without a level")
    assert found.endswith(sentence)


def test_what_was_not_studied_has_no_level_to_lose():
    nothing = Graded(Judgements(), "not-studied", None)
    assert told(nothing, study("a"), study("b")) == (
        "No level now; without A no level: It was not studied before either."
    )


STUDIES = st.lists(
    st.builds(
        Study,
        slug=st.sampled_from("abcdef"),
        design=st.sampled_from(list(StudyDesign)),
        stance=st.sampled_from(list(Stance)),
        forms=st.frozensets(st.sampled_from(["glycinate", "oxide"])),
        name=st.just("Name"),
        participants=st.none() | st.integers(0, 900),
        gave_effect=st.booleans(),
    ),
    max_size=6,
)


@given(
    STUDIES,
    st.frozensets(st.sampled_from("abcdef")),
    st.fixed_dictionaries({name: st.integers(-1, 0) for name in CLEAN}),
    st.sampled_from(["randomised", "non-randomised", "non-randomised-robins-i"]),
    st.sampled_from([None, "glycinate"]),
)
def test_level_never_rises_by_taking_something_away(studies, gone, judged, start, form):
    grading = graded(start=start, form=form, **judged)
    found = without(grading, studies, gone)
    assert found.level is None or POINTS[found.level] <= POINTS[grading.level]
    assert found.sentence
