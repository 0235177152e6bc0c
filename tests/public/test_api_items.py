"""Lists, single items, their filters and validators."""

import re
import uuid

import pytest

from claims import actions
from mgsite.editions.withdraw import withdraw
from tests import builders

pytestmark = pytest.mark.django_db


def reword(claim, **words) -> None:
    """A new version in print, with a plainer text."""
    claim.refresh_from_db()
    claim.plain_language = f"Said better {uuid.uuid4().hex}."
    claim.save()
    actions.record_edit(item=claim, by=builders.user("ada"))
    builders.put_in_print(claim, **words)


def take_back(item, **words) -> None:
    given = {"reason": "error", "notice": "Published by mistake.", "operation": uuid.uuid4().hex}
    withdraw(public_id=item.public_id, by=builders.user("dora"), **(given | words))


def another_condition(slug: str):
    """In print, with one claim of its own."""
    made = builders.condition(slug)
    claim = builders.claim(by=builders.user("ada"), conditions=[made])
    made.headline_claim = claim
    made.save()
    builders.put_in_print(made, claim, *[c.source for c in claim.citations.all()])
    return made


def ids(response) -> set[str]:
    return {item["id"] for item in response.json()["items"]}


def test_item_is_its_document_in_an_envelope(client):
    claim = builders.published_site()["claims"][0]

    item = client.get(f"/api/v1/claims/{claim.public_id}").json()

    head = {key: item[key] for key in ("id", "kind", "state", "version", "edition", "corrections")}
    assert head == {
        "id": claim.public_id,
        "kind": "claim",
        "state": "published",
        "version": 1,
        "edition": 1,
        "corrections": [],
    }
    assert item["url"] == f"http://127.0.0.1:8000/claims/{claim.slug}/"
    assert item["links"]["page"] == f"http://127.0.0.1:8000/api/v1/claims/{claim.public_id}/page"
    assert item["title"] == item["conclusion"] == claim.conclusion
    assert (item["usage"]["license_spdx"], item["usage"]["attribution_required"]) == (None, True)
    assert item["published_at"] == item["modified_at"]
    assert item["grading"]["certainty"] == "low"
    assert "slug" not in item


def test_caveats_name_what_is_not_sure(client):
    site = builders.published_site()
    site["condition"].red_flags.update(to_verify="Ask a neurologist.")
    actions.record_edit(item=site["condition"], by=builders.user("ada"))
    builders.put_in_print(site["condition"])

    item = client.get(f"/api/v1/conditions/{site['condition'].public_id}").json()

    assert [caveat["code"] for caveat in item["caveats"]] == [
        "not-medical-advice",
        "unconfirmed-points",
    ]


def test_correction_stays_with_the_versions_after_it(client):
    claim = builders.published_site()["claims"][0]
    reword(claim, note="A number was wrong.", correction=True)
    reword(claim)

    item = client.get(f"/api/v1/claims/{claim.public_id}").json()

    assert item["version"] == 3
    assert [(c["version"], c["severity"], c["note"]) for c in item["corrections"]] == [
        (2, "important", "A number was wrong.")
    ]


def test_condition_filter_lists_what_the_condition_page_shows(client):
    site = builders.published_site(claims=2)
    everywhere = builders.claim(by=builders.user("ada"), applies_to_all=True, claim_kind="safety")
    builders.put_in_print(everywhere, *[c.source for c in everywhere.citations.all()])
    another_condition("migraine")

    by_slug = client.get("/api/v1/claims?condition=headache")
    by_id = client.get(f"/api/v1/claims?condition={site['condition'].public_id}")
    page = client.get("/conditions/headache/").content.decode()

    assert ids(by_slug) == ids(by_id) == {c.public_id for c in [*site["claims"], everywhere]}
    shown = set(re.findall(r'href="(/claims/[^"#?]+)"', page))
    assert shown == {
        item["url"].removeprefix("http://127.0.0.1:8000") for item in by_slug.json()["items"]
    }


def test_filters_of_claims_select(client):
    site = builders.published_site()
    low = site["claims"][0]
    not_studied = builders.claim(
        by=builders.user("ada"),
        conditions=[site["condition"]],
        claim_kind="safety",
        form=site["supplement"].forms.get(slug="oxide"),
        values={"verdict": "not-studied"},
    )
    builders.put_in_print(not_studied, *[c.source for c in not_studied.citations.all()])
    expected = {
        "kind=effect": low,
        "kind=safety": not_studied,
        "certainty=low": low,
        "verdict=not-studied": not_studied,
        "form=oxide": not_studied,
        f"slug={low.slug}": low,
        "verdict=supported&certainty=low&condition=headache": low,
    }

    found = {query: ids(client.get(f"/api/v1/claims?{query}")) for query in expected}

    assert found == {query: {claim.public_id} for query, claim in expected.items()}
    assert ids(client.get("/api/v1/claims?form=nonesuch")) == set()
    assert ids(client.get("/api/v1/claims?reviewed_before=2020-01-01")) == set()
    assert len(ids(client.get("/api/v1/claims?reviewed_before=9999-12-31"))) == 2


def test_articles_are_found_by_condition_and_slug(client):
    site = builders.published_site()
    another_condition("migraine")
    other = builders.article("other")
    builders.put_in_print(other)

    assert ids(client.get("/api/v1/articles?condition=headache")) == {site["article"].public_id}
    assert ids(client.get("/api/v1/articles?slug=other")) == {other.public_id}
    assert ids(client.get("/api/v1/articles?condition=migraine")) == set()


def test_condition_filter_refuses_what_is_not_in_print(client):
    builders.published_site()
    take_back(another_condition("gone"))

    unknown = client.get("/api/v1/claims?condition=migrane")
    withdrawn = client.get("/api/v1/claims?condition=gone")

    assert (unknown.status_code, unknown.json()["errors"][0]["name"]) == (404, "condition")
    assert (withdrawn.status_code, withdrawn.json()["tombstone"]["reason"]) == (410, "error")


def test_pages_of_a_list_hold_each_item_once_while_others_publish(client):
    site = builders.published_site(claims=5)
    seen, url = [], "/api/v1/claims?limit=2&condition=headache"
    first = client.get(url).json()

    while url:
        page = client.get(url).json()
        seen += [item["id"] for item in page["items"]]
        reword(site["claims"][len(seen) - 1])
        url = (page["next"] or "").removeprefix("http://127.0.0.1:8000")

    assert sorted(seen) == sorted(claim.public_id for claim in site["claims"])
    assert (first["total"], first["changes_cursor"]) == (5, 13)
    assert first["changes_url"].partition("?")[2].startswith("afterChangeNumber=13&epoch=")


def test_matching_etag_gives_304_until_the_item_changes(client):
    claim = builders.published_site()["claims"][0]
    url = f"/api/v1/claims/{claim.public_id}"
    etag = client.get(url)["ETag"]
    strong = etag.removeprefix("W/")

    same = client.get(url, headers={"if-none-match": f'"other", {strong}'})
    reword(claim)
    changed = client.get(url, headers={"if-none-match": etag})

    assert (same.status_code, same.content, same["ETag"]) == (304, b"", etag)
    assert (
        same["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60, stale-if-error=600"
    )
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert changed["ETag"] == changed.json()["etag"] != etag


@pytest.mark.parametrize("path", ["", "/page"])
def test_withdrawn_item_answers_410_even_to_a_matching_etag(client, path):
    claim = builders.published_site()["claims"][0]
    url = f"/api/v1/claims/{claim.public_id}{path}"
    etag = client.get(url)["ETag"]
    take_back(claim)

    for headers in ({}, {"if-none-match": etag}, {"if-none-match": "*"}):
        response = client.get(url, headers=headers)
        assert response.status_code == 410
        assert response["Content-Type"] == "application/problem+json"
        assert not response.has_header("ETag")
        tombstone = response.json()["tombstone"]
        assert tombstone["notice_text"] == "Published by mistake."
        assert tombstone["id"] == claim.public_id


def test_id_of_another_kind_is_not_found_and_says_where_it_is(client):
    claim = builders.published_site()["claims"][0]

    response = client.get(f"/api/v1/sources/{claim.public_id}")

    assert response.status_code == 404
    assert f"http://127.0.0.1:8000/api/v1/claims/{claim.public_id}" in response.json()["detail"]


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries_does_not_grow_with_the_items(client, django_assert_num_queries, number):
    claim = builders.published_site(claims=number)["claims"][0]
    expected = {
        "/api/v1/": 1,
        "/api/v1/claims": 4,
        "/api/v1/claims?condition=headache&limit=1": 5,
        f"/api/v1/claims/{claim.public_id}": 3,
        f"/api/v1/claims/{claim.public_id}/page": 6,
        f"/api/v1/conditions/{claim.conditions.get().public_id}/page": 6,
        "/api/v1/changes": 3,
        "/api/v1/manifest": 2,
        "/api/v1/openapi.json": 0,
    }

    for path, queries in expected.items():
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200, path
