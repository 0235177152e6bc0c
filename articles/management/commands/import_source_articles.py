"""Text files in, drafts for editors out. Nothing of it is public until a check is published."""

from pathlib import Path

from django.contrib.auth.models import AbstractUser, User
from django.core.management.base import BaseCommand, CommandError

from articles.actions import LONGEST_CHARACTERS, import_account, import_source_article
from claims.errors import Refused

LONGEST_BYTES = 4 * LONGEST_CHARACTERS  # UTF-8 needs at most four a character


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
    imported = import_source_article(text=text_of(path), by=by)
    if not imported.created:
        return f"already stored as “{imported.article.slug}”."
    lines = len(imported.removed)
    return f"stored as “{imported.article.slug}”; {lines} line{'' if lines == 1 else 's'} of debris removed."


def text_of(path: Path) -> str:
    """The text of a file. Raises Refused when there is none, or too much, or it is no text."""
    try:
        size = path.stat().st_size
        if size > LONGEST_BYTES:
            raise Refused(
                f"The file has {size / 1e6:.1f} MB; an article may have {LONGEST_BYTES / 1e6:.1f} MB. "
                "Is it the right file?"
            )
        found = path.read_bytes()
    except OSError as error:
        raise Refused(f"The file cannot be read: {error.strerror}.") from error
    if b"\0" in found:
        raise Refused(
            "The file is binary, not text (or text in UTF-16): save it as plain text, in UTF-8."
        )
    try:
        return found.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(
            f"The file is not in UTF-8 (byte {error.start + 1} does not fit): save it as plain text, in UTF-8."
        ) from error
