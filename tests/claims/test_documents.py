"""The published documents of conditions, supplements and sources, whole; a claim's has a file of its own."""

from datetime import date
from decimal import Decimal

import pytest

from claims.documents import SOURCE_FACTS, condition_document, source_document, supplement_document
from claims.models import ConditionCode, Limit, RedFlag, SafetyPoint
from tests import builders

CANARY = "canary-unprinted"


@pytest.fixture
def source(db):
    made = builders.source("boyle-2017", **SOURCE_FIELDS)
    made.forms_tested.set(builders.supplement().forms.all())
    return made


SOURCE_FIELDS = {
    "csl_type": "article-journal",
    "source_title": "A review of stress",
    "authors": [{"family": "Boyle", "given": "Neil"}],
    "container_title": "Nutrients",
    "issued": "2017-05",
    "volume": "9",
    "issue": "5",
    "page": "429",
    "number": "",
    "publisher": "MDPI",
    "doi": "10.1000/182",
    "pmid": "28445426",
    "pmcid": "PMC5452159",
    "url": "https://example.com/review",
    "study_design": "systematic-review",
    "n_participants": 210,
    "population": "Adults",
    "intervention": "Oral magnesium",
    "form_note": "various",
    "route": "oral",
    "dose_mg": Decimal("300.00"),
    "comparator": "Placebo",
    "outcome": "Stress",
    "effect": "Lower scores.",
    "duration_weeks": Decimal("8.0"),
    "funding": "None",
    "integrity": "ok",
    "integrity_note": "",
    "integrity_checked_on": date(2026, 11, 20),
    "verified_at_url": f"https://example.com/{CANARY}",
    "editor_notes": CANARY,
}


def test_condition_document_is_exactly_this(ada):
    condition, claim = builders.condition(), builders.claim(by=ada)
    condition.alternate_names = ["cephalalgia"]
    condition.headline_claim = claim
    condition.save()
    code = {"condition": condition, "system": "mesh", "code": "D1", "label": "Headache"}
    ConditionCode.objects.create(**code, verified=True, how=CANARY)
    ConditionCode.objects.create(condition=condition, system="icd-11", code=CANARY, label="Guessed")
    RedFlag.objects.create(
        condition=condition,
        urgency="soon",
        text="See a GP.",
        to_verify=CANARY,
        source_note=CANARY,
        position=1,
    )
    assert condition_document(condition) == {
        "kind": "condition",
        "id": condition.public_id,
        "slug": "headache",
        "language": "en-GB",
        "title": "Headache",
        "name": "Headache",
        "question": "Does magnesium glycinate help headache?",
        "alternate_names": ["cephalalgia"],
        "summary": "Headache is something that people have.",
        "codes": [{"system": "mesh", "code": "D1", "label": "Headache"}],
        "red_flags": [
            {
                "urgency": "emergency",
                "text": "Call 999: it came like a thunderclap.",
                "confirmed": True,
            },
            {"urgency": "soon", "text": "See a GP.", "confirmed": False},
        ],
        "headline_claim_ids": [claim.public_id],
    }


def test_supplement_document_is_exactly_this(source):
    magnesium = builders.supplement()
    glycinate = magnesium.forms.get(slug="glycinate")
    glycinate.hydrate, glycinate.stoichiometry, glycinate.note = (
        "anhydrous",
        "1:2",
        "Read the label.",
    )
    glycinate.alternate_names = ["bisglycinate"]
    glycinate.save()
    headache = builders.condition()
    unseen = builders.source(verified=False)
    row = {"supplement": magnesium, "limit_kind": "upper-level", "source": source}
    Limit.objects.create(authority="US", max_mg=350, applies_to="Adults", **row)
    salts = Limit.objects.create(authority="EU", max_mg=250, applies_to="Adults, salts", **row)
    salts.forms.add(magnesium.forms.get(slug="oxide"))
    Limit.objects.create(
        authority=CANARY, max_mg=1, applies_to="Nobody", to_verify="Read it.", **row
    )
    Limit.objects.create(
        authority=CANARY, max_mg=2, applies_to="Nobody", **(row | {"source": unseen})
    )
    point = SafetyPoint.objects.create(
        supplement=magnesium, heading="Kidneys", text="Ask first.", to_verify=CANARY
    )
    point.sources.set([source, unseen])
    point.conditions.set([headache])

    def limit(authority: str, max_mg: int, applies_to: str) -> dict:
        return {
            "authority": authority,
            "kind": "upper-level",
            "max_mg": max_mg,
            "applies_to": applies_to,
            "source_id": source.public_id,
        }

    us, eu = limit("US", 350, "Adults"), limit("EU", 250, "Adults, salts")
    assert supplement_document(magnesium) == {
        "kind": "supplement",
        "id": magnesium.public_id,
        "slug": "magnesium",
        "language": "en-GB",
        "title": "Magnesium",
        "name": "Magnesium",
        "alternate_names": [],
        "summary": "A mineral.",
        "forms": [
            {
                "slug": "glycinate",
                "name": "Magnesium glycinate",
                "alternate_names": ["bisglycinate"],
                "formula": "Mg…",
                "molar_mass": Decimal("172.423"),
                "magnesium_atoms": 1,
                "elemental_share": Decimal("14.10"),
                "hydrate": "anhydrous",
                "stoichiometry": "1:2",
                "note": "Read the label.",
                "limits": [us],
            },
            {
                "slug": "oxide",
                "name": "Magnesium oxide",
                "alternate_names": [],
                "formula": "Mg…",
                "molar_mass": Decimal("40.304"),
                "magnesium_atoms": 1,
                "elemental_share": Decimal("60.30"),
                "hydrate": None,
                "stoichiometry": None,
                "note": None,
                "limits": [eu, us],
            },
        ],
        "limits": [eu, us],
        "safety_points": [
            {
                "heading": "Kidneys",
                "text": "Ask first.",
                "condition_ids": [headache.public_id],
                "source_ids": [source.public_id],
                "confirmed": False,
            }
        ],
    }


def test_source_document_is_exactly_this(source):
    assert source_document(source) == {
        "kind": "source",
        "id": source.public_id,
        "slug": "boyle-2017",
        "language": "en-GB",
        "title": "A review of stress",
        "type": "article-journal",
        "authors": [{"family": "Boyle", "given": "Neil"}],
        "container": "Nutrients",
        "issued": "2017-05",
        "volume": "9",
        "issue": "5",
        "page": "429",
        "number": None,
        "publisher": "MDPI",
        "doi": "10.1000/182",
        "pmid": "28445426",
        "pmcid": "PMC5452159",
        "source_url": "https://example.com/review",
        "study_design": "systematic-review",
        "n_participants": 210,
        "population": "Adults",
        "intervention": "Oral magnesium",
        "form_note": "various",
        "route": "oral",
        "dose_mg": Decimal("300.00"),
        "comparator": "Placebo",
        "outcome": "Stress",
        "effect": "Lower scores.",
        "duration_weeks": Decimal("8.0"),
        "funding": "None",
        "year": 2017,
        "forms_tested": ["glycinate", "oxide"],
        "integrity": "ok",
        "integrity_note": None,
        "integrity_checked_at": date(2026, 11, 20),
    }


@pytest.mark.parametrize(("field", "key"), SOURCE_FACTS.items())
def test_unverified_field_of_a_source_stays_out(source, field, key):
    whole = source_document(source)
    source.unverified_fields = [field]
    hidden = {key: [] if key == "authors" else None} | ({"year": None} if key == "issued" else {})
    assert source_document(source) == whole | hidden


def test_unverified_forms_of_a_source_stay_out(source):
    source.unverified_fields = ["forms_tested"]
    assert source_document(source)["forms_tested"] == []
