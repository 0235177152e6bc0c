"""What holds for every public page, whatever it shows."""

import re

import pytest

from tests import builders

PAGES = (
    "/", "/conditions/", "/conditions/headache/", "/supplements/magnesium/", "/articles/our-article/",
    "/claims/calm/", "/sources/doe-2019/", "/checks/their-article/", "/compare/",
    "/compare/forms/", "/compare/articles/", "/compare/map/", "/search/",
    "/search/?q=calm", "/changes/", "/editions/1/", "/how-we-grade/", "/about/", "/feeds/",
)  # fmt: skip
NONSENSE = (
    "q=%F0%9F%92%8A&page=-1", "page=999999999999999999999999", "page[]=1&condition[]=x", "condition=&q=",
    "condition=%3Cscript%3E&condition=..%2F..%2Fetc", "q=%25_%5C%27%22&page=1", "q=" + "a+" * 900,
    "page=%E2%80%8E1", "q=%D9%80%E2%80%AE", "edition=x", "=&&=&", "q=a&q=b&condition=a&condition=a",
)  # fmt: skip


@pytest.fixture
def site(ada):
    """One item of each kind in print."""
    headache, trial = builders.condition(), builders.source("doe-2019")
    claim = builders.claim("calm", by=ada, conditions=[headache], sources=[(trial, "supports")])
    headache.headline_claim = claim
    headache.save()
    ours, theirs = builders.article(conditions=[headache]), builders.source_article(claim)
    builders.put_in_print(headache, builders.supplement(), trial, claim, ours, theirs)


def pages(client):
    """address -> answer. All in one test each: making the site takes longer than reading it."""
    return {address: client.get(address) for address in PAGES}


def test_pages_need_no_script_no_inline_style_and_no_cookie(client, site):
    for address, response in pages(client).items():
        inline = re.findall(
            r"<script(?! type=\"application/ld)|<style|<[^>]*\s(?:style|on\w+)=|javascript:",
            response.text,
        )
        assert (address, response.status_code, inline) == (address, 200, [])
        assert response.cookies.output() == ""
        assert "unsafe" not in response["Content-Security-Policy"]


def test_pages_may_be_kept_for_a_minute_by_anyone(client, site):
    for response in pages(client).values():
        assert response["Cache-Control"] == "public, max-age=60"
        assert "Cookie" not in response.get("Vary", "")


def test_pages_ignore_what_they_do_not_know(client, site):
    for address, response in pages(client).items():
        decorated = client.get(f"{address}{'&' if '?' in address else '?'}utm_source=x&fbclid=1")
        assert decorated.text == response.text


def test_pages_answer_head_as_they_answer_get(client, site):
    for address, got in pages(client).items():
        asked = client.head(address)
        assert (asked.status_code, asked.content) == (200, b"")
        assert asked["Content-Type"] == got["Content-Type"]
        assert asked["Cache-Control"] == got["Cache-Control"]


def test_pages_say_the_edition_that_they_show(client, site):
    for response in pages(client).values():
        assert '<a href="/editions/1/">edition 1</a>' in response.text


def test_pages_answer_nonsense_with_a_page(client, site):
    for path in (
        "/compare/",
        "/compare/forms/",
        "/compare/articles/",
        "/compare/map/",
        "/search/",
        "/changes/",
        "/editions/1/",
        "/",
        "/sitemap.xml",
    ):
        for query in NONSENSE:
            response = client.get(f"{path}?{query}")
            assert (path, query, response.status_code in (200, 400, 404)) == (
                path,
                query,
                True,
            )
            assert "<script>" not in response.text


@pytest.mark.parametrize(
    "path",
    ["/sources/%00/", "/sources/%ff/", "/sources/a%0Ab/", "/sources/..%2f/", "/editions/-1/", "/checks/%E2%80%AE/",
     "/supplements/" + "a" * 900 + "/", "/compare/x/"],
)  # fmt: skip
def test_malformed_path_is_a_real_page(client, db, path):
    response = client.get(path)

    assert response.status_code in (400, 404)
    assert "<h1>" in response.text
