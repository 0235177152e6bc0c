"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1). Pure module.

It has no way to take an entry back, so what went out of print stays, under a title that says so.
"""

from mgsite.public.feeds.atom import moment
from mgsite.public.feeds.entry import Entry, Feed

TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> dict:
    """JSON values. `_mgsite` holds what the format has no name for, and where it is explained."""
    return {
        "version": VERSION,
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home_url,
        "feed_url": feed.self_url,
        **({"next_url": feed.next_url} if feed.next_url else {}),
        "language": feed.language,
        "authors": [{"name": feed.publisher, "url": feed.publisher_url}],
        "_mgsite": {"about": feed.about_url, "id": feed.id, "rights": feed.rights},
        "items": [_item(entry, feed.about_url) for entry in feed.entries],
    }


def _item(entry: Entry, about_url: str) -> dict:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": moment(entry.published_at),
        "date_modified": moment(entry.changed_at),
        **({"authors": [{"name": name} for name in entry.authors]} if entry.authors else {}),
        "tags": list(dict.fromkeys(tag.label for tag in entry.tags)),
        "_mgsite": {"about": about_url, **entry.facts},
    }
