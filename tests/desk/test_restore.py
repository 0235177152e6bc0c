"""The page that restores: from a line of the history to the draft, and what it says on the way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Citation, Limit, SafetyPoint
from mgsite.desk.restore_points import point_of
from mgsite.desk.restoring import NAMED_BY, restore_prospect
from mgsite.desk.timeline import timeline
from mgsite.editions.kinds import MODELS
from tests import builders
from tests.desk.restoring import address, edited, history, offered, told
from tests.forms import content_of, form_of, signed_in


@pytest.fixture
def claim(ada):
    claim = builders.published_site()["claims"][0]
    return edited(claim, ada, population="Adults")


def test_version_in_print_becomes_the_draft(claim, ada):
    builders.approve(claim)
    client = signed_in(ada)
    page = client.get(address(claim))
    assert "<del>Adults</del>" in content_of(page)
    answer = client.post(address(claim), form_of(client, address(claim)), follow=True)
    assert answer.redirect_chain == [(reverse("admin:claims_claim_change", args=[claim.pk]), 302)]
    assert [str(message) for message in answer.context["messages"]] == [
        "The draft is as it was: version 1, edition 1. It was approved; with this edit it has to be "
        "approved again before it is published."
    ]
    claim.refresh_from_db()
    assert (claim.population, claim.state, list(claim.edited_by.all())) == ("", "draft", [ada])


def test_history_tells_of_a_restore_even_where_only_parts_came_back(claim, ada):
    edited(claim, ada, population="")
    claim.citations.all().delete()
    edited(claim, ada)
    client = signed_in(ada)
    client.post(address(claim), form_of(client, address(claim)))
    newest = timeline(type(claim).objects.get(pk=claim.pk), ada)[0]
    moment = point_of(claim, "version-1").moment
    assert (newest.what, newest.who, newest.changes) == ("Edited", "Ada", [])
    assert newest.said == f"restored from {moment.day} {moment:%B %Y, %H:%M}"


def test_what_the_draft_is_still_is_not_offered(ada):
    claim = builders.published_site()["claims"][0]
    offers = dict(offered(claim, ada))
    assert "Published as version 1, edition 1" not in offers
    page = content_of(signed_in(ada).get(address(claim)))
    assert "It is the same as the draft; there is nothing to restore." in page
    assert "seen_version" not in page


def test_every_kind_of_part_has_its_words(ada):
    assert {name for model in MODELS.values() for name in model.parts} == set(NAMED_BY)
    magnesium, cited = builders.supplement(), builders.source("cited")
    edited(magnesium, ada)
    row = magnesium.history.first()
    limit = Limit.objects.create(
        supplement=magnesium,
        authority="EFSA",
        limit_kind="upper-level",
        max_mg=250,
        applies_to="Adults",
        source=cited,
    )
    limit.forms.set(magnesium.forms.filter(slug="oxide"))
    for _ in range(2):
        SafetyPoint.objects.create(supplement=magnesium, heading="Kidneys", text="Ask first.")
    edited(magnesium, ada)
    assert [(label, before) for label, before, _ in told(magnesium, f"edit-{row.history_id}")] == [
        (
            "limits, EFSA",
            "authority: EFSA; limit kind: Upper level; most (mg a day): 250; applies to: Adults; "
            "source: cited; forms: Magnesium oxide",
        ),
        ("safety points, Kidneys", "heading: Kidneys; text: Ask first.; position: 0"),
        ("safety points, Kidneys (2)", "heading: Kidneys; text: Ask first.; position: 0"),
    ]


def test_page_opened_before_a_colleague_saved_shows_the_new_difference(claim, ada, ben):
    client = signed_in(ada)
    form = form_of(client, address(claim))
    edited(claim, ben, population="Pensioners")
    page = content_of(client.post(address(claim), form))
    assert "Nothing was restored:" in page
    assert "Ben changed it on " in page
    assert "<del>Pensioners</del>" in page
    claim.refresh_from_db()
    assert claim.population == "Pensioners"
    client.post(address(claim), form_of(client, address(claim)))
    claim.refresh_from_db()
    assert claim.population == ""


def test_button_pressed_twice_restores_once(claim, ada):
    client = signed_in(ada)
    form = form_of(client, address(claim))
    client.post(address(claim), form)
    version = type(claim).objects.get(pk=claim.pk).lock_version
    page = content_of(client.post(address(claim), form))
    assert "It is the same as the draft; nothing was changed." in page
    assert type(claim).objects.get(pk=claim.pk).lock_version == version


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "²"])
def test_version_that_no_page_sends_restores_nothing(claim, ada, seen):
    page = content_of(signed_in(ada).post(address(claim), {"seen_version": seen}))
    assert "Nothing was restored:" in page
    claim.refresh_from_db()
    assert claim.population == "Adults"


def test_version_older_than_the_history_says_so(claim, ada):
    claim.history.filter(lock_version__lt=claim.lock_version).delete()
    assert ("Published as version 1, edition 1", "version-1") in offered(claim, ada)
    page = content_of(signed_in(ada).get(address(claim)))
    assert "This cannot be restored:" in page
    assert "it cannot tell what stood there before." in page
    assert "seen_version" not in page


def test_reviewer_reads_the_history_and_restores_nothing(claim, ben, cleo):
    client = signed_in(ben)
    assert "Restore…" not in content_of(client.get(history(claim)))
    assert client.get(address(claim)).status_code == 403
    assert client.post(address(claim), {"seen_version": claim.lock_version}).status_code == 403
    assert signed_in(cleo).get(address(claim)).status_code == 403
    claim.refresh_from_db()
    assert claim.population == "Adults"


def test_hostile_words_are_shown_as_words(claim, ada):
    hostile = '<b>"&'
    source = builders.source("hostile")
    Citation.objects.create(claim=claim, source=source, stance="context", note=hostile)
    edited(claim, ada, population=hostile)
    page = content_of(signed_in(ada).get(address(claim)))
    assert "<b>" not in page.partition("What the draft becomes")[2]
    assert page.count("&lt;b&gt;&quot;&amp;") == 2


def test_page_takes_as_many_queries_for_three_parts_as_for_one(claim, ada):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            restore_prospect(claim, point_of(claim, "version-1"))
        return len(captured)

    def cite() -> None:
        Citation.objects.create(claim=claim, source=builders.source(), stance="context")
        edited(claim, ada)

    cite()
    one = count()
    cite()
    cite()
    assert count() == one
