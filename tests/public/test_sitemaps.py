"""sitemap.xml and robots.txt."""

import re

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
        "/", "/conditions/", "/compare/", "/compare/forms/", "/compare/articles/", "/compare/map/",
        "/how-we-grade/", "/changes/", "/corrections/", "/about/",
        "/conditions/headache/", "/supplements/magnesium/", "/articles/our-article/",
        f"/claims/{site['claims'][0].slug}/", f"/sources/{site['sources'][0].slug}/",
    }  # fmt: skip


def test_sitemap_leaves_out_what_is_withdrawn(client, ada, dora):
    site = builders.published_site()
    out = site["article"]
    withdraw(public_id=out.public_id, by=dora, reason="error", notice="Wrong.", operation="out")

    assert "/articles/our-article/" not in locations(client.get("/sitemap.xml"))


def test_sitemap_page_too_many_is_not_found(client, db):
    assert client.get("/sitemap.xml?p=2").status_code == 404


def test_sitemap_asks_the_database_twice(client, ada, django_assert_num_queries):
    builders.published_site(claims=3)

    with django_assert_num_queries(2):
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
