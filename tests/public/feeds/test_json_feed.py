"""JSON Feed 1.1 on the wire."""

from dataclasses import replace

import jsonschema

from mgsite.public.feeds.json_feed import json_feed
from tests.public.feeds.json_feed_schema import JSON_FEED
from tests.public.feeds.test_atom import ENTRY, FEED


def test_feed_fits_the_format_and_says_the_same_as_atom():
    feed = json_feed(replace(FEED, entries=(replace(ENTRY, facts={"id": "clm_1"}),)))

    jsonschema.validate(feed, JSON_FEED)
    (item,) = feed["items"]
    assert item == {
        "id": ENTRY.id, "url": ENTRY.url, "title": ENTRY.title, "summary": ENTRY.summary,
        "content_html": ENTRY.html, "date_published": "2026-11-20T09:30:15Z",
        "date_modified": "2026-11-22T09:30:15Z", "authors": [{"name": "mgsite editorial"}],
        "tags": ["Supported"], "_mgsite": {"about": FEED.about_url, "id": "clm_1"},
    }  # fmt: skip
    assert (feed["feed_url"], feed["next_url"]) == (FEED.self_url, FEED.next_url)


def test_last_page_has_no_next_and_what_is_gone_stays():
    gone = replace(ENTRY, authors=(), is_gone=True, title="Withdrawn: it may")

    feed = json_feed(replace(FEED, next_url="", entries=(gone,)))

    jsonschema.validate(feed, JSON_FEED)
    assert "next_url" not in feed
    assert [item["title"] for item in feed["items"]] == ["Withdrawn: it may"]
