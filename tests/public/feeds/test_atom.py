"""Atom on the wire: RFC 4287, RFC 5005, RFC 6721."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from xml.etree.ElementTree import fromstring

import feedparser
import pytest

from mgsite.public.feeds.atom import atom, moment
from mgsite.public.feeds.entry import BEFORE_THE_FIRST, Alternate, Entry, Feed, Tag, urn

AT = datetime(2026, 11, 22, 9, 30, 15, 999, tzinfo=UTC)
ATOM, GONE = "{http://www.w3.org/2005/Atom}", "{http://purl.org/atompub/tombstones/1.0}"
ENTRY = Entry(
    id=urn("clm_000000000000"),
    title="It may <help> & more",
    url="https://m.example/claims/calm/",
    published_at=AT - timedelta(days=2),
    changed_at=AT,
    summary="Verdict: Supported.",
    html="<p>It &lt;may&gt;.</p>",
    tags=(Tag("verdict", "supported", "Supported"),),
    authors=("mgsite editorial",),
    alternates=(Alternate("text/markdown", "https://m.example/claims/calm.md"),),
)
FEED = Feed(
    id=urn("feed claims"),
    title="mgsite: claims",
    description="All.",
    home_url="https://m.example/conditions/",
    self_url="https://m.example/feeds/claims.atom?before=9",
    first_url="https://m.example/feeds/claims.atom",
    next_url="https://m.example/feeds/claims.atom?before=2",
    about_url="https://m.example/feeds/",
    publisher="mgsite",
    publisher_url="https://m.example/",
    rights="mgsite (https://m.example/)",
    entries=(ENTRY,),
    changed_at=AT,
)


def read_xml(written):
    return fromstring(written)  # noqa: S314  (our own)


def test_feed_is_read_by_a_reader_of_feeds():
    read = feedparser.parse(atom(FEED))

    (entry,) = read.entries
    assert (read.bozo, read.version) == (0, "atom10")
    assert (read.feed.id, read.feed.title) == (FEED.id, "mgsite: claims")
    assert read.feed.updated == entry.updated == "2026-11-22T09:30:15Z"
    assert (entry.id, entry.link, entry.summary) == (ENTRY.id, ENTRY.url, ENTRY.summary)
    assert entry.content[0].value == ENTRY.html
    assert entry.author == "mgsite editorial"
    assert [(tag.term, tag.scheme, tag.label) for tag in entry.tags] == [
        ("supported", "https://m.example/feeds/#verdict", "Supported")
    ]


def test_feed_links_its_pages():
    links = {link.get("rel"): link.get("href") for link in read_xml(atom(FEED)).iter(f"{ATOM}link")}
    last = read_xml(atom(replace(FEED, next_url="")))

    assert {rel: links[rel] for rel in ("self", "first", "next")} == {
        "self": FEED.self_url, "first": FEED.first_url, "next": FEED.next_url,
    }  # fmt: skip
    assert "next" not in {link.get("rel") for link in last.findall(f"{ATOM}link")}


def test_what_is_gone_is_a_deleted_entry_and_no_entry():
    root = read_xml(atom(replace(FEED, entries=(replace(ENTRY, is_gone=True, authors=()),))))

    (gone,) = root.findall(f"{GONE}deleted-entry")
    assert root.findall(f"{ATOM}entry") == []
    assert (gone.get("ref"), gone.get("when")) == (ENTRY.id, "2026-11-22T09:30:15Z")
    assert gone.find(f"{GONE}comment").text == ENTRY.summary
    assert gone.find(f"{ATOM}link").get("href") == ENTRY.url


def test_characters_that_xml_cannot_hold_are_left_out():
    hostile = "a\x00\x0b\x1f\ufffe\uffffb]]>\U0001f48a\u2028"
    entry = replace(
        ENTRY, title=hostile, html=hostile, tags=(Tag("condition", hostile, hostile),), summary=""
    )

    root = read_xml(atom(replace(FEED, entries=(entry,))))

    assert root.find(f"{ATOM}entry/{ATOM}title").text == "ab]]>\U0001f48a\u2028"
    assert root.find(f"{ATOM}entry/{ATOM}category").get("label") == "ab]]>\U0001f48a\u2028"


@pytest.mark.parametrize(("changed_at", "updated"), [(AT, AT), (None, BEFORE_THE_FIRST)])
def test_empty_feed_is_valid(changed_at, updated):
    empty = replace(FEED, entries=(), changed_at=changed_at)

    assert empty.updated_at == updated
    assert feedparser.parse(atom(empty)).bozo == 0


def test_moment_is_utc():
    assert moment(AT.astimezone(timezone(timedelta(hours=5)))) == "2026-11-22T09:30:15Z"


def test_names_are_the_same_for_ever():
    """A change here would show every entry again to every reader of the feeds."""
    assert urn("clm_000000000000") == "urn:uuid:19bcb901-c08e-58d1-9eba-9d5e039b9303"
