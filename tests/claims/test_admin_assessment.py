"""The grading form: prefilled, checked by claims.grading, appended and adopted."""

import pytest
from django.urls import reverse

from claims import actions
from claims.models import Assessment
from tests import builders
from tests.forms import form_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(ada):
    return builders.claim("sleep", by=ada, conditions=[builders.condition()])


def address(claim) -> str:
    return f"{reverse('admin:claims_assessment_add')}?claim={claim.pk}"


def field_errors(response) -> dict:
    form = response.context["adminform"].form
    return {name: list(sentences) for name, sentences in form.errors.items()}


def test_assessment_form_starts_from_the_adopted_one(ada, claim):
    form = form_of(signed_in(ada), address(claim))

    assert {
        name: form[name] for name in ("claim", "start", "risk_of_bias", "imprecision_reason")
    } == {
        "claim": str(claim.pk),
        "start": "randomised",
        "risk_of_bias": "-1",
        "imprecision_reason": "The interval includes no important benefit.",
    }


def test_saved_assessment_is_appended_and_adopted(ada, claim):
    client = signed_in(ada)
    before = claim.assessment
    typed = {
        "risk_of_bias": "-2",
        "risk_of_bias_reason": "Nobody was blinded.",
        "verdict": "insufficient-evidence",
        "upgrade_path": "A larger trial.\r\nA longer one.",
    }

    response = client.post(address(claim), form_of(client, address(claim)) | typed)

    claim.refresh_from_db()
    assert response.url == reverse("admin:claims_claim_change", args=[claim.pk])
    assert claim.assessments.count() == 2
    assert claim.assessment != before
    assert (claim.assessment.level, claim.assessment.assessed_by) == ("very-low", ada)
    assert claim.assessment.upgrade_path == ["A larger trial.", "A longer one."]


def test_second_opinion_is_kept_beside_the_adopted_one(ada, claim):
    client = signed_in(ada)
    typed = form_of(client, address(claim))
    del typed["adopt"]
    before = (claim.assessment_id, claim.lock_version)

    client.post(address(claim), typed)

    claim.refresh_from_db()
    assert claim.assessments.count() == 2
    assert (claim.assessment_id, claim.lock_version) == before


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"inconsistency": "-1"},
            {
                "inconsistency_reason": ["Inconsistency: write the reason for -1."],
                "verdict": [
                    "“Supported” needs a certainty of at least Low, or the method “reference”. Or "
                    "give the reason for the verdict."
                ],
            },
        ),
        (
            {"indirectness": ""},
            {"indirectness": ["Indirectness: choose a judgement; 0 means no concern."]},
        ),
        (
            {"risk_of_bias": "-3"},
            {"risk_of_bias": ["Risk of bias: must be from -2 to 0, not -3."]},
        ),
        (
            {"start": ""},
            {"start": ["Say whether the studies were randomised: the level starts there."]},
        ),
        (
            {"verdict": "mixed"},
            {
                "verdict": [
                    "“Mixed” means that studies conflict: rate inconsistency down, or choose another. "
                    "Or give the reason for the verdict."
                ]
            },
        ),
        (
            {
                "effect_measure": "RR",
                "effect_value": "1.4",
                "effect_ci_low": "0.6",
                "effect_ci_high": "1.2",
            },
            {"effect_value": ["The estimate 1.4 lies outside its interval, 0.6 to 1.2."]},
        ),
        (
            {
                "effect_measure": "MD",
                "effect_value": "1",
                "effect_ci_low": "2",
                "effect_ci_high": "0",
            },
            {"effect_ci_high": ["The interval runs from 2 down to 0: its ends are swapped."]},
        ),
        (
            {"effect_value": "0.8"},
            {"effect_measure": ["Say what 0.8 measures: a difference, a ratio …"]},
        ),
        (
            {"effect_measure": "OR", "effect_value": "-2"},
            {"effect_value": ["Odds ratio: must be above 0, and −2 is given."]},
        ),
        (
            {"effect_measure": "MD", "effect_value": "2", "effect_ci_low": "1"},
            {"effect_ci_high": ["The interval of 2 has only one end: give both or none."]},
        ),
        (
            {"effect_measure": "RR", "effect_value": "0.8", "baseline_per_1000": "1001"},
            {"baseline_per_1000": ["1001 per 1000 is not from 0 to 1000."]},
        ),
        (
            {"effect_measure": "RR", "effect_value": "1.5", "baseline_per_1000": "900"},
            {
                "baseline_per_1000": [
                    "Risk ratio 1.5 at a baseline risk of 0.9 gives a risk of 1.35, which cannot "
                    "be: one of the two is wrong."
                ]
            },
        ),
        (
            {"n_studies": "5", "n_participants": "3"},
            {"n_participants": ["3 participants in 5 studies?"]},
        ),
    ],
)
def test_contradiction_is_told_beside_its_field_and_loses_nothing(ada, claim, typed, errors):
    client = signed_in(ada)
    sent = form_of(client, address(claim)) | typed | {"rationale": "Typed with care."}

    response = client.post(address(claim), sent)

    assert field_errors(response) == errors
    assert response.context["adminform"].form["rationale"].value() == "Typed with care."
    assert Assessment.objects.count() == 1


def test_verdict_with_a_reason_of_its_own_is_taken(ada, claim):
    client = signed_in(ada)

    client.post(
        address(claim),
        form_of(client, address(claim))
        | {"verdict": "mixed", "verdict_reason": "Two trials, two answers."},
    )

    claim.refresh_from_db()
    assert claim.assessment.verdict == "mixed"


def test_adopting_over_an_unseen_assessment_asks_first(ada, claim):
    client = signed_in(ada)
    typed = form_of(client, address(claim)) | {"rationale": "Ada's."}
    builders.regrade(claim, by=builders.user("eve", "Editor"), rationale="Eve's.")
    eves = claim.assessment

    asked = client.post(address(claim), typed)
    claim.refresh_from_db()
    still = claim.assessment
    client.post(address(claim), form_of(client, address(claim), asked))

    claim.refresh_from_db()
    assert list(field_errors(asked)) == ["adopt"]
    assert still == eves
    assert claim.assessment.rationale == "Ada's."


def test_assessment_is_never_changed_nor_deleted(root, claim):
    client = signed_in(root)
    pk = claim.assessment_id

    change = client.post(
        reverse("admin:claims_assessment_change", args=[pk]), {"rationale": "New."}
    )
    delete = client.post(reverse("admin:claims_assessment_delete", args=[pk]), {"post": "yes"})
    page = client.get(reverse("admin:claims_assessment_change", args=[pk]))

    assert (change.status_code, delete.status_code, page.status_code) == (403, 403, 200)
    assert Assessment.objects.get().rationale == builders.RCT_LOW["rationale"]


def test_reviewer_may_not_grade(ben, claim):
    client = signed_in(ben)

    assert client.get(address(claim)).status_code == 403
    assert (
        client.post(reverse("admin:claims_assessment_level"), builders.RCT_LOW).status_code == 403
    )


def test_level_so_far_is_computed_by_the_rules(ada):
    client = signed_in(ada)
    level = reverse("admin:claims_assessment_level")

    told = client.post(level, builders.RCT_LOW).json()
    missing = client.post(level, builders.RCT_LOW | {"indirectness": ""}).json()
    reference = client.post(level, {"method": "reference", "verdict": "supported"}).json()

    assert {key: told[key] for key in ("level", "sentence", "reads")} == {
        "level": "Low",
        "sentence": "High, −1 risk of bias, −1 imprecision = Low.",
        "reads": None,
    }
    assert missing["sentence"] == "Indirectness: choose a judgement; 0 means no concern."
    assert reference["level"] == "No level"


@pytest.mark.parametrize(
    "typed", [{}, {"risk_of_bias": "--1"}, {"start": "x"}, {"verdict": "x" * 500}]
)
def test_level_so_far_of_garbage_is_a_sentence(ada, typed):
    response = signed_in(ada).post(reverse("admin:claims_assessment_level"), typed)

    assert response.status_code == 200
    assert response.json()["level"] == ""


@pytest.mark.parametrize("number", ["", "x", "999999", "9" * 40])
def test_assessment_form_for_an_unknown_claim_is_empty(ada, number):
    response = signed_in(ada).get(f"{reverse('admin:claims_assessment_add')}?claim={number}")

    assert response.status_code == 200


def test_claim_graded_as_reference_shows_no_level(ada, claim):
    builders.regrade(claim, by=ada, method="reference")

    page = signed_in(ada).get(reverse("admin:claims_claim_change", args=[claim.pk]))

    assert "Reference: no GRADE level" in page.content.decode()
    assert actions.latest_approval(claim) is None
