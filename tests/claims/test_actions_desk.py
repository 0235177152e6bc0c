"""Who is asked to review, what people remark, and the mails that tell them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from claims import actions
from claims.actions_desk import assign_reviewer, remark, resolve_remark
from claims.errors import Refused
from claims.models import Assignment, Remark
from tests import builders


@pytest.fixture
def claim(ada):
    return builders.claim("one", by=ada, conditions=[builders.condition()])


def with_address(person):
    person.email = f"{person.username}@example.org"
    person.save()
    return person


def refusal(action, **arguments) -> str:
    with pytest.raises(Refused) as caught:
        action(**arguments)
    (sentence,) = caught.value.sentences
    return sentence


def test_reviewer_is_asked_by_a_day_and_told_by_mail(
    claim, ada, ben, mailoutbox, django_capture_on_commit_callbacks
):
    with_address(ben)
    day = timezone.localdate() + timedelta(days=3)
    with django_capture_on_commit_callbacks(execute=True):
        made = assign_reviewer(item=claim, reviewer=ben, by=ada, due_on=day, note="The numbers.")
    assert (made.subject_id, made.reviewer, made.due_on) == (claim.public_id, ben, day)
    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == (
        f"Review wanted: one, by {day:%d %b %Y}",
        ["ben@example.org"],
    )
    assert mail.body == (
        f"Ada asks you to review the claim “Magnesium may do one.”, by {day:%d %b %Y}.\n\n"
        "The numbers.\n\n"
        f"http://127.0.0.1:8000/admin/claims/claim/{claim.pk}/change/"
    )


def test_mail_that_cannot_be_sent_undoes_nothing(
    claim, ada, ben, settings, caplog, django_capture_on_commit_callbacks
):
    with_address(ben)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody answers there
    with django_capture_on_commit_callbacks(execute=True):
        assign_reviewer(item=claim, reviewer=ben, by=ada)
    assert Assignment.objects.count() == 1
    assert [record.getMessage() for record in caplog.records] == [
        "A mail could not be sent: Review wanted: one"
    ]


def test_asking_somebody_else_releases_the_first(claim, ada, ben, root):
    assign_reviewer(item=claim, reviewer=ben, by=ada)
    assign_reviewer(item=claim, reviewer=root, by=ada)
    assert [a.reviewer for a in Assignment.objects.filter(ended_at=None)] == [root]


def test_decision_ends_the_assignment(claim, ada, ben):
    assign_reviewer(item=claim, reviewer=ben, by=ada)
    actions.submit(item=claim, by=ada)
    assert Assignment.objects.filter(ended_at=None).exists()
    actions.approve(item=claim, by=ben)
    assert not Assignment.objects.filter(ended_at=None).exists()


def test_asking_the_same_once_more_is_refused(claim, ada, ben):
    ask = {"item": claim, "reviewer": ben, "by": ada, "note": "The numbers."}
    assign_reviewer(**ask)
    assert refusal(assign_reviewer, **ask) == "Ben is asked to review “one” already."
    assign_reviewer(**ask | {"note": "The words too."})
    assert [a.note for a in Assignment.objects.filter(ended_at=None)] == ["The words too."]


def test_nobody_is_asked_to_review_what_is_approved(claim, ada, ben):
    builders.approve(claim)
    assert refusal(assign_reviewer, item=claim, reviewer=ben, by=ada) == (
        "“one” is approved: there is nothing to review until it is edited."
    )


def test_assignment_that_makes_no_sense_is_refused(claim, ada, ben, cleo, root):
    ask = {"item": claim, "by": ada}
    assert refusal(assign_reviewer, reviewer=cleo, **ask) == (
        "Cleo may not approve: choose somebody who reviews."
    )
    assert refusal(assign_reviewer, reviewer=ben, due_on=date(2020, 1, 2), **ask) == (
        "02 Jan 2020 is past: choose today or a later day."
    )
    actions.record_edit(item=claim, by=root)
    assert refusal(assign_reviewer, reviewer=root, **ask) == (
        "Root edited “one” since it was last approved: choose somebody else."
    )
    assert refusal(assign_reviewer, item=claim, reviewer=ben, by=cleo).startswith(
        "Your account may not assign a reviewer."
    )


def test_submission_is_taken_back_to_go_on_working(claim, ada, ben):
    actions.submit(item=claim, by=ada)
    actions.recall(item=claim, by=ada)
    claim.refresh_from_db()
    assert claim.state == "draft"
    assert refusal(actions.recall, item=claim, by=ben).startswith("Your account may not take")


def test_editors_are_told_of_a_return_and_its_author_is_not(
    claim, ada, ben, mailoutbox, django_capture_on_commit_callbacks
):
    with_address(ada)
    with_address(ben)
    actions.submit(item=claim, by=ada)
    with django_capture_on_commit_callbacks(execute=True):
        actions.return_to_editor(item=claim, by=ben, note="Check the dose.")
    (mail,) = mailoutbox
    assert (mail.subject, mail.to) == ("Returned with a note: one", ["ada@example.org"])
    assert "Check the dose." in mail.body


def test_remark_stays_open_until_it_is_resolved(
    claim, ada, ben, mailoutbox, django_capture_on_commit_callbacks
):
    with_address(ada)
    with django_capture_on_commit_callbacks(execute=True):
        made = remark(item=claim, by=ben, text=" Which trial? ", field="plain_language")
    assert (made.text, made.field, made.resolved_at) == ("Which trial?", "plain_language", None)
    assert mailoutbox[0].body.startswith("Ben wrote a note on “plain language” of the claim")
    resolve_remark(remark=made, by=ada)
    resolve_remark(remark=made, by=ben)
    made.refresh_from_db()
    assert made.resolved_by == ada
    claim.refresh_from_db()
    assert claim.edited_by.get() == ada  # a remark is no edit


def test_remark_without_words_or_permission_is_refused(claim, ben, cleo):
    assert refusal(remark, item=claim, by=ben, text=" ") == "Write the note first."
    assert refusal(remark, item=claim, by=cleo, text="x").startswith("Your account may not write")
    assert not Remark.objects.exists()
