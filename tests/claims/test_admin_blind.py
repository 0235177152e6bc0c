"""Two people grade blind, from the request to the settlement, on the claim's own page for it."""

import pytest
from django.urls import reverse

from claims.actions_grading import add_assessment, grade_blind
from claims.models import BlindGrading
from tests import builders
from tests.claims.grading_desk import address, errors_of
from tests.forms import content_of, form_of, signed_in

pytestmark = pytest.mark.django_db
MIXED = builders.RCT_LOW | {
    "verdict": "mixed",
    "inconsistency": -1,
    "inconsistency_reason": "Two trials point the other way.",
}
CLOSED = "Ada and Eve are grading this claim blind: wait for both, or call it off first."


@pytest.fixture
def claim(ada):
    return builders.claim("sleep", by=ada, conditions=[builders.condition()])


@pytest.fixture
def eve(db):
    return builders.user("eve", "Editor")


@pytest.fixture
def blind(claim, ada, eve, root):
    return grade_blind(claim=claim, first=ada, second=eve, by=root)


@pytest.fixture
def both(blind, claim, ada, eve):
    values = [(ada, builders.RCT_LOW), (eve, MIXED)]
    return [add_assessment(claim=claim, by=person, values=each) for person, each in values]


def page_of(claim) -> str:
    return reverse("admin:claims_claim_blind", args=[claim.pk])


def claim_page(claim) -> str:
    return reverse("admin:claims_claim_change", args=[claim.pk])


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_editor_asks_two_people_of_those_who_may_grade(claim, ada, eve, ben, root):
    client = signed_in(ada)
    page = client.get(page_of(claim))

    answer = client.post(
        page_of(claim), {"_ask": "1", "first": ada.pk, "second": eve.pk}, follow=True
    )

    assert list(page.context["ask"].fields["first"].queryset) == [ada, eve, root]
    assert said(answer) == ["Asked Ada and Eve to grade it blind."]
    asked = BlindGrading.objects.get()
    assert (asked.claim, asked.first, asked.second, asked.opened_by) == (claim, ada, eve, ada)


def test_one_person_twice_is_refused_and_the_choice_is_kept(claim, ada):
    answer = signed_in(ada).post(page_of(claim), {"_ask": "1", "first": ada.pk, "second": ada.pk})

    assert answer.context["refusals"] == (
        "Name two different people: one cannot be blind to their own work.",
    )
    assert answer.context["ask"]["first"].value() == str(ada.pk)
    assert not BlindGrading.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"first": "x", "second": "9" * 15}, {"first": "²"}])
def test_people_that_there_are_not_are_refused_beside_the_field(claim, ada, typed):
    answer = signed_in(ada).post(page_of(claim), {"_ask": "1"} | typed)

    assert set(answer.context["ask"].errors) == {"first", "second"}
    assert not BlindGrading.objects.exists()


def test_claim_page_says_how_far_it_has_come(blind, claim, ada, eve, ben):
    add_assessment(claim=claim, by=ada, values=MIXED)

    pages = {
        person.username: content_of(signed_in(person).get(claim_page(claim)))
        for person in (ada, eve, ben)
    }

    assert all("Ada has graded, Eve has not." in page for page in pages.values())
    assert "Grade it blind" in pages["eve"]
    assert "Grade it blind" not in pages["ada"]


def test_blind_form_is_empty_and_shows_nothing_earlier(blind, claim, eve):
    page = signed_in(eve).get(address(claim))

    form = form_of(signed_in(eve), "", page)
    assert (form["rationale"], form.get("start"), form["imprecision_reason"]) == ("", None, "")
    assert "adopt" not in form
    assert builders.RCT_LOW["rationale"] not in content_of(page)
    assert "You grade this claim blind: Ada and Eve grade it apart." in content_of(page)


def test_blind_grading_is_stored_and_not_adopted(blind, claim, eve):
    client = signed_in(eve)
    before = claim.assessment_id

    answer = client.post(
        address(claim), form_of(client, address(claim)) | MIXED | {"adopt": "on"}, follow=True
    )

    claim.refresh_from_db()
    assert said(answer)[0].startswith("Added, not adopted: Mixed, Very low")
    assert blind.assessments.get().assessed_by == eve
    assert claim.assessment_id == before


def test_nobody_else_grades_meanwhile_and_nothing_typed_is_lost(blind, claim, root):
    client = signed_in(root)
    page = client.get(address(claim))

    answer = client.post(
        address(claim), form_of(client, "", page) | MIXED | {"rationale": "Root's own."}
    )

    assert CLOSED in content_of(page)
    assert errors_of(answer) == {"__all__": [CLOSED]}
    assert answer.context["adminform"].form["rationale"].value() == "Root's own."
    assert claim.assessments.count() == 1


def test_second_grading_by_the_same_person_is_refused(blind, claim, ada):
    add_assessment(claim=claim, by=ada, values=MIXED)
    client = signed_in(ada)

    answer = client.post(address(claim), form_of(client, address(claim)) | MIXED)

    assert errors_of(answer) == {
        "__all__": ["Your blind grading is stored; the other one is still to come."]
    }


def test_calling_it_off_needs_a_reason(blind, claim, ada):
    client = signed_in(ada)

    silent = client.post(page_of(claim), {"_call_off": "1", "reason": " "})
    spoken = client.post(page_of(claim), {"_call_off": "1", "reason": "Eve is away."}, follow=True)

    assert silent.context["refusals"] == ("Give the reason why the blind grading is called off.",)
    assert "called off. Eve is away." in content_of(spoken)
    blind.refresh_from_db()
    assert (blind.closed_by, blind.reason) == (ada, "Eve is away.")


# -- when both are done


def test_comparison_shows_both_answers_to_each_question(both, claim, ben):
    page = signed_in(ben).get(page_of(claim))

    parted = [row for row in page.context["rows"] if not row["agreed"]]
    assert [(row["label"], [a["words"] for a in row["answers"]]) for row in parted] == [
        ("Inconsistency", ["0: no concern", "−1: serious"]),
        ("Certainty", ["Low", "Very low"]),
        ("Verdict", ["Supported", "Mixed"]),
    ]
    assert parted[0]["answers"][1]["reason"] == MIXED["inconsistency_reason"]
    assert "They agree on 5 of 8" in content_of(page)
    # A reviewer reads it and settles nothing.
    assert "Settle it" not in content_of(page)


def test_one_of_the_two_is_adopted_with_a_reason(both, claim, root):
    client = signed_in(root)
    typed = form_of(client, page_of(claim)) | {"assessment": both[1].pk}

    silent = client.post(page_of(claim), typed)
    spoken = client.post(
        page_of(claim), typed | {"reason": "Eve read the trials again."}, follow=True
    )

    assert silent.context["refusals"] == (
        "Give the reason: two people graded this claim blind, and readers are told how it was "
        "settled.",
    )
    claim.refresh_from_db()
    assert claim.assessment == both[1]
    assert said(spoken) == [f"Adopted: {both[1]}."]
    assert claim.document()["grading"]["second_grading"]["reason"] == "Eve read the trials again."


def test_settling_on_an_old_page_is_refused_and_keeps_the_reason(both, claim, ada):
    answer = signed_in(ada).post(
        page_of(claim), {"assessment": both[0].pk, "seen": "1234", "reason": "Typed with care."}
    )

    assert answer.context["refusals"][0].startswith("Somebody adopted another assessment meanwhile")
    assert answer.context["reason"]["reason"].value() == "Typed with care."


@pytest.mark.parametrize("chosen", ["", "x", "999999", "9" * 30, "²"])
def test_settling_on_what_is_not_there_is_404(both, claim, ada, chosen):
    answer = signed_in(ada).post(page_of(claim), {"assessment": chosen, "reason": "x"})

    assert answer.status_code == 404


def test_adopt_button_of_the_claim_page_asks_for_the_reason(both, claim, ada):
    client = signed_in(ada)
    before = claim.assessment_id

    page = content_of(client.get(claim_page(claim)))
    answer = client.post(
        reverse("admin:claims_claim_adopt", args=[claim.pk]),
        {"assessment": both[0].pk, "seen": claim.assessment_id},
        follow=True,
    )

    claim.refresh_from_db()
    assert 'form="adopt-form"' not in page
    assert "Compare the two and settle it" in page
    assert said(answer)[0].startswith("Give the reason: two people graded this claim blind")
    assert claim.assessment_id == before


def test_grading_together_starts_from_what_both_say(both, claim, root):
    page = signed_in(root).get(address(claim))

    form = form_of(signed_in(root), "", page)
    assert (form["start"], form["risk_of_bias"], form["risk_of_bias_reason"]) == (
        "randomised",
        "-1",
        builders.RCT_LOW["risk_of_bias_reason"],
    )
    # Where they part, nothing is chosen.
    assert (form.get("inconsistency"), form.get("verdict")) == (None, None)
    _, inconsistency, *_ = page.context["domains"]
    assert [(each["by"], each["words"]) for each in inconsistency["beside"]] == [
        ("Ada", "0: no concern"),
        ("Eve", "−1: serious"),
    ]


def test_grading_together_is_adopted_with_a_reason(both, claim, root):
    client = signed_in(root)
    typed = form_of(client, address(claim)) | {"inconsistency": "0", "verdict": "supported"}

    silent = client.post(address(claim), typed)
    client.post(address(claim), typed | {"settle_reason": "Talked over."})

    claim.refresh_from_db()
    assert errors_of(silent) == {
        "settle_reason": ["Give the reason: readers are told how it was settled."]
    }
    assert claim.assessment.assessed_by == root
    assert BlindGrading.objects.get().reason == "Talked over."


@pytest.mark.parametrize(("person", "status"), [("ben", 200), ("dora", 200), ("cleo", 403)])
def test_page_is_for_those_who_may_see_claims(blind, claim, person, status, request):
    client = signed_in(request.getfixturevalue(person))

    assert client.get(page_of(claim)).status_code == status
    if status == 200:
        refused = client.post(page_of(claim), {"_call_off": "1", "reason": "Mine."})
        assert refused.context["refusals"][0].startswith("Your account may not call off")
    blind.refresh_from_db()
    assert blind.closed_at is None


def test_reviewer_settles_nothing(both, claim, ben):
    answer = signed_in(ben).post(
        page_of(claim), {"assessment": both[0].pk, "seen": claim.assessment_id, "reason": "Mine."}
    )

    assert answer.context["refusals"] == ("Your account may not adopt assessments.",)
