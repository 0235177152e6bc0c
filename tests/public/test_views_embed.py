"""/embed/claims/<slug>/ and /oembed: a claim on somebody else's page."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from django.core.handlers.wsgi import WSGIHandler

from claims import actions
from mgsite.editions.withdraw import withdraw
from tests import builders
from tests.public.crawl import SITE
from tests.public.edge.asking import ask, edge_before, keep_connections


@pytest.fixture
def claims(ada):
    return builders.published_site(claims=2)["claims"]


def card(client, claim):
    return client.get(f"/embed/claims/{claim.slug}/")


def oembed(client, url, more=""):
    return client.get(f"/oembed?url={quote(url, safe='')}{more}")


def url_of(claim):
    return f"{SITE}/claims/{claim.slug}/"


def test_card_says_conclusion_marks_and_what_is_claimed_in_quotation(client, claims):
    text = card(client, claims[0]).text

    assert re.findall(r"<h1><a href=\"([^\"]+)\"[^>]*>(.*?)</a></h1>", text) == [
        (url_of(claims[0]), claims[0].conclusion)
    ]
    assert 'class="verdict verdict-supported"' in text
    assert "Low certainty" in text
    assert f"As claimed: “{claims[0].statement}”" in text
    assert "Last reviewed" in text
    assert f'<link rel="canonical" href="{url_of(claims[0])}">' in text


def test_card_may_be_framed_by_any_page_and_no_other_page_may(client, claims):
    framed, page = card(client, claims[0]), client.get(f"/claims/{claims[0].slug}/")

    policy = dict(
        part.strip().split(" ", 1) for part in framed["Content-Security-Policy"].split(";")
    )
    assert {name: policy[name] for name in ("frame-ancestors", "script-src", "default-src")} == {
        "frame-ancestors": "*", "script-src": "'none'", "default-src": "'none'",
    }  # fmt: skip
    assert "X-Frame-Options" not in framed
    assert framed["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert framed["X-Robots-Tag"] == "noindex"
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_card_runs_nothing_and_keeps_nothing(client, claims):
    response = card(client, claims[0])

    assert re.findall(r"<script|<style|\sstyle=|\son\w+=|javascript:|<form", response.text) == []
    assert response.cookies.output() == ""
    assert "Cookie" not in response.get("Vary", "")
    assert client.post(f"/embed/claims/{claims[0].slug}/").status_code == 405


@pytest.mark.parametrize(
    ("reason", "heading", "label"),
    [("retracted", "Retracted: ", "Rests on retracted work."), ("error", "Withdrawn: ", "Published by mistake.")],
)  # fmt: skip
def test_card_of_a_withdrawn_claim_is_its_notice(client, claims, dora, reason, heading, label):
    withdraw(public_id=claims[0].public_id, by=dora, reason=reason, notice="So so.", operation="w")

    response = card(client, claims[0])

    assert response.status_code == 410
    assert f"<h1>{heading}" in response.text
    assert f"<strong>{label}</strong> So so." in response.text
    assert claims[0].conclusion not in response.text
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    refused = oembed(client, url_of(claims[0]))
    assert (refused.status_code, refused.text) == (410, "Withdrawn. So so.")


def test_card_warns_of_a_retracted_source(client, ada):
    site = builders.published_site()
    source = site["sources"][0]
    source.refresh_from_db()
    source.integrity = "retracted"
    source.save()
    actions.record_edit(item=source, by=ada)
    builders.put_in_print(source)

    assert "A source of this claim has been retracted." in card(client, site["claims"][0]).text


def test_card_and_oembed_follow_a_merged_claim(client, claims, dora):
    one, other = claims
    withdraw(
        public_id=one.public_id, by=dora, reason="merged", notice="One.", operation="m",
        replaced_by=other.public_id,
    )  # fmt: skip

    response = card(client, one)

    assert (response.status_code, response["Location"]) == (301, f"/embed/claims/{other.slug}/")
    assert oembed(client, url_of(one)).json()["url"] == url_of(other)


def test_card_and_oembed_follow_a_changed_slug(client, ada, claims):
    old = url_of(claims[0])
    response_before = f"/embed/claims/{claims[0].slug}/"
    claims[0].slug = "another-name"
    claims[0].save()
    actions.record_edit(item=claims[0], by=ada)
    builders.put_in_print(claims[0])

    response = client.get(response_before)

    assert (response.status_code, response["Location"]) == (301, "/embed/claims/another-name/")
    assert oembed(client, old).json()["url"] == f"{SITE}/claims/another-name/"


def test_card_of_nothing_is_a_card(client, db):
    response = client.get("/embed/claims/no-such/")

    assert (response.status_code, "There is no claim at this address" in response.text) == (
        404,
        True,
    )
    assert "frame-ancestors *" in response["Content-Security-Policy"]


@pytest.mark.parametrize("ending", ["", "?utm_source=x", "#numbers"])
def test_oembed_frames_the_card(client, claims, ending):
    response = oembed(client, url_of(claims[0]) + ending, "&maxwidth=400&maxheight=200")

    found = response.json()
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert {key: found[key] for key in ("version", "type", "title", "width", "height")} == {
        "version": "1.0", "type": "rich", "title": claims[0].conclusion, "width": 400, "height": 200,
    }  # fmt: skip
    assert f'src="{SITE}/embed/claims/{claims[0].slug}/"' in found["html"]


def test_oembed_gives_xml_when_asked(client, claims):
    response = oembed(client, url_of(claims[0]), "&format=xml")

    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert f"<title>{claims[0].conclusion}</title>" in response.text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400), ("url=", 400), ("url={}&format=yaml", 501), ("url={}&maxwidth=0", 400),
        ("url={}&maxheight=wide", 400), ("url=nonsense", 404), ("url=http://[::/", 404),
        (f"url={SITE}/conditions/headache/", 404), (f"url={SITE}/claims/no-such/", 404),
        (f"url={SITE}/", 404), ("url=https://elsewhere.example/claims/x/", 404),
        ("url=javascript:alert(1)", 404), ("url=" + "a" * 900, 404),
    ],
)  # fmt: skip
def test_oembed_says_why_it_cannot(client, claims, query, status):
    response = client.get(f"/oembed?{query.format(url_of(claims[0]))}")

    assert response.status_code == status
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert len(response.text) > 20


def test_page_of_a_claim_can_be_discovered_and_copied(client, claims):
    page = client.get(f"/claims/{claims[0].slug}/").text

    (found,) = re.findall(r'type="application/json\+oembed"[^>]* href="([^"]+)"', page)
    (snippet,) = re.findall(r"<code>(&lt;iframe.*?)</code>", page)
    answer = client.get(unescape(found).removeprefix(SITE)).json()
    assert unescape(snippet) == answer["html"]
    assert "+oembed" not in client.get(f"/claims/{claims[0].slug}/?edition=1").text


def test_shelf_keeps_cards_and_feeds_with_their_headers(claims):
    edge, django = edge_before()
    keep_connections()
    paths = [
        f"/embed/claims/{claims[0].slug}/",
        "/feeds/claims.atom",
        "/feeds/changes.json",
        "/sitemap.xml",
    ]
    for path in paths * 2:
        ask(edge, path)

    assert django.asked == paths
    for path in paths:
        kept, plain = ask(edge, path), ask(WSGIHandler(), path)
        assert kept.body == plain.body
        for name in ("Content-Security-Policy", "Content-Type", "Cache-Control"):
            assert kept.headers[name] == plain.headers[name]
        assert ("X-Frame-Options" in kept.headers) is (not path.startswith("/embed/"))
        assert ask(edge, path, HTTP_IF_NONE_MATCH=kept.headers["ETag"]).status == 304


@pytest.mark.parametrize("number", [1, 3])
def test_card_asks_the_database_twice(client, ada, django_assert_num_queries, number):
    claim = builders.published_site(number)["claims"][0]

    with django_assert_num_queries(2):
        card(client, claim)
    with django_assert_num_queries(2):
        oembed(client, url_of(claim))
