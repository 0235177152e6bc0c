"""Who is calling, and how often: keys are checked on every address, answers from the store counted.

A key is shown as `Authorization: Bearer mgk_…` (RFC 6750) and in no other way. RateLimit headers are
those of draft-ietf-httpapi-ratelimit-headers-10. What the edge store hands out never comes here: it
is free, and so is making it, once an edition, for everybody.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from mgsite.partners import limits
from mgsite.partners.counting import Count, caller_at, caller_with_key, count
from mgsite.partners.keys import live_key, note_use
from mgsite.proxies import client_address_of
from mgsite.public.api.addresses import api_url
from mgsite.public.api.problems import TOO_MANY_REQUESTS, UNAUTHORIZED, Problem
from mgsite.public.edge.answers import KEPT_STATUSES
from mgsite.public.edge.plain import RECORDED

# Described, but answered without the database, as are /docs and /problems.
FREE = frozenset({"/openapi.json"})
KEY = "mgsite.api_key"  # in request.META, where no header of a client's can put it
CHALLENGE = 'Bearer realm="mgsite"'
SHOW = "Show the key as “Authorization: Bearer mgk_…”"
View = Callable[..., HttpResponse]


def admit(request: HttpRequest) -> None:
    """Find out whose key it is, if one is shown. Raises Problem (401) for one that is not accepted.

    Refusals are not counted: counting one would cost more than the look-up that it saves.
    """
    shown = request.headers.get("Authorization")
    if "X-Api-Key" in request.headers:
        raise _refusal(f"{SHOW}; X-API-Key is not read.", CHALLENGE)
    if shown is None:
        return
    scheme, _, text = shown.partition(" ")
    if scheme.lower() != "bearer":
        raise _refusal(f"{SHOW}; no other kind of authorization is read.", CHALLENGE)
    key = live_key(text.strip())
    if key is None:
        detail = (
            "This key is mistyped, unknown or revoked. Leave it out to read without one, or ask us "
            "for another."
        )
        raise _refusal(detail, f'{CHALLENGE}, error="invalid_token"')
    note_use(key)
    request.META[KEY] = key


def _refusal(detail: str, challenge: str) -> Problem:
    return Problem(UNAUTHORIZED, detail, headers={"WWW-Authenticate": challenge})


def counted(view: View) -> View:
    """The view, one request of the caller's minute. `front` stands before it, so what the address
    alone already refuses (405, unknown parameters) and OPTIONS cost nothing."""

    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _limit(request) == 0:
            return view(request, *args, **kwargs)
        if RECORDED not in request.META:
            found = _count(request)
            return _said(view(request, *args, **kwargs), request, found)
        response = view(request, *args, **kwargs)
        # Recorded for everybody; else it was made for this caller alone after all, such as a 404.
        return response if _is_kept(response) else _said(response, request, _count(request))

    return through


def _limit(request: HttpRequest) -> int:
    return limits.PER_KEY if KEY in request.META else limits.PER_ADDRESS


def _policy(request: HttpRequest) -> str:
    return "key" if KEY in request.META else "address"


def _count(request: HttpRequest) -> Count | None:
    """Raises Problem (429) when the minute is used up; None when nobody could count."""
    key = request.META.get(KEY)
    who = caller_with_key(key.pk) if key else caller_at(client_address_of(request))
    found = count(who, _limit(request))
    if found is not None and found.refused:
        headers = _headers(request, found) | {"Retry-After": str(found.seconds_left)}
        raise Problem(TOO_MANY_REQUESTS, _advice(request, found), headers=headers)
    return found


def _advice(request: HttpRequest, found: Count) -> str:
    whose = "with this key" if KEY in request.META else "from your address"
    more = "" if KEY in request.META else f" A key allows more: {api_url('docs')}."
    return (
        f"{found.limit} requests a minute are answered {whose}. Ask again in "
        f"{found.seconds_left} s.{more}"
    )


def _headers(request: HttpRequest, found: Count) -> dict[str, str]:
    name = _policy(request)
    return {
        "RateLimit-Policy": f'"{name}";q={found.limit};w={limits.WINDOW}',
        "RateLimit": f'"{name}";r={found.remaining};t={found.seconds_left}',
    }


def _said(response: HttpResponse, request: HttpRequest, found: Count | None) -> HttpResponse:
    """The answer for this caller alone, with what is left of the minute."""
    for name, value in _headers(request, found).items() if found else ():
        response[name] = value
    if cache := response.get("Cache-Control"):
        response["Cache-Control"] = re.sub(r"\bpublic\b", "private", cache)
    return response


def _is_kept(response: HttpResponse) -> bool:
    """Whether the edge store may take it (edge.answers has the whole rule)."""
    is_public = "public" in response.get("Cache-Control", "")
    return is_public and str(response.status_code) in KEPT_STATUSES
