"""Remove the counts of minutes that are over."""

import time

from django.core.management.base import BaseCommand

from mgsite.partners.limits import WINDOW
from mgsite.partners.models import Tally


class Command(BaseCommand):
    help = "Removes the counts of requests whose minute is over. Run by `runjobs`."

    def handle(self, *args, **options):
        over = int((time.time() - WINDOW) * 1000)
        if Tally.objects.filter(began__lte=over).exists():  # else SQLite would lock for nothing
            Tally.objects.filter(began__lte=over).delete()
