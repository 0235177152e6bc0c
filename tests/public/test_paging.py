"""Numbered pages of long lists."""

import pytest
from django.test import RequestFactory

from mgsite.public.paging import pages_asked
from mgsite.public.responses import NoSuchPage


def asked(query, total, keep=()):
    return pages_asked(RequestFactory().get(f"/changes/{query}"), total, 20, keep)


def test_first_page_has_only_an_older_one():
    pages = asked("", 41)

    assert (pages.number, pages.last, pages.newer, pages.older) == (1, 3, "", "?page=2")


def test_last_page_has_only_a_newer_one():
    pages = asked("?page=3", 41)

    assert (pages.newer, pages.older, list(pages.cut(range(41)))) == ("?page=2", "", [40])


def test_page_links_keep_the_query_and_call_the_first_page_by_its_plain_address():
    pages = asked("?page=2", 41, (("q", "iron & dose"),))

    assert (pages.newer, pages.older) == ("?q=iron+%26+dose", "?q=iron+%26+dose&page=3")


def test_empty_list_has_one_page():
    assert asked("", 0).last == 1


@pytest.mark.parametrize("number", ["0", "-1", "4", "x", "", "1_0", "２", "1e3", "9" * 400])
def test_page_that_does_not_exist_is_refused_with_a_sentence(number):
    with pytest.raises(NoSuchPage, match="This list has 3 pages"):
        asked(f"?page={number}", 41)
