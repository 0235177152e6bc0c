"""Small writes that are worth a short wait and no more."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

SECONDS = 2


@contextmanager
def short_patience() -> Iterator[None]:
    """On SQLite, wait two seconds for the one write lock, not the twenty of an editor's save.

    Raises OperationalError from inside when somebody holds it for longer. On PostgreSQL a row is
    locked for a moment only, so nothing needs saying there.
    """
    if connection.vendor != "sqlite":
        yield
        return
    usual = connection.settings_dict["OPTIONS"].get("timeout", 5)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {SECONDS * 1000}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual * 1000)}")
