"""Mails to colleagues about an item: sent after the commit, and never the reason why one fails."""

import logging
import smtplib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from claims.models import Curated

logger = logging.getLogger(__name__)

# Where the mails of this moment are held back, to be sent together.
_held: ContextVar[list[EmailMessage] | None] = ContextVar("held", default=None)


@contextmanager
def gathered() -> Iterator[None]:
    """Mails told in here go out after the commit as one to each person, not one for each item."""
    held: list[EmailMessage] = []
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
    transaction.on_commit(lambda: _send_together(held))


def tell(
    people: Iterable[AbstractUser], subject: str, sentence: str, note: str, item: Curated
) -> None:
    """A plain mail to each of them who has an address, with a link to the item's form."""
    addresses = sorted({person.email for person in people if person.email and person.is_active})
    text = "\n\n".join(part for part in (sentence, note, address_of(item)) if part)
    for address in addresses:
        # One mail each: colleagues' addresses are nobody else's business.
        message = EmailMessage(" ".join(subject.split())[:150], text, to=[address])
        held = _held.get()
        deliver = _send if held is None else held.append
        # In both cases after the commit, so that what is rolled back tells nobody.
        transaction.on_commit(lambda message=message, deliver=deliver: deliver(message))


def address_of(item: Curated) -> str:
    """The address of the item's form, whole, for a mail."""
    name = f"admin:{item._meta.app_label}_{item._meta.model_name}_change"
    return settings.SITE_URL.rstrip("/") + reverse(name, args=[item.pk])


def _send_together(held: list[EmailMessage]) -> None:
    by_address: dict[str, list[EmailMessage]] = {}
    for message in held:
        by_address.setdefault(message.to[0], []).append(message)
    for address, messages in by_address.items():
        if len(messages) == 1:
            _send(messages[0])
            continue
        said = messages[0].subject.partition(":")[0]
        text = "\n\n\n".join(str(message.body) for message in messages)
        _send(EmailMessage(f"{said}: {len(messages)} items", text, to=[address]))


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except (smtplib.SMTPException, OSError):
        logger.exception("A mail could not be sent: %s", message.subject)
