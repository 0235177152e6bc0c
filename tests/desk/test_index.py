"""The desk: whose turn it is, in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims import actions
from claims.actions_desk import assign_reviewer, remark
from mgsite.desk.index import desk
from mgsite.desk.models import Plan, Stage
from tests import builders
from tests.forms import signed_in
from tests.questions.asking import asked as asked_by_a_reader


@pytest.fixture
def site(ada):
    return builders.published_site(claims=3)


def edited(claim, by):
    claim.dispute = "Some say otherwise."
    claim.save()
    actions.record_edit(item=claim, by=by)
    return claim


def lines(person, key: str) -> list[tuple[str, str]]:
    (section,) = [section for section in desk(person) if section.key == key]
    return [(line.title, line.said) for line in section.lines]


def keys(person) -> list[str]:
    return [section.key for section in desk(person)]


def today() -> str:
    return f"{timezone.now():%d %b %Y}"


def test_edit_is_the_editors_draft_and_ahead_of_print(site, ada, ben):
    claim = edited(site["claims"][0], ada)
    assert lines(ada, "drafts") == [(claim.conclusion, f"edited {today()}")]
    assert lines(ada, "ahead") == [(claim.conclusion, "draft")]
    assert "drafts" not in keys(ben)


def test_submission_waits_for_whoever_may_approve_it(site, ada, ben, root):
    claim = edited(site["claims"][0], ada)
    actions.submit(item=claim, by=ada)
    assert lines(ben, "review") == [(claim.conclusion, "nobody was asked yet")]
    assert lines(ada, "drafts") == []
    actions.record_edit(item=claim, by=root)
    assert lines(root, "review") == []  # edited it, so cannot approve it


def test_assigned_review_waits_for_that_person_alone_and_comes_first(site, ada, ben, root):
    first, second = (edited(claim, ada) for claim in site["claims"][:2])
    for claim in (first, second):
        actions.submit(item=claim, by=ada)
    day = timezone.localdate() + timedelta(days=2)
    assign_reviewer(item=second, reviewer=ben, by=ada, due_on=day)
    assert lines(ben, "review") == [
        (second.conclusion, f"due {day:%d %b %Y}"),
        (first.conclusion, "nobody was asked yet"),
    ]
    assert lines(root, "review") == [(first.conclusion, "nobody was asked yet")]


def test_review_past_its_day_is_late(site, ada, ben, time_machine):
    claim = edited(site["claims"][0], ada)
    actions.submit(item=claim, by=ada)
    assign_reviewer(item=claim, reviewer=ben, by=ada, due_on=timezone.localdate())
    time_machine.move_to(timezone.now() + timedelta(days=1))
    (section,) = [section for section in desk(ben) if section.key == "review"]
    assert [line.late for line in section.lines] == [True]


def test_return_is_shown_with_its_note(site, ada, ben):
    claim = edited(site["claims"][0], ada)
    actions.submit(item=claim, by=ada)
    actions.return_to_editor(item=claim, by=ben, note="Check the dose.")
    said = f"Ben, {timezone.now():%d %b}: Check the dose."
    assert lines(ada, "returned") == [(claim.conclusion, said)]


def test_approval_waits_for_the_publisher_until_it_is_in_print(site, ada, dora):
    claim = edited(site["claims"][0], ada)
    builders.approve(claim)
    assert lines(dora, "approved") == [(claim.conclusion, "")]
    builders.put_in_print(claim)
    assert lines(dora, "approved") == []


def test_failed_schedule_stands_before_the_others(site, dora):
    made = {"created_by": dora, "scheduled_by": dora, "note": "n", "change": "evidence"}
    now = timezone.now()
    Plan.objects.create(name="Later", stage=Stage.SCHEDULED, publish_at=now, created_at=now, **made)
    Plan.objects.create(
        name="Stuck",
        stage=Stage.FAILED,
        failure="It changed.",
        failed_at=now,
        created_at=now,
        **made,
    )
    assert lines(dora, "plans") == [
        ("Stuck", "It changed."),
        ("Later", f"{now:%d %b %Y, %H:%M} UTC"),
    ]


def test_each_item_has_its_own_clock_for_the_next_review(site, ada, time_machine):
    often, seldom, _ = site["claims"]
    type(often).objects.filter(pk=often.pk).update(review_every_months=6)
    time_machine.move_to(timezone.now() + timedelta(days=170))
    assert [title for title, _ in lines(ada, "due")] == [often.conclusion]
    time_machine.move_to(timezone.now() + timedelta(days=180))
    due = [title for title, _ in lines(ada, "due")]
    assert due[0] == often.conclusion
    assert seldom.conclusion in due


def test_source_with_a_notice_is_a_problem_and_an_erratum_is_none(site, ada):
    first, second, _ = site["sources"]
    first.integrity, second.integrity = "retracted", "corrected"
    for source in (first, second):
        source.save()
        actions.record_edit(item=source, by=ada)
    assert lines(ada, "sources") == [(first.title, "Retracted, not in print yet")]
    builders.put_in_print(first, second)
    assert lines(ada, "sources") == [(first.title, "Retracted")]


def test_open_note_reaches_the_editor_and_its_author(site, ada, ben, dora):
    claim = edited(site["claims"][0], ada)
    remark(item=claim, by=ben, text="Which trial?")
    assert lines(ada, "notes") == lines(ben, "notes") == [(claim.conclusion, "Ben: Which trial?")]
    assert lines(dora, "notes") == []


@pytest.mark.parametrize("many", [1, 3])
def test_desk_asks_fourteen_times_whatever_waits(site, ada, ben, many):
    for claim in site["claims"][:many]:
        edited(claim, ada)
        actions.submit(item=claim, by=ada)
        actions.return_to_editor(item=claim, by=ben, note="Again.")
        remark(item=claim, by=ben, text="Why?")
        asked_by_a_reader(Client(), text=claim.slug)
    client = signed_in(ada)
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/admin/")
        asked = len(queries)
    assert response.status_code == 200
    assert asked == 14


def test_section_page_holds_all_and_filters_by_kind(site, ada):
    for claim in site["claims"]:
        edited(claim, ada)
    client = signed_in(ada)
    page = client.get("/admin/desk/drafts/")
    assert len(page.context["lines"]) == 3
    assert [line.kind for line in page.context["lines"]] == ["claim"] * 3
    assert client.get("/admin/desk/nothing/").status_code == 404


def test_colleague_without_a_group_has_an_empty_desk(site, cleo):
    assert keys(cleo) == []
