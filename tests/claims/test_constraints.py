"""What the database promises by itself, whoever writes: on SQLite and on PostgreSQL."""

from decimal import Decimal

import pytest
from django.db import connection, models
from django.db.models import ProtectedError
from django.utils import timezone

from claims.grading import HIGHEST, LOWEST
from claims.models import (
    Assessment,
    Citation,
    Claim,
    Condition,
    ConditionCode,
    Form,
    Review,
    Source,
)
from tests import builders
from tests.refusals import refused_by

GRADED = builders.RCT_LOW | {"level": "low", "rule_version": "mgsite-grade-1"}
UNGRADED = {"rule_version": "mgsite-grade-1", "rationale": "Because.", "verdict": "supported"}


@pytest.fixture
def claim(ada):
    return builders.claim("one", by=ada, conditions=[builders.condition()])


@pytest.fixture
def assess(claim, ada):
    """Writes an assessment past the action and its rules."""

    def write(values: dict) -> Assessment:
        return Assessment.objects.create(
            claim=claim, assessed_by=ada, assessed_at=timezone.now(), **values
        )

    return write


@pytest.fixture
def decide(claim):
    """Writes a review past the action and its rules."""

    def write(**values) -> Review:
        base = {"subject_kind": "claim", "subject_id": claim.public_id, "at": timezone.now()}
        return Review.objects.create(**(base | values))

    return write


# -- reviews


def test_approver_among_the_editors_is_refused(decide, ada, ben):
    with refused_by("review_approver_did_not_edit"):
        decide(decision="approved", by=ada, editors=f",{ada.pk},{ben.pk},", fingerprint="f")
    with refused_by("review_approver_did_not_edit"):
        decide(decision="approved", by=ben, editors=f",{ada.pk},{ben.pk},", fingerprint="f")


def test_approver_whose_number_is_part_of_an_editors_may_approve(decide, ada):
    decide(decision="approved", by=ada, editors=f",1{ada.pk},{ada.pk}1,", fingerprint="f")
    assert Review.objects.count() == 1


@pytest.mark.parametrize("decision", ["submitted", "forced", "starter"])
def test_editor_may_record_what_is_no_approval_by_a_second_person(decide, ada, decision):
    decide(decision=decision, by=ada, editors=f",{ada.pk},", fingerprint="f", note="Why.")
    assert Review.objects.count() == 1


@pytest.mark.parametrize("decision", ["returned", "forced"])
def test_decision_without_its_reason_is_refused(decide, ben, decision):
    with refused_by("review_says_why"):
        decide(decision=decision, by=ben, fingerprint="f")


@pytest.mark.parametrize("decision", ["approved", "forced", "starter"])
def test_approval_without_a_fingerprint_is_refused(decide, ben, decision):
    with refused_by("review_approval_has_a_fingerprint"):
        decide(decision=decision, by=ben, note="Why.")


# -- assessments


def test_graded_assessment_without_a_level_is_refused(assess):
    with refused_by("assessment_graded_has_a_level"):
        assess(GRADED | {"level": ""})


@pytest.mark.parametrize(
    "extra", [{"level": "low", **dict.fromkeys(LOWEST, 0)}, {"start": "randomised"}]
)
def test_reference_with_a_level_or_a_start_is_refused(assess, extra):
    with refused_by("assessment_reference_has_no_level"):
        assess(UNGRADED | {"method": "reference"} | extra)


@pytest.mark.parametrize("domain", list(LOWEST))
def test_level_without_all_five_domains_is_refused(assess, domain):
    with refused_by("assessment_level_answers_five_domains"):
        assess(GRADED | {domain: None})


@pytest.mark.parametrize(
    ("name", "value"), [*dict.fromkeys(LOWEST, -1).items(), *dict.fromkeys(HIGHEST, 1).items()]
)
def test_judgement_without_its_reason_is_refused(assess, name, value):
    with refused_by(f"assessment_{name}_has_a_reason"):
        assess(GRADED | {name: value, f"{name}_reason": ""})


BEYOND = {"risk_of_bias": -4} | {n: b - 1 for n, b in LOWEST.items() if n != "risk_of_bias"}
BEYOND |= {name: highest + 1 for name, highest in HIGHEST.items()}


@pytest.mark.parametrize(("name", "value"), BEYOND.items())
def test_judgement_beyond_its_range_is_refused(assess, name, value):
    with refused_by(f"assessment_{name}_in_range"):
        assess(GRADED | {name: value, f"{name}_reason": "Because."})


@pytest.mark.parametrize(
    ("name", "value"), [*dict.fromkeys(LOWEST, 1).items(), *dict.fromkeys(HIGHEST, -1).items()]
)
def test_judgement_of_the_wrong_sign_is_refused(assess, name, value):
    with refused_by(f"assessment_{name}_in_range"):
        assess(GRADED | {name: value, f"{name}_reason": "Because."})


def test_interval_out_of_order_is_refused(assess):
    with refused_by("assessment_interval_in_order"):
        assess(GRADED | {"effect_ci_low": Decimal("1.2"), "effect_ci_high": Decimal("0.8")})


@pytest.mark.parametrize(
    "values",
    [
        GRADED | {"effect_ci_low": Decimal("0.8"), "effect_ci_high": Decimal("0.8")},
        GRADED | {"effect_ci_low": Decimal("0.8")},
        UNGRADED | {"verdict": "not-studied"},
        UNGRADED | {"method": "reference"},
    ],
)
def test_assessment_within_the_rules_is_stored(assess, values):
    assert assess(values).pk


# -- claims and what is around them


def test_dose_range_out_of_order_is_refused(claim):
    with refused_by("claim_dose_range_in_order"):
        Claim.objects.filter(pk=claim.pk).update(
            dose_min_mg=400, dose_max_mg=200, dose_basis="elemental"
        )


@pytest.mark.parametrize("dose", [{"dose_min_mg": 200}, {"dose_max_mg": 400}])
def test_dose_without_a_basis_is_refused(claim, dose):
    with refused_by("claim_dose_has_a_basis"):
        Claim.objects.filter(pk=claim.pk).update(**dose)


def test_source_is_cited_once_by_a_claim(claim):
    source = claim.citations.get().source
    with refused_by(
        "citation_once_per_claim", "claims_citation.claim_id", "claims_citation.source_id"
    ):
        Citation.objects.create(claim=claim, source=source, stance="context")


@pytest.mark.parametrize(("name", "value"), [("doi", "10.1000/182"), ("pmid", "12345")])
def test_identifier_names_one_source(db, name, value):
    builders.source(**{name: value})
    builders.source(), builders.source()  # an empty one may repeat
    with refused_by(f"source_{name}_once", f"claims_source.{name}"):
        builders.source(**{name: value})


@pytest.mark.parametrize(("mass", "atoms"), [("24.304", 1), ("48.609", 2)])
def test_form_lighter_than_its_magnesium_is_refused(db, mass, atoms):
    form = builders.supplement().forms.first()
    with refused_by("form_outweighs_its_magnesium"):
        Form.objects.filter(pk=form.pk).update(molar_mass=Decimal(mass), magnesium_atoms=atoms)


def test_form_slug_stands_once_in_a_supplement(db):
    magnesium = builders.supplement()
    with refused_by("form_slug_once", "claims_form.supplement_id", "claims_form.slug"):
        builders.form(magnesium, "oxide", "40.304")


def test_second_headline_that_is_the_first_is_refused(claim):
    with refused_by("condition_headlines_differ"):
        Condition.objects.update(headline_claim=claim, second_headline_claim=claim)


def test_code_stands_once_in_a_condition(db):
    row = {
        "condition": builders.condition(),
        "system": "mesh",
        "code": "D006261",
        "label": "Headache",
    }
    ConditionCode.objects.create(**row)
    columns = ("condition_id", "system", "code")
    with refused_by("condition_code_once", *(f"claims_conditioncode.{name}" for name in columns)):
        ConditionCode.objects.create(**row)


@pytest.mark.parametrize("name", ["slug", "public_id"])
def test_identity_of_an_item_is_its_own(db, name):
    first, second = builders.source(), builders.source()
    with refused_by(f"claims_source_{name}", f"claims_source.{name}"):
        Source.objects.filter(pk=second.pk).update(**{name: getattr(first, name)})


def test_what_something_rests_on_cannot_be_deleted(ada):
    magnesium = builders.supplement()
    claim = builders.claim("one", by=ada, form=magnesium.forms.first())
    for item in (magnesium, claim.form, claim.citations.get().source, claim, ada):
        with pytest.raises(ProtectedError):
            item.delete()
    assert Claim.objects.get().citations.count() == 1


# -- judgements are added, never changed


def rows(claim) -> list[models.Model]:
    builders.approve(claim)
    return [claim.assessment, Review.objects.filter(subject_id=claim.public_id).latest("pk")]


def test_append_only_rows_are_refused_by_the_manager(claim):
    for row in rows(claim):
        name = type(row).__name__
        with pytest.raises(TypeError, match=f"{name} rows are append-only: add a new one instead."):
            row.save()
        with pytest.raises(TypeError, match=f"{name} rows are append-only: add a new one instead."):
            type(row).objects.all().update(pk=1)
        with pytest.raises(TypeError, match=f"{name} rows are append-only and are never deleted."):
            row.delete()
        with pytest.raises(TypeError, match=f"{name} rows are append-only and are never deleted."):
            type(row).objects.all().delete()
        assert type(row).objects.all().bulk_update is None


def test_append_only_rows_are_refused_by_a_trigger(claim):
    for row in rows(claim):
        table, pk = row._meta.db_table, row.pk
        for statement in (
            f"UPDATE {table} SET id = id WHERE id = {pk}",
            f"DELETE FROM {table} WHERE id = {pk}",
        ):
            with refused_by(f"{table} is insert-only"), connection.cursor() as cursor:
                cursor.execute(statement)
        assert type(row).objects.filter(pk=pk).exists()
