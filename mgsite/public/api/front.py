"""What every answer under `/api/` has in common, whatever made it.

Ninja answers HEAD and OPTIONS with 405 and lets unknown query parameters pass; both end here.
"""

from collections.abc import Callable
from difflib import get_close_matches
from functools import wraps
from typing import Any

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from mgsite.public.api.conditional import bodiless, without_body
from mgsite.public.api.problems import (
    INVALID_PARAMETER,
    METHOD_NOT_ALLOWED,
    UNKNOWN_PARAMETER,
    Problem,
    fault,
    problem_response,
)
from mgsite.public.api.quota import admit

METHODS = "GET, HEAD, OPTIONS"
EXPOSED = "ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After, Deprecation, Sunset"
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": EXPOSED,
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, If-Range, Range",
    "Access-Control-Max-Age": "86400",  # seconds
}
View = Callable[..., Any]


def front(view: View, known: Callable[[], frozenset[str]] | None = None) -> View:
    """The view for GET, HEAD and OPTIONS, open to scripts of any origin.

    `known` gives the query parameters of the resource; pages for readers have None and bear any.
    """

    @csrf_exempt  # so that a POST is told that it may not, and not that a token is missing
    @wraps(view)
    def through(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            admit(request)
            response = _answer(request, view, known, args, kwargs)
        except Problem as problem:
            response = problem_response(problem)
        if request.method == "HEAD":
            response = without_body(response)
        for name, value in CROSS_ORIGIN.items():
            response[name] = value
        patch_vary_headers(response, ["Authorization"])
        return response

    return through


def _answer(request: HttpRequest, view: View, known, args, kwargs) -> HttpResponse:
    if request.method == "OPTIONS":
        return bodiless(204, PREFLIGHT)
    if request.method not in ("GET", "HEAD"):
        detail = f"{request.method} is not possible here: this interface can only be read."
        raise Problem(METHOD_NOT_ALLOWED, detail, headers={"Allow": METHODS})
    if known is not None:
        _refuse_odd_parameters(request, known())
    if request.method == "HEAD":
        request.META.pop("HTTP_RANGE", None)  # parts are of a GET alone
    asked, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = asked


def _refuse_odd_parameters(request: HttpRequest, known: frozenset[str]) -> None:
    try:
        sent = request.GET
    except TooManyFieldsSent:
        raise Problem(INVALID_PARAMETER, "The query holds far too many parameters.") from None
    if unknown := [name for name in sent if name not in known]:
        errors = [fault("query", name, "unknown", _suggestion(name, known)) for name in unknown]
        detail = " ".join(error["detail"] for error in errors)
        raise Problem(UNKNOWN_PARAMETER, detail, errors=errors)
    if repeated := [name for name, values in sent.lists() if len(values) > 1]:
        errors = [fault("query", name, "repeated", f"Give “{name}” once.") for name in repeated]
        raise Problem(INVALID_PARAMETER, "A parameter was given twice.", errors=errors)


def _suggestion(name: str, known: frozenset[str]) -> str:
    by_lower = {word.lower(): word for word in known}
    near = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.5)
    if near:
        return f"There is no parameter “{name}” here; did you mean “{by_lower[near[0]]}”?"
    if known:
        return f"There is no parameter “{name}” here. Known: {', '.join(sorted(known))}."
    return f"There is no parameter “{name}” here, nor any other."
