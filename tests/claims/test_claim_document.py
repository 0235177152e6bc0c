"""A claim's published document, whole; and what stays out of it."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from claims.claim_document import claim_document
from claims.models import Citation
from tests import builders

CANARY = "canary-unprinted"
CLAIM_FIELDS = {
    "statement": "Magnesium glycinate lowers stress.",
    "as_claimed": "It calms.",
    "conclusion": "Magnesium may lower stress in adults.",
    "plain_language": "It may lower stress.",
    "population": "Adults",
    "comparator": "Placebo",
    "outcome_name": "Stress",
    "outcome_measure": "Scale 0–40",
    "outcome_days": 56,
    "important_difference": Decimal("50"),
    "important_difference_note": "50 in 1000 people; our choice",
    "sentence_outcome": "stress scores",
    "sentence_population": "adults",
    "importance": "critical",
    "dose_min_mg": Decimal("200.00"),
    "dose_max_mg": Decimal("400.50"),
    "dose_basis": "elemental",
    "dose_per": "day",
    "dispute": "Small trials.",
    "seed_issue": CANARY,
}
ASSESSMENT = {
    "start_reason": "Trials.",
    "size": "small",
    "change": "reduction",
    "effect_measure": "RR",
    "effect_value": Decimal("0.8000"),
    "effect_ci_low": Decimal("0.7"),
    "effect_ci_high": Decimal("0.9"),
    "effect_unit": "against placebo",
    "effect_direction": "favours magnesium",
    "baseline_per_1000": Decimal("300"),
    "i_squared": Decimal("12.5"),
    "n_events": 90,
    "verdict_reason": "As the rule says.",
    "upgrade_path": ["A larger trial."],
}


@pytest.fixture
def source(db):
    return builders.source()


@pytest.fixture
def claim(ada, source):
    unseen = builders.source("unseen", verified=False)
    untitled = builders.source("untitled", unverified_fields=["title"])
    made = builders.claim(
        "one",
        by=ada,
        conditions=[builders.condition()],
        sources=[(source, "supports"), (unseen, "contradicts"), (untitled, "context")],
        values=ASSESSMENT | {"effect_source": source},
        form=builders.supplement().forms.get(slug="glycinate"),
        **CLAIM_FIELDS,
    )
    Citation.objects.filter(claim=made, source=source).update(
        locator="Table 2", quote="The groups differed.", note="Three trials."
    )
    return made


def test_claim_document_is_exactly_this(ada, claim, source):
    assert claim_document(claim) == {
        "kind": "claim",
        "id": claim.public_id,
        "slug": "one",
        "language": "en-GB",
        "title": "Magnesium may lower stress in adults.",
        "statement": "Magnesium glycinate lowers stress.",
        "as_claimed": "It calms.",
        "conclusion": "Magnesium may lower stress in adults.",
        "sentence": "Magnesium glycinate may reduce stress scores slightly in adults.",
        "plain_language": "It may lower stress.",
        "claim_kind": "effect",
        "applies_to_all": False,
        "supplement_id": claim.supplement.public_id,
        "condition_ids": [claim.conditions.get().public_id],
        "population": "Adults",
        "intervention": {
            "name": "Magnesium glycinate",
            "form": "glycinate",
            "subject": None,
        },
        "comparator": "Placebo",
        "outcome": {
            "name": "Stress",
            "measure": "Scale 0–40",
            "timeframe_days": 56,
            "importance": "critical",
            "important_difference": Decimal("50"),
            "important_difference_note": "50 in 1000 people; our choice",
        },
        "dose": {
            "min_mg": Decimal("200.00"),
            "max_mg": Decimal("400.50"),
            "basis": "elemental",
            "per": "day",
        },
        "searched_on": date(2026, 11, 22),
        "dispute": "Small trials.",
        "verdict": "supported",
        "grading": GRADING
        | {
            "assessed_at": timezone.now().date(),
            "effect": EFFECT | {"source_id": source.public_id},
        },
        "upgrade_path": ["A larger trial."],
        "further_outcomes": [],
        "citations": [
            {
                "source_id": source.public_id,
                "stance": "supports",
                "locator": "Table 2",
                "quote": "The groups differed.",
                "note": "Three trials.",
            }
        ],
        "source_alerts": [],
    }


GRADING = {
    "method": "grade",
    "rule_version": "mgsite-grade-1",
    "certainty": "low",
    "start_level": "high",
    "start_design": "randomised",
    "start_reason": "Trials.",
    "downgrades": [
        {
            "domain": "risk_of_bias",
            "levels": 1,
            "reason": "Half of the trials did not conceal allocation.",
        },
        {
            "domain": "imprecision",
            "levels": 1,
            "reason": "The interval includes no important benefit.",
        },
    ],
    "upgrades": [],
    "refused_upgrades": [],
    "change": "reduction",
    "size": "small",
    "i_squared": Decimal("12.5"),
    "n_events": 90,
    "n_studies": 3,
    "n_participants": 210,
    "rationale": "Three small trials point the same way.",
    "verdict_reason": "As the rule says.",
    "assessed_by": "Ada",
    "second_grading": None,
}
EFFECT = {
    "measure": "RR",
    "value": Decimal("0.8000"),
    "ci_low": Decimal("0.7"),
    "ci_high": Decimal("0.9"),
    "unit": "against placebo",
    "direction": "favours magnesium",
    "baseline_per_1000": Decimal("300"),
    "difference_per_1000": Decimal("-60.00"),
}


def test_claim_of_little_says_null_where_nothing_is_known(ada):
    claim = builders.claim("one", by=ada, sources=[], applies_to_all=True, searched_on=None)
    document = claim_document(claim)
    unknown = ("as_claimed", "population", "comparator", "dose", "searched_on", "dispute")
    assert [document[key] for key in unknown] == [None] * 6
    assert document["intervention"] == {
        "name": "Magnesium, any form",
        "form": None,
        "subject": None,
    }
    assert document["outcome"] == {
        "name": None,
        "measure": None,
        "timeframe_days": None,
        "importance": "important",
        "important_difference": None,
        "important_difference_note": None,
    }
    assert (document["applies_to_all"], document["condition_ids"], document["citations"]) == (
        True,
        [],
        [],
    )


def test_claim_without_an_assessment_has_no_verdict_and_no_grading(ada):
    claim = builders.claim(by=ada)
    claim.assessment = None
    document = claim_document(claim)
    assert (document["verdict"], document["grading"], document["upgrade_path"]) == (None, None, [])


@pytest.mark.parametrize("dose", [{"dose_min_mg": Decimal(0)}, {"dose_max_mg": Decimal(400)}])
def test_dose_with_one_end_is_a_dose(ada, dose):
    claim = builders.claim(by=ada, dose_basis="unspecified", **dose)
    assert claim_document(claim)["dose"] == {
        "min_mg": dose.get("dose_min_mg"),
        "max_mg": dose.get("dose_max_mg"),
        "basis": "unspecified",
        "per": None,
    }


@pytest.mark.parametrize("values", [builders.NOT_STUDIED, builders.REFERENCE])
def test_grading_without_a_level_has_no_effect_and_no_arithmetic(ada, values):
    claim = builders.claim(
        by=ada, values=values | {"effect_measure": "MD", "effect_value": Decimal("1.5")}
    )
    grading = claim_document(claim)["grading"]
    empty = {
        "certainty": None,
        "start_level": None,
        "start_design": None,
        "effect": None,
        "size": None,
    }
    empty |= {"downgrades": [], "upgrades": [], "refused_upgrades": []}
    assert {key: grading[key] for key in empty} == empty
    assert (grading["method"], grading["rationale"]) == (values["method"], values["rationale"])


def test_grading_shows_upgrades_and_those_refused(ada):
    rated = {"large_effect": 1, "large_effect_reason": "RR 2.5.", "verdict": "mixed"}
    clean = dict.fromkeys(("risk_of_bias", "imprecision"), 0)
    claim = builders.claim(by=ada, values=rated | clean | {"start": "non-randomised"})
    up = {"domain": "large_effect", "levels": 1, "reason": "RR 2.5."}
    assert claim_document(claim)["grading"]["upgrades"] == [up]
    builders.regrade(claim, by=ada, **rated)
    why = "Randomised evidence is not rated up; it starts High."
    grading = claim_document(claim)["grading"]
    assert (grading["upgrades"], grading["refused_upgrades"]) == ([], [up | {"reason": why}])


def test_effect_from_a_source_that_is_not_verified_stays_out(ada):
    unseen = builders.source(verified=False)
    claim = builders.claim(by=ada, values={"effect_value": Decimal("1.5"), "effect_source": unseen})
    assert claim_document(claim)["grading"]["effect"] is None


def test_assessor_without_a_name_is_the_editorial(ada):
    nameless = builders.user("nobody", "Editor")
    nameless.first_name = ""
    nameless.save()
    claim = builders.claim(by=nameless)
    assert claim_document(claim)["grading"]["assessed_by"] == "mgsite editorial"


def test_editors_notes_and_unseen_sources_are_nowhere_in_it(claim):
    text = str(claim_document(claim))
    hidden = [c.source.public_id for c in claim.citations.all() if not c.source.publishable]
    assert len(hidden) == 2
    assert [word for word in (CANARY, *hidden) if word in text] == []
