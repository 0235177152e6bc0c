"""Answers that a client may keep: validators, 304, and how long to keep them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import orjson
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.http import http_date, parse_etags

from mgsite.editions.models import Version
from mgsite.editions.readers import Position

# Seconds. Short on purpose: a recall must reach readers of a partner soon.
ITEM_CACHE = "public, max-age=60, stale-while-revalidate=60, stale-if-error=600"
CHANGES_CACHE = "public, max-age=15"
EXPORT_CACHE = "public, max-age=15, no-transform"
DOCUMENTATION_CACHE = "public, max-age=300"


def version_etag(version: int, sha256: str) -> str:
    """Weak, because proxies compress. The version tells two equal texts apart (withdrawn, restored)."""
    return f'W/"{version}-{sha256[:32]}"'


def etag_of(version: Version) -> str:
    return version_etag(version.version, version.sha256)


def state_etag(head: Position) -> str:
    """For whatever is composed from many items: it changes with every edition, and only then.

    So it does for a state of the past, which carries the notices of today.
    """
    today = f"-{head.today.number}" if head.today else ""
    return f'W/"{head.epoch}-{head.number}{today}"'


def answered_at(head: Position) -> datetime | None:
    """When what `state_etag` stands for last changed."""
    return (head.today or head).changed_at


def answer(
    request: HttpRequest,
    make: Callable[[], dict],
    *,
    etag: str,
    modified_at: datetime | None = None,
    cache: str = ITEM_CACHE,
    links: dict[str, str] | None = None,
) -> HttpResponse:
    """JSON with its validators, or 304. `make` is called only when the body is needed.

    Call it after it is decided that the thing exists: a matching ETag must not hide a 410.
    `links` maps a relation to an absolute address for the Link header.
    """
    if matches(request, etag):
        response = bodiless(304)
    else:
        response = HttpResponse(orjson.dumps(make()), content_type="application/json")
    response["ETag"] = etag
    response["Cache-Control"] = cache
    if modified_at is not None:
        response["Last-Modified"] = http_date(modified_at.timestamp())
    if links:
        response["Link"] = ", ".join(
            f'<{url}>; rel="{relation}"' for relation, url in links.items()
        )
    return response


def bodiless(status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    """Django would say that the nothing in it is HTML."""
    response = HttpResponse(status=status, headers=headers)
    del response["Content-Type"]
    return response


def without_body(response: Any) -> HttpResponse:
    """What HEAD answers. A file is not read for it."""
    if isinstance(response, FileResponse):
        if response.file_to_stream:
            response.file_to_stream.close()
        return HttpResponse(status=response.status_code, headers=dict(response.headers))
    response["Content-Length"] = str(len(response.content))
    response.content = b""
    return response


def matches(request: HttpRequest, etag: str) -> bool:
    """By weak comparison.

    If-Modified-Since is left alone, as HTTP allows: it counts whole seconds, so of two editions
    within one second a client would never see the second.
    """
    asked = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in asked or etag.removeprefix("W/") in {tag.removeprefix("W/") for tag in asked}
