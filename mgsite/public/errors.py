"""What a reader gets when there is no page: real pages in plain words, problem documents under /api/.

None of them asks the database. 500 stands alone besides: it uses neither the base template nor a
context processor, because either may be what is broken.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static

from mgsite.logs import current_request_id
from mgsite.public.api.problems import (
    NOT_FOUND,
    UNREADABLE,
    Problem,
    problem_response,
    unavailable,
    unexpected,
)
from mgsite.public.responses import PUBLIC_CACHE, NoSuchPage, UnclearAddress

RETRY_AFTER = "10"  # seconds


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The words of other exceptions than ours stay inside: they may quote what was sent."""
    if request.path.startswith("/api/"):
        return problem_response(
            Problem(UNREADABLE, "Check the host name and the address of the request.")
        )
    sentence = str(exception) if isinstance(exception, UnclearAddress) else ""
    return _error_page("400.html", 400, {"sentence": sentence})


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error_page("403.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """NoSuchPage carries a sentence for readers; other 404s do not."""
    if request.path.startswith("/api/"):
        return problem_response(Problem(NOT_FOUND, "There is nothing at this address."))
    ours = exception if isinstance(exception, NoSuchPage) else None
    context = {"sentence": str(ours or ""), "ways": ours.ways if ours else ()}
    response = render(request, "404.html", context, status=404)
    response["Cache-Control"] = PUBLIC_CACHE
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 with Retry-After when the database could not be reached. Never raises."""
    error = sys.exc_info()[1] or RuntimeError("handler500 was called without an error")
    away = isinstance(error, OperationalError | InterfaceError)
    if request.path.startswith("/api/"):
        return unavailable(request, error) if away else unexpected(request, error)
    context = {"stylesheet": _stylesheet(), "request_id": current_request_id.get(), "away": away}
    response = HttpResponse(render_to_string("500.html", context), status=503 if away else 500)
    response["Cache-Control"] = "no-store"
    if away:
        response["Retry-After"] = RETRY_AFTER
    return response


def _error_page(template: str, status: int, context: dict | None = None) -> HttpResponse:
    response = HttpResponse(render_to_string(template, context), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _stylesheet() -> str:
    try:
        return static("css/site.css")
    except ValueError:  # not collected: the page then goes without
        return ""
