"""The documents that are made from tables in the code, written anew."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from claims.review_page import review_states_page
from mgsite.desk.permissions import permissions_page

PAGES = {"review-states.md": review_states_page, "permissions.md": permissions_page}


class Command(BaseCommand):
    help = "Write the pages of docs/ that are made from tables in the code."

    def handle(self, *args, **options):
        for name, page in PAGES.items():
            path = Path(settings.BASE_DIR) / "docs" / name
            path.write_text(page(), encoding="utf-8")
            self.stdout.write(f"Wrote {path.relative_to(settings.BASE_DIR)}.")
