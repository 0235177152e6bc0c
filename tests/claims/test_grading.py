"""GRADE.md §1 as tables: every vector, every refusal, every sentence."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.grading import (
    HIGHEST,
    LOWEST,
    POINTS,
    START_POINTS,
    GradingError,
    Judgements,
    grade,
)
from claims.vocabulary import Certainty, Start, Verdict

NO_CONCERN = dict.fromkeys(LOWEST, 0)
REASONS = dict.fromkeys(LOWEST | HIGHEST, "Because.")


def judged(start: str | None = "randomised", **levels) -> Judgements:
    """Complete judgements with a reason for each: no concern where nothing is said."""
    return Judgements(start=start, reasons=REASONS, **(NO_CONCERN | levels))


def level(start: str, **levels) -> str | None:
    return grade(judged(start, **levels), "supported").certainty


def problems(judgements: Judgements, verdict: str = "supported") -> dict[str, str]:
    with pytest.raises(GradingError) as caught:
        grade(judgements, verdict)
    assert str(caught.value) == " ".join(caught.value.problems.values())
    return caught.value.problems


@pytest.mark.parametrize(
    ("start", "levels", "expected"),
    [
        # GRADE.md §1, “Vectors”, in its order.
        ("randomised", {}, "high"),
        ("randomised", {"risk_of_bias": -1, "imprecision": -1}, "low"),
        ("randomised", {"risk_of_bias": -2, "imprecision": -2}, "very-low"),
        ("non-randomised", {"large_effect": 1}, "moderate"),  # RR 2.5
        ("non-randomised", {"large_effect": 2}, "high"),  # RR 6
        ("non-randomised", {"large_effect": 1, "risk_of_bias": -1}, "very-low"),
        ("non-randomised", {"dose_response": 1}, "moderate"),
        ("randomised", {"large_effect": 1}, "high"),
        ("non-randomised-robins-i", {"risk_of_bias": -2}, "low"),
        ("randomised", {"imprecision": -3}, "very-low"),
        # The table above them: starts, and the bounds of each step.
        ("non-randomised", {}, "low"),
        ("non-randomised-robins-i", {}, "high"),
        ("non-randomised-robins-i", {"risk_of_bias": -3}, "very-low"),
        ("non-randomised", {"risk_of_bias": -2}, "very-low"),  # case series
        ("randomised", {"inconsistency": -1}, "moderate"),
        ("randomised", {"inconsistency": -2}, "low"),
        ("randomised", {"indirectness": -1}, "moderate"),
        ("randomised", {"indirectness": -2}, "low"),
        ("randomised", {"imprecision": -2}, "low"),
        ("randomised", {"publication_bias": -1}, "moderate"),
        ("randomised", dict(LOWEST), "very-low"),
        ("non-randomised", {"opposing_confounding": 1}, "moderate"),
        ("non-randomised", {"large_effect": 2, "dose_response": 1}, "high"),
        ("non-randomised-robins-i", {"risk_of_bias": -2, "large_effect": 1}, "moderate"),
        (
            "non-randomised-robins-i",
            {"risk_of_bias": -2, "imprecision": -1, "large_effect": 2},
            "very-low",
        ),
    ],
)
def test_level_follows_the_judgements(start, levels, expected):
    assert level(start, **levels) == expected


def test_grading_shows_its_arithmetic():
    result = grade(judged(risk_of_bias=-1, indirectness=-2), "supported")
    assert result.start_level == "high"
    assert result.downgrades == (("risk_of_bias", 1), ("indirectness", 2))
    assert (result.upgrades, result.refused, result.warnings) == ((), (), ())


def test_upgrade_that_counts_is_listed():
    result = grade(judged("non-randomised", large_effect=2), "supported")
    assert (result.start_level, result.upgrades, result.refused) == (
        "low",
        (("large_effect", 2),),
        (),
    )


@pytest.mark.parametrize(
    ("start", "levels", "refused"),
    [
        (
            "randomised",
            {"large_effect": 1},
            ("large_effect", 1, "Randomised evidence is not rated up; it starts High."),
        ),
        (
            "non-randomised",
            {"large_effect": 1, "risk_of_bias": -1},
            (
                "large_effect",
                1,
                "Not rated up, because it was rated down for risk of bias (our house rule).",
            ),
        ),
        (
            "non-randomised-robins-i",
            {"opposing_confounding": 1},
            (
                "opposing_confounding",
                1,
                "ROBINS-I has judged confounding already; it is not counted twice.",
            ),
        ),
        (
            "non-randomised-robins-i",
            {"dose_response": 1, "risk_of_bias": -1, "inconsistency": -1, "imprecision": -1},
            (
                "dose_response",
                1,
                "Not rated up, because it was rated down for inconsistency, imprecision (our house rule).",
            ),
        ),
    ],
)
def test_upgrade_is_refused_with_the_reason(start, levels, refused):
    result = grade(judged(start, **levels), "supported")
    assert (result.upgrades, result.refused) == ((), (refused,))


def test_robins_i_refuses_only_the_upgrade_it_judged_already():
    result = grade(
        judged("non-randomised-robins-i", risk_of_bias=-3, dose_response=1, opposing_confounding=1),
        "mixed",
    )
    assert result.upgrades == (("dose_response", 1),)
    assert [name for name, _, _ in result.refused] == ["opposing_confounding"]
    assert result.certainty == "low"


@pytest.mark.parametrize(
    ("levels", "n_studies", "warnings"),
    [
        ({"inconsistency": -1}, 1, ("Inconsistency cannot be judged from a single study.",)),
        ({"inconsistency": -1}, 2, ()),
        ({"inconsistency": -1}, None, ()),
        ({}, 1, ()),
        (
            {"inconsistency": -1, "imprecision": -1},
            1,
            (
                "Inconsistency cannot be judged from a single study.",
                "Inconsistency and imprecision are both down: the same worry twice?",
            ),
        ),
    ],
)
def test_doubtful_judgements_are_warned_of(levels, n_studies, warnings):
    assert grade(judged(**levels), "supported", n_studies).warnings == warnings


def test_missing_reason_names_the_domain():
    judgements = Judgements(
        start="randomised", **(NO_CONCERN | {"indirectness": -1}), reasons={"indirectness": " "}
    )
    assert problems(judgements) == {"indirectness": "Indirectness: write the reason for -1."}


def test_missing_reason_of_an_upgrade_names_it():
    judgements = Judgements(start="non-randomised", **NO_CONCERN, dose_response=1)
    assert problems(judgements) == {"dose_response": "Dose-response: write the reason for +1."}


def test_everything_missing_is_said_field_by_field():
    assert problems(Judgements(large_effect=None)) == {
        "start": "Say whether the studies were randomised: the level starts there.",
        "risk_of_bias": "Risk of bias: choose a judgement; 0 means no concern.",
        "inconsistency": "Inconsistency: choose a judgement; 0 means no concern.",
        "indirectness": "Indirectness: choose a judgement; 0 means no concern.",
        "imprecision": "Imprecision: choose a judgement; 0 means no concern.",
        "publication_bias": "Publication bias: choose a judgement; 0 means no concern.",
    }


@pytest.mark.parametrize(
    ("start", "levels", "sentence"),
    [
        ("randomised", {"risk_of_bias": -3}, "Risk of bias: must be from -2 to 0, not -3."),
        ("non-randomised", {"risk_of_bias": -3}, "Risk of bias: must be from -2 to 0, not -3."),
        (
            "non-randomised-robins-i",
            {"risk_of_bias": -4},
            "Risk of bias: must be from -3 to 0, not -4.",
        ),
        ("randomised", {"inconsistency": -3}, "Inconsistency: must be from -2 to 0, not -3."),
        ("randomised", {"indirectness": 1}, "Indirectness: must be from -2 to 0, not 1."),
        ("randomised", {"imprecision": -4}, "Imprecision: must be from -3 to 0, not -4."),
        ("randomised", {"publication_bias": -2}, "Publication bias: must be from -1 to 0, not -2."),
        ("non-randomised", {"large_effect": 3}, "Large effect: must be from 0 to 2, not 3."),
        ("non-randomised", {"dose_response": -1}, "Dose-response: must be from 0 to 1, not -1."),
        (
            "non-randomised",
            {"opposing_confounding": 2},
            "Opposing residual confounding: must be from 0 to 1, not 2.",
        ),
    ],
)
def test_judgement_out_of_range_says_the_range(start, levels, sentence):
    assert problems(judged(start, **levels)) == {next(iter(levels)): sentence}


@pytest.mark.parametrize(
    "judgements",
    [Judgements(method="reference"), Judgements(method="reference", large_effect=None)],
)
def test_reference_carries_no_level(judgements):
    result = grade(judgements, "supported")
    assert (result.certainty, result.start_level, result.downgrades) == (None, None, ())


def test_not_studied_carries_no_level():
    assert grade(Judgements(), "not-studied").certainty is None


def test_reference_with_judgements_is_refused_field_by_field():
    judgements = Judgements(method="reference", start="randomised", imprecision=-1, large_effect=1)
    assert problems(judgements) == {
        "imprecision": "Imprecision: leave it empty, because the method “reference” carries no GRADE level.",
        "large_effect": "Large effect: leave it empty, because the method “reference” carries no GRADE level.",
        "start": "Leave the start empty, because the method “reference” carries no GRADE level.",
    }


def test_not_studied_with_judgements_is_refused():
    assert problems(Judgements(risk_of_bias=-1), "not-studied") == {
        "risk_of_bias": "Risk of bias: leave it empty, because what was not studied has no level."
    }


def test_not_studied_by_reference_is_refused():
    assert problems(Judgements(method="reference"), "not-studied") == {
        "verdict": "“Not studied” is a result of looking for studies: use the method GRADE."
    }


any_judgements = st.builds(
    judged,
    start=st.sampled_from([start.value for start in Start]),
    **{name: st.integers(lowest, 0) for name, lowest in LOWEST.items()},
    **{name: st.integers(0, highest) for name, highest in HIGHEST.items()},
)


@given(any_judgements, st.sampled_from([v.value for v in Verdict if v is not Verdict.NOT_STUDIED]))
def test_every_complete_grading_has_one_of_four_levels(judgements, verdict):
    assert grade(judgements, verdict).certainty in set(Certainty)


@given(any_judgements, st.sampled_from(sorted(LOWEST)))
def test_rating_down_further_never_raises_the_level(judgements, domain):
    lower = replace(judgements, **{domain: max(LOWEST[domain], getattr(judgements, domain) - 1)})
    before, after = (POINTS[grade(j, "supported").certainty] for j in (judgements, lower))
    assert after <= before


@given(any_judgements)
def test_level_is_the_clamped_sum_of_what_the_grading_shows(judgements):
    result = grade(judgements, "supported")
    steps = sum(n for _, n in result.upgrades) - sum(n for _, n in result.downgrades)
    assert POINTS[result.certainty] == max(1, min(4, START_POINTS[judgements.start] + steps))
