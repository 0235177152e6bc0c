"""Notices of retraction, concern and correction, from the Retraction Watch database to our sources."""

from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.actions_sources import import_retractions
from claims.errors import Refused
from claims.management.commands.import_references import account_named
from claims.retractions import Notice, notices

MOST_BYTES = 500_000_000  # the whole database has some 60 MB
REPORTED_ROWS = 10


class Command(BaseCommand):
    help = (
        "Read a CSV file in the column layout of the Retraction Watch database and set the integrity "
        "of the sources that it names by DOI or PMID. A second run changes nothing. What changed is "
        "a draft until it is approved and published."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--by", metavar="USERNAME", required=True, help="whose check it is")

    def handle(self, *args, **options):
        by = account_named(options["by"])
        try:
            found, bad = read_notices(options["file"])
            checked = import_retractions(notices=found, by=by, on=timezone.localdate())
        except Refused as error:
            raise CommandError(f"{options['file']}: nothing was changed. {error}") from error
        for source in checked:
            self.stdout.write(source.sentence)
        for sentence in bad[:REPORTED_ROWS]:
            self.stderr.write(sentence)
        if len(bad) > REPORTED_ROWS:
            self.stderr.write(f"And {len(bad) - REPORTED_ROWS} more such rows.")
        changed = sum(source.changed for source in checked)
        self.stdout.write(
            f"{len(found) + len(bad)} rows read, {len(bad)} of them unusable; {len(checked)} sources "
            f"named, {changed} changed."
        )


def read_notices(path: Path) -> tuple[list[Notice], list[str]]:
    """The notices of a file, and a sentence for each row that is none. Raises Refused."""
    found: list[Notice] = []
    bad: list[str] = []
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise Refused(f"The file has {size / 1e6:.0f} MB. Is it the right one?")
        for row in notices(_lines(path)):
            if isinstance(row, Notice):
                found.append(row)
            else:
                bad.append(row.sentence)
    except OSError as error:
        raise Refused(f"The file cannot be read: {error.strerror}.") from error
    return found, bad


def _lines(path: Path) -> Iterator[str]:
    """Decoded line by line, so that a fault can be named by its line."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise Refused(
                    f"Line {number} is not in UTF-8: save the file as CSV in UTF-8."
                ) from error
