"""Feeds of claims, articles and editions, in two formats, and the page that lists them.

Unknown parameters are ignored: links carry `utm_…`.
"""

import re
from collections.abc import Callable
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, Position, position
from mgsite.public import catalogue
from mgsite.public.api.envelope import usage
from mgsite.public.feeds import atom, json_feed
from mgsite.public.feeds.claim_reviews import claim_reviews
from mgsite.public.feeds.entry import Feed, urn
from mgsite.public.feeds.reading import edition_entries, item_entries
from mgsite.public.machine_answers import of_an_edition, open_to_scripts
from mgsite.public.responses import (
    PUBLIC_CACHE,
    NoSuchPage,
    UnclearAddress,
    absolute,
    address_of,
    page,
    page_or_notice,
)
from mgsite.public.structured_data import PUBLISHER

Write = Callable[[Feed], bytes]
FORMATS: dict[str, tuple[str, Write]] = {
    "atom": (f"{atom.TYPE}; charset=utf-8", atom.atom),
    "json": (json_feed.TYPE, lambda feed: orjson.dumps(json_feed.json_feed(feed))),
}
CLAIM_REVIEW_TYPE = "application/ld+json"
# By name: title, what it brings, and the page where readers see the same.
FEEDS = {
    "claims": (
        "Claims",
        "What we conclude of each claim: new, graded anew, corrected, withdrawn.",
        "conditions",
    ),
    "articles": ("Articles", "Our articles: new, revised, withdrawn.", "conditions"),
    "changes": ("What changed", "Every edition: what was published, and why.", "changes"),
}
KINDS = {"claims": "claim", "articles": "article"}
BEYOND = re.compile("[1-9][0-9]{0,17}")  # fits the database's numbers


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    head = position()
    found = catalogue.all_conditions(AsOf(head.number))
    context = {"listed": [(name, *FEEDS[name][:2]) for name in FEEDS], "conditions": found}
    return page(request, "public/feeds.html", context, head=head)


@open_to_scripts
def feed(request: HttpRequest, name: str, format: str) -> HttpResponse:
    head = position()
    condition = _condition_asked(request, head) if name in KINDS else None
    if condition is not None:
        if condition.state == Version.WITHDRAWN:
            return page_or_notice(
                request, head, "condition", condition.slug, condition, lambda _: HttpResponse()
            )
        if condition.slug != request.GET["condition"]:
            return _moved(request, condition.slug)
    before = _before(request)
    content_type, write = FORMATS[format]
    return of_an_edition(
        request, head, lambda: write(_feed(head, name, format, condition, before)), content_type
    )


@open_to_scripts
def claim_review(request: HttpRequest) -> HttpResponse:
    head = position()
    url = absolute(request.path)
    return of_an_edition(
        request, head, lambda: orjson.dumps(claim_reviews(head, url)), CLAIM_REVIEW_TYPE
    )


def _feed(head: Position, name: str, format: str, about: Version | None, before: int) -> Feed:
    if name in KINDS:
        about_id = about.public_id if about else ""
        entries, further = item_entries(AsOf(head.number), KINDS[name], about_id, before)
    else:
        entries, further = edition_entries(head.number, before)
    title, description, home = FEEDS[name]
    chosen = [("condition", about.slug)] if about else []
    own = reverse(f"public:feed-{name}-{format}")

    def at(beyond: int) -> str:
        return absolute(own, [*chosen, *([("before", str(beyond))] if beyond else [])])

    return Feed(
        id=urn(f"feed {name} {about.public_id if about else ''}".strip()),
        title=f"{PUBLISHER}: {title.lower()}{f' about {about.title.lower()}' if about else ''}",
        description=description,
        home_url=address_of("condition", about.slug) if about else address_of(home),
        self_url=at(before),
        first_url=at(0),
        next_url=at(further) if further else "",
        about_url=address_of("feeds"),
        publisher=PUBLISHER,
        publisher_url=address_of("home"),
        rights=usage()["attribution_text"],
        entries=tuple(entries),
        changed_at=head.changed_at,
    )


def _condition_asked(request: HttpRequest, head: Position) -> Version | None:
    slug = request.GET.get("condition", "")
    if not slug:
        return None
    if found := AsOf(head.number).one("condition", slug):
        return found
    raise NoSuchPage(
        "We have no condition of this name, and so no feed about it.",
        [(reverse("public:feeds"), "All feeds")],
    )


def _moved(request: HttpRequest, slug: str) -> HttpResponse:
    address = f"{request.path}?{urlencode({'condition': slug})}"
    response = HttpResponsePermanentRedirect(address)
    response["Cache-Control"] = PUBLIC_CACHE
    return response


def _before(request: HttpRequest) -> int:
    """0 when the newest entries are asked for."""
    text = request.GET.get("before", "")
    if not text:
        return 0
    if not BEYOND.fullmatch(text):
        raise UnclearAddress("Follow the feed's own link to older entries, or leave “before” out.")
    return int(text)


urlpatterns = [
    path("feeds/", feeds, name="feeds"),
    *(
        path(
            f"feeds/{name}.{format}",
            feed,
            {"name": name, "format": format},
            name=f"feed-{name}-{format}",
        )
        for name in FEEDS
        for format in FORMATS
    ),
    path("feeds/claimreview.json", claim_review, name="feed-claimreview"),
]
