"""The outer doors of the site, in the order in which settings.py lists them.

`request_log` names and logs each request, `security_headers` adds what Django does not set,
`door` refuses what no honest client sends before any view or database sees it.
"""

import re
import secrets
import time
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string

from mgsite.logs import current_request_id, log_request
from mgsite.proxies import client_address_of
from mgsite.public.api.problems import UNREADABLE, Problem, problem_response

MAX_PATH_BYTES = 1024
MAX_QUERY_BYTES = 4096  # a hundred ids of the API fit twice

# Django decodes the path before any middleware and writes each malformed byte as %XX; no path of ours holds these.
MENDED_BYTE = re.compile("%[89A-F][0-9A-F]")

NOT_UTF8 = "The request is not valid UTF-8 text. Please check how it was copied."

ADDED_HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
}

GetResponse = Callable[[HttpRequest], HttpResponse]


def request_log(get_response: GetResponse) -> GetResponse:
    """A fresh id for each request (none is taken from outside) and one line in the log."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request_id = secrets.token_hex(8)
        token = current_request_id.set(request_id)
        started = time.perf_counter()
        try:
            response = get_response(request)
            response["X-Request-ID"] = request_id
            log_request(
                method=request.method,
                path=request.path,
                status=response.status_code,
                seconds=time.perf_counter() - started,
                client=client_address_of(request),
                request_id=request_id,
            )
            return response
        finally:
            current_request_id.reset(token)

    return middleware


def security_headers(get_response: GetResponse) -> GetResponse:
    """Headers that neither Django nor django-csp sets; a view that set its own keeps it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in ADDED_HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def door(get_response: GetResponse) -> GetResponse:
    """400 for NUL, malformed UTF-8 and over-long addresses, wherever a client can put them.

    PostgreSQL refuses NUL with an error that would surface as a 500 from any filter or login.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        fault = _fault_in_address(request) or _fault_in_headers(request) or _fault_in_form(request)
        return _refusal(request, fault) if fault else get_response(request)

    return middleware


def _fault_in_address(request: HttpRequest) -> str | None:
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    if len(path.encode()) > MAX_PATH_BYTES or len(query) > MAX_QUERY_BYTES:
        return "The address is too long. Please check it, or start from the home page."
    if MENDED_BYTE.search(path):
        return NOT_UTF8
    # WSGI hands the query over as bytes dressed as latin-1.
    return _fault_in_text(path.encode()) or _fault_in_text(
        unquote_to_bytes(query.encode("latin-1", "replace"))
    )


def _fault_in_headers(request: HttpRequest) -> str | None:
    # A declared charset would also decode the query: utf-7 can smuggle a NUL past the check above.
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    if charset.lower() not in ("utf-8", "utf8"):
        return "The text was sent in another character set. Please send it as UTF-8."
    if any("\0" in value for value in request.COOKIES.values()):
        return "A cookie holds a NUL character. Please delete this site's cookies and try again."
    return None


def _fault_in_form(request: HttpRequest) -> str | None:
    try:
        if request.content_type == "application/x-www-form-urlencoded":
            return _fault_in_text(unquote_to_bytes(request.body))
        if request.content_type == "multipart/form-data" and request.method == "POST":
            return _fault_in_parts(request)
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        return "The form is larger than this site accepts. Please go back and send less at once."
    except (MultiPartParserError, UnreadablePostError):
        return "The form arrived incomplete. Please go back and send it again."
    return None


def _fault_in_parts(request: HttpRequest) -> str | None:
    """Django has replaced malformed bytes by U+FFFD here already, so that character counts as malformed."""
    texts = [text for name, values in request.POST.lists() for text in (name, *values)]
    for name, uploads in request.FILES.lists():
        texts += [name, *(upload.name or "" for upload in uploads)]
    if any("�" in text for text in texts):
        return NOT_UTF8
    return _fault_in_text("\n".join(texts).encode("utf-8", "replace"))


def _fault_in_text(sent: bytes) -> str | None:
    if b"\0" in sent:
        return "The request holds a NUL character, which no text contains. Please check how it was copied."
    try:
        sent.decode("utf-8")
    except UnicodeDecodeError:
        return NOT_UTF8
    return None


def _refusal(request: HttpRequest, sentence: str) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        headers = {"Access-Control-Allow-Origin": "*"}
        return problem_response(Problem(UNREADABLE, sentence, headers=headers))
    page = render_to_string("400.html", {"sentence": sentence})
    return HttpResponse(page, status=400, headers={"Cache-Control": "no-store"})
