"""What is left of a level when a source is taken away: each rule, and that it never rises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.grading import POINTS, GradingError, Judgements, grade
from claims.suggestions import Suggestion
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


def graded_without_imprecision() -> Graded:
    judgements = Judgements(start="randomised", **(CLEAN | {"imprecision": None}))
    return Graded(judgements, "supported", "high")


def study(slug, design="rct", stance="supports", *forms, **values) -> Study:
    values = {"name": slug.capitalize(), "participants": 500} | values
    return Study(slug, design, stance, frozenset(forms), **values)


def told(grading, *studies, gone="a") -> str:
    return without(grading, studies, frozenset(gone.split())).sentence


@pytest.mark.parametrize(
    ("gone", "sentence"),
    [
        ("a", "A is cited as context only: the level does not rest on it."),
        ("ab", "A and B are cited as context only: the level does not rest on them."),
        ("z", "Nothing that was taken away is cited: the level does not rest on it."),
    ],
)
def test_source_that_is_context_only_changes_nothing(gone, sentence):
    cited = [study("a", stance="context"), study("b", stance="context"), study("c")]
    found = without(graded(), cited, frozenset(gone))
    assert (found.changes, found.level, found.reasons, found.sentence) == (
        False,
        "high",
        (sentence,),
        sentence,
    )


def test_context_of_a_claim_without_a_level_changes_nothing():
    nothing = Graded(Judgements(), "not-studied", None)
    assert without(nothing, [study("a", stance="context")], frozenset("a")).level is None


def test_judgements_that_are_not_complete_are_refused():
    with pytest.raises(GradingError, match="Imprecision: choose a judgement"):
        without(graded_without_imprecision(), [study("a"), study("b")], frozenset("a"))


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
            "High now; without A no level: No randomised trial and no review of trials is left: "
            "grade what is left anew.",
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
            "High now; without A at most High: B may rest on it too: look there.",
        ),
        (
            graded(inconsistency=-1),
            [study("b")],
            "Moderate now; without A Moderate: A single study is left: inconsistency cannot be "
            "judged.",
        ),
        (
            graded(inconsistency=-1),
            [study("b", "meta-analysis")],
            "Moderate now; without A at most Moderate: B may rest on it too: look there.",
        ),
        (
            graded(inconsistency=-1),
            [study("b", "fact-sheet"), study("c"), study("d")],
            "Moderate now; without A Moderate.",
        ),
        (
            graded(),
            [study("b", "open-label"), study("c", "guideline"), study("d", "narrative-review")],
            "High now; without A no level: No randomised trial and no review of trials is left: "
            "grade what is left anew.",
        ),
        (
            graded(start="non-randomised"),
            [study("b", "in-vitro")],
            "Low now; without A no level: Only laboratory studies are left, which cannot be graded "
            "as an effect in people.",
        ),
        (
            graded(),
            [study("b", "pharmacokinetic", participants=20), study("c", "cohort")],
            "High now; without A Moderate: 20 participants are left, fewer than the 400 usually "
            "needed.",
        ),
        (
            graded(start="non-randomised"),
            [study("b", "cohort", participants=90), study("c", "in-vitro", participants=None)],
            "Low now; without A Very low: 90 participants are left, fewer than the 400 usually "
            "needed. “Supported” needs a certainty of at least Low, or the method “reference”.",
        ),
        (
            graded(start="non-randomised"),
            [study("b", "fact-sheet", participants=None)],
            "Low now; without A Low.",
        ),
        (
            graded(risk_of_bias=-2, indirectness=-1),
            [study("b")],
            "Very low now; without A Very low.",
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


def test_forms_that_are_not_known_are_not_said_to_be_others():
    found = without(
        graded(form="glycinate"),
        [study("a", "rct", "supports", "glycinate"), study("b", "rct", "supports")],
        frozenset("a"),
    )
    why = "No trial that is left is known to have tested glycinate."
    assert (found.level, found.reasons) == ("moderate", (why,))
    assert found.suggestions == (Suggestion("indirectness", -1, why),)


def test_form_that_no_trial_tested_before_is_no_news():
    lost = study("a", "rct", "supports", "oxide")
    assert told(graded(form="glycinate"), lost, study("b", "rct", "supports", "citrate")) == (
        "High now; without A High."
    )


def test_estimate_falls_with_its_source():
    assert told(graded(), study("a", gave_effect=True), study("b")) == (
        "High now; without A High: The estimate comes from it and falls with it."
    )
    assert told(graded(), study("a", gave_effect=True), study("b"), study("c"), gone="a b") == (
        "High now; without A and B High: The estimate comes from A and falls with it."
    )


def test_sources_taken_away_are_all_named():
    studies = [study("a"), study("b"), study("c"), study("d"), study("e", "meta-analysis")]
    assert told(graded(), *studies, gone="a b c") == (
        "High now; without A, B and C at most High: E may rest on them too: look there."
    )


@pytest.mark.parametrize(
    ("design", "sentence"),
    [
        ("meta-analysis", "High now; without A High."),
        ("guideline", "High now; without A at most High: B may rest on it too: look there."),
    ],
)
def test_review_that_is_lost_may_be_in_guidelines_and_in_no_other_review(design, sentence):
    assert told(graded(), study("a", "systematic-review"), study("b", design), study("c")) == (
        sentence
    )


def test_people_in_the_trials_left_count_when_their_review_is_lost():
    assert told(graded(), study("a", "meta-analysis"), study("b", participants=80)) == (
        "High now; without A Moderate: 80 participants are left, fewer than the 400 usually needed."
    )


def test_source_that_brought_no_people_takes_none_away():
    assert told(graded(), study("a", "fact-sheet"), study("b", participants=80)) == (
        "High now; without A High."
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
    assert all(
        getattr(grading.judgements, each.domain) == 0 and each.levels == -1
        for each in found.suggestions
    )
