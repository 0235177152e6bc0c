from django.core.management.base import BaseCommand, CommandError

from claims.errors import Refused
from mgsite.editions.scale import seed_scale

MOST = 100_000


class Command(BaseCommand):
    help = (
        "Fill this database with N copies of the starter's claims, graded and in print, to measure "
        "with. They are published for good: use a database of its own (DATABASE_URL)."
    )

    def add_arguments(self, parser):
        parser.add_argument("number", type=int, metavar="N", help=f"how many, 1 to {MOST:,}")
        parser.add_argument(
            "--for-measuring",
            action="store_true",
            help="yes: this database is for measuring and nobody reads it",
        )

    def handle(self, *args, **options):
        number = options["number"]
        if not 1 <= number <= MOST:
            raise CommandError(f"Choose a number from 1 to {MOST:,}.")
        if not options["for_measuring"]:
            raise CommandError(
                "The copies are published and cannot be unpublished. If this database is only for "
                "measuring, add --for-measuring."
            )
        self.done = 0
        try:
            waiting = seed_scale(number, step=self.show_progress)
        except Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{number:,} claims more, {waiting:,} of them wait at the desk.")

    def show_progress(self, more: int) -> None:
        self.done += more
        if self.stderr.isatty():
            self.stderr.write(f"\r  {self.done:,}", ending="")
