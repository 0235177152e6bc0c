"""Small writes that are worth a short wait and may be lost in a power cut."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

SECONDS: float = 2


@contextmanager
def short_patience() -> Iterator[None]:
    """On SQLite, wait two seconds for the one write lock, not the twenty of an editor's save, and
    not for the disk, which takes a count from 3.4 ms to 0.05 ms.

    Raises OperationalError from inside when somebody holds the lock for longer. PostgreSQL locks the
    row alone, and counts in a table that it does not log, so nothing needs saying there.
    """
    if connection.vendor != "sqlite":
        yield
        return
    usual = connection.settings_dict["OPTIONS"].get("timeout", 5)
    _pragmas(busy_timeout=int(SECONDS * 1000), synchronous="NORMAL")
    try:
        yield
    finally:
        _pragmas(busy_timeout=int(usual * 1000), synchronous="FULL")


def _pragmas(*, busy_timeout: int, synchronous: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {busy_timeout}")
        if not connection.in_atomic_block:  # where it may not be changed
            cursor.execute(f"PRAGMA synchronous = {synchronous}")
