"""Each address of the admin, tried by everybody: what the table says is what happens."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from mgsite.desk.permissions import ANYBODY, COLUMNS, NO, OWN, doors, permissions_page
from mgsite.desk.plans import start_plan
from tests import builders
from tests.partners.making import partner
from tests.questions.asking import asked

PEOPLE = {"no group": "cleo", "Editor": "ada", "Reviewer": "ben", "Publisher": "dora"} | {
    "Administrator": "root"
}
# A page that answers 405 to GET was let in; so was one that leads on.
LET_IN = {200, 302, 404}
# These answer to POST alone; each has tests of who may, beside those of what it does.
POST_ONLY = {
    "admin:logout",
    "admin:claims_claim_adopt",
    "desk-sections:work",
    "desk-sections:resolve",
}
QUERY = {
    "plans:add": "?item={item}",
    "desk:publish": "?item={item}",
    **dict.fromkeys(
        (name for name in OWN if name.startswith("desk-sections:bulk-")), "?item={item}"
    ),
    "admin:autocomplete": "?app_label=claims&model_name=citation&field_name=source&term=x",
}


def test_page_in_the_repository_is_the_one_that_the_table_gives():
    page = Path(settings.BASE_DIR) / "docs" / "permissions.md"
    assert page.read_text(encoding="utf-8") == permissions_page()


def test_table_names_no_address_that_is_gone():
    assert set(OWN) <= {door.name for door in doors()}


def test_nobody_deletes_what_is_curated_or_written_once():
    for door in doors():
        if door.name.endswith("_delete") and "claims_" in door.name:
            assert set(door.access.values()) == {NO}, door.name


@pytest.fixture
def site(ada, ben, cleo, dora, root):
    """Something of every model that the admin shows, as far as a site has it."""
    site = builders.published_site()
    partner()
    check = builders.source_article(site["claims"][0])
    asked(Client())
    return site | {"check": check, "plan": start_plan(name="November", by=ada)}


def address(door, site) -> str:
    """The door's address for things that are there; "" where the site has none of them."""
    claim = site["claims"][0]
    known = {"kind": "claim", "public_id": claim.public_id, "claim_id": claim.pk}
    known |= {
        "app_label": "claims",
        "content_type_id": 1,
        "key": "due",
        "what": "remark",
        "note": 1,
    }
    known |= {"pk": site["plan"].pk, "point": "version-1"}
    _, _, name = door.name.partition(":")
    wanted = {part.split(":")[-1].rstrip(">") for part in door.route.split("<")[1:]}
    wanted = {part.partition(">")[0] for part in wanted}
    if door.name == "admin:app_list":
        wanted = {"app_label"}
    for model in admin.site._registry:
        if name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_"):
            row = model._default_manager.first()
            if row is None and wanted:
                return ""
            known |= {"object_id": row.pk if row else "", "id": row.pk if row else "", "pk": 1}
    known.setdefault("object_id", 1)
    return reverse(door.name, kwargs={part: known[part] for part in wanted})


@pytest.mark.parametrize("column", COLUMNS)
def test_everybody_gets_in_where_the_table_says_so_and_nowhere_else(site, client, column):
    client.force_login(User.objects.get(username=PEOPLE[column]))
    wrong, tried = {}, 0
    for door in doors():
        target = address(door, site)
        if not target or door.name in POST_ONLY:
            continue
        tried += 1
        query = QUERY.get(door.name, "").format(item=site["claims"][0].public_id)
        status = client.get(target + query).status_code
        let_in = status in LET_IN
        if let_in is not bool(door.access[column]):
            wrong[door.name] = (status, door.access[column])
    assert wrong == {}
    assert tried > 60


def test_pages_that_answer_to_post_alone_are_the_known_ones(site, client, root):
    client.force_login(root)
    found = {
        door.name
        for door in doors()
        if (target := address(door, site)) and client.get(target).status_code == 405
    }
    assert found == POST_ONLY


def test_nobody_gets_in_without_an_account(site, client):
    open_to_all = {name for name, (_, rule) in OWN.items() if rule == ANYBODY}
    inside = {
        door.name
        for door in doors()
        if (target := address(door, site)) and client.get(target).status_code not in (302, 405)
    }
    assert inside == open_to_all
