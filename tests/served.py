"""The site in processes of its own, on the database of the test that asks for it."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from tests.on_postgres import free_port

HOST = "127.0.0.1:8000"  # of SITE_URL in tests/settings.py, whatever the port is


def address() -> str:
    """DATABASE_URL of the test database that this process uses."""
    stored = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{stored['NAME']}"
    host = f"{stored['HOST']}:{stored['PORT'] or 5432}"
    return f"postgresql://{stored['USER']}:{stored['PASSWORD']}@{host}/{stored['NAME']}"


def variables() -> dict[str, str]:
    return os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": address()}


@contextlib.contextmanager
def served(workers: int, *, port: int = 0, **environment: str) -> Iterator[int]:
    """The port, once somebody answers there. Connections are spread over the workers.

    With a `port` of the caller's the site knows it as its address, so that its links lead to itself.
    `environment` are further variables of the processes that serve.
    """
    if port:
        environment["TESTS_SITE_URL"] = f"http://127.0.0.1:{port}"
    port = port or free_port()
    options = {"--interface": "wsgi", "--workers": workers, "--port": port, "--blocking-threads": 4}
    words = [str(word) for pair in options.items() for word in pair]
    command = [sys.executable, "-m", "granian", *words, "--no-log", "mgsite.wsgi:application"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=variables() | environment, **quiet
    ) as server:
        try:
            deadline = time.monotonic() + 60
            while get(port, "/healthz") is None:
                assert time.monotonic() < deadline
                time.sleep(0.1)
            yield port
        finally:
            server.send_signal(signal.SIGINT)


def get(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes] | None:
    """Status, headers and body over a connection of its own; None while nobody listens."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request("GET", path, headers={"Host": HOST} | headers)
        response = line.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    except ConnectionError:
        return None
    finally:
        line.close()
