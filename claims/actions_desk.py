"""Writes about the work on an item: who reviews it by when, what people remark on it.

None of them edits the item itself, so that none voids an approval. Whoever is concerned gets a
mail (claims.mail).
"""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone

from claims import mail
from claims.actions import end_assignment, lock_root, require
from claims.errors import Refused
from claims.models import Assignment, Curated, Remark
from claims.people import name_of
from claims.review import State


@transaction.atomic
def assign_reviewer(
    *,
    item: Curated,
    reviewer: AbstractUser,
    by: AbstractUser,
    due_on: date | None = None,
    note: str = "",
) -> Assignment:
    """Ask somebody to review the item by a day; another person asked before is released.

    Raises Refused for somebody who may not approve, or who edited it and so could not; for what is
    approved already; and for asking the same once more, so that a double click sends one mail.
    """
    require(by, "claims.add_assignment", "assign a reviewer", group="group Editor")
    locked = lock_root(item)
    refuse_settled(locked)
    _refuse_unable(locked, reviewer, due_on)
    _refuse_repeated(locked, reviewer, due_on, note.strip())
    end_assignment(locked)
    made = Assignment.objects.create(
        subject_kind=locked.kind,
        subject_id=locked.public_id,
        reviewer=reviewer,
        due_on=due_on,
        note=note.strip(),
        by=by,
        at=timezone.now(),
    )
    if reviewer != by:
        by_when = f", by {due_on:%d %b %Y}" if due_on else ""
        mail.tell(
            [reviewer],
            f"Review wanted: {locked.slug}{by_when}",
            f"{name_of(by)} asks you to review the {locked.kind} “{locked}”{by_when}.",
            note.strip(),
            locked,
        )
    return made


def refuse_settled(item: Curated) -> None:
    """Whoever is asked: there has to be something to review."""
    if item.state == State.APPROVED:
        raise Refused(f"“{item.slug}” is approved: there is nothing to review until it is edited.")


def _refuse_repeated(
    locked: Curated, reviewer: AbstractUser, due_on: date | None, note: str
) -> None:
    same = {"subject_id": locked.public_id, "reviewer": reviewer, "due_on": due_on, "note": note}
    if Assignment.objects.filter(**same, ended_at=None).exists():
        raise Refused(f"{name_of(reviewer)} is asked to review “{locked.slug}” already.")


def _refuse_unable(locked: Curated, reviewer: AbstractUser, due_on: date | None) -> None:
    if not reviewer.is_active or not reviewer.has_perm("claims.approve_item"):
        raise Refused(f"{name_of(reviewer)} may not approve: choose somebody who reviews.")
    if locked.edited_by.filter(pk=reviewer.pk).exists():
        raise Refused(
            f"{name_of(reviewer)} edited “{locked.slug}” since it was last approved: choose "
            "somebody else."
        )
    if due_on is not None and due_on < timezone.localdate():
        raise Refused(f"{due_on:%d %b %Y} is past: choose today or a later day.")


@transaction.atomic
def remark(*, item: Curated, by: AbstractUser, text: str, field: str = "") -> Remark:
    """Note something on the item, or on one of its fields. Its editors get a mail."""
    require(by, "claims.add_remark", "write notes on items")
    if not text.strip():
        raise Refused("Write the note first.")
    made = Remark.objects.create(
        subject_kind=item.kind,
        subject_id=item.public_id,
        field=field,
        text=text.strip(),
        by=by,
        at=timezone.now(),
    )
    others = [person for person in item.edited_by.all() if person != by]
    about = f" on “{field.replace('_', ' ')}”" if field else ""
    mail.tell(
        others,
        f"A note on {item.slug}",
        f"{name_of(by)} wrote a note{about} of the {item.kind} “{item}”:",
        text.strip(),
        item,
    )
    return made


@transaction.atomic
def resolve_remark(*, remark: Remark, by: AbstractUser) -> None:
    """Done with: it stays in the history. Resolving it twice changes nothing."""
    require(by, "claims.change_remark", "resolve notes")
    locked = Remark.objects.select_for_update().get(pk=remark.pk)
    if locked.resolved_at is None:
        locked.resolved_by, locked.resolved_at = by, timezone.now()
        locked.save(update_fields=["resolved_by", "resolved_at"])
