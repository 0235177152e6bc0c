"""/feeds/: published states alone, each item once, nothing gone without a word."""

import feedparser
import jsonschema
import pytest

from claims import actions
from claims.models import Source
from mgsite.editions.withdraw import withdraw
from mgsite.public.feeds import reading
from mgsite.public.feeds.entry import urn
from tests import builders
from tests.public.crawl import SITE
from tests.public.feeds.json_feed_schema import JSON_FEED

NAMES = ("claims", "articles", "changes")


def entries(client, address="/feeds/claims.atom"):
    read = feedparser.parse(client.get(address).content)
    assert read.bozo == 0
    return read.entries


def items(client, address="/feeds/claims.json"):
    feed = client.get(address).json()
    jsonschema.validate(feed, JSON_FEED)
    return feed["items"]


def revise(claim, by, **fields):
    for name, value in fields.items():
        setattr(claim, name, value)
    claim.save()
    actions.record_edit(item=claim, by=by)
    return builders.put_in_print(claim)


def test_every_feed_is_well_formed_and_both_formats_say_the_same(client, ada):
    builders.published_site(claims=2)

    for name in NAMES:
        found, told = entries(client, f"/feeds/{name}.atom"), items(client, f"/feeds/{name}.json")
        assert [(e.id, e.title, e.link, e.updated) for e in found] == [
            (i["id"], i["title"], i["url"], i["date_modified"]) for i in told
        ]
        assert [e.content[0].value for e in found] == [i["content_html"] for i in told]
    assert [len(items(client, f"/feeds/{name}.json")) for name in NAMES] == [2, 1, 1]


def test_feeds_before_the_first_edition_are_empty_and_valid(client, db):
    for name in NAMES:
        assert entries(client, f"/feeds/{name}.atom") == []
        assert items(client, f"/feeds/{name}.json") == []
    assert client.get("/feeds/claimreview.json").json()["dataFeedElement"] == []


def test_revised_claim_moves_to_the_top_under_the_same_name(client, ada):
    claim = builders.published_site(claims=2)["claims"][0]
    builders.claim("a-draft", by=ada)

    revise(claim, ada, slug="another-address", conclusion="Magnesium may do something else.")

    first, second = items(client)
    assert (first["id"], first["title"], first["url"]) == (
        urn(claim.public_id), "Magnesium may do something else.", f"{SITE}/claims/another-address/",
    )  # fmt: skip
    assert (first["_mgsite"]["version"], first["_mgsite"]["edition"]) == (2, 2)
    assert second["_mgsite"]["version"] == 1
    assert {first["_mgsite"][name] for name in ("verdict", "certainty")} == {"supported", "low"}


@pytest.mark.parametrize(
    ("reason", "title", "in_atom"),
    [("retracted", "Retracted: ", True), ("error", "Withdrawn: ", False), ("legal", "Removed: ", False)],
)  # fmt: skip
def test_withdrawn_claim_leaves_a_word(client, ada, dora, reason, title, in_atom):
    claim = builders.published_site(claims=2)["claims"][0]

    withdraw(public_id=claim.public_id, by=dora, reason=reason, notice="So so.", operation="w")

    first = items(client)[0]
    assert (first["id"], first["summary"]) == (urn(claim.public_id), "So so.")
    assert first["title"].startswith(title)
    assert (claim.conclusion in first["title"]) is (reason != "legal")
    assert first["_mgsite"]["tombstone"]["reason"] == reason
    response = client.get("/feeds/claims.atom")
    assert (urn(claim.public_id) in {e.id for e in entries(client)}) is in_atom
    assert (f'<at:deleted-entry ref="{urn(claim.public_id)}"' in response.text) is not in_atom


def test_merged_claim_names_what_it_became(client, ada, dora):
    one, other = builders.published_site(claims=2)["claims"]

    withdraw(
        public_id=one.public_id, by=dora, reason="merged", notice="One.", operation="m",
        replaced_by=other.public_id,
    )  # fmt: skip

    first = items(client)[0]
    assert first["title"] == f"Merged: {one.conclusion}"
    assert (
        f'In its place: <a href="{SITE}/claims/{other.slug}/">{other.conclusion}'
        in (first["content_html"])
    )


def test_claim_on_a_retracted_source_says_so(client, ada):
    site = builders.published_site()
    source = Source.objects.get(pk=site["sources"][0].pk)
    source.integrity = "retracted"
    source.save()
    actions.record_edit(item=source, by=ada)
    builders.put_in_print(source)

    (item,) = items(client)

    assert item["title"] == f"Source retracted: {site['claims'][0].conclusion}"
    assert "Warning: Doe 2019: retracted" in item["summary"]
    assert [alert["integrity"] for alert in item["_mgsite"]["source_alerts"]] == ["retracted"]


def test_pages_of_a_feed_hold_every_item_once(client, ada, monkeypatch):
    monkeypatch.setattr(reading, "ENTRIES_A_PAGE", 2)
    claims = builders.published_site(claims=5)["claims"]

    found, address, pages = [], f"{SITE}/feeds/claims.json", 0
    while address:
        feed = client.get(address.removeprefix(SITE)).json()
        found += [item["_mgsite"]["id"] for item in feed["items"]]
        assert feed["feed_url"] == address
        address, pages = feed.get("next_url", ""), pages + 1

    assert (sorted(found), pages) == (sorted(claim.public_id for claim in claims), 3)


def test_feed_of_a_condition_has_what_is_or_was_about_it_or_about_all(client, ada, dora):
    headache, gout = builders.condition(), builders.condition("gout")
    made = {
        slug: builders.claim(slug, by=ada, conditions=about, applies_to_all=not about)
        for slug, about in {
            "head": [headache], "toe": [gout], "all": [], "gone": [headache], "gone-toe": [gout],
        }.items()
    }  # fmt: skip
    for condition, slug in ((headache, "head"), (gout, "toe")):
        condition.headline_claim = made[slug]
        condition.save()
    sources = [c.source for claim in made.values() for c in claim.citations.all()]
    builders.put_in_print(headache, gout, builders.supplement(), *made.values(), *sources)
    for slug in ("gone", "gone-toe"):
        withdraw(
            public_id=made[slug].public_id, by=dora, reason="error", notice="x", operation=slug
        )

    feed = client.get("/feeds/claims.json?condition=headache&utm_source=x").json()

    slugs = {item["url"].split("/")[-2] for item in feed["items"]}
    assert slugs == {"head", "all", "gone"}
    assert feed["feed_url"] == f"{SITE}/feeds/claims.json?condition=headache"
    assert feed["title"] == "mgsite: claims about headache"


def test_feed_of_a_condition_follows_its_address(client, ada, dora):
    headache = builders.published_site()["condition"]
    headache.slug = "head-ache"
    headache.save()
    actions.record_edit(item=headache, by=ada)
    builders.put_in_print(headache)

    moved = client.get("/feeds/claims.atom?condition=headache")
    withdraw(public_id=headache.public_id, by=dora, reason="error", notice="x", operation="w")

    assert (moved.status_code, moved["Location"]) == (301, "/feeds/claims.atom?condition=head-ache")
    assert client.get("/feeds/claims.atom?condition=head-ache").status_code == 410


@pytest.mark.parametrize(
    ("query", "status"),
    [("condition=no-such", 404), ("before=x", 400), ("before=-1", 400), ("before=" + "9" * 30, 400),
     ("before=1", 200), ("before=&condition=&utm_source=x", 200)],
)  # fmt: skip
def test_feed_answers_nonsense_with_a_page(client, ada, query, status):
    builders.published_site()

    response = client.get(f"/feeds/claims.json?{query}")

    assert response.status_code == status
    assert ("<h1>" in response.text) is (status != 200)


def test_feed_is_open_to_scripts_and_says_when_it_is_the_same(client, ada):
    builders.published_site()

    for address in ("/feeds/claims.atom", "/feeds/changes.json", "/feeds/claimreview.json"):
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        asked = client.options(address)
        assert (first["Access-Control-Allow-Origin"], first["Cache-Control"]) == (
            "*", "public, max-age=60",
        )  # fmt: skip
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert first["Last-Modified"] == again["Last-Modified"]
        assert (asked.status_code, asked["Allow"]) == (204, "GET, HEAD, OPTIONS")
        assert client.post(address).status_code == 405
        assert client.head(address)["ETag"] == first["ETag"]
        assert first.cookies.output() == ""


def test_feed_is_another_after_an_edition(client, ada):
    claim = builders.published_site()["claims"][0]
    etag = client.get("/feeds/claims.atom")["ETag"]

    revise(claim, ada, plain_language="In other words, it may.")

    response = client.get("/feeds/claims.atom", headers={"if-none-match": etag})
    assert (response.status_code, "In other words, it may." in response.text) == (200, True)


@pytest.mark.parametrize("claims", [1, 3])
def test_feeds_ask_the_database_as_often_whatever_there_is(
    client, ada, django_assert_num_queries, claims
):
    builders.published_site(claims)

    for address, queries in (
        ("/feeds/claims.atom", 3), ("/feeds/articles.json", 3),
        ("/feeds/claims.json?condition=headache", 4), ("/feeds/changes.atom", 4),
    ):  # fmt: skip
        with django_assert_num_queries(queries):
            client.get(address)


def test_claim_reviews_are_of_other_peoples_sentences_alone(client, ada, dora):
    site = builders.published_site(claims=2)
    claim = site["claims"][0]
    assert client.get("/feeds/claimreview.json").json()["dataFeedElement"] == []
    builders.put_in_print(builders.source_article(claim))

    response = client.get("/feeds/claimreview.json")

    (element,) = response.json()["dataFeedElement"]
    assert response["Content-Type"] == "application/ld+json"
    assert element["item"] == {
        "@id": element["item"]["@id"], "@type": "ClaimReview", "url": f"{SITE}/checks/their-article/",
        "claimReviewed": f"It does {claim.slug} for all.",
        "itemReviewed": {
            "@type": "Claim", "text": f"It does {claim.slug} for all.",
            "appearance": {"@type": "CreativeWork", "headline": "Their article"},
        },
        "author": {"@type": "Organization", "name": "mgsite", "url": f"{SITE}/"},
        "reviewBody": claim.conclusion,
        "reviewRating": {
            "@type": "Rating", "alternateName": "Supported", "ratingExplanation": "Low certainty",
        },
    }  # fmt: skip
    withdraw(public_id=claim.public_id, by=dora, reason="error", notice="x", operation="w")
    assert client.get("/feeds/claimreview.json").json()["dataFeedElement"] == []


def test_pages_lead_to_the_feeds(client, ada):
    builders.published_site()

    page = client.get("/conditions/headache/").text
    listed = client.get("/feeds/").text

    for address in (
        "/feeds/claims.atom",
        "/feeds/changes.atom",
        "/feeds/claims.atom?condition=headache",
    ):
        assert 'type="application/atom+xml" title="mgsite' in page
        assert f'href="{address}"' in page
    assert [f'href="/feeds/{name}.json"' in listed for name in (*NAMES, "claimreview")] == [
        True
    ] * 4
    assert 'href="/feeds/articles.atom?condition=headache"' in listed
