"""The documents that are made from the code, written anew."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.review_page import review_states_page
from mgsite.desk.permissions import permissions_page
from mgsite.public.api.openapi_file import NAME, SameRevision, checked_openapi_text

PAGES = {"review-states.md": review_states_page, "permissions.md": permissions_page}


class Command(BaseCommand):
    help = (
        "Write what is made from the code into docs/: pages from tables, and the description of the "
        "API, which may change only with its revision."
    )

    def handle(self, *args, **options):
        for name, page in PAGES.items():
            self._write(name, page())
        contract = self._path(NAME)
        kept = contract.read_text(encoding="utf-8") if contract.exists() else ""
        try:
            self._write(NAME, checked_openapi_text(kept))
        except SameRevision as error:
            raise CommandError(str(error)) from None

    def _path(self, name: str) -> Path:
        return Path(settings.BASE_DIR) / "docs" / name

    def _write(self, name: str, text: str) -> None:
        self._path(name).write_text(text, encoding="utf-8")
        self.stdout.write(f"Wrote docs/{name}.")
