"""Which key a caller has shown: one look-up by its hash."""

import logging
from datetime import timedelta

from django.db import Error
from django.db.models import Q
from django.utils import timezone

from mgsite.partners.key_text import digest, is_well_formed
from mgsite.partners.models import ApiKey
from mgsite.partners.patience import short_patience

BETWEEN_NOTES = timedelta(minutes=1)

logger = logging.getLogger("mgsite.partners")


def live_key(text: str) -> ApiKey | None:
    """The key of this text if it opens anything: live, and of an active partner.

    A malformed text costs no query. The database compares hashes, so how long it takes tells
    nothing about how near a guess was.
    """
    if not is_well_formed(text):
        return None
    found = ApiKey.objects.live().filter(sha256=digest(text), partner__active=True)
    return found.only("pk", "prefix", "last_used_at").first()


def note_use(key: ApiKey) -> None:
    """Write down that it is in use, at most once a minute. Nobody waits long for it."""
    now = timezone.now()
    if key.last_used_at is not None and now - key.last_used_at < BETWEEN_NOTES:
        return
    earlier = Q(last_used_at=None) | Q(last_used_at__lte=now - BETWEEN_NOTES)
    try:
        with short_patience():
            ApiKey.objects.filter(earlier, pk=key.pk).update(last_used_at=now)
    except Error as error:
        logger.warning("The use of key %s was not noted: %s", key, error)
