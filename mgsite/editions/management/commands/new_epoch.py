"""After a restore from a backup: partners are told to begin their copies again."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mgsite.editions.epochs import begin_epoch
from mgsite.editions.models import Head
from mgsite.editions.verify import faults


class Command(BaseCommand):
    help = (
        "Begin a new epoch of the edition store. Run it once after each restore from a backup, before "
        "the site starts: the change numbers that partners hold count editions that no longer exist."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--by", default="", help="Who asks, for the log; else the account that runs this."
        )

    def handle(self, *, by: str, **options: Any) -> None:
        if found := list(faults()):
            raise CommandError(
                f"The store has {len(found)} faults, so partners are not sent to it: see "
                "`manage.py verify_published`, and restore another backup."
            )
        begun = begin_epoch(by=by or account())
        self.stdout.write(
            f"Epoch {begun.epoch} has begun, at {Head.objects.get(pk=1)}. Addresses of epoch "
            f"{begun.before} and earlier ones are answered 410 and lead to a first copy."
        )


def account() -> str:
    """Of the operating system; a container may have none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
