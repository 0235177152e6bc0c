"""Accounts to try the site with: one for each group, with passwords nobody else has."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

GROUPS = {
    "editor": "Editor",
    "reviewer": "Reviewer",
    "publisher": "Publisher",
    "administrator": "Administrator",
}
FIRST_NAME, LAST_NAME = "mgsite editorial", "(demo)"  # the by-line that readers see


class Command(BaseCommand):
    help = (
        "Makes the accounts editor, reviewer, publisher and administrator where they are missing."
    )

    def handle(self, **options: Any) -> None:
        if settings.HTTPS:
            raise CommandError(
                "Demo accounts are for a site on this machine. Use `manage.py createsuperuser` here."
            )
        kept_in = settings.VAR_DIR / "demo-accounts.txt"
        made = make_missing_accounts(kept_in)
        for username, password in made.items():
            self.stdout.write(f"  {username:<15}{password}")
        place = kept_in.relative_to(settings.BASE_DIR)
        if made:
            self.stdout.write(
                f"Demo accounts for {settings.SITE_URL}/admin/ made; passwords are kept in {place}."
            )
        else:
            self.stdout.write(f"Demo accounts for {settings.SITE_URL}/admin/ are in {place}.")


@transaction.atomic
def make_missing_accounts(kept_in: Path) -> dict[str, str]:
    """Username to password for the accounts made now; those that exist keep theirs.

    The file is written before the commit: an account whose password nobody knows cannot come to be.
    """
    users = get_user_model().objects
    made = {}
    for username, group_name in GROUPS.items():
        if users.filter(username=username).exists():
            continue
        group = Group.objects.filter(name=group_name).first()
        if group is None:
            raise CommandError(
                f"The group {group_name} does not exist. Run `manage.py migrate` first."
            )
        made[username] = secrets.token_urlsafe(12)
        user = users.create_user(
            username,
            password=made[username],
            first_name=FIRST_NAME,
            last_name=LAST_NAME,
            is_staff=True,
        )
        user.groups.add(group)
    if made:
        append_privately(
            kept_in, "".join(f"{username:<15}{password}\n" for username, password in made.items())
        )
    return made


def append_privately(path: Path, text: str) -> None:
    """Append to a file that only its owner can read, whoever made it before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(text)
