"""Mails to colleagues about an item: sent after the commit, and never the reason why one fails."""

import logging
import smtplib
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from claims.models import Curated

logger = logging.getLogger(__name__)


def tell(
    people: Iterable[AbstractUser], subject: str, sentence: str, note: str, item: Curated
) -> None:
    """A plain mail to each of them who has an address, with a link to the item's form."""
    addresses = sorted({person.email for person in people if person.email and person.is_active})
    text = "\n\n".join(part for part in (sentence, note, address_of(item)) if part)
    for address in addresses:
        # One mail each: colleagues' addresses are nobody else's business.
        message = EmailMessage(" ".join(subject.split())[:150], text, to=[address])
        transaction.on_commit(lambda message=message: _send(message))


def address_of(item: Curated) -> str:
    """The address of the item's form, whole, for a mail."""
    name = f"admin:{item._meta.app_label}_{item._meta.model_name}_change"
    return settings.SITE_URL.rstrip("/") + reverse(name, args=[item.pk])


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except (smtplib.SMTPException, OSError):
        logger.exception("A mail could not be sent: %s", message.subject)
