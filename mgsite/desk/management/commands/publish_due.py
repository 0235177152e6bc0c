"""Publish the editions whose time has come; what cannot be published stays visible as failed."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from mgsite.desk.models import Stage
from mgsite.desk.plans import publish_due


class Command(BaseCommand):
    help = (
        "Publish each scheduled edition whose time has come, if it is still exactly what was "
        "approved when it was scheduled. Run by `runjobs`; harmless at any time."
    )

    def handle(self, *args, **options):
        for plan in publish_due(now=timezone.now()):
            if plan.stage == Stage.PUBLISHED:
                self.stdout.write(f"“{plan.name}” is out as edition {plan.edition_id}.")
            else:
                self.stderr.write(f"“{plan.name}” was not published. {plan.failure}")
