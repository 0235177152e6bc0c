"""Asking for a review and writing notes, from the page on which an item is reviewed."""

import pytest
from django.urls import reverse

from claims.models import Assignment, Remark
from tests import builders
from tests.forms import signed_in


@pytest.fixture
def claim(ada):
    return builders.claim("one", by=ada, conditions=[builders.condition()])


def url(item, what: str) -> str:
    return reverse("desk-sections:work", args=[item.kind, item.public_id, what])


def review_url(item) -> str:
    return reverse("desk:review", args=[item.kind, item.public_id])


def test_reviewer_is_asked_from_the_review_page(claim, ada, ben):
    client = signed_in(ada)
    page = client.get(review_url(claim)).content.decode()
    assert f'action="{url(claim, "assign")}"' in page
    assert f'<option value="{ben.pk}">Ben</option>' in page
    assert f'<option value="{ada.pk}">' not in page  # edited it, so could not approve it

    response = client.post(url(claim, "assign"), {"reviewer": ben.pk, "note": "The numbers."})

    assert response.url == review_url(claim)
    assert Assignment.objects.get().reviewer == ben
    assert "Ben is asked to review it" in client.get(review_url(claim)).content.decode()


def test_note_is_written_shown_and_resolved(claim, ada, ben):
    client = signed_in(ben)
    client.post(url(claim, "remark"), {"field": "dispute", "text": "Who says so?"})
    note = Remark.objects.get()
    assert (note.by, note.field, note.text) == (ben, "dispute", "Who says so?")
    page = client.get(review_url(claim)).content.decode()
    assert "on “what an expert would dispute”: Who says so?" in page

    address = reverse("desk-sections:resolve", args=[claim.kind, claim.public_id, note.pk])
    signed_in(ada).post(address)

    note.refresh_from_db()
    assert note.resolved_by == ada
    assert "No note is open; 1 is resolved." in client.get(review_url(claim)).content.decode()


@pytest.mark.parametrize(
    ("what", "typed", "sentence"),
    [
        ("remark", {"field": "dispute", "text": " "}, "Write the note first."),
        ("assign", {"note": "The numbers."}, "Choose who shall review it."),
        (
            "assign",
            {"due_on": "soon", "note": "The numbers."},
            "Write the day as 2026-12-31, or leave it empty.",
        ),
        ("remark", {"field": "pk", "text": "Why?"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_typed_is_lost(claim, ada, what, typed, sentence):
    page = signed_in(ada).post(url(claim, what), typed).content.decode()
    assert sentence in page
    assert typed.get("note", typed.get("text", "")).strip() in page
    assert (Assignment.objects.count(), Remark.objects.count()) == (0, 0)


def test_day_that_is_past_is_refused_with_what_was_typed(claim, ada, ben):
    typed = {"reviewer": ben.pk, "due_on": "2020-01-02", "note": "The numbers."}
    page = signed_in(ada).post(url(claim, "assign"), typed).content.decode()
    assert "02 Jan 2020 is past: choose today or a later day." in page
    assert "The numbers." in page


def test_colleague_without_a_group_may_write_nothing(claim, cleo):
    client = signed_in(cleo)
    assert client.post(url(claim, "remark"), {"text": "x"}).status_code == 403
    assert not Remark.objects.exists()


def test_note_of_another_item_is_not_resolved_here(claim, ada, ben):
    other = builders.claim("two", by=ada, applies_to_all=True)
    signed_in(ben).post(url(claim, "remark"), {"text": "x"})
    address = reverse(
        "desk-sections:resolve", args=[other.kind, other.public_id, Remark.objects.get().pk]
    )
    assert signed_in(ada).post(address).status_code == 404


def test_unknown_deed_is_not_found(claim, ada):
    assert signed_in(ada).post(url(claim, "praise"), {}).status_code == 404


def test_submission_is_taken_back_on_the_review_page(claim, ada):
    client = signed_in(ada)
    for decision in ("submitted", "recalled"):
        page = client.get(review_url(claim))
        typed = {"decision": decision, "seen": page.context["seen"], "note": ""}
        client.post(review_url(claim), typed)
    claim.refresh_from_db()
    assert claim.state == "draft"
