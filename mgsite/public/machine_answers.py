"""Answers for programs outside the API: feeds and oEmbed. Open to scripts of any origin, with validators."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date, parse_etags
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from mgsite.editions.readers import Position
from mgsite.public.api.conditional import bodiless, state_etag
from mgsite.public.api.front import CROSS_ORIGIN, PREFLIGHT
from mgsite.public.responses import PUBLIC_CACHE

View = Callable[..., HttpResponse]


def open_to_scripts(view: View) -> View:
    """GET, HEAD and OPTIONS of any origin; the rest is 405."""
    safe = require_safe(view)

    @csrf_exempt  # so that a POST is told that it may not, and not that a token is missing
    @wraps(view)
    def through(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "OPTIONS":
            response = bodiless(204, PREFLIGHT)
        else:
            response = safe(request, *args, **kwargs)
        for name, value in CROSS_ORIGIN.items():
            response[name] = value
        return response

    return through


def of_an_edition(
    request: HttpRequest, head: Position, make: Callable[[], bytes], content_type: str
) -> HttpResponse:
    """What is the same as long as the edition is, or 304. `make` is called when the body is needed.

    If-Modified-Since is left alone, as HTTP allows: two editions may share a second.
    """
    etag = state_etag(head)
    asked = parse_etags(request.headers.get("If-None-Match", ""))
    if "*" in asked or etag in {tag if tag.startswith("W/") else f"W/{tag}" for tag in asked}:
        response = bodiless(304)
    else:
        response = HttpResponse(make(), content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = PUBLIC_CACHE
    if head.changed_at:
        response["Last-Modified"] = http_date(head.changed_at.timestamp())
    return response
