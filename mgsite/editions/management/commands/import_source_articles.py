"""Text files in, drafts for editors out. Nothing of it is public until a check is published."""

from datetime import date
from pathlib import Path

from django.contrib.auth.models import AbstractUser, User
from django.core.management.base import BaseCommand, CommandError

from articles.actions import Imported, Outcome, import_account, import_text
from articles.models import SourceArticle
from articles.reading.texts import LONGEST_BYTES
from articles.reading_state import progress
from articles.starter.checks import apply_if_known
from claims.errors import Refused
from mgsite.editions.starter_checks import publish_starter_checks

ABOUT_ONE = ("title", "publisher", "url", "retrieved")


class Command(BaseCommand):
    help = (
        "Store other people's articles from files (.txt, .md, .html), cleaned of navigation and other debris, "
        "which is shown line by line. A text that is stored already is left as it is, another text of the same "
        "web address becomes a new revision, and where our own decisions about a text are known they are "
        "applied. Each file is imported whole or not at all."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--by", metavar="USERNAME", help="whose import it is (an account of the import's own)"
        )
        parser.add_argument("--title", default="", help="of one file; else its first sentence")
        parser.add_argument("--publisher", default="", help="of one file")
        parser.add_argument("--url", default="", help="of one file: its web address")
        parser.add_argument(
            "--retrieved", type=date.fromisoformat, metavar="YYYY-MM-DD", help="of one file"
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish those whose decisions are the starter content's own, now with quotations, as one "
            "edition; the history says that nobody reviewed them independently",
        )

    def handle(self, *args, **options):
        about = {name: options[name] for name in ABOUT_ONE if options[name]}
        if about and len(options["files"]) > 1:
            raise CommandError(
                f"--{next(iter(about))} is said of one file: import the files one by one."
            )
        by = account_named(options["by"]) if options["by"] else import_account()
        articles, failed = [], 0
        for path in options["files"]:
            try:
                imported = import_file(path, by, about)
            except Refused as error:
                failed += 1
                self.stderr.write(f"{path}: not imported. {error}")
                continue
            articles.append(imported.article)
            self.stdout.write("\n".join(f"{path}: {line}" for line in told(imported)))
        if options["publish"] and articles:
            self.publish(articles)
        if failed:
            raise CommandError(f"{failed} of {len(options['files'])} files could not be imported.")

    def publish(self, articles: list[SourceArticle]) -> None:
        try:
            published = publish_starter_checks(articles)
        except Refused as error:
            raise CommandError(f"Nothing was published. {error}") from error
        for sentence in published.left_out:
            self.stdout.write(sentence)
        number = published.edition.number if published.edition else None
        self.stdout.write(f"Published as edition {number}." if number else "Nothing to publish.")


def account_named(username: str) -> AbstractUser:
    found = User.objects.filter(username=username).first()
    if found is None:
        raise CommandError(f"There is no account “{username}”: check the name, or leave --by out.")
    return found


def import_file(path: Path, by: AbstractUser, about: dict) -> Imported:
    """Raises Refused."""
    facts = about | {"retrieved_on": about.get("retrieved")}
    facts.pop("retrieved", None)
    imported = import_text(content=content_of(path), filename=path.name, by=by, **facts)
    apply_if_known(imported.article, by)
    return imported


def told(imported: Imported) -> list[str]:
    """What became of one file, a sentence a line."""
    article, removals = imported.article, imported.removals
    lines = [
        f"“{article.slug}”: {imported.outcome.label}; {count(len(removals), 'piece')} of debris removed."
    ]
    if imported.outcome is not Outcome.KNOWN:
        lines += [f"removed “{each.words}”: {each.reason}." for each in removals]
    for lost in imported.lost:
        lines.append(f"the decision about sentence {lost.position + 1} has lost its place.")
    now = progress(article)
    if now.decided:
        lines.append(
            f"{now.decided} of {now.total} sentences decided ({now.per_cent} %), "
            f"{count(now.unmatched, 'claim sentence')} without a claim of ours, {now.lost} lost."
        )
    return lines


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def content_of(path: Path) -> bytes:
    """Raises Refused when it cannot be read, or is too long to be an article."""
    try:
        size = path.stat().st_size
        if size > LONGEST_BYTES:
            raise Refused(
                f"The file has {size / 1e6:.1f} MB; an article may have {LONGEST_BYTES / 1e6:.0f} MB. "
                "Is it the right file?"
            )
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"The file cannot be read: {error.strerror}.") from error
