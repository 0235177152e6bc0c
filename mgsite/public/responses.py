"""The few shapes of a public answer: a page, a notice in the place of what was withdrawn, a redirect.

Each says its edition and its canonical address and may be kept for a minute by anyone: nothing
public depends on who asks.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from mgsite.editions.models import Reason, Version
from mgsite.editions.readers import AsOf, Position, tombstone_of

PUBLIC_CACHE = "public, max-age=60"  # seconds: how long an old edition may still be seen

KIND_NAMES = {
    "condition": "condition",
    "supplement": "supplement",
    "article": "article",
    "claim": "claim",
    "source": "source",
    "check": "check of an article",
}


class NoSuchPage(Http404):
    """404 with a sentence that the reader sees; it says what to do instead."""


def absolute(path: str, query: list[tuple[str, str]] | None = None) -> str:
    """The canonical address of a path of ours; `query` holds only what changes the page."""
    return settings.SITE_URL.rstrip("/") + path + (f"?{urlencode(query)}" if query else "")


def address_of(kind: str, slug: str = "") -> str:
    """The canonical address of an item, or of a page that is always there."""
    return absolute(reverse(f"public:{kind}", args=[slug] if slug else []))


def page(
    request: HttpRequest,
    template: str,
    context: dict,
    *,
    head: Position,
    query: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A public page as of the edition in `head`. Adds `head` and `canonical` to the context."""
    context = {"head": head, "canonical": absolute(request.path, query), **context}
    response = render(request, template, context, status=status)
    response["Cache-Control"] = PUBLIC_CACHE
    return response


def page_or_notice(
    request: HttpRequest,
    head: Position,
    kind: str,
    slug: str,
    version: Version | None,
    show: Callable[[Version], HttpResponse],
    *,
    file: str = "",
) -> HttpResponse:
    """What an item's address answers, once the caller has looked up `version` for it.

    In print: `show(version)`, or 301 when the slug has changed. Withdrawn: 410 with the public
    notice, or 301 to the successor when merged. `file` stands after the item's address where one
    of its files is asked for; an ending such as “.md” stands in the place of its last slash.
    Raises NoSuchPage for an unknown address.
    """
    if version is None:
        raise NoSuchPage(f"We have no {KIND_NAMES[kind]} at this address.")
    if version.state == Version.WITHDRAWN:
        return _notice(request, head, version, file)
    if version.slug != slug:
        return _moved(version, file)
    return show(version)


def _notice(request: HttpRequest, head: Position, version: Version, file: str) -> HttpResponse:
    tombstone = tombstone_of(version)
    successors = list(AsOf(head.number).by_ids(tombstone["replaced_by"]).values())
    if tombstone["reason"] == Reason.MERGED and successors:
        return _moved(successors[0], file)
    context = {
        "kind_name": KIND_NAMES[version.kind],
        "reason": Reason(tombstone["reason"]).label,
        # A text removed for legal reasons takes its title with it.
        "title": "" if tombstone["reason"] == Reason.LEGAL else version.title,
        "notice": tombstone["notice_text"],
        "withdrawn_at": version.edition.published_at,
        "edition": version.edition,
        "successors": [v for v in successors if v.state == Version.PUBLISHED],
    }
    return page(request, "410.html", context, head=head, status=410)


def _moved(version: Version, file: str) -> HttpResponse:
    address = reverse(f"public:{version.kind}", args=[version.slug])
    if file.startswith("."):
        address = address.removesuffix("/")
    response = HttpResponsePermanentRedirect(address + file)
    response["Cache-Control"] = PUBLIC_CACHE
    return response
