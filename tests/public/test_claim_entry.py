"""A claim's document as the words of a page."""

import pytest

from mgsite.public.claim_entry import claim_entry, effect_sentence

GRADING = {
    "method": "grade",
    "certainty": "low",
    "start_level": "high",
    "start_design": "randomised",
    "start_reason": None,
    "downgrades": [
        {"domain": "risk_of_bias", "levels": 1, "reason": "Not blinded."},
        {"domain": "imprecision", "levels": 1, "reason": "Few people."},
    ],
    "upgrades": [],
    "refused_upgrades": [],
    "effect": None,
    "size": None,
    "n_studies": 1,
    "n_participants": 81,
    "rationale": "One trial.",
    "verdict_reason": None,
}
CLAIM = {
    "id": "clm_1",
    "slug": "eases-pain",
    "claim_kind": "effect",
    "conclusion": "It may ease pain.",
    "plain_language": "It may.",
    "statement": "It eases pain.",
    "as_claimed": None,
    "applies_to_all": False,
    "verdict": "supported",
    "grading": GRADING,
    "supplement_id": "sup_1",
    "intervention": {"name": "Magnesium, any form", "form": None},
    "dose": None,
    "searched_on": "2026-11-22",
    "citations": [{"source_id": "src_1", "stance": "supports", "locator": None, "note": None}],
    "source_alerts": [],
}
SOURCE = {
    "slug": "doe-2019",
    "title": "A trial",
    "authors": [{"family": "Doe"}],
    "year": 2019,
    "study_design": "rct",
    "n_participants": 81,
    "effect": "Less pain.",
    "integrity": "ok",
}


def entry(grading=None, source=SOURCE, **claim):
    document = CLAIM | {"grading": GRADING | (grading or {})} | claim
    return claim_entry(document, {"src_1": source} if source else {})


def judged(domain, levels):
    return {"domain": domain, "levels": levels, "reason": "Why."}


@pytest.mark.parametrize(
    ("grading", "equation"),
    [
        ({}, "High, −1 risk of bias, −1 imprecision = Low"),
        ({"downgrades": [], "certainty": "high"}, "High = High"),
        (
            {"downgrades": [judged("risk_of_bias", 2), judged("imprecision", 2)]}
            | {"certainty": "very-low"},
            "High, −2 risk of bias, −2 imprecision = Very low, the lowest level",
        ),
        (
            {"start_level": "low", "start_design": "non-randomised", "downgrades": []}
            | {"upgrades": [judged("large_effect", 1)], "certainty": "moderate"},
            "Low, +1 large effect = Moderate",
        ),
    ],
)
def test_equation_adds_the_level_up(grading, equation):
    assert entry(grading).equation.replace("\N{NO-BREAK SPACE}", " ") == equation


def test_steps_name_an_upgrade_that_did_not_count():
    steps = entry({"refused_upgrades": [judged("dose_response", 1)]}).steps

    assert [(step.figure, step.name) for step in steps] == [
        ("High", "Randomised trials"),
        ("−1", "Risk of bias"),
        ("−1", "Imprecision"),
        ("+0", "Dose-response, not counted"),
    ]


def test_claim_without_level_has_no_arithmetic():
    made = entry({"certainty": None}, verdict="not-studied", searched_on=None)

    assert (made.equation, made.steps, made.ungraded) == ("", (), "Not studied in people")


def test_withdrawn_source_keeps_its_place_without_its_facts():
    (group,) = entry(source=None).cites

    assert [(c.slug, c.label) for c in group.cited] == [("", "a source that was withdrawn")]


def test_alert_is_grave_when_the_source_may_not_stand():
    alerts = [
        {"source_id": "src_1", "stance": "supports", "integrity": integrity, "since": since}
        for integrity, since in [("retracted", "2026-11-20"), ("superseded", None)]
    ]

    assert [(a.text, a.grave) for a in entry(source_alerts=alerts).alerts] == [
        ("Doe 2019: retracted, noted 20 November 2026.", True),
        ("Doe 2019: superseded by a newer version.", False),
    ]


def test_effect_of_a_ratio_says_what_is_compared():
    effect = {
        "measure": "OR",
        "value": "0.64",
        "ci_low": "0.51",
        "ci_high": "0.81",
        "unit": "highest against lowest intake",
        "direction": "favours magnesium",
        "difference_per_1000": "-62",
        "source_id": "src_1",
    }

    words = effect_sentence({"effect": effect}, {"src_1": SOURCE}).replace(
        "\N{NO-BREAK SPACE}", " "
    )

    assert words == (
        "Odds ratio 0.64, highest against lowest intake (95 % CI 0.51 to 0.81), −62 per 1000; "
        "favours magnesium (Doe 2019)."
    )


def test_studies_are_counted_and_the_size_named():
    assert entry({"size": "trivial"}).studies == (
        "1 study, 81 people, size of effect: trivial or none."
    )
    assert entry({"n_studies": None, "n_participants": None}).studies == ""
