"""The performance table: `make bench`. Each figure stands beside a ceiling measured in the same run.

Serves the starter content from a database of its own with one worker, and beside it, with the same server, a WSGI
application that does nothing: once with two bytes, once with as many bytes as the page has. The three take turns of
a second, over eight kept connections, and the best turn of each counts, for other work on the machine comes and
goes. `/healthz` is a minimal Django view behind all middleware; what is under “Django each time” has a query, or must
always read the newest edition. wrk asks where it is installed; else this script does, whose own limit (some thousands
a second) then is the ceiling. Clients ask for brotli, as browsers do.
"""

import contextlib
import functools
import http.client
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import brotli

from tests.on_postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
SECONDS, TURNS = 1, 5
CONNECTIONS = 8
Headers = dict[str, str]
ASK: Headers = {"Accept-Encoding": "br"}
FROM_THE_SHELF = (
    "/",
    "/conditions/migraine/",
    "{claim}",
    "/compare/",
    "/how-we-grade/",
    "/api/v1/claims/{id}",
    "/api/v1/claims/{id}/page",
    "304 /api/v1/claims/{id}",
    "304 /conditions/migraine/",
)
DJANGO_EACH_TIME = (
    "/healthz",
    "/search/?q=serotonin",
    "/api/v1/claims?limit=50",
    "/api/v1/changes?limit=200",
    "304 /api/v1/changes",
    "/api/v1/manifest",
    "/api/v1/search?q=serotonin",
)
EXPORT = "/api/v1/export"


def application(environ, start_response):
    """The ceiling: what the server can do when the site does nothing but hand out `/<n>` bytes."""
    length = int(environ["PATH_INFO"][1:] or 2)
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(length))])
    return [bytes_of(length)]


@functools.cache
def bytes_of(length: int) -> bytes:
    return b"k" * length


@contextlib.contextmanager
def serving(command: list[str], port: int, path: str, variables: dict[str, str]) -> Iterator[None]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | variables, **quiet) as server:
        try:
            deadline = time.monotonic() + 60
            while answer(port, path) is None and time.monotonic() < deadline:
                time.sleep(0.2)
            yield
        finally:
            server.terminate()


def answer(port: int, path: str, headers: Headers = ASK) -> tuple[int, bytes] | None:
    """Status and body, or None while nobody listens."""
    found = response(port, path, headers)
    return found and (found[0], found[2])


def response(port: int, path: str, headers: Headers) -> tuple[int, Headers, bytes] | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        found = connection.getresponse()
        return found.status, {n.lower(): v for n, v in found.getheaders()}, found.read()
    except OSError:
        return None
    finally:
        connection.close()


def rate(port: int, path: str, headers: Headers = ASK) -> tuple[float, float]:
    """Answers a second, and the median milliseconds of one."""
    if shutil.which("wrk"):
        return rate_by_wrk(port, path, headers)
    taken: list[float] = []
    stop = time.monotonic() + SECONDS

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while (started := time.monotonic()) < stop:
            connection.request("GET", path, headers=headers)
            connection.getresponse().read()
            taken.append(time.monotonic() - started)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(taken) / SECONDS, statistics.median(taken) * 1000


def rate_by_wrk(port: int, path: str, headers: Headers) -> tuple[float, float]:
    flags = ["-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency"]
    flags += [word for pair in headers.items() for word in ("-H", ": ".join(pair))]
    command = ["wrk", *flags, f"http://127.0.0.1:{port}{path}"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    number, unit = re.search(r"50%\s+([\d.]+)(us|ms|s)", printed).groups()
    milliseconds = float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    return float(re.search(r"Requests/sec:\s+([\d.]+)", printed)[1]), milliseconds


def main() -> None:
    packages = ", ".join(f"{name} {version(name)}" for name in ("django", "granian"))
    tool = "wrk" if shutil.which("wrk") else "this script"
    print(
        f"Python {platform.python_version()}, {packages}, {os.cpu_count()} cores, asked by {tool}"
    )
    empty, site = free_port(), free_port()
    words = ["--interface", "wsgi", "--port", str(empty), "--blocking-threads", "4", "--no-log"]
    ceiling = [sys.executable, "-m", "granian", *words, "tests.bench:application"]
    with starter_site(site), serving(ceiling, empty, "/", {}):
        table(empty, site)


@contextlib.contextmanager
def starter_site(port: int) -> Iterator[None]:
    """The starter content from a database of its own, served at the port by one worker."""
    with tempfile.TemporaryDirectory(prefix="mgsite-") as folder:
        variables = {
            "SITE_URL": f"http://127.0.0.1:{port}",
            "API_PER_MINUTE": "0",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "PORT": str(port),
            "WORKERS": "1",
            "LOG_LEVEL": "WARNING",
        }
        prepare(variables)
        serve = [sys.executable, "manage.py", "serve"]
        with serving(serve, port, "/healthz", variables):
            yield


def prepare(variables: dict[str, str]) -> None:
    for command in (
        ["migrate", "-v0"],
        ["load_starter"],
        ["collectstatic", "--no-input", "-v0"],
    ):
        line = [sys.executable, "manage.py", *command]
        subprocess.run(
            line, cwd=ROOT, env=os.environ | variables, check=True, stdout=subprocess.DEVNULL
        )


def table(empty: int, site: int) -> None:
    first = json.loads(brotli.decompress(answer(site, "/api/v1/claims")[1]))["items"][0]
    named = {"id": first["id"], "claim": urlsplit(first["links"]["html"]).path}
    print(
        f"{'':<40}{'':>7}{'':>8}{'answers':>10}{'median':>9}{'of an empty':>13}{'of the same':>13}"
    )
    print(f"{'':<40}{'status':>7}{'KB':>8}{'/s':>10}{'ms':>9}{'answer':>13}{'bytes':>13}")
    for heading, paths in (
        ("From the shelf", FROM_THE_SHELF),
        ("Django each time", DJANGO_EACH_TIME),
    ):
        print(heading)
        for pattern in paths:
            print(line(empty, site, pattern.format(**named)), flush=True)
    print("The whole store")
    print(export(empty, site))


def line(empty: int, site: int, asked: str) -> str:
    """One row; “304 /path” asks again for what the client has already."""
    again, _, path = asked.rpartition(" ")
    headers = ASK | ({"If-None-Match": response(site, path, ASK)[1]["etag"]} if again else {})
    status, body = answer(site, path, headers) or (0, b"")
    turns = [
        (rate(site, path, headers), rate(empty, "/")[0], rate(empty, f"/{len(body) or 2}")[0])
        for _ in range(TURNS)
    ]
    per_second, median = max(found for found, _, _ in turns)
    of_nothing = per_second / max(nothing for _, nothing, _ in turns)
    of_bytes = per_second / max(same for _, _, same in turns)
    row = f"  {path[:36]:<38}{status:>7}{len(body) / 1000:>8.1f}{per_second:>10,.0f}{median:>9.2f}"
    return f"{row}{of_nothing:>13.0%}{of_bytes:>13.0%}"


def export(empty: int, site: int) -> str:
    """Items a second: when the file is made, and when it is only handed out."""
    started = time.perf_counter()
    _, body = answer(site, EXPORT)
    made = time.perf_counter() - started
    items = body.count(b"\n") - 2  # without the first and the last line
    handed, same = rate(site, EXPORT)[0], rate(empty, f"/{len(body)}")[0]
    return (
        f"  {EXPORT}: {items} items, {len(body) / 1000:,.0f} KB; {items / made:,.0f} items/s when made, "
        f"{items * handed:,.0f} when handed out ({handed / same:.0%} of the same bytes)"
    )


if __name__ == "__main__":
    main()
