"""Further outcomes inside the claim's form: numbers that can be, each with its source."""

import pytest
from django.urls import reverse

from claims.models import SummaryRow
from tests import builders
from tests.claims.grading_desk import words
from tests.forms import content_of, form_of, signed_in

pytestmark = pytest.mark.django_db
RISK = {
    "effect_measure": "RR",
    "effect_value": "0.8",
    "effect_ci_low": "0.7",
    "effect_ci_high": "0.92",
    "baseline_per_1000": "300",
}


@pytest.fixture
def claim(ada):
    return builders.claim("sleep", by=ada, conditions=[builders.condition()])


def address(claim) -> str:
    return reverse("admin:claims_claim_change", args=[claim.pk])


def with_row(client, claim, **row) -> dict:
    typed = {"outcome": "Days off work", "importance": "important", "position": "0"} | row
    return (
        form_of(client, address(claim))
        | {"summary_rows-TOTAL_FORMS": "1"}
        | {f"summary_rows-0-{name}": value for name, value in typed.items()}
    )


def row_errors(response) -> dict:
    _, rows = [inline.formset for inline in response.context["inline_admin_formsets"]]
    return {name: list(said) for name, said in rows.forms[0].errors.items()}


def test_further_outcome_is_stored_and_told_in_people(ada, claim):
    client = signed_in(ada)
    source = str(claim.citations.get().source_id)

    saved = client.post(address(claim), with_row(client, claim, **RISK, source=source))

    page = content_of(client.get(address(claim)))
    assert saved.status_code == 302
    assert SummaryRow.objects.get().outcome == "Days off work"
    assert "Of 1000 people, 300 without and 240 with it: 60 fewer" in words(page)
    assert [person.username for person in claim.edited_by.all()] == ["ada"]


@pytest.mark.parametrize(
    ("row", "errors"),
    [
        (RISK, {"source": ["Say in which source the estimate stands."]}),
        ({"source_certainty": "low"}, {"source": ["Say whose rating of the certainty it is."]}),
        (
            {
                "effect_measure": "RR",
                "effect_value": "1.4",
                "effect_ci_low": "0.6",
                "effect_ci_high": "1.2",
            },
            {
                "effect_value": ["The estimate 1.4 lies outside its interval, 0.6 to 1.2."],
                "source": ["Say in which source the estimate stands."],
            },
        ),
        (
            {"effect_measure": "RD", "effect_value": "12"},
            {
                "effect_value": [
                    "Risk difference: must be from −1 to 1 (a share), and 12 is given."
                ],
                "source": ["Say in which source the estimate stands."],
            },
        ),
        (
            {"effect_measure": "RR"},
            {"effect_value": ["There is a measure, risk ratio, without its number."]},
        ),
        (
            {"effect_ci_low": "0.2"},
            {"effect_value": ["There is an interval without its estimate."]},
        ),
        (
            {"baseline_per_1000": "-1"},
            {"baseline_per_1000": ["-1 per 1000 is not from 0 to 1000."]},
        ),
        ({"outcome": "", "note": "x"}, {"outcome": ["This field is required."]}),
    ],
)
def test_contradiction_in_a_row_is_told_beside_its_field(ada, claim, row, errors):
    client = signed_in(ada)

    response = client.post(address(claim), with_row(client, claim, **row))

    assert row_errors(response) == errors
    assert not SummaryRow.objects.exists()


def test_row_is_graded_by_another_claim_or_by_its_source_and_never_by_itself(ada, claim):
    client = signed_in(ada)
    cited = {"source": str(claim.citations.get().source_id), "source_certainty": "low"}

    itself = client.post(address(claim), with_row(client, claim, graded_by=str(claim.pk)))
    both = client.post(
        address(claim),
        with_row(client, claim, graded_by=str(builders.claim(by=ada).pk), **cited),
    )

    assert row_errors(itself) == {
        "graded_by": ["The claim's own outcome is the first row already: name another claim."]
    }
    assert row_errors(both) == {
        "source_certainty": [
            "Either a claim of ours grades this outcome, or the source's authors did: choose one."
        ]
    }


def test_lopsided_interval_is_kept_and_told(ada, claim):
    client = signed_in(ada)
    source = str(claim.citations.get().source_id)
    odd = {
        "effect_measure": "RR",
        "effect_value": "0.9",
        "effect_ci_low": "0.2",
        "effect_ci_high": "0.92",
    }

    saved = client.post(address(claim), with_row(client, claim, **odd, source=source))

    assert saved.status_code == 302
    assert "is not in the middle of its interval" in content_of(client.get(address(claim)))


def test_at_most_six_further_outcomes_are_offered(ada, claim):
    for number in range(6):
        SummaryRow.objects.create(claim=claim, outcome=f"Outcome {number}")
    page = signed_in(ada).get(address(claim))

    _, rows = [inline.formset for inline in page.context["inline_admin_formsets"]]
    assert rows.max_num == 6


def test_stale_save_merges_further_outcomes(ada, claim):
    slow, quick = signed_in(ada), signed_in(builders.user("eve", "Editor"))
    typed = form_of(slow, address(claim)) | {"population": "Women."}
    quick.post(address(claim), with_row(quick, claim, outcome="Eve's outcome"))

    merged = form_of(slow, address(claim), slow.post(address(claim), typed))
    slow.post(address(claim), merged)

    claim.refresh_from_db()
    assert claim.population == "Women."
    assert SummaryRow.objects.get().outcome == "Eve's outcome"
