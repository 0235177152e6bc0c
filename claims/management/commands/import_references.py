"""Reference files in, unverified drafts for editors out; what is here already stays as it is."""

from pathlib import Path

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from claims.actions_sources import import_sources, preview_sources
from claims.errors import Refused
from claims.references.reading import MOST_BYTES, Reading, read_file


class Command(BaseCommand):
    help = (
        "Import references from RIS, PubMed (nbib), BibTeX or CSL-JSON files as unverified drafts. "
        "Each file is imported whole or not at all, and a second run adds nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--by", metavar="USERNAME", help="whose import it is")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would become of each record, save nothing",
        )
        parser.add_argument(
            "--leave-out-faulty",
            action="store_true",
            help="import the other records of a file that has faulty ones",
        )

    def handle(self, *args, **options):
        by = None if options["dry_run"] else account_named(options["by"])
        failed = 0
        for path in options["files"]:
            try:
                self._one_file(path, by, options["leave_out_faulty"])
            except Refused as error:
                failed += 1
                for sentence in error.sentences:
                    self.stderr.write(f"{path}: {sentence}")
        if failed:
            raise CommandError(f"{failed} of {len(options['files'])} files could not be imported.")

    def _one_file(self, path: Path, by: User | None, leave_out_faulty: bool) -> None:
        reading = read_path(path)
        if by is None:
            found = preview_sources(reading.rows)
            self.stdout.write(f"{path} ({reading.format_name}): would be {found.summary}.")
        else:
            found = import_sources(
                rows=reading.rows, by=by, origin=path.name, leave_out_faulty=leave_out_faulty
            ).preview
            self.stdout.write(f"{path} ({reading.format_name}): {found.summary}.")
        for entry in found:
            self.stdout.write(f"  {entry.sentence}")


def read_path(path: Path) -> Reading:
    """The records of a file. Raises Refused when it cannot be read."""
    try:
        with path.open("rb") as file:
            return read_file(file.read(MOST_BYTES + 1))
    except OSError as error:
        raise Refused(f"The file cannot be read: {error.strerror}.") from error


def account_named(username: str | None) -> User:
    if not username:
        raise CommandError(
            "Say whose import it is with --by USERNAME, or look first with --dry-run."
        )
    found = User.objects.filter(username=username).first()
    if found is None:
        raise CommandError(f"There is no account “{username}”: check the name after --by.")
    return found
