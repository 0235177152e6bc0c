"""Text files in, drafts for editors out. Nothing of it is public until a check is published."""

from pathlib import Path

from django.contrib.auth.models import AbstractUser, User
from django.core.management.base import BaseCommand, CommandError

from articles.actions import import_account, import_text
from articles.reading.texts import LONGEST_BYTES
from claims.errors import Refused


class Command(BaseCommand):
    help = (
        "Store other people's articles from plain text files (UTF-8), cleaned of navigation and other debris. "
        "A text that is stored already is left as it is; each file is imported whole or not at all."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--by", metavar="USERNAME", help="whose import it is (an account of the import's own)"
        )

    def handle(self, *args, **options):
        by = account_named(options["by"]) if options["by"] else import_account()
        failed = 0
        for path in options["files"]:
            try:
                self.stdout.write(f"{path}: {import_file(path, by)}")
            except Refused as error:
                failed += 1
                self.stderr.write(f"{path}: not imported. {error}")
        if failed:
            raise CommandError(f"{failed} of {len(options['files'])} files could not be imported.")


def account_named(username: str) -> AbstractUser:
    found = User.objects.filter(username=username).first()
    if found is None:
        raise CommandError(f"There is no account “{username}”: check the name, or leave --by out.")
    return found


def import_file(path: Path, by: AbstractUser) -> str:
    """What became of one file, in a sentence. Raises Refused."""
    imported = import_text(content=content_of(path), filename=path.name, by=by)
    return f"“{imported.article.slug}”: {imported.outcome.label}."


def content_of(path: Path) -> bytes:
    """Raises Refused when it cannot be read, or is too long to be an article."""
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_BYTES + 1)
    except OSError as error:
        raise Refused(f"The file cannot be read: {error.strerror}.") from error
