from django.core.management.base import BaseCommand, CommandError

from mgsite.editions import search_index
from mgsite.editions.models import Head, Version
from mgsite.editions.triggers import expected_names, trigger_names
from mgsite.editions.verify import faults, redactions


class Command(BaseCommand):
    help = "Recompute every hash of the edition store; exit 1 on any difference."

    def handle(self, *args, **options):
        from django.db import connection

        found = list(faults())
        missing = expected_names(connection.vendor) - trigger_names()
        found += [f"The trigger {name} is missing: run migrate." for name in sorted(missing)]
        found += search_index.faults()
        for sentence in redactions():
            self.stdout.write(sentence)
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"{len(found)} faults found.", returncode=1)
        head = Head.objects.filter(pk=1).first()
        self.stdout.write(f"Verified: {head}, {Version.objects.count()} versions, no fault.")
