"""Which lines of a history offer a state, and which state a key stands for."""

import uuid

import pytest
from django.urls import reverse

from claims import actions
from claims.actions_sources import set_integrity
from claims.models import Citation, Review, SafetyPoint
from mgsite.desk.timeline import timeline
from mgsite.editions.kinds import MODELS
from mgsite.editions.withdraw import withdraw
from tests import builders
from tests.desk.restoring import address, edited, history, offered, told
from tests.forms import content_of, form_of, signed_in


@pytest.fixture
def claim(ada):
    claim = builders.published_site()["claims"][0]
    return edited(claim, ada, population="Adults")


def test_lines_offer_what_differs_from_the_draft(claim, ada):
    edited(claim, ada, population="Children")
    row = claim.history.filter(lock_version=claim.lock_version - 1).last()
    lines = offered(claim, ada)
    assert lines[:2] == [
        ("Edited", f"edit-{row.history_id}"),
        ("Published as version 1, edition 1", "version-1"),
    ]
    assert f'href="{address(claim, lines[0][1])}"' in content_of(signed_in(ada).get(history(claim)))


def test_part_and_conditions_alone_can_be_chosen_too(claim, ada):
    Citation.objects.create(claim=claim, source=builders.source("late"), stance="context")
    actions.record_edit(item=claim, by=ada)
    claim.skip_history_when_saving = True
    claim.conditions.add(builders.condition("migraine"))
    del claim.skip_history_when_saving
    edited(claim, ada)
    edited(claim, ada, population="Children")
    with_citation, with_condition = (
        claim.history.filter(lock_version=claim.lock_version - back).last() for back in (2, 1)
    )
    lines = offered(claim, ada)
    assert ("Edited", f"edit-{with_condition.history_id}") in lines
    assert ("Citation added", f"edit-{with_citation.history_id}") in lines
    assert told(claim, f"edit-{with_citation.history_id}") == [
        ("conditions", "headache, migraine", "headache"),
        ("population", "Children", "Adults"),
    ]


def test_new_item_can_go_back_to_what_was_first_saved(ada):
    client = signed_in(ada)
    page = reverse("admin:claims_condition_add")
    words = {"slug": "cramp", "name": "Cramp", "question": "Does it help?", "summary": "A cramp."}
    words |= {"red_flags-0-urgency": "soon", "red_flags-0-text": "Ask.", "red_flags-TOTAL_FORMS": 1}
    words |= {"red_flags-0-position": 0}
    client.post(page, form_of(client, page) | words)
    item = MODELS["condition"].objects.get(slug="cramp")
    edited(item, ada, name="Cramps")
    item.red_flags.all().delete()
    actions.record_edit(item=item, by=ada)
    what, oldest = offered(item, ada)[-1]
    assert what == "Red flag added"  # the newest line of that save
    assert told(item, oldest) == [
        ("name", "Cramps", "Cramp"),
        ("red flags, Ask.", "", "urgency: See a GP soon; text: Ask.; position: 0"),
    ]


def test_item_of_the_site_itself_goes_back_to_what_was_approved_with_its_parts(ada):
    check = builders.source_article(builders.published_site()["claims"][0])
    builders.put_in_print(check)
    edited(check, ada, publisher="Them")
    _, oldest = offered(check, ada)[-1]
    assert told(check, oldest) == [("publisher", "Them", "")]


def test_version_that_only_adds_an_alert_leads_to_its_own_approval(claim, ada, ben):
    """The draft was approved again meanwhile, with words that are not in print."""
    builders.approve(claim, reviewer="eve")
    source = claim.citations.get().source
    today = Review.objects.latest("at").at.date()
    set_integrity(source=source, integrity="retracted", note="Gone.", checked_on=today, by=ada)
    builders.put_in_print(source)
    edited(claim, ada, population="Children")
    assert told(claim, "version-2") == [("population", "Children", "")]


def test_part_that_changed_only_what_it_is_linked_to_can_be_chosen(ada):
    magnesium = builders.supplement()
    point = SafetyPoint.objects.create(supplement=magnesium, heading="Kidneys", text="Ask first.")
    actions.record_edit(item=magnesium, by=ada)
    point.sources.add(builders.source("cited"))
    edited(magnesium, ada)
    edited(magnesium, ada, summary="Another.")
    (line,) = [each for each in timeline(magnesium, ada) if each.what == "Safety point changed"]
    assert [(change.label, change.after) for change in line.changes] == [("sources", "cited")]
    assert told(magnesium, line.restore) == [("summary", "Another.", "A mineral.")]


@pytest.mark.parametrize(
    "point",
    ["version-9", "version-0", "edit-1" + "0" * 17, "edit-" + "9" * 40, "edit-²", "x", "-1"],
)
def test_moment_that_is_none_is_not_found(claim, ada, point):
    assert signed_in(ada).get(address(claim, point)).status_code == 404


def test_moment_of_another_item_is_not_found(claim, ada):
    other = builders.claim("other", by=ada)
    row = other.history.first()
    assert signed_in(ada).get(address(other, f"edit-{row.history_id}")).status_code == 200
    assert signed_in(ada).get(address(claim, f"edit-{row.history_id}")).status_code == 404


def test_notice_and_text_blanked_for_legal_reasons_are_not_offered(claim, ada, dora):
    condition = claim.conditions.get()
    condition.headline_claim = None
    condition.save()
    withdraw(
        public_id=claim.public_id,
        by=dora,
        reason="legal",
        notice="Removed.",
        operation=uuid.uuid4().hex,
    )
    assert [what for what, point in offered(claim, ada) if point.startswith("version")] == []
    client = signed_in(ada)
    assert client.get(address(claim, "version-1")).status_code == 404
    assert client.get(address(claim, "version-2")).status_code == 404
