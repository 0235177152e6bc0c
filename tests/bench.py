"""The performance table: `make bench`. Each figure stands beside a ceiling measured in the same run.

Serves the starter content from a database of its own with one worker, and an empty WSGI answer with the same
server, and asks both over eight kept connections. wrk asks where it is installed; else this script does, whose own
limit (some thousands a second) then is the ceiling.
"""

import contextlib
import http.client
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

from tests.on_postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 4
CONNECTIONS = 8
PATHS = (
    "/healthz",
    "/",
    "/conditions/migraine/",
    "/compare/",
    "/how-we-grade/",
    "/search/?q=serotonin",
    "/api/v1/claims",
    "/api/v1/changes",
    "/api/v1/manifest",
)


def application(environ, start_response):
    """The ceiling: what the server can do when the site does nothing."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]


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


def answer(port: int, path: str) -> tuple[int, int] | None:
    """Status and length in bytes, or None while nobody listens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, len(response.read())
    except OSError:
        return None
    finally:
        connection.close()


def rate(port: int, path: str) -> tuple[float, float]:
    """Answers a second, and the median milliseconds of one."""
    if shutil.which("wrk"):
        return rate_by_wrk(port, path)
    taken: list[float] = []
    stop = time.monotonic() + SECONDS

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while (started := time.monotonic()) < stop:
            connection.request("GET", path)
            connection.getresponse().read()
            taken.append(time.monotonic() - started)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(taken) / SECONDS, statistics.median(taken) * 1000


def rate_by_wrk(port: int, path: str) -> tuple[float, float]:
    flags = ["-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency"]
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
    ceiling_command = [
        "granian",
        "--interface",
        "wsgi",
        "--port",
        str(empty),
        "tests.bench:application",
    ]
    with serving([sys.executable, "-m", *ceiling_command], empty, "/", {}):
        ceiling, _ = rate(empty, "/")
    print(f"ceiling, an empty answer: {ceiling:,.0f}/s")
    print(f"{'path':<28}{'status':>7}{'KB':>8}{'answers/s':>11}{'median ms':>11}{'of ceiling':>12}")
    with tempfile.TemporaryDirectory(prefix="mgsite-bench-") as folder:
        variables = {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "PORT": str(site),
            "WORKERS": "1",
            "LOG_LEVEL": "WARNING",
        }
        for command in (
            ["migrate", "-v0"],
            ["load_starter"],
            ["collectstatic", "--no-input", "-v0"],
        ):
            line = [sys.executable, "manage.py", *command]
            subprocess.run(
                line, cwd=ROOT, env=os.environ | variables, check=True, stdout=subprocess.DEVNULL
            )
        with serving([sys.executable, "manage.py", "serve"], site, "/healthz", variables):
            for path in PATHS:
                status, length = answer(site, path) or (0, 0)
                per_second, median = rate(site, path)
                row = (
                    f"{path:<28}{status:>7}{length / 1000:>8.1f}{per_second:>11,.0f}{median:>11.1f}"
                )
                print(f"{row}{per_second / ceiling:>12.1%}", flush=True)


if __name__ == "__main__":
    main()
