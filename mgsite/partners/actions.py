"""What an administrator does with keys. Each needs its permission and is done whole or not at all."""

import secrets

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone

from claims.errors import Refused
from claims.public_ids import ALPHABET
from mgsite.partners.key_text import BODY_LENGTH, digest, key_text, shown
from mgsite.partners.models import SLOTS, ApiKey, Partner

MAKE, REVOKE = "partners.add_apikey", "partners.change_apikey"


@transaction.atomic
def make_key(*, partner: Partner, by: AbstractUser) -> tuple[ApiKey, str]:
    """A new key and its text, which exists nowhere else from here on.

    Raises Refused when two are live already, or the partner is not active.
    """
    _require(by, MAKE)
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    if not partner.active:
        raise Refused(f"{partner} is not active. Make it active first; then its keys work.")
    taken = set(partner.keys.live().values_list("slot", flat=True))
    free = [slot for slot in SLOTS if slot not in taken]
    if not free:
        raise Refused(
            f"{partner} has two live keys, which is the most. Revoke the one that is no longer "
            "used, or replace one."
        )
    text = key_text("".join(secrets.choice(ALPHABET) for _ in range(BODY_LENGTH)))
    made = ApiKey.objects.create(
        partner=partner,
        prefix=shown(text),
        sha256=digest(text),
        slot=free[0],
        made_by=by,
        made_at=timezone.now(),
    )
    return made, text


@transaction.atomic
def revoke_key(*, key: ApiKey, by: AbstractUser) -> ApiKey:
    """From the next request on it opens nothing. Raises Refused when it was revoked before."""
    _require(by, REVOKE)
    key = ApiKey.objects.select_for_update().get(pk=key.pk)
    if not key.is_live:
        raise Refused(f"The key {key} was revoked on {key.revoked_at:%d %B %Y} already.")
    key.revoked_by, key.revoked_at = by, timezone.now()
    key.save(update_fields=["revoked_by", "revoked_at"])
    return key


@transaction.atomic
def replace_key(*, key: ApiKey, by: AbstractUser) -> tuple[ApiKey, str]:
    """Revoke it and make another in its place, for a key that others may know."""
    gone = revoke_key(key=key, by=by)
    return make_key(partner=gone.partner, by=by)


def _require(by: AbstractUser, permission: str) -> None:
    if not by.has_perm(permission):
        raise Refused(
            "Your account may not manage keys. Ask an administrator for the group Administrator."
        )
