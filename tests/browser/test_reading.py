"""Readers and partners in a real browser: nothing blocked, nothing missing, nothing asked elsewhere."""

import pytest

from tests import builders
from tests.browser.test_editorial_journey import people

pytestmark = pytest.mark.browser
PATHS = ("/", "/conditions/headache/", "/compare/", "/api/v1/docs", "/api/v1/problems/not-found")


def test_pages_load_under_the_policy_and_ask_nobody_else(open_page):
    people()
    builders.published_site(claims=2)
    page = open_page()  # fails at its end on whatever the console reports as an error
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    titles = []
    for path in PATHS:
        page.goto(path, wait_until="networkidle")
        titles.append(page.title())

    home = page.url.split("/api/")[0]
    assert [url for url in asked if not url.startswith((home, "data:", "blob:"))] == []
    assert len(set(titles)) == len(PATHS)
