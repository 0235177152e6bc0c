"""Announcing that an operation will go: `Deprecation` (RFC 9745), `Sunset` (RFC 8594), and where to read why.

    @router.get("/old", deprecated=True, …)
    @retiring(since=date(2027, 1, 1), sunset=date(2028, 1, 1), more="https://…")
    def old(request): …

`deprecated=True` marks it in the OpenAPI document, which then lists these headers too.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.utils.http import http_date

from mgsite.public.api.problems import Problem

NOTICE = timedelta(days=365)  # at least, between the two days


def retiring(*, since: date, sunset: date, more: str) -> Callable[[Callable], Callable]:
    """Both days are of UTC; `more` is the address of what to use instead. Refusals carry it too."""
    if sunset - since < NOTICE:
        raise ValueError("An operation is announced to go at least twelve months before.")
    headers = {
        "Deprecation": f"@{_seconds(since)}",
        "Sunset": http_date(_seconds(sunset)),
        "Link": f'<{more}>; rel="deprecation"; type="text/html", <{more}>; rel="sunset"; type="text/html"',
    }

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def announced(*args: Any, **kwargs: Any) -> HttpResponse:
            try:
                response = view(*args, **kwargs)
            except Problem as problem:
                problem.headers = problem.headers | headers
                raise
            link = f"{response['Link']}, " if "Link" in response else ""
            for name, value in (headers | {"Link": link + headers["Link"]}).items():
                response[name] = value
            return response

        return announced

    return decorate


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())
