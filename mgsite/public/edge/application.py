"""The WSGI application before Django: answers plain requests from the shelf, passes all others on.

An answer is kept under the edition that its views read first. Once a newer edition is known, the
next request for it renders it anew, while others at that moment still get the old bytes. What is
recorded is Django's answer to a request made here, so that no header of one reader can reach another.
"""

import itertools
import secrets
import time
from collections.abc import Callable, Iterable
from threading import Event, Lock
from typing import Any

from django.conf import settings
from django.utils.http import parse_etags

from mgsite.editions.readers import Position, positions_read
from mgsite.logs import log_request, requests_are_logged
from mgsite.proxies import client_address
from mgsite.public.edge.answers import Answer, Header, answer_of, is_for_everybody
from mgsite.public.edge.encodings import preferred
from mgsite.public.edge.newest import Newest, edition_of
from mgsite.public.edge.plain import Environ, PlainRequests
from mgsite.public.edge.shelf import Shelf

StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

# Seconds. No page depends on the clock today; one that will is renewed in ten minutes all the same.
LONGEST_KEPT = 600.0
# How long the shelf goes on without word from the database: as long as we let partners (stale-if-error).
LONGEST_UNSURE = 600.0
UNSURE_AFTER = 5.0  # from then on answers say that they may be old
LONGEST_WAIT = 30.0
# From when an edition is known, the one before may still be given for so long while a thread renders;
# with the looks at the database (newest.py) that makes less than a second from the publish.
LONGEST_BEHIND = 0.5


class Rendering:
    """One thread makes an answer; others may wait for it."""

    def __init__(self) -> None:
        self.done = Event()
        self.answer: Answer | None = None


class Edge:
    def __init__(self, application: Application, *, capacity: int, watches: bool = True) -> None:
        """`capacity` in bytes. Without `watches` somebody else has to call `newest.look()`."""
        self.newest, self.shelf = Newest(), Shelf(capacity)
        self._application, self._watches = application, watches
        self._plain = PlainRequests()
        self._renderings: dict[str, Rendering] = {}
        self._lock = Lock()
        # Ids of requests: drawing each at random would take a quarter of the time of an answer.
        self._first_half, self._count = secrets.token_hex(4), itertools.count()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ not in self._plain:
            return self._application(environ, start_response)
        now = time.monotonic()
        # In this order no Host, which a client may write as it likes, passes for a part of the path.
        key = environ["PATH_INFO"] + "\n" + environ["HTTP_HOST"]
        answer, request_id = self._current(key, now), ""
        if answer is None:
            if self._plain.may_be_kept(environ):
                answer, request_id = self._renewed(key, environ)
            if answer is None:
                return self._application(environ, start_response)
        status, headers, body = _chosen(answer, environ)
        if not request_id:
            request_id = f"{self._first_half}{next(self._count):08x}"
            if requests_are_logged():
                _log(environ, status, request_id, now)
        headers = [*headers, ("X-Request-ID", request_id)]
        if unsure := self._seconds_unsure(now):
            headers.append(("Cache-Status", f"mgsite; hit; ttl=-{unsure}"))  # RFC 9211
        start_response(status, headers)
        return body

    def _current(self, key: str, now: float) -> Answer | None:
        """The answer on the shelf, if it may be given without another thought."""
        answer = self.shelf.get(key)
        if (
            answer is None
            or answer.edition != self.newest.edition
            or now - answer.made_at > LONGEST_KEPT
            or now - self.newest.looked_at > LONGEST_UNSURE
        ):
            return None
        return answer

    def _seconds_unsure(self, now: float) -> int:
        """For how long nobody could say which edition is the newest; 0 while that is known."""
        silent = now - self.newest.looked_at
        if silent < UNSURE_AFTER:
            return 0
        if self._watches:
            self.newest.watch()  # a thread that a fork has left behind
        return int(silent)

    def _renewed(self, key: str, environ: Environ) -> tuple[Answer | None, str]:
        """The answer, and the id of this request if it was the one that made it.

        One thread renders. The others get the old answer if it is hardly older than the new one
        will be, or else wait for that; None when this address has to be asked of Django for each reader.
        """
        if self._watches:
            self.newest.watch()
        with self._lock:
            now = time.monotonic()
            if (made := self._current(key, now)) is not None:  # since we looked
                return made, ""
            old = self.shelf.get(key) if now - self.newest.looked_at < LONGEST_UNSURE else None
            other = self._renderings.get(key)
            if other is None:
                mine = self._renderings[key] = Rendering()
        if other is not None:
            if old is None or not self._is_recent(old, now):
                other.done.wait(LONGEST_WAIT)
                # Where rendering failed the old one still stands; where it is gone, it is gone.
                return other.answer or (self.shelf.get(key) if old else None), ""
            return old, ""
        try:
            made = self._rendered(environ)
            if made is not None and made.status.startswith("5"):
                # Readers keep what there was until the fault has passed.
                return (old, "") if old else (made, made.request_id)
            mine.answer = self._put(key, made)
            return made, made.request_id if made else ""
        finally:
            with self._lock:
                del self._renderings[key]
            mine.done.set()

    def _is_recent(self, old: Answer, now: float) -> bool:
        """A page that nobody asked for since may be many editions behind."""
        newest = self.newest
        return old.edition == newest.edition or now - newest.known_since < LONGEST_BEHIND

    def _rendered(self, environ: Environ) -> Answer | None:
        read: list[Position] = []
        token = positions_read.set(read)
        try:
            return _recorded(self._application, self._plain.recorded_for(environ), read)
        finally:
            positions_read.reset(token)

    def _put(self, key: str, made: Answer | None) -> Answer | None:
        """On the shelf, if it is for others too; else nothing stands there any more."""
        if made is None or not made.may_be_kept or made.edition is None:
            self.shelf.discard(key)
            return None
        self.newest.seen(made.edition)
        self.shelf.put(key, made)
        return made


def _recorded(application: Application, environ: Environ, read: list[Position]) -> Answer | None:
    """What Django answers; None when it is a stream, or for one reader alone."""
    begun: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
        begun[:] = [status, headers]

    made_at = time.monotonic()
    chunks: Any = application(environ, start)
    try:
        status, headers = begun
        lines = [(name.lower(), value) for name, value in headers]
        if not is_for_everybody(lines) or "content-length" not in dict(lines):
            return None
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    edition = edition_of(min(read, key=lambda found: found.number)) if read else None
    return answer_of(status, headers, body, edition=edition, made_at=made_at)


def _chosen(answer: Answer, environ: Environ) -> tuple[str, Iterable[Header], list[bytes]]:
    """Status, headers and body for this client."""
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and answer.etag and _matches(answer.etag, asked):
        return "304 Not Modified", answer.not_modified, []
    variant = answer.variants[preferred(environ.get("HTTP_ACCEPT_ENCODING", ""))]
    body = [variant.body] if environ["REQUEST_METHOD"] == "GET" else []
    return answer.status, variant.headers, body


def _matches(etag: str, asked: str) -> bool:
    """By weak comparison; the usual client sends the one tag that it got."""
    if asked == etag:
        return True
    tags = parse_etags(asked)
    return "*" in tags or etag[2:] in {tag.removeprefix("W/") for tag in tags}


def _log(environ: Environ, status: str, request_id: str, started: float) -> None:
    client = client_address(
        environ.get("REMOTE_ADDR", ""),
        environ.get("HTTP_X_FORWARDED_FOR", ""),
        settings.TRUSTED_PROXIES,
    )
    log_request(
        method=environ["REQUEST_METHOD"],
        path=environ["PATH_INFO"],
        status=int(status[:3]),
        seconds=time.monotonic() - started,
        client=client,
        request_id=request_id,
    )
