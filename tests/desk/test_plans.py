"""Editions in the making: put together, worded, scheduled, published as they were approved."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from claims import actions
from claims.errors import Refused
from mgsite.desk.models import Plan
from mgsite.desk.plans import (
    add_to_plan,
    discard_plan,
    publish_due,
    publish_plan,
    schedule_plan,
    start_plan,
    take_from_plan,
    unschedule_plan,
    word_plan,
)
from mgsite.editions.models import Edition, Version
from tests import builders

WORDS = {"name": "November", "note": "Two claims.", "change": "evidence", "correction": False}


@pytest.fixture
def site(ada):
    return builders.published_site(claims=2)


@pytest.fixture
def edited(site, ada):
    """The two claims, edited since edition 1 and approved again."""
    for claim in site["claims"]:
        claim.dispute = "Some say otherwise."
        claim.save()
        actions.record_edit(item=claim, by=ada)
        builders.approve(claim)
    return site["claims"]


@pytest.fixture
def plan(edited, ada):
    made = start_plan(name="November", by=ada, items=edited)
    word_plan(plan=made, by=ada, words=WORDS, seen_version=made.lock_version)
    return made


def refusals(action, **arguments) -> tuple[str, ...]:
    with pytest.raises(Refused) as caught:
        action(**arguments)
    return caught.value.sentences


def soon():
    return timezone.now() + timedelta(minutes=5)


def later(plan):
    return plan.publish_at + timedelta(seconds=1)


def test_plan_publishes_its_items_as_one_edition(plan, edited, dora):
    outcome = publish_plan(plan=plan, by=dora)
    assert set(outcome.published) == {claim.public_id for claim in edited}
    assert (plan.stage, plan.edition, plan.edition.note) == (
        "published",
        outcome.edition,
        "Two claims.",
    )
    assert publish_plan(plan=plan, by=dora).repeated
    assert Edition.objects.count() == 2


def test_scheduled_plan_is_published_when_its_time_has_come(plan, dora):
    schedule_plan(plan=plan, at=soon(), by=dora)
    assert publish_due(now=plan.publish_at - timedelta(seconds=1)) == []
    assert [p.stage for p in publish_due(now=later(plan))] == ["published"]
    assert Edition.objects.get(number=2).published_by == dora
    assert publish_due(now=later(plan)) == []


def test_item_edited_after_scheduling_stops_it_and_says_why(plan, edited, ada, dora):
    schedule_plan(plan=plan, at=soon(), by=dora)
    first = edited[0]
    first.dispute = "Others agree."
    first.save()
    actions.record_edit(item=first, by=ada)
    builders.approve(first)  # approved again, but it is not what was scheduled
    (failed,) = publish_due(now=later(plan))
    assert (failed.stage, failed.failure) == (
        "failed",
        f"The claim “{first.slug}” is not what was scheduled any more: look at the change and "
        "schedule the edition again.",
    )
    assert Edition.objects.count() == 1
    schedule_plan(plan=failed, at=soon(), by=dora)
    assert publish_due(now=later(failed))[0].stage == "published"


def test_item_that_lost_its_approval_stops_the_schedule(plan, edited, ada, dora):
    schedule_plan(plan=plan, at=soon(), by=dora)
    actions.record_edit(item=edited[0], by=ada)
    (failed,) = publish_due(now=later(plan))
    assert failed.failure == (
        f"The claim “{edited[0].slug}” is not approved: submit it and have it approved first."
    )


def test_publisher_who_lost_the_right_publishes_nothing(plan, dora):
    schedule_plan(plan=plan, at=soon(), by=dora)
    dora.groups.clear()
    (failed,) = publish_due(now=later(plan))
    assert failed.failure.startswith("Your account may not publish.")


def test_schedule_that_cannot_be_is_refused(plan, edited, ada, dora):
    past = timezone.now() - timedelta(minutes=1)
    assert refusals(schedule_plan, plan=plan, at=past, by=dora) == (
        f"{past:%d %b %Y, %H:%M} UTC is past: choose a later time, or publish now.",
    )
    assert refusals(schedule_plan, plan=plan, at=soon(), by=ada)[0].startswith(
        "Your account may not schedule editions."
    )
    empty = start_plan(name="Empty", by=ada)
    word_plan(plan=empty, by=ada, words=WORDS, seen_version=empty.lock_version)
    assert refusals(schedule_plan, plan=empty, at=soon(), by=dora) == (
        "Nothing is in it yet: add at least one approved item.",
    )
    actions.record_edit(item=edited[0], by=ada)
    assert refusals(schedule_plan, plan=plan, at=soon(), by=dora) == (
        f"The claim “{edited[0].slug}” is not approved: submit it and have it approved first.",
    )


def test_item_is_in_one_plan_at_a_time(plan, edited, ada):
    other = start_plan(name="December", by=ada)
    assert refusals(add_to_plan, plan=other, items=edited[:1], by=ada) == (
        f"“{edited[0].slug}” is in “November” already: take it out there first.",
    )
    take_from_plan(plan=plan, public_id=edited[0].public_id, by=ada)
    assert add_to_plan(plan=other, items=edited[:1], by=ada) == edited[:1]
    assert add_to_plan(plan=other, items=edited[:1], by=ada) == []


def test_discarded_plan_frees_its_items_and_is_done_with(plan, edited, ada, dora):
    discard_plan(plan=plan, by=ada)
    start_plan(name="December", by=ada, items=edited)
    assert refusals(publish_plan, plan=plan, by=dora) == (
        "“November” was discarded: make a new one.",
    )
    assert refusals(add_to_plan, plan=plan, items=edited, by=ada) == (
        "“November” is discarded: make a new one.",
    )


def test_scheduled_plan_is_changed_only_off_the_schedule(plan, edited, ada, dora):
    schedule_plan(plan=plan, at=soon(), by=dora)
    assert refusals(take_from_plan, plan=plan, public_id=edited[0].public_id, by=ada) == (
        "“November” is scheduled: take it off the schedule first.",
    )
    unschedule_plan(plan=plan, by=dora)
    assert publish_due(now=soon() + timedelta(days=1)) == []
    assert refusals(unschedule_plan, plan=plan, by=dora) == ("“November” is not scheduled.",)
    take_from_plan(plan=plan, public_id=edited[0].public_id, by=ada)


def test_words_over_somebody_elses_are_refused(plan, ada, dora):
    seen = plan.lock_version
    word_plan(plan=plan, by=dora, words=WORDS | {"note": "Dora's."}, seen_version=seen)
    (sentence,) = refusals(
        word_plan, plan=plan, by=ada, words=WORDS | {"note": "Ada's."}, seen_version=seen
    )
    assert sentence.startswith("Somebody changed this edition after you opened it")
    assert Plan.objects.get().note == "Dora's."


def test_plan_in_which_nothing_differs_makes_no_edition(site, ada, dora):
    made = start_plan(name="Nothing", by=ada, items=site["claims"])
    word_plan(plan=made, by=ada, words=WORDS, seen_version=made.lock_version)
    assert refusals(publish_plan, plan=made, by=dora) == (
        "Nothing in it differs from what is in print, so there is no new edition.",
    )
    assert Edition.objects.count() == 1


def test_plan_needs_a_name_and_somebody_who_may(ada, cleo):
    assert refusals(start_plan, name=" ", by=ada) == ("Give it a name that colleagues know it by.",)
    assert refusals(start_plan, name="x", by=cleo)[0].startswith("Your account may not put")


def test_runjobs_says_what_it_did(plan, edited, dora, time_machine):
    schedule_plan(plan=plan, at=soon(), by=dora)
    time_machine.move_to(later(plan))
    said = StringIO()
    call_command("runjobs", stdout=said)
    assert said.getvalue() == "“November” is out as edition 2.\n"
    live = Version.objects.live().filter(edition=2)
    assert {version.public_id for version in live} == {claim.public_id for claim in edited}


def test_runjobs_names_what_failed(plan, edited, ada, dora, time_machine):
    schedule_plan(plan=plan, at=soon(), by=dora)
    actions.record_edit(item=edited[0], by=ada)
    time_machine.move_to(later(plan))
    said = StringIO()
    call_command("runjobs", stderr=said)
    assert said.getvalue().startswith("“November” was not published. The claim")
