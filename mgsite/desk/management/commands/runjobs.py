"""Everything that has to be done now and then, once or for as long as it is left running."""

import os
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

JOBS = ("publish_due", "forget_counts", "forget_questions")


class Command(BaseCommand):
    help = (
        "Run what is due: scheduled editions, forgetting who asked what, and readers' words whose "
        "time is over. Once, for cron; or every SECONDS for as long as it is left running."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="go on, with so long a pause between"
        )
        parser.add_argument(
            "--with-parent",
            action="store_true",
            help="stop when the process that started it is gone",
        )

    def handle(self, *args, **options):
        every, parent = options["every"], os.getppid()
        while True:
            self.run()
            if not every:
                return
            # A connection that a restart of the database has cut is not used again.
            close_old_connections()
            for _ in range(every):
                time.sleep(1)
                if options["with_parent"] and os.getppid() != parent:
                    return

    def run(self) -> None:
        """One round. A database that is away now may be back in the next one."""
        for job in JOBS:
            try:
                call_command(job, stdout=self.stdout, stderr=self.stderr)
            except OperationalError as error:
                self.stderr.write(f"{job}: the database did not answer ({error}).")
