"""Which requests the shelf answers, and the one that is recorded for all of them.

A plain request is a GET or HEAD of a path alone, over the site's own transport and host, by nobody
in particular. All others are Django's, with whatever it says to them.
"""

import io
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

Environ = dict[str, Any]

# Staff, readers with a question, machines that watch us, and partners who have to hear of an edition at once.
NEVER_KEPT = (
    "/admin/",
    "/ask/",
    "/preview/",
    "/static/",
    "/healthz",
    "/readyz",
    "/metrics",
    "/api/v1/changes",
    "/api/v1/export",
    "/api/v1/manifest",
    "/api/v1/status",
)
API_ROOT = "/api/v1/"  # says where the store stands
# In the environment of a request that is recorded; no header of a client's can come under this name.
RECORDED = "mgsite.recorded"
LONGEST_PATH = 200
LONGEST_ACCEPT = 200  # characters of Accept-Encoding
# Taken over into the request that is recorded. The client's address is for the log, and for the count
# of what turns out not to be kept (public/api/quota.py).
COPIED = (
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "REMOTE_ADDR",
    "HTTP_HOST",
    "HTTP_X_FORWARDED_FOR",
    "PATH_INFO",
    "wsgi.url_scheme",
    "wsgi.version",
    "wsgi.errors",
    "wsgi.multithread",
    "wsgi.multiprocess",
    "wsgi.run_once",
)


class PlainRequests:
    """As the settings have it when this is made. Environments are those of PEP 3333."""

    def __init__(self) -> None:
        self._hosts = known_hosts(settings.SITE_URL, settings.ALLOWED_HOSTS)
        # What Django itself goes by to tell whether a request came over TLS.
        scheme = "https" if settings.HTTPS else "http"
        self._transport = settings.SECURE_PROXY_SSL_HEADER or ("wsgi.url_scheme", scheme)

    def __contains__(self, environ: Environ) -> bool:
        """Asked of every request, so written for speed; the address is looked at by `may_be_kept`."""
        return not (
            environ["REQUEST_METHOD"] not in ("GET", "HEAD")
            or environ["QUERY_STRING"]
            or "HTTP_COOKIE" in environ
            or "HTTP_AUTHORIZATION" in environ
            or "HTTP_X_API_KEY" in environ
            or "HTTP_TRANSFER_ENCODING" in environ
            or environ.get("CONTENT_TYPE")
            or environ.get("CONTENT_LENGTH")
            or environ["SCRIPT_NAME"]
            or "HTTP_HOST" not in environ
            or environ.get(self._transport[0]) != self._transport[1]
            or len(environ.get("HTTP_ACCEPT_ENCODING", "")) > LONGEST_ACCEPT
        )

    def may_be_kept(self, environ: Environ) -> bool:
        """Whether this is an address whose answer may be kept at all; asked when none is."""
        path = environ["PATH_INFO"]
        return (
            environ["HTTP_HOST"] in self._hosts
            and path.startswith("/")
            and path.isascii()
            and len(path) <= LONGEST_PATH
            and not path.startswith(NEVER_KEPT)
            and path != API_ROOT
        )

    def recorded_for(self, environ: Environ) -> Environ:
        """A GET of the same address, with no other header of the client's."""
        copied = {name: environ[name] for name in COPIED if name in environ}
        name, value = self._transport
        own = {"REQUEST_METHOD": "GET", "QUERY_STRING": "", "SCRIPT_NAME": "", name: value}
        return copied | own | {"wsgi.input": io.BytesIO(), RECORDED: True}


def known_hosts(site_url: str, allowed: Iterable[str]) -> frozenset[str]:
    """The values of Host that the shelf answers: exact names, with the port of the site if it has one.

    Django goes by names alone and lets any port pass, so a stranger could fill the shelf with one
    page under many ports.
    """
    parts = urlsplit(site_url)
    port = f":{parts.port}" if parts.port else ""
    return frozenset({parts.netloc, *(f"{name}{port}" for name in allowed)})
