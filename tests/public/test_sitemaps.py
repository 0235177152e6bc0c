"""sitemap.xml and robots.txt."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from claims import actions
from mgsite.editions.withdraw import withdraw
from tests import builders

SITE = "http://127.0.0.1:8000"


def locations(response):
    return {
        address.removeprefix(SITE) for address in re.findall("<loc>([^<]+)</loc>", response.text)
    }


def test_sitemap_lists_what_is_in_print_and_the_fixed_pages(client, ada):
    site = builders.published_site()
    builders.source("a-draft")

    response = client.get("/sitemap.xml", headers={"host": "localhost"})

    assert locations(response) == {
        "/", "/conditions/", "/checks/", "/compare/", "/compare/forms/", "/compare/articles/",
        "/compare/map/",
        "/how-we-grade/", "/changes/", "/corrections/", "/feeds/", "/about/",
        "/conditions/headache/", "/supplements/magnesium/", "/articles/our-article/",
        f"/claims/{site['claims'][0].slug}/", f"/sources/{site['sources'][0].slug}/",
    }  # fmt: skip


def test_sitemap_leaves_out_what_is_withdrawn(client, ada, dora):
    site = builders.published_site()
    out = site["article"]
    withdraw(public_id=out.public_id, by=dora, reason="error", notice="Wrong.", operation="out")

    assert "/articles/our-article/" not in locations(client.get("/sitemap.xml"))


def dates(response):
    return {
        address.removeprefix(SITE): day
        for address, day in re.findall(
            r"<loc>([^<]+)</loc><lastmod>([^<]+)</lastmod>", response.text
        )
    }


def test_sitemap_dates_a_page_by_all_that_it_shows(client, ada, dora):
    site = builders.published_site(claims=2)
    claim, other = site["claims"]
    before = set(dates(client.get("/sitemap.xml")).values())
    later = timezone.now() + timedelta(days=3)
    with time_machine.travel(later, tick=True):
        claim.plain_language = "In other words, it may."
        claim.save()
        actions.record_edit(item=claim, by=ada)
        builders.put_in_print(claim)

    found = dates(client.get("/sitemap.xml"))

    assert len(before) == 1
    day = later.date().isoformat()
    source, second = claim.citations.get().source, other.citations.get().source
    assert {path for path, on in found.items() if on == day} == {
        "/", "/conditions/", "/checks/", "/compare/", "/compare/forms/", "/compare/articles/",
        "/compare/map/",
        "/changes/", "/conditions/headache/", "/articles/our-article/", "/supplements/magnesium/",
        f"/claims/{claim.slug}/", f"/sources/{source.slug}/",
    }  # fmt: skip
    assert found[f"/claims/{other.slug}/"] in before
    assert found[f"/sources/{second.slug}/"] in before


def test_sitemap_page_too_many_is_not_found(client, db):
    assert client.get("/sitemap.xml?p=2").status_code == 404


@pytest.mark.parametrize("claims", [1, 3])
def test_sitemap_asks_the_database_three_times(client, ada, django_assert_num_queries, claims):
    builders.published_site(claims)

    with django_assert_num_queries(3):
        client.get("/sitemap.xml")


def test_robots_names_the_sitemap_and_keeps_out_of_the_admin(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        "Disallow: /search/",
        "Allow: /",
        "",
        f"Sitemap: {SITE}/sitemap.xml",
    ]
