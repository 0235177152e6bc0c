"""A feed as Atom: RFC 4287, its pages linked by RFC 5005, what went out of print by RFC 6721. Pure module.

Written here because the writers at hand know neither tombstones nor pages.
"""

import re
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from mgsite.public.feeds.entry import Entry, Feed

TYPE = "application/atom+xml"
NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
}
# XML 1.0 has no way to write these, escaped or not.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(feed: Feed) -> bytes:
    root = Element("feed", NAMESPACES | {"xml:lang": feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.description)
    _text(root, "updated", moment(feed.updated_at))
    _author(root, feed.publisher, feed.publisher_url)
    _text(root, "rights", feed.rights)
    _link(root, "self", feed.self_url, TYPE)
    _link(root, "alternate", feed.home_url, "text/html")
    _link(root, "first", feed.first_url, TYPE)
    if feed.next_url:
        _link(root, "next", feed.next_url, TYPE)
    for entry in feed.entries:
        if entry.is_gone:
            _deleted(root, entry)
        else:
            _entry(root, entry, feed.about_url)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def moment(when: datetime) -> str:
    """RFC 3339 in UTC, to the second: `2026-11-22T09:30:00Z`."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _entry(root: Element, entry: Entry, about_url: str) -> None:
    node = SubElement(root, "entry")
    _text(node, "id", entry.id)
    _text(node, "title", entry.title)
    _text(node, "published", moment(entry.published_at))
    _text(node, "updated", moment(entry.changed_at))
    for name in entry.authors:
        _author(node, name)
    _link(node, "alternate", entry.url, "text/html")
    for other in entry.alternates:
        _link(node, "alternate", other.url, other.type)
    for tag in entry.tags:
        scheme = f"{about_url}#{tag.scheme}"
        SubElement(node, "category", _written(term=tag.term, scheme=scheme, label=tag.label))
    _text(node, "summary", entry.summary)
    _text(node, "content", entry.html, type="html")


def _deleted(root: Element, entry: Entry) -> None:
    """RFC 6721 §3: a reader takes an entry of that id away, unless it has a newer one."""
    node = SubElement(
        root, "at:deleted-entry", _written(ref=entry.id, when=moment(entry.changed_at))
    )
    _text(node, "at:comment", entry.summary)
    _link(node, "alternate", entry.url, "text/html")


def _author(node: Element, name: str, uri: str = "") -> None:
    person = SubElement(node, "author")
    _text(person, "name", name)
    if uri:
        _text(person, "uri", uri)


def _link(node: Element, relation: str, url: str, type_: str) -> None:
    SubElement(node, "link", _written(rel=relation, type=type_, href=url))


def _text(node: Element, name: str, words: str, **attributes: str) -> None:
    SubElement(node, name, attributes).text = UNWRITABLE.sub("", words)


def _written(**attributes: str) -> dict[str, str]:
    return {name: UNWRITABLE.sub("", value) for name, value in attributes.items()}
