"""clients/replica.py as a partner runs it: a process of its own, with a file of its own."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from django.conf import settings

SCRIPT = settings.BASE_DIR / "clients" / "replica.py"


def command(port: int, copy: Path, *flags: str) -> list[str]:
    return [sys.executable, str(SCRIPT), f"http://127.0.0.1:{port}", str(copy), *flags]


def run(port: int, copy: Path, *flags: str) -> subprocess.CompletedProcess:
    """To its end; with neither --once nor --verify it has none."""
    return subprocess.run(
        command(port, copy, *flags),
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def environment() -> dict[str, str]:
    """A partner's machine knows nothing of ours."""
    return {"PATH": os.environ["PATH"], "no_proxy": "127.0.0.1"}


def held(copy: Path) -> dict[str, tuple[int, str]]:
    """id -> (version, state), as the manifest names them."""
    rows = read(copy, "SELECT id, version, state FROM items")
    return {i: (version, state) for i, version, state in rows}


def bodies(copy: Path) -> dict[str, dict]:
    """id -> data or tombstone."""
    return {i: json.loads(body) for i, body in read(copy, "SELECT id, body FROM items")}


def read(copy: Path, query: str) -> list[tuple]:
    connection = sqlite3.connect(copy, timeout=60)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()
