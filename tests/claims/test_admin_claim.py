"""The claim's form: in the order of thought, errors beside the field, grading by its own action."""

import re

import pytest
from django.urls import reverse

from claims import actions_grading
from claims.models import Claim
from tests import builders
from tests.forms import content_of, form_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(ada):
    return builders.claim("sleep", by=ada, conditions=[builders.condition()])


def address(item) -> str:
    return reverse("admin:claims_claim_change", args=[item.pk])


def field_errors(response) -> dict:
    form = response.context["adminform"].form
    return {name: list(sentences) for name, sentences in form.errors.items()}


def test_claim_form_reads_in_the_order_of_thought(ada, claim):
    page = content_of(signed_in(ada).get(address(claim)))

    headings = re.findall(
        r'<h[23] id="[^"]*" class="(?:fieldset|inline)-heading">\s*([^<]+?)\s*<', page
    )
    assert headings == [
        "What is claimed",
        "Evidence",
        "Citations",
        "Further outcomes",
        "Judgement",
        "Sentence",
        "Words",
        "Review",
    ]


def test_claim_form_shows_the_certainty_as_arithmetic(ada, claim):
    page = content_of(signed_in(ada).get(address(claim)))

    steps = re.findall(r'<li><span class="sign">([^<]+)</span> ([^<]+?)(?:</li>|<)', page)
    assert [step for step in steps if step[0] != "="] == [
        ("start", "High (Randomised trials (starts High))"),
        ("−1", "risk of bias: Half of the trials did not conceal allocation."),
        ("−1", "imprecision: The interval includes no important benefit."),
    ]
    assert "Certainty: Low" in page


def test_new_claim_is_saved_with_its_editor(ada):
    magnesium = builders.supplement()
    client = signed_in(ada)
    add = reverse("admin:claims_claim_add")

    client.post(
        add,
        form_of(client, add)
        | {
            "slug": "new-claim",
            "statement": "Magnesium does it.",
            "conclusion": "Magnesium may do it.",
            "plain_language": "It may.",
            "claim_kind": "effect",
            "supplement": str(magnesium.pk),
        },
    )

    made = Claim.objects.get(slug="new-claim")
    assert [person.username for person in made.edited_by.all()] == ["ada"]
    assert (made.state, made.lock_version) == ("draft", 2)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        (
            {"review_every_months": "121"},
            "review_every_months",
            "Give the months as a whole number from 1 to 120.",
        ),
        (
            {"dose_min_mg": "400", "dose_max_mg": "200", "dose_basis": "elemental"},
            "dose_max_mg",
            "The dose runs from 400 mg to 200 mg: the second is the smaller one.",
        ),
        (
            {"dose_min_mg": "400", "dose_basis": ""},
            "dose_basis",
            "Say whether the mg are elemental, compound or not said.",
        ),
        (
            {"dose_min_mg": "-1", "dose_basis": "elemental"},
            "dose_min_mg",
            "A dose cannot be negative.",
        ),
        (
            {"slug": "Not a slug"},
            "slug",
            "Use small letters a-z, digits and single hyphens, for example “magnesium-and-sleep”.",
        ),
    ],
)
def test_claim_with_a_contradiction_is_refused_beside_the_field(ada, claim, typed, field, sentence):
    client = signed_in(ada)

    response = client.post(
        address(claim), form_of(client, address(claim)) | typed | {"population": "Typed."}
    )

    assert field_errors(response) == {field: [sentence]}
    assert response.context["adminform"].form["population"].value() == "Typed."


def test_form_of_another_supplement_is_refused(ada, claim):
    zinc = builders.supplement("zinc")
    client = signed_in(ada)
    other = zinc.forms.first()

    response = client.post(
        address(claim), form_of(client, address(claim)) | {"form": str(other.pk)}
    )

    assert field_errors(response) == {
        "form": [f"“{other}” is no form of Magnesium: choose one that is."]
    }


def test_second_citation_of_one_source_is_refused_with_a_sentence(ada, claim):
    client = signed_in(ada)
    cited = claim.citations.get().source_id
    typed = form_of(client, address(claim)) | {
        "citations-TOTAL_FORMS": "2",
        "citations-1-source": str(cited),
        "citations-1-stance": "context",
        "citations-1-position": "1",
    }

    response = client.post(address(claim), typed)

    formset, _ = [inline.formset for inline in response.context["inline_admin_formsets"]]
    assert list(formset.non_form_errors()) == [
        "A claim cites each source once: join the entries that name the same one."
    ]
    assert list(formset.forms[1].non_field_errors()) == ["This claim cites that source already."]
    assert claim.citations.count() == 1


def test_adopt_button_puts_another_assessment_in_place(ada, claim):
    other = actions_grading.add_assessment(
        claim=claim,
        by=builders.user("eve", "Editor"),
        values=builders.RCT_LOW | {"imprecision": -2},
    )
    client = signed_in(ada)

    response = client.post(
        reverse("admin:claims_claim_adopt", args=[claim.pk]),
        {"assessment": other.pk, "seen": claim.assessment_id},
        follow=True,
    )

    claim.refresh_from_db()
    assert claim.assessment == other
    assert [str(m) for m in response.context["messages"]] == [f"Adopted: {other}."]


def test_adopt_button_pressed_on_an_old_page_is_refused(ada, claim):
    first = claim.assessment
    builders.regrade(claim, by=builders.user("eve", "Editor"), imprecision=0, imprecision_reason="")

    response = signed_in(ada).post(
        reverse("admin:claims_claim_adopt", args=[claim.pk]),
        {"assessment": first.pk, "seen": first.pk},
        follow=True,
    )

    claim.refresh_from_db()
    assert claim.assessment != first
    assert [str(m) for m in response.context["messages"]] == [
        "Somebody adopted another assessment meanwhile: it is shown below now. Adopt yours again if "
        "you still mean it."
    ]


@pytest.mark.parametrize("chosen", ["", "x", "999999", "9" * 30, "²"])
def test_adopting_what_is_not_there_is_404(ada, claim, chosen):
    response = signed_in(ada).post(
        reverse("admin:claims_claim_adopt", args=[claim.pk]), {"assessment": chosen}
    )

    assert response.status_code == 404


def test_reviewer_reads_the_claim_and_changes_nothing(ben, claim):
    client = signed_in(ben)

    page = client.get(address(claim))
    refused = client.post(address(claim), {"population": "Ben's."})
    adopted = client.post(
        reverse("admin:claims_claim_adopt", args=[claim.pk]), {"assessment": claim.assessment_id}
    )

    claim.refresh_from_db()
    assert page.status_code == 200
    assert "_save" not in content_of(page)
    assert (refused.status_code, adopted.status_code) == (403, 302)
    assert claim.population == ""


def test_nobody_deletes_a_claim(root, claim):
    client = signed_in(root)

    answer = client.get(reverse("admin:claims_claim_delete", args=[claim.pk]))
    page = content_of(client.get(reverse("admin:claims_claim_changelist")))

    assert answer.status_code == 403
    bulk = ["submit", "assign", "approve", "return", "interval", "withdraw"]
    assert re.findall(r'<option value="([^"]+)"', page) == [
        "publish_selected",
        "add_to_edition",
        *(f"bulk_{key}" for key in bulk),
        *(f"export_table_{name}" for name in ("xlsx", "csv", "json")),
    ]


def test_inline_edit_in_the_list_is_not_offered(root, claim):
    page = content_of(signed_in(root).get(reverse("admin:claims_claim_changelist")))

    assert 'name="form-0-' not in page


@pytest.mark.parametrize("stale", [False, True])
@pytest.mark.parametrize(
    "typed",
    [
        {"conditions": ["9" * 40]},
        {"supplement": "9" * 40},
        {"citations-0-source": "9" * 40},
        {"citations-TOTAL_FORMS": "x"},
        {"citations-0-id": "9" * 40},
        {"conditions": ["x", "²"]},
        {"dose_min_mg": "NaN"},
        {"outcome_days": "9" * 30},
    ],
)
def test_tampered_form_is_refused_and_saves_nothing(ada, claim, typed, stale):
    client = signed_in(ada)
    sent = form_of(client, address(claim)) | {"population": "Typed."} | typed

    response = client.post(address(claim), sent | ({"seen_version": "1"} if stale else {}))

    claim.refresh_from_db()
    assert response.status_code in (200, 400)
    assert claim.population == ""


def test_save_says_what_it_did_to_the_approval(ada, claim):
    builders.approve(claim)
    client = signed_in(ada)
    form = form_of(client, address(claim))

    nothing = client.post(address(claim), form, follow=True)
    something = client.post(address(claim), form | {"population": "Women."}, follow=True)

    assert [str(m) for m in nothing.context["messages"]] == [
        "Nothing was changed, so nothing was saved."
    ]
    assert str(next(iter(something.context["messages"]))) == (
        "It was approved; with this edit it has to be approved again before it is published."
    )
