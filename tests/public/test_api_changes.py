"""`/changes` and `/manifest`: what a partner's copy can rely on."""

import hashlib
import uuid
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from mgsite.editions.models import Edition, Head
from tests import builders
from tests.editions.replica import Replica
from tests.public.test_api_items import reword, take_back

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def get(path: str) -> tuple[int, dict]:
    response = Client().get(path.removeprefix(SITE))
    return response.status_code, response.json()


def copy(limit: int = 500) -> Replica:
    replica = Replica(get, limit=limit)
    replica.catch_up()
    return replica


def manifest_of(replica: Replica) -> list[tuple]:
    """What the manifest should say, from the copy alone."""
    return [
        (i, item["kind"], version, state, (item.get("data") or {}).get("etag"), item["changed_at"])
        for i, (version, state) in sorted(replica.held().items())
        for item in [replica.items[i]]
    ]


@contextmanager
def just_after_the_head_is_read(work):
    """Runs `work` once, between the reading of Head and whatever is read next."""
    left = [work]

    def wrapper(execute, sql, params, many, context):
        found = execute(sql, params, many, context)
        if left and "editions_head" in sql and sql.startswith("SELECT"):
            left.pop()()
        return found

    with connection.execute_wrapper(wrapper):
        yield
    assert not left


@pytest.mark.parametrize("limit", [1, 2, 500])
def test_fold_of_changes_equals_the_manifest(limit):
    site = builders.published_site(claims=3)
    half = Replica(get, limit=limit)
    half.poll()
    reword(site["claims"][0])
    take_back(site["claims"][1])
    reword(site["claims"][0])

    half.catch_up()
    manifest = get("/api/v1/manifest")[1]

    keys = ("id", "kind", "version", "state", "etag", "changed_at")
    stated = [tuple(entry[key] for key in keys) for entry in manifest["items"]]
    assert manifest_of(half) == manifest_of(copy()) == stated
    assert (half.repeated, half.fell) == ([], [])
    assert manifest["count"] == len(stated)


def test_digest_follows_from_a_copy():
    site = builders.published_site(claims=2)
    take_back(site["claims"][0])

    lines = "".join(
        f"{i} {kind} {version} {state} {etag or '-'}\n"
        for i, kind, version, state, etag, _ in manifest_of(copy())
    )

    digest = "sha256:" + hashlib.sha256(lines.encode()).hexdigest()
    assert get("/api/v1/manifest")[1]["digest"] == digest


def test_data_of_a_change_equals_the_item(client):
    builders.published_site()

    for item in copy().items.values():
        assert item["data"] == client.get(f"/api/v1/{item['kind']}s/{item['id']}").json()


def test_withdrawal_is_a_deletion_with_its_tombstone():
    site = builders.published_site(claims=2)
    first, second = site["claims"]
    take_back(first, reason="merged", replaced_by=second.public_id)

    change = copy().items[first.public_id]

    assert (change["state"], change["event"], change["urgency"]) == (
        "deleted",
        "merged",
        "important",
    )
    assert "data" not in change
    assert set(change["tombstone"]) == {"reason", "notice_text", "replaced_by", "withdrawn_at"}
    assert change["tombstone"]["replaced_by"] == [second.public_id]


def test_version_superseded_while_a_page_is_read_still_makes_the_head_true():
    claim = builders.published_site()["claims"][0]
    replica = Replica(get, limit=500)

    with just_after_the_head_is_read(lambda: reword(claim)):
        more = replica.poll()
    before = replica.held()[claim.public_id]
    replica.catch_up()

    assert (more, before) == (False, (1, "published"))
    assert replica.held()[claim.public_id] == (2, "published")
    assert (replica.repeated, replica.fell) == ([], [])


@pytest.mark.parametrize(
    "path", ["/api/v1/changes", "/api/v1/claims", "/api/v1/conditions/{}/page"]
)
def test_text_blanked_while_it_is_read_is_never_shown(path):
    site = builders.published_site(claims=2)
    gone, stays = site["claims"]
    site["condition"].headline_claim = stays
    path = path.format(site["condition"].public_id)

    with just_after_the_head_is_read(lambda: take_back(gone, reason="legal")):
        status, page = get(path)

    found = page.get("items") or page["claims"]
    assert status == 200
    assert [item["state"] for item in found if item["id"] == gone.public_id] in ([], ["deleted"])
    assert stays.public_id in {item["id"] for item in found}


def test_next_of_an_empty_page_is_the_page_itself():
    builders.published_site()
    head = get("/api/v1/changes")[1]["head"]

    for query in (
        f"afterChangeNumber={head}",
        "afterChangeNumber=9007199254740991",
        f"limit=7&afterChangeNumber={'9' * 1000}",
        "kind=check",
    ):
        status, page = get(f"/api/v1/changes?{query}")
        assert (status, page["items"], page["more"]) == (200, [], False)
        assert page["next"] == f"{SITE}/api/v1/changes?{query}"
        assert (page["head"], page["cursor"] <= head) == (head, True)


def test_store_without_an_edition_has_nothing_to_copy():
    status, page = get("/api/v1/changes")

    assert (status, page["items"], page["head"], page["more"]) == (200, [], 0, False)
    assert page["next"] == f"{SITE}/api/v1/changes"
    assert get("/api/v1/manifest")[1]["count"] == 0
    assert get("/api/v1/claims")[1]["items"] == []
    assert get("/api/v1/")[1]["changed_at"] is None


def test_kind_is_kept_in_next_and_filters():
    site = builders.published_site(claims=3)

    status, page = get("/api/v1/changes?kind=claim&limit=2")
    rest = get(page["next"].removeprefix(SITE))[1]

    assert (status, page["more"], rest["more"]) == (200, True, False)
    assert "kind=claim" in page["next"]
    assert "limit=2" in page["next"]
    found = [item["id"] for item in page["items"] + rest["items"]]
    assert sorted(found) == sorted(claim.public_id for claim in site["claims"])


def test_earlier_epoch_is_gone_and_says_where_to_begin(client):
    builders.published_site()
    following = get("/api/v1/changes?limit=1")[1]["next"].removeprefix(SITE)
    Head.objects.update(epoch="restored")

    response = client.get(following)

    assert (response.status_code, response["Content-Type"]) == (410, "application/problem+json")
    assert response.json()["type"] == f"{SITE}/api/v1/problems/cursor-reset"
    bootstrap = f"{SITE}/api/v1/changes?afterChangeNumber=0&epoch=restored"
    assert response.json()["bootstrap"] == bootstrap
    assert get(bootstrap.removeprefix(SITE))[0] == 200


def test_since_now_leads_to_the_head(client):
    builders.published_site()
    head = Head.objects.get()

    response = client.get("/api/v1/changes?since=now&limit=3&kind=claim")

    assert (response.status_code, response.content) == (302, b"")
    query = f"afterChangeNumber={head.seq}&epoch={head.epoch}&kind=claim&limit=3"
    assert response["Location"] == f"{SITE}/api/v1/changes?{query}"


def test_since_a_moment_may_repeat_and_never_skips(client):
    """An edition may be dated before the moment and yet commit after it."""
    claim = builders.published_site()["claims"][0]
    first = Head.objects.get().seq
    reword(claim)
    published_at = Edition.objects.get(number=2).published_at

    def number(moment: datetime) -> str:
        text = moment.astimezone(UTC).isoformat().replace("+", "%2B")
        return (
            client.get(f"/api/v1/changes?since={text}")["Location"]
            .partition("Number=")[2]
            .split("&")[0]
        )

    assert number(published_at) == "0"
    assert number(published_at + timedelta(hours=1)) == str(first + 1)
    assert number(datetime(1, 1, 1, tzinfo=UTC)) == "0"


def test_changes_may_be_kept_for_seconds_only(client):
    builders.published_site()

    response = client.get("/api/v1/changes")
    again = client.get("/api/v1/changes", headers={"if-none-match": response["ETag"]})

    assert response["Cache-Control"] == "public, max-age=15"
    assert again.status_code == 304
    assert response["Content-Type"] == "application/json"
    assert isinstance(response.json()["license"], str)


def test_restored_item_is_an_update_again():
    claim = builders.published_site()["claims"][0]
    take_back(claim)
    claim.refresh_from_db()
    builders.put_in_print(claim, operation=uuid.uuid4().hex)

    change = copy().items[claim.public_id]

    assert (change["state"], change["event"], change["version"]) == ("updated", "restored", 3)
