"""A copy of the SQLite database, whole and checked, taken while the site goes on writing."""

import contextlib
import os
import sqlite3
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    help = "Copies the SQLite database to a new file, by SQLite's backup API, and checks the copy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="The file to write; it must not exist yet.")

    def handle(self, *, path: Path, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError(
                "This site runs on PostgreSQL: use pg_dump, as docs/operations.md says."
            )
        if path.exists():
            raise CommandError(
                f"{path} exists already and is kept. Give a new name, for example with the date."
            )
        if not path.parent.is_dir():
            raise CommandError(f"The folder {path.parent} does not exist. Make it first.")
        try:
            size = back_up(Path(connection.settings_dict["NAME"]), path)
        except (sqlite3.Error, OSError) as error:
            raise CommandError(f"No backup was written: {error}.") from error
        self.stdout.write(f"Wrote {path}: {size:,} bytes, integrity checked.")


def back_up(database: Path, path: Path) -> int:
    """Copy `database` to `path`, which appears only when whole, checked and on the disk; its size in bytes.

    One step copies all pages from one snapshot, so that writers neither wait nor tear the copy.
    Raises sqlite3.Error or OSError, and leaves nothing behind.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(descriptor)
    unfinished = Path(name)
    try:
        copy_pages(database, unfinished)
        synchronise(unfinished)
        unfinished.rename(path)
        synchronise(path.parent)
        return path.stat().st_size
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)


def copy_pages(database: Path, copy: Path) -> None:
    with (
        contextlib.closing(
            sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=20)
        ) as source,
        contextlib.closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing left beside it
        (verdict,) = target.execute("PRAGMA integrity_check").fetchone()
        dangling = target.execute("PRAGMA foreign_key_check").fetchone()
    if verdict != "ok" or dangling:
        raise sqlite3.DatabaseError(
            f"the copy fails its check ({verdict if verdict != 'ok' else 'foreign keys'})"
        )


def synchronise(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
