"""The pages of editions in the making, by the people who use them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import actions
from mgsite.desk.models import Plan
from mgsite.desk.plans import start_plan
from mgsite.editions.models import Edition
from tests import builders
from tests.forms import content_of, form_of, signed_in


@pytest.fixture
def site(ada):
    return builders.published_site(claims=2)


@pytest.fixture
def edited(site, ada):
    for claim in site["claims"]:
        claim.dispute = "Some say otherwise."
        claim.save()
        actions.record_edit(item=claim, by=ada)
        builders.approve(claim)
    return site["claims"]


@pytest.fixture
def plan(edited, ada):
    return start_plan(name="November", by=ada, items=edited)


def typed_on(client, plan, **words) -> dict:
    page = form_of(client, plan.get_absolute_url(), index=-1)
    return page | {"note": "Two claims.", "change": "evidence"} | words


def test_edition_is_started_with_a_name(client, ada):
    client = signed_in(ada)
    response = client.post(reverse("plans:plans"), {"name": "Sleep, November"})
    plan = Plan.objects.get()
    assert (response.url, plan.name, plan.created_by) == (
        plan.get_absolute_url(),
        "Sleep, November",
        ada,
    )
    page = content_of(client.get(reverse("plans:plans")))
    assert "Sleep, November" in page


def test_items_come_from_a_list_into_a_new_edition(edited, ada):
    client = signed_in(ada)
    ticked = [claim.pk for claim in edited]
    leads_to = client.post(
        reverse("admin:claims_claim_changelist"),
        {"action": "add_to_edition", "_selected_action": ticked},
    ).url
    typed = {"item": [c.public_id for c in edited], "plan": "new", "name": "Two claims"}
    client.post(leads_to, typed)
    held = Plan.objects.get().items.values_list("public_id", flat=True)
    assert set(held) == {claim.public_id for claim in edited}


def test_page_shows_the_difference_of_the_whole_edition(plan, edited, ada):
    page = content_of(signed_in(ada).get(plan.get_absolute_url()))
    assert page.count("Some say otherwise.") == 2
    assert "Nothing stands in the way" in page
    assert "Publishing it takes somebody of the group Publisher." in page


def test_publisher_puts_it_out_as_one_edition(plan, edited, dora):
    client = signed_in(dora)
    typed = typed_on(client, plan, do="publish")
    response = client.post(plan.get_absolute_url(), typed, follow=True)
    edition = Edition.objects.get(number=2)
    assert "is out, with 2 items." in content_of(response)
    assert {v.public_id for v in edition.versions.all()} == {c.public_id for c in edited}
    assert (edition.note, edition.change, edition.published_by) == ("Two claims.", "evidence", dora)


def test_publishing_twice_makes_one_edition_and_the_second_is_told(plan, dora):
    client = signed_in(dora)
    typed = typed_on(client, plan, do="publish")
    client.post(plan.get_absolute_url(), typed)
    again = client.post(plan.get_absolute_url(), typed, follow=True)
    assert "holds this already: Dora published it" in content_of(again)
    assert Edition.objects.count() == 2


def test_what_changed_since_it_was_shown_is_not_published(plan, edited, ada, dora):
    client = signed_in(dora)
    typed = typed_on(client, plan, do="publish")
    edited[0].dispute = "Others agree."
    edited[0].save()
    actions.record_edit(item=edited[0], by=ada)
    builders.approve(edited[0])
    page = content_of(client.post(plan.get_absolute_url(), typed))
    assert "What would be published differs from what you were shown" in page
    assert "Two claims." in page
    assert Edition.objects.count() == 1


def test_schedule_is_made_and_taken_back(plan, dora):
    client = signed_in(dora)
    at = timezone.now() + timedelta(days=1)
    when = {"publish_on": f"{at:%Y-%m-%d}", "publish_time": f"{at:%H:%M}"}
    client.post(plan.get_absolute_url(), typed_on(client, plan, do="schedule", **when))
    plan.refresh_from_db()
    assert (plan.stage, plan.scheduled_by) == ("scheduled", dora)
    client.post(plan.get_absolute_url(), {"do": "unschedule"})
    plan.refresh_from_db()
    assert plan.stage == "open"


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ({}, "Choose the day."),
        ({"publish_on": "soon", "publish_time": "10:00"}, "This is no day: 2026-12-31."),
        ({"publish_on": "2020-01-02", "publish_time": "10:00"}, "02 Jan 2020, 10:00 UTC is past"),
    ],
)
def test_schedule_that_cannot_be_is_told_and_keeps_the_words(plan, dora, when, sentence):
    client = signed_in(dora)
    typed = typed_on(client, plan, do="schedule", publish_on="", publish_time="") | when
    page = content_of(client.post(plan.get_absolute_url(), typed))
    assert sentence in page
    assert "Two claims." in page


def test_words_of_two_people_are_merged_and_nothing_is_lost(plan, ada, dora):
    slow, quick = signed_in(ada), signed_in(dora)
    typed = typed_on(slow, plan, do="save", note="Ada's words.")
    quick.post(plan.get_absolute_url(), typed_on(quick, plan, do="save", note="Dora's words."))
    page = content_of(slow.post(plan.get_absolute_url(), typed))
    assert "Dora&#x27;s words." in page
    assert "Ada&#x27;s words." in page
    assert Plan.objects.get().note == "Dora's words."


def test_item_is_taken_out_and_the_edition_discarded(plan, edited, ada):
    client = signed_in(ada)
    out = typed_on(client, plan, do=f"take:{edited[0].public_id}", note="", change="")
    client.post(plan.get_absolute_url(), out)
    assert [item.public_id for item in plan.items.all()] == [edited[1].public_id]
    client.post(plan.get_absolute_url(), typed_on(client, plan, do="discard"))
    plan.refresh_from_db()
    assert plan.stage == "discarded"


def test_what_belongs_together_is_offered_and_added(site, ada):
    fresh = builders.claim("fresh", by=ada, conditions=[site["condition"]])
    source = fresh.citations.get().source
    builders.approve(fresh, source)
    plan = start_plan(name="Fresh", by=ada, items=[fresh])
    client = signed_in(ada)
    assert source.title in content_of(client.get(plan.get_absolute_url()))
    typed = typed_on(client, plan, do="add:belongs", belongs=[source.public_id])
    client.post(plan.get_absolute_url(), typed)
    assert source.public_id in plan.items.values_list("public_id", flat=True)


def test_failed_plan_says_why_on_top(plan, edited, ada, dora):
    Plan.objects.filter(pk=plan.pk).update(
        stage="failed", failure="It changed.", failed_at=timezone.now(), publish_at=timezone.now()
    )
    page = content_of(signed_in(ada).get(plan.get_absolute_url()))
    assert "was not published:" in page
    assert "<li>It changed.</li>" in page


def test_unknown_edition_and_no_items_are_not_found(ada):
    client = signed_in(ada)
    assert client.get(reverse("plans:plan", args=[99])).status_code == 404
    assert client.get("/admin/plans/99999999999999999999999999/").status_code == 404
    assert client.get(reverse("plans:add")).status_code == 404


def test_editor_cannot_publish_by_the_publishers_button(plan, ada):
    client = signed_in(ada)
    page = content_of(client.post(plan.get_absolute_url(), typed_on(client, plan, do="publish")))
    assert "Your account may not publish." in page
    assert Edition.objects.count() == 1
