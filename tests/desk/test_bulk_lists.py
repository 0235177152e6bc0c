"""The lists' action menu: offered to who may, and leading to the page that asks."""

import pytest
from django.urls import reverse

from claims.models import Claim
from mgsite.desk.bulk_deeds import DEEDS
from mgsite.editions.kinds import MODELS
from tests import builders
from tests.forms import content_of, signed_in

OFFERED = {
    "ada": {"submit", "assign", "interval"},
    "ben": {"assign", "approve", "return"},
    "dora": {"withdraw"},
    "root": set(DEEDS),
}


def changelist(kind: str) -> str:
    options = MODELS[kind]._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_changelist")


@pytest.fixture
def one_of_each(ada):
    site = builders.published_site()
    builders.source_article(site["claims"][0])


@pytest.mark.parametrize("name", OFFERED)
@pytest.mark.parametrize("kind", MODELS)
def test_list_offers_what_a_person_may(one_of_each, ada, ben, dora, root, kind, name):
    person = {"ada": ada, "ben": ben, "dora": dora, "root": root}[name]
    page = content_of(signed_in(person).get(changelist(kind)))
    assert {key for key in DEEDS if f'value="bulk_{key}"' in page} == OFFERED[name]


@pytest.mark.parametrize("key", DEEDS)
def test_ticked_items_lead_to_the_page_and_nothing_is_written(one_of_each, root, key):
    claim = Claim.objects.get()
    client = signed_in(root)
    ticked = {"action": f"bulk_{key}", "_selected_action": [claim.pk]}
    url = client.post(changelist("claim"), ticked).url
    assert url == f"/admin/bulk/{key}/?item={claim.public_id}"
    page = content_of(client.get(url))
    assert f"{DEEDS[key].label}: 1 item" in page
    state = claim.state
    claim.refresh_from_db()
    assert claim.state == state


def test_everything_of_a_list_is_taken_up_to_a_limit_that_is_told(ada):
    sources = [builders.source(f"s-{n:03}") for n in range(201)]
    client = signed_in(ada)
    ticked = {"action": "bulk_submit", "select_across": "1", "_selected_action": [sources[0].pk]}
    page = content_of(client.post(changelist("source"), ticked, follow=True))
    assert (
        "You chose 201 items, and at most 200 are done at once: narrow the list by its filters or "
        "tick fewer."
    ) in page
    sources[0].delete()
    ticked["_selected_action"] = [sources[1].pk]
    url = client.post(changelist("source"), ticked).url
    assert "Submit for review: 200 items" in content_of(client.get(url))
