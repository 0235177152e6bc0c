"""The few shapes of a public answer: a page, a notice in the place of what was withdrawn, a redirect.

Each says its edition and its canonical address and may be kept for a minute by anyone: nothing
public depends on who asks.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateformat import format as formatted

from mgsite.editions.models import Address, Reason, Version
from mgsite.editions.readers import AsOf, Position, tombstone_of
from mgsite.public.since import Since, since

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
    """404 with a sentence that the reader sees; it says what to do instead.

    `ways` are (address, words) of links that lead on.
    """

    def __init__(self, sentence: str, ways: Iterable[tuple[str, str]] = ()):
        super().__init__(sentence)
        self.ways = tuple(ways)


class UnclearAddress(BadRequest):
    """400 with a sentence that the reader sees; it quotes nothing of what was sent."""


@dataclass(frozen=True)
class Past(Position):
    """Where the store stood in an edition that a reader asked for, by number or by a day."""

    on: str = ""


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
    shown: Iterable[Version] = (),
) -> HttpResponse:
    """A public page as of the edition in `head`. Adds `head` and `canonical` to the context.

    `shown` are the versions that the page is about; a page of the past needs them for its banner.
    """
    then = since(head.number, shown) if head.today else Since((), "")
    context = {
        "head": head,
        "canonical": absolute(then.address or request.path, query),
        "since": then,
        **context,
    }
    response = render(request, template, context, status=status)
    response["Cache-Control"] = PUBLIC_CACHE
    if head.today:
        response["X-Robots-Tag"] = "noindex"
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
        raise _unknown(head, kind, slug)
    if version.redacted_at and version.state == Version.PUBLISHED:
        current = Version.objects.current().select_related("edition")
        return _notice(request, head, current.get(public_id=version.public_id), file)
    if version.state == Version.WITHDRAWN:
        return _notice(request, head, version, file)
    # An old page stands at every address that its item has ever had.
    if version.slug != slug and not head.today:
        return _moved(head, version, file)
    return show(version)


def _unknown(head: Position, kind: str, slug: str) -> NoSuchPage:
    """Says since when it exists, to a reader who asked for an edition before that."""
    owner = Address.objects.filter(kind=kind, slug=slug).values("public_id")
    first = Version.objects.filter(public_id__in=owner, version=1).select_related("edition").first()
    if first is None or not head.today:
        return NoSuchPage(f"We have no {KIND_NAMES[kind]} at this address.")
    address = reverse(f"public:{kind}", args=[slug])
    number, day = first.edition_id, formatted(first.edition.published_at, "j F Y")
    return NoSuchPage(
        f"This {KIND_NAMES[kind]} was not in print in edition {head.number}. "
        f"It has been since edition {number}, {day}.",
        [
            (f"{address}?edition={number}", f"As it was in edition {number}"),
            (address, "As it is today"),
        ],
    )


def _notice(request: HttpRequest, head: Position, version: Version, file: str) -> HttpResponse:
    tombstone = tombstone_of(version)
    successors = list(AsOf(head.number).by_ids(tombstone["replaced_by"]).values())
    if tombstone["reason"] == Reason.MERGED and successors:
        return _moved(head, successors[0], file)
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


def _moved(head: Position, version: Version, file: str) -> HttpResponse:
    address = reverse(f"public:{version.kind}", args=[version.slug])
    if file.startswith("."):
        address = address.removesuffix("/")
    then = f"?edition={head.number}" if head.today else ""
    response = HttpResponsePermanentRedirect(address + file + then)
    response["Cache-Control"] = PUBLIC_CACHE
    return response
