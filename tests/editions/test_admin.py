"""Review and publish from the admin; what is shown first."""

import pytest
from django.urls import reverse

from claims import actions
from claims.models import Claim
from mgsite.editions.models import Edition, Version
from tests import builders
from tests.editions.desk import decide, edited_claim, publish_url, review_url
from tests.forms import content_of, form_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(db):
    return builders.published_site(1)


@pytest.fixture
def claim(site):
    return edited_claim(site)


def test_draft_travels_from_edit_to_print(claim, ada, ben, dora):
    editor, reviewer, publisher = signed_in(ada), signed_in(ben), signed_in(dora)

    decide(editor, claim, "submitted")
    own = decide(editor, claim, "approved")
    decide(reviewer, claim, "approved")
    confirm = publish_url(claim)
    answer = publisher.post(
        confirm,
        form_of(publisher, confirm) | {"note": "Less sure now.", "change": "grade"},
        follow=True,
    )

    assert own.context["refusals"] == (
        "Your account may not approve items. Ask an administrator for the right group.",
    )
    edition = Edition.objects.first()
    assert (edition.number, edition.note, edition.change) == (2, "Less sure now.", "grade")
    assert Version.objects.live().get(public_id=claim.public_id).certainty == "very-low"
    (message,) = answer.context["messages"]
    assert str(message) == '<a href="/editions/2/">Edition 2</a> is out, with 1 item.'


def test_review_page_shows_the_grade_first(claim, ben):
    page = signed_in(ben).get(review_url(claim))

    labels = [difference.label for difference in page.context["prospect"].differences]
    assert labels[:2] == ["verdict", "grading, certainty"]
    verdict = page.context["prospect"].differences[0]
    assert verdict.pieces == (("gone", "Supported"), ("new", "Insufficient evidence"))
    assert {"conclusion", "title"} <= set(labels)


def test_approval_of_what_was_edited_meanwhile_is_refused(claim, ada, ben):
    actions.submit(item=claim, by=ada)
    reviewer = signed_in(ben)
    typed = form_of(reviewer, review_url(claim), index=-1)
    Claim.objects.get(pk=claim.pk).citations.update(note="Slipped in.")

    response = reviewer.post(review_url(claim), typed | {"decision": "approved", "note": "Fine."})

    claim.refresh_from_db()
    assert claim.state == "in-review"
    assert response.context["refusals"] == (
        "It was changed after you opened this page, so nothing was decided: the page shows it as it "
        "is now. Read it again and decide then.",
    )
    assert response.context["form"]["note"].value() == "Fine."


def test_return_without_a_note_is_refused_and_with_one_is_kept(claim, ada, ben):
    actions.submit(item=claim, by=ada)
    reviewer = signed_in(ben)

    silent = decide(reviewer, claim, "returned")
    spoken = decide(reviewer, claim, "returned", "Give the interval.", follow=True)

    assert silent.context["refusals"] == ("“Returned with a note” needs a note that says why.",)
    assert "Give the interval." in content_of(spoken)
    claim.refresh_from_db()
    assert claim.state == "returned"


def test_reviewer_who_edited_is_offered_no_approval(claim, ada, root):
    builders.regrade(claim, by=root)
    actions.submit(item=claim, by=ada)

    page = signed_in(root).get(review_url(claim))

    assert [choice.value for choice in page.context["choices"]] == [
        "recalled",
        "returned",
        "forced",
    ]
    assert "somebody else has to approve it" in content_of(page)


def test_publisher_forces_with_a_reason(claim, dora):
    decide(signed_in(dora), claim, "forced", "The reviewer is ill.")

    review = actions.latest_approval(claim)
    assert (review.decision, review.note, review.by) == ("forced", "The reviewer is ill.", dora)


def test_publish_page_says_what_would_be_refused(claim, dora):
    page = signed_in(dora).get(publish_url(claim))

    assert page.context["prospect"].refusals == [
        f"The claim “{claim.slug}” is not approved: submit it and have it approved first."
    ]


def test_publish_twice_with_one_click_too_many_makes_one_edition(claim, dora):
    builders.approve(claim)
    client = signed_in(dora)
    typed = form_of(client, publish_url(claim)) | {"note": "Once.", "change": "grade"}

    client.post(publish_url(claim), typed)
    second = client.post(publish_url(claim), typed, follow=True)

    assert Edition.objects.count() == 2
    (message,) = list(second.context["messages"])[-1:]
    assert str(message) == (
        '<a href="/editions/2/">Edition 2</a> holds this already: the request arrived twice, it was '
        "done once."
    )


def test_refused_publish_shows_the_page_again_with_the_note(claim, dora):
    client = signed_in(dora)
    typed = form_of(client, publish_url(claim)) | {"note": "Typed.", "change": "safety"}

    response = client.post(publish_url(claim), typed)

    assert response.context["refusals"] == (
        f"The claim “{claim.slug}” is not approved: submit it and have it approved first.",
    )
    form = response.context["form"]
    assert (form["note"].value(), form["change"].value()) == ("Typed.", "safety")
    assert Edition.objects.count() == 1


def test_publish_without_a_note_is_refused_beside_the_field(claim, dora):
    builders.approve(claim)
    client = signed_in(dora)

    response = client.post(publish_url(claim), form_of(client, publish_url(claim)) | {"note": " "})

    assert dict(response.context["form"].errors) == {
        "note": ["Write a note: readers and partners are told what changes."],
        "change": ["This field is required."],
    }


def test_publish_of_what_was_approved_anew_meanwhile_asks_again(claim, ada, dora):
    builders.approve(claim)
    client = signed_in(dora)
    typed = form_of(client, publish_url(claim)) | {"note": "Unseen.", "change": "wording"}
    claim.plain_language = "Other words, but the evidence is very uncertain."
    claim.save()
    actions.record_edit(item=claim, by=ada)
    builders.approve(claim)

    response = client.post(publish_url(claim), typed)

    assert response.context["refusals"] == (
        "What would be published differs from what you were shown, so nothing was published: read "
        "the changes below and publish then.",
    )
    assert Edition.objects.count() == 1


def test_companions_are_offered_ticked_and_published_together(site, ada, dora):
    fresh = builders.claim(by=ada, conditions=[site["condition"]])
    source = fresh.citations.get().source
    builders.approve(fresh, source)
    client = signed_in(dora)
    page = client.get(publish_url(fresh))

    typed = form_of(client, publish_url(fresh), page) | {"note": "Together.", "change": "evidence"}
    without = client.post(
        publish_url(fresh), {k: v for k, v in typed.items() if k not in ("companion", "seen")}
    )
    client.post(publish_url(fresh), typed)

    assert typed["companion"] == [source.public_id] or typed["companion"] == source.public_id
    assert without.status_code == 200
    assert sorted(Edition.objects.first().versions.values_list("public_id", flat=True)) == sorted(
        [fresh.public_id, source.public_id]
    )


def test_list_action_leads_to_the_confirm_page_for_what_was_ticked(claim, dora):
    client = signed_in(dora)
    ticked = {"action": "publish_selected", "_selected_action": [claim.pk]}

    response = client.post(reverse("admin:claims_claim_changelist"), ticked)

    assert response.url == publish_url(claim)


def test_list_action_of_an_editor_is_refused_in_words(claim, ada):
    ticked = {"action": "publish_selected", "_selected_action": [claim.pk]}

    response = signed_in(ada).post(reverse("admin:claims_claim_changelist"), ticked, follow=True)

    assert [str(m) for m in response.context["messages"]] == [
        "Your account may not publish. Ask an administrator for the group Publisher."
    ]
