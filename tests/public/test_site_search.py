"""The search box in the masthead: on every page but those that have a search form of their own."""

import pytest

from tests import builders

FORM = '<form class="site-search" action="/search/" method="get" role="search"'


@pytest.mark.parametrize(
    "path", ["/conditions/", "/compare/", "/changes/", "/how-we-grade/", "/about/", "/corrections/"]
)
def test_box_stands_on_pages_and_the_link_for_narrow_screens_too(client, ada, path):
    builders.published_site()
    text = client.get(path).text
    assert text.count(FORM) == text.count('role="search"') == 1
    assert '<li class="to-search"><a href="/search/">Search</a></li>' in text


@pytest.mark.parametrize("path", ["/", "/search/", "/no/such/page"])
def test_page_with_a_search_form_of_its_own_has_no_second_one(client, db, path):
    text = client.get(path).text
    assert (text.count(FORM), text.count('role="search"')) == (0, 1)
