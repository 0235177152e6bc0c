"""Delete what readers wrote in questions that were closed 90 days ago, and counters that ran out."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from mgsite.questions.retention import forget


class Command(BaseCommand):
    help = (
        "Delete the words of readers' questions that were closed 90 days ago, and counters that ran "
        "out. Run by `runjobs`; harmless at any time."
    )

    def handle(self, *args, **options):
        forgotten = forget(now=timezone.now())
        if forgotten.questions:
            self.stdout.write(f"Words of closed questions deleted: {forgotten.questions}.")
