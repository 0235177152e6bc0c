"""What the first grader wrote reaches the second on no page and in no answer of the admin."""

import json

import pytest
from django.urls import reverse

from claims.actions_grading import add_assessment, grade_blind
from tests import builders
from tests.claims.grading_desk import address
from tests.forms import content_of, signed_in

pytestmark = pytest.mark.django_db
CANARY = "canaryword"
SEARCHED = CANARY[:6]  # a page may repeat what was searched for


@pytest.fixture
def claim(ada):
    return builders.claim("sleep", by=ada, conditions=[builders.condition()])


@pytest.fixture
def first(claim, ada, root):
    """Ada's, with the canary in every text; Eve's is still to come."""
    grade_blind(claim=claim, first=ada, second=builders.user("eve", "Editor"), by=root)
    texts = {
        name: f"{CANARY} {name}"
        for name in (
            "rationale",
            "risk_of_bias_reason",
            "imprecision_reason",
            "verdict_reason",
            "start_reason",
            "effect_unit",
        )
    }
    values = builders.RCT_LOW | texts | {"upgrade_path": [f"{CANARY} path"]}
    return add_assessment(claim=claim, by=ada, values=values)


def pages(claim, first) -> dict[str, str]:
    """Every page of the admin that could show the grading, by what it is."""
    change, history = (f"admin:claims_assessment_{name}" for name in ("change", "history"))
    listed = reverse("admin:claims_assessment_changelist")
    return {
        "claim": reverse("admin:claims_claim_change", args=[claim.pk]),
        "claim history": reverse("admin:claims_claim_history", args=[claim.pk]),
        "claims": reverse("admin:claims_claim_changelist"),
        "claims found": f"{reverse('admin:claims_claim_changelist')}?q={SEARCHED}",
        "blind page": reverse("admin:claims_claim_blind", args=[claim.pk]),
        "form": address(claim),
        "copy": address(claim, f"&copy={first.pk}"),
        "assessments": listed,
        "assessments found": f"{listed}?q={SEARCHED}",
        "assessment": reverse(change, args=[first.pk]),
        "assessment history": reverse(history, args=[first.pk]),
        "desk": reverse("admin:index"),
        "review": reverse("desk:review", args=["claim", claim.public_id]),
        "preview": reverse("preview", args=["claim", claim.public_id]),
    }


def autocompletes() -> list[str]:
    fields = [("claim", "assessment"), ("blindgrading", "adopted")]
    return [
        f"{reverse('admin:autocomplete')}?app_label=claims&model_name={model}&field_name={field}"
        f"&term={term}"
        for model, field in fields
        for term in (SEARCHED, "sleep")
    ]


def holders(person, claim, first) -> list[str]:
    """The pages on which this person finds the canary or the way to the grading."""
    client = signed_in(person)
    found = []
    for name, path in pages(claim, first).items():
        page = content_of(client.get(path, follow=True)).replace(f"?q={SEARCHED}", "")
        page = page.replace(f'value="{CANARY}"', "").replace(f"&copy={first.pk}", "")
        if CANARY in page or f"/assessment/{first.pk}/" in page:
            found.append(name)
    for path in autocompletes():
        answer = client.get(path)
        if str(first.pk) in [row["id"] for row in answer.json().get("results", [])]:
            found.append(path)
    return found


def live_answer(person, claim) -> str:
    values = builders.NOT_STUDIED | {"claim": claim.pk, "rationale": ""}
    return json.dumps(
        signed_in(person).post(f"{reverse('admin:claims_assessment_level')}", values).json()
    )


def test_second_grader_finds_the_first_grading_nowhere(claim, first):
    eve = builders.user("eve")

    assert holders(eve, claim, first) == []
    assert CANARY not in live_answer(eve, claim)


@pytest.mark.parametrize("person", ["ben", "dora", "root"])
def test_nobody_else_finds_it_either(claim, first, person, request):
    assert holders(request.getfixturevalue(person), claim, first) == []


def test_its_author_finds_it(claim, first, ada):
    found = holders(ada, claim, first)

    assert {"claim", "assessments", "assessments found", "assessment"} <= set(found)
    assert "blind page" not in found


def test_second_grader_finds_it_once_both_are_stored(claim, first):
    eve = builders.user("eve")
    add_assessment(claim=claim, by=eve, values=builders.RCT_LOW)

    found = holders(eve, claim, first)

    assert {"claim", "blind page", "form", "assessments", "assessment"} <= set(found)


def test_adopted_grading_is_not_beside_the_form_of_either_grader(claim, ada, root):
    eve = builders.user("eve", "Editor")
    builders.regrade(claim, by=root, rationale="adoptedword", imprecision_reason="adoptedword")
    grade_blind(claim=claim, first=ada, second=eve, by=root)

    for person in (ada, eve):
        client = signed_in(person)
        page = content_of(client.get(address(claim, f"&copy={claim.assessment_id}")))
        assert "adoptedword" not in page
        claim_page = content_of(client.get(reverse("admin:claims_claim_change", args=[claim.pk])))
        assert "The grading above is the published one." in claim_page
        assert f"?claim={claim.pk}&amp;copy=" not in claim_page


def test_hidden_grading_cannot_be_adopted_by_its_number(claim, first):
    eve = signed_in(builders.user("eve"))

    answer = eve.post(
        reverse("admin:claims_claim_adopt", args=[claim.pk]),
        {"assessment": first.pk, "seen": claim.assessment_id},
    )

    assert answer.status_code == 404
