"""The three messages at the head of a condition say what the documents bear, with their numbers."""

from decimal import Decimal

import pytest

from claims.vocabulary import StudyDesign
from mgsite.public.key_messages import KeyMessage, harms, key_messages

OXIDE, CITRATE, GLYCINATE = ("oxide",), ("citrate",), ("glycinate",)


def trial(*forms, dose=None):
    return {
        "study_design": StudyDesign.RCT,
        "forms_tested": list(forms),
        "dose_mg": dose,
        "authors": [{"family": "Ito"}],
        "year": 2020,
        "title": "A trial",
    }


def claim(*sources, grading=None, verdict="supported", searched=None, **values):
    return {
        "id": "clm_a",
        "slug": "a",
        "verdict": verdict,
        "supplement_id": "sup_m",
        "intervention": {"name": "Magnesium, any form", "form": None},
        "citations": [{"source_id": source, "stance": "supports"} for source in sources],
        "grading": grading,
        "searched_on": searched,
        "claim_kind": "effect",
        "applies_to_all": False,
        "conclusion": "It may help.",
        **values,
    }


def graded(**values):
    return {
        "method": "grade",
        "start_level": "high",
        "start_reason": "",
        "certainty": "low",
        "downgrades": [
            {"domain": "imprecision", "levels": 2, "reason": "Few people."},
        ],
        "upgrades": [],
        "n_studies": None,
        "n_participants": None,
        "effect": None,
        **values,
    }


SUPPLEMENT = {
    "forms": [
        {"slug": slug, "name": f"Magnesium {slug}"} for slug in ("oxide", "citrate", "glycinate")
    ],
    "limits": [
        {"kind": "upper-level", "max_mg": 350, "authority": "Institute (United States)"},
        {"kind": "upper-level", "max_mg": "250", "authority": "Committee (European Union)"},
        {"kind": "advice", "max_mg": 400, "authority": "Somebody"},
    ],
}


def said(one, about=(), **items):
    return key_messages([one], about, {"sup_m": SUPPLEMENT, **items})


def test_no_answer_has_no_message():
    assert key_messages([], [], {}) == ()


def test_the_widest_answer_speaks():
    narrow, wide = claim(grading=graded(n_studies=1)), claim(grading=graded(n_studies=9), slug="b")

    assert key_messages([narrow, wide], [], {"sup_m": SUPPLEMENT})[0].slug == "b"


@pytest.mark.parametrize(
    ("one", "answer"),
    [
        (
            claim(grading=graded(n_studies=10, n_participants=789)),
            "10 studies with 789 people. No one size of effect is given.",
        ),
        (claim(grading=graded(n_studies=1)), "1 study. No one size of effect is given."),
        (
            claim("src_t", grading=graded()),
            "We count 1 trial. No one size of effect is given.",
        ),
        (
            claim(grading=graded()),
            "No study counts towards this answer. No one size of effect is given.",
        ),
        (claim(verdict="not-studied"), "We found no study that can say."),
        (
            claim(verdict="not-studied", searched="2026-11-22"),
            "We found no study that can say; last searched 22 November 2026.",
        ),
    ],
)
def test_how_much_says_what_was_counted(one, answer):
    assert said(one, src_t=trial("oxide"))[0].answer == answer


def test_how_much_gives_the_estimate_and_how_sure_it_is():
    effect = {
        "measure": "MD",
        "value": "-0.18",
        "unit": "cramps a week",
        "ci_low": "-0.84",
        "ci_high": "0.49",
        "difference_per_1000": None,
        "direction": "",
        "source_id": "src_x",
    }
    message = said(claim(grading=graded(n_studies=5, n_participants=307, effect=effect)))[0]

    assert message.answer == (
        "5 studies with 307 people. Mean difference −0.18 cramps a week (95\N{NO-BREAK SPACE}% CI −0.84 to 0.49)."
    )
    assert message.more == "How sure: High, −2\N{NO-BREAK SPACE}imprecision = Low."


@pytest.mark.parametrize(
    ("sources", "answer", "more"),
    [
        ({}, "No trial counts towards this answer.", ""),
        ({"src_a": trial(*OXIDE)}, "No, not in the one trial.", "It gave magnesium oxide (1)."),
        (
            {"src_a": trial(*OXIDE), "src_b": trial(*CITRATE), "src_c": trial(*OXIDE)},
            "No: in none of 3 trials.",
            "They gave magnesium oxide (2) and magnesium citrate (1).",
        ),
        (
            {"src_a": trial(*GLYCINATE), "src_b": trial()},
            "Yes, in 1 of 2 trials.",
            "They gave magnesium glycinate (1) and a form not stated (1).",
        ),
    ],
)
def test_which_form_was_tested(sources, answer, more):
    message = said(claim(*sources, grading=graded()), **sources)[1]

    assert message == KeyMessage("Was magnesium glycinate itself tested?", answer, more, "a")


LIMITS = (
    "Most to take from supplements in a day, as elemental magnesium: "
    "250 mg (European Union) and 350 mg (United States)."
)


@pytest.mark.parametrize(
    ("doses", "answer"),
    [
        ((), LIMITS),
        ((None,), f"{LIMITS} In the trials: not stated in what we read."),
        (
            (200, None),
            f"{LIMITS} In the trials: 200 mg elemental a day (stated for 1 of 2 trials).",
        ),
        (
            (300, 520),
            f"{LIMITS} In the trials: 300 to 520 mg elemental a day (stated for 2 of 2 trials). "
            "Some of that is above a limit.",
        ),
        (
            (360, 600),
            f"{LIMITS} In the trials: 360 to 600 mg elemental a day (stated for 2 of 2 trials). "
            "That is above every one of these limits.",
        ),
    ],
)
def test_doses_stand_against_the_limits(doses, answer):
    sources = {f"src_{place}": trial("oxide", dose=dose) for place, dose in enumerate(doses)}

    assert said(claim(*sources, grading=graded()), **sources)[2].answer == answer


@pytest.mark.parametrize(
    ("limits", "dose", "answer"),
    [
        (
            SUPPLEMENT["limits"][:1],
            Decimal(400),
            "Most to take from supplements in a day, as elemental magnesium: 350 mg (United States). "
            "In the trials: 400 mg elemental a day (stated for 1 of 1 trial). That is above it.",
        ),
        (
            [],
            Decimal(400),
            "No official limit is published here. "
            "In the trials: 400 mg elemental a day (stated for 1 of 1 trial).",
        ),
        (
            [{"kind": "upper-level", "max_mg": 350, "authority": "Institute"}],
            Decimal(350),
            "Most to take from supplements in a day, as elemental magnesium: 350 mg (Institute). "
            "In the trials: 350 mg elemental a day (stated for 1 of 1 trial).",
        ),
    ],
)
def test_one_limit_or_none(limits, dose, answer):
    items = {"sup_m": SUPPLEMENT | {"limits": limits}, "src_t": trial("oxide", dose=dose)}

    assert key_messages([claim("src_t", grading=graded())], [], items)[2].answer == answer


def test_harms_to_know_are_likely_ones_that_hold_for_everybody():
    def harm(slug, **values):
        safety = {"claim_kind": "safety", "applies_to_all": True, "slug": slug, "conclusion": slug}
        return claim(**{"grading": graded(certainty="moderate"), **safety, **values})

    about = [
        harm("likely"),
        harm("known", grading=graded(certainty="high")),
        harm("unsure", grading=graded(certainty="low")),
        harm("settled", grading=None),
        harm("denied", verdict="contradicted"),
        harm("here alone", applies_to_all=False),
        claim(slug="good", grading=graded(certainty="high"), applies_to_all=True),
    ]

    assert [found["slug"] for found in harms(about)] == ["known", "likely"]
    assert said(claim(grading=graded()), about)[2].more == "known likely"
