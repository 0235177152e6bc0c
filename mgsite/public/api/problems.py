"""Errors as RFC 9457 problem documents, and the page that their `type` leads to."""

import logging
from dataclasses import dataclass
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mgsite.logs import current_request_id
from mgsite.public.api.addresses import api_url

logger = logging.getLogger("mgsite.api")


@dataclass(frozen=True)
class ProblemType:
    """`what` and `cure` are the help page's sentences."""

    slug: str
    status: int
    title: str
    what: str
    cure: str

    @property
    def url(self) -> str:
        return api_url(f"problems/{self.slug}")


UNKNOWN_PARAMETER = ProblemType(
    "unknown-parameter",
    400,
    "Unknown query parameter",
    "The query holds a parameter that this resource does not have. It is refused, not ignored: "
    "a misspelt filter would otherwise return everything and nobody would notice.",
    "Correct the name as “errors” suggests, or leave the parameter out.",
)
INVALID_PARAMETER = ProblemType(
    "invalid-parameter",
    400,
    "Parameter not understood",
    "A parameter has a value of the wrong form or outside its range, or was given twice.",
    "Read “errors”: it names the parameter and says what is accepted.",
)
UNREADABLE = ProblemType(
    "unreadable-request",
    400,
    "Request not understood",
    "The request as a whole could not be read: its host name is not ours, or its address holds NUL, "
    "malformed UTF-8 or too many characters.",
    "Ask the documented host, and send text as UTF-8.",
)
UNAUTHORIZED = ProblemType(
    "unauthorized",
    401,
    "Key not accepted",
    "The request shows a key that is malformed, unknown or revoked, or shows it in another way than "
    "as “Authorization: Bearer mgk_…”. It is refused, not answered as if there were none: you would "
    "otherwise be counted with everybody at your address and never know why.",
    "Correct the header, ask us for a new key, or leave the header out: everything can be read without.",
)
NOT_FOUND = ProblemType(
    "not-found",
    404,
    "Not found",
    "Nothing was ever published under this address or id.",
    "Ids never change, so check for a copying mistake; find an item by its slug with ?slug=.",
)
METHOD_NOT_ALLOWED = ProblemType(
    "method-not-allowed",
    405,
    "Method not allowed",
    "This interface can only be read.",
    "Use GET, HEAD or OPTIONS.",
)
WITHDRAWN = ProblemType(
    "withdrawn",
    410,
    "Withdrawn",
    "The item was published and has been taken out of print. “tombstone” carries the reason and a "
    "public notice, and the ids of what takes its place.",
    "Remove your copy, or show the notice where it stood.",
)
CURSOR_RESET = ProblemType(
    "cursor-reset",
    410,
    "Cursor from an earlier epoch",
    "Our store was restored from a backup since you received this address, so its change numbers "
    "count something else now.",
    "Drop your copy and begin again at the address in “bootstrap”.",
)
TOO_MANY_REQUESTS = ProblemType(
    "too-many-requests",
    429,
    "Too many requests",
    "Your address, or your key, has used up the requests of this minute. “RateLimit-Policy” says how "
    "many there are.",
    "Repeat the request after the seconds in Retry-After. To keep a copy, follow /changes instead of "
    "asking for items one by one; a key allows more.",
)
RANGE_NOT_SATISFIABLE = ProblemType(
    "range-not-satisfiable",
    416,
    "No such part",
    "The part that the header Range asks for lies beyond the end of the file.",
    "Read the length in Content-Range, or ask for the whole. A new edition is a new file: send its "
    "ETag in If-Range.",
)
INTERNAL_ERROR = ProblemType(
    "internal-error",
    500,
    "Internal error",
    "A fault of ours. It was logged under the number in “instance”.",
    "Try again later; when it stays, tell us that number.",
)
UNAVAILABLE = ProblemType(
    "unavailable",
    503,
    "Unavailable for the moment",
    "The store could not be read just now.",
    "Repeat the request after the seconds in Retry-After.",
)
TYPES = {
    kind.slug: kind
    for kind in (
        UNREADABLE,
        UNKNOWN_PARAMETER,
        INVALID_PARAMETER,
        UNAUTHORIZED,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        WITHDRAWN,
        CURSOR_RESET,
        TOO_MANY_REQUESTS,
        RANGE_NOT_SATISFIABLE,
        INTERNAL_ERROR,
        UNAVAILABLE,
    )
}


class Problem(Exception):
    """Raised where a rule is broken, answered by `problem_response`.

    `errors` are dicts of in, name, code and detail; `members` are further members of the document.
    """

    def __init__(
        self,
        kind: ProblemType,
        detail: str,
        *,
        errors: list[dict[str, str]] | None = None,
        headers: dict[str, str] | None = None,
        **members: Any,
    ):
        super().__init__(detail)
        self.kind, self.detail = kind, detail
        self.errors, self.headers, self.members = errors or [], headers or {}, members


def fault(where: str, name: str, code: str, detail: str) -> dict[str, str]:
    """One entry of `errors`; `where` is query or path."""
    return {"in": where, "name": name, "code": code, "detail": detail}


def problem_response(problem: Problem) -> HttpResponse:
    document = {
        "type": problem.kind.url,
        "title": problem.kind.title,
        "status": problem.kind.status,
        "detail": problem.detail,
        "instance": f"urn:mgsite:request:{current_request_id.get()}",
        "errors": problem.errors,
        **problem.members,
    }
    headers = {"Cache-Control": "no-store", **problem.headers}
    return HttpResponse(
        orjson.dumps(document),
        status=problem.kind.status,
        content_type="application/problem+json",
        headers=headers,
    )


def unexpected(request: HttpRequest, error: Any) -> HttpResponse:
    """Whatever nobody foresaw: logged with its trace, answered without it."""
    logger.error("unexpected error", exc_info=error, extra={"fields": {"path": request.path}})
    return problem_response(
        Problem(INTERNAL_ERROR, "Something went wrong on our side; it has been logged.")
    )


def unavailable(request: HttpRequest, error: Any) -> HttpResponse:
    logger.error("store not readable", exc_info=error, extra={"fields": {"path": request.path}})
    return problem_response(
        Problem(UNAVAILABLE, "The store cannot be read just now.", headers={"Retry-After": "10"})
    )


def no_such_resource(request: HttpRequest) -> HttpResponse:
    hint = " Addresses here end without a slash." if request.path.endswith("/") else ""
    raise Problem(
        NOT_FOUND,
        f"There is nothing at this address.{hint} {api_url()} lists what there is.",
    )


def help_page(request: HttpRequest, slug: str = "") -> HttpResponse:
    """What each problem means and what to do: the page behind every `type`."""
    if slug and slug not in TYPES:
        return no_such_resource(request)
    context = {"types": TYPES.values(), "chosen": TYPES.get(slug)}
    response = render(request, "public/problems.html", context)
    response["Cache-Control"] = "public, max-age=300"
    return response
