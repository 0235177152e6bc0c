"""Take something out of print, with a notice that stands in its place for ever."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.utils import timezone

from claims.actions import require
from claims.canonical import canonical
from claims.errors import Refused
from mgsite.editions import search_index
from mgsite.editions.events import pressure_of
from mgsite.editions.models import Change, Event, Reason, Version
from mgsite.editions.publish import (
    Outcome,
    checked_note,
    earlier_outcome,
)
from mgsite.editions.store import Draft, insert_edition, lock_head


def withdraw(
    *,
    public_id: str,
    by: AbstractUser,
    reason: str,
    notice: str,
    operation: str,
    replaced_by: str = "",
    change: str = Change.CONCLUSION,
) -> Outcome:
    """Publish a tombstone. `notice` is public; `replaced_by` is the public id of a successor.

    Reason “legal” also blanks every earlier text of the item and keeps the hashes. Raises
    Refused when the item is not in print or the successor is not.
    """
    with transaction.atomic(durable=True):
        return withdraw_within(
            public_ids=[public_id],
            by=by,
            reason=reason,
            notice=notice,
            operation=operation,
            replaced_by=replaced_by,
            change=change,
        )


def withdraw_within(
    *,
    public_ids: Sequence[str],
    by: AbstractUser,
    reason: str,
    notice: str,
    operation: str,
    replaced_by: str = "",
    change: str = Change.CONCLUSION,
) -> Outcome:
    """The same for several as one edition, with one notice, in the caller's transaction, which has
    to end right after: Head stays locked."""
    require(by, "editions.withdraw", "withdraw", group="group Publisher")
    notice, change = checked_note(notice, change)
    if reason not in set(Reason):
        raise Refused(f"“{reason}” is no reason: choose one of {', '.join(Reason)}.")
    if (earlier := earlier_outcome(operation)) is not None:
        return earlier
    head = lock_head()
    if (earlier := earlier_outcome(operation)) is not None:
        return earlier
    before = {public_id: _in_print(public_id) for public_id in public_ids}
    for public_id in before:
        _check_successor(reason, public_id, replaced_by)
    drafts = [
        _draft(version, _tombstone(version, reason, notice, replaced_by), change)
        for version in before.values()
    ]
    edition = insert_edition(
        head, drafts, before, by=by, note=notice, change=change, operation=operation
    )
    if reason == Reason.LEGAL:
        _redact(before)
    return Outcome(edition, tuple(before))


def _draft(before: Version, tombstone: dict, change: str) -> Draft:
    event = {Reason.MERGED: Event.MERGED, Reason.RETRACTED: Event.RETRACTED}.get(
        Reason(tombstone["reason"]), Event.WITHDRAWN
    )
    urgency = pressure_of(event, change)
    return Draft(before.public_id, before.kind, "", canonical(tombstone), event, urgency)


def _in_print(public_id: str) -> Version:
    before = Version.objects.live().filter(public_id=public_id).first()
    if before is None:
        raise Refused(f"{public_id} is not in print, so it cannot be withdrawn.")
    return before


def _check_successor(reason: str, public_id: str, replaced_by: str) -> None:
    if reason in (Reason.MERGED, Reason.SUPERSEDED) and not replaced_by:
        raise Refused("Say which item takes its place: give its public id.")
    if not replaced_by:
        return
    if replaced_by == public_id:
        raise Refused("An item cannot take its own place: choose another.")
    if not Version.objects.live().filter(public_id=replaced_by, kind=_kind(public_id)).exists():
        raise Refused(f"{replaced_by} is not in print or of another kind: publish it first.")


def _kind(public_id: str) -> str:
    return Version.objects.current().values_list("kind", flat=True).get(public_id=public_id)


def _tombstone(before: Version, reason: str, notice: str, replaced_by: str) -> dict:
    return {
        "id": before.public_id,
        "kind": before.kind,
        "reason": reason,
        "notice_text": notice,
        "replaced_by": [replaced_by] if replaced_by else [],
        "withdrawn_at": timezone.now(),
    }


def _redact(public_ids: Iterable[str]) -> None:
    """Blank the words of every version of the items; the hashes stay, and verify reports it."""
    ids = list(public_ids)
    for public_id in ids:
        search_index.forget(public_id)
    models.QuerySet(Version).filter(public_id__in=ids, redacted_at=None).update(
        document="", title="", search_text="", redacted_at=timezone.now()
    )
