"""Ask the WSGI application as a server would, without a server."""

import gzip
import io
import itertools
from dataclasses import dataclass

import brotli
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from claims import actions
from claims.models import Source
from mgsite.public.edge.application import Edge
from tests import builders

HOST = "127.0.0.1:8000"
MEGABYTE = 1024 * 1024
UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


@dataclass(frozen=True)
class Answered:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return UNPACKED[self.headers.get("Content-Encoding")](self.body).decode()


class Counted:
    """Django, or another application, and how often it was asked."""

    def __init__(self, application=None):
        self.application, self._calls = application or WSGIHandler(), itertools.count()
        self.asked: list[str] = []

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        return self.application(environ, start_response)


def edge_before(application=None, capacity=8 * MEGABYTE) -> tuple[Edge, Counted]:
    counted = Counted(application)
    return Edge(counted, capacity=capacity, watches=False), counted


def keep_connections() -> None:
    """Else the end of a request closes the connection that holds the test's transaction.

    Django's test client does the same for its own requests, and undoes it after each.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)


def ask(application, path: str, method: str = "GET", **environ) -> Answered:
    begun = []
    request = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": HOST,
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    chunks = application(request | environ, lambda *start: begun.append(start))
    body = b"".join(chunks)
    if hasattr(chunks, "close"):
        chunks.close()
    status, headers = begun[0][:2]
    return Answered(int(status[:3]), dict(headers), body)


def printed(slug: str = "doe-2019") -> tuple[Source, str]:
    """A source in print, and where its page is."""
    source = builders.source(slug)
    builders.put_in_print(source)
    return source, f"/sources/{slug}/"


def republished(source, population: str) -> int:
    """The number of the edition in which the source says this population."""
    source.refresh_from_db()
    source.population = population
    source.save()
    actions.record_edit(item=source, by=builders.user("ada", "Editor"))
    return builders.put_in_print(source).edition.number
