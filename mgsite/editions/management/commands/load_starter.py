from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from claims.errors import Refused
from claims.starter.records import BrokenData
from mgsite.editions import starter


class Command(BaseCommand):
    help = (
        "Load the starter content: creates what is missing, reports what differs, overwrites "
        "nothing, and publishes what was never in print as one edition."
    )

    def add_arguments(self, parser):
        parser.add_argument("--claims", type=Path, default=starter.claim_content.FOLDER)
        parser.add_argument("--articles", type=Path, default=starter.article_content.FOLDER)

    def handle(self, *args, **options):
        self.done = 0
        try:
            loaded = starter.load_starter(
                claims_folder=options["claims"],
                articles_folder=options["articles"],
                step=self.show_progress if self.stderr.isatty() else lambda slug: None,
            )
        except BrokenData as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        except Refused as error:
            raise CommandError(f"The drafts are loaded, nothing is published. {error}") from error
        if self.done:
            self.stderr.write("")
        for sentence in loaded.report.differs + loaded.held:
            self.stdout.write(f"  {sentence}")
        edition = loaded.edition
        published = f"published as edition {edition.number}" if edition else "nothing to publish"
        self.stdout.write(
            f"Starter content: {len(loaded.report.created)} created, "
            f"{len(loaded.report.differs)} differ and were left alone, {published}."
        )

    def show_progress(self, slug: str) -> None:
        self.done += 1
        filled = min(40, self.done * 40 // EXPECTED)
        self.stderr.write(f"\r  [{'#' * filled:<40}] {self.done:>4} {slug[:30]:<30}", ending="")
        self.stderr.flush()


EXPECTED = 246  # 137 sources, 93 claims, 5 conditions, 5 articles, 5 checks, 1 supplement
