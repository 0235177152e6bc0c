"""Put an edition together, publish it now or at a time. Publishing itself is mgsite.editions.publish.

A schedule publishes only what is still exactly what was approved when it was made: an item that was
edited, or edited and approved anew, stops it, and the plan stays visible with the reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone

from claims import mail
from claims.actions import require
from claims.canonical import canonical, fingerprint
from claims.errors import Refused
from claims.models import Curated
from mgsite.desk.checks import checks_of, names_of_holders
from mgsite.desk.models import WORKABLE, Plan, PlanItem, Stage
from mgsite.editions.kinds import items_of
from mgsite.editions.prospect import fingerprint_shown
from mgsite.editions.publish import (
    Outcome,
    checked_note,
    earlier_outcome,
    lock_roots,
    publish_within,
)

MOST_ITEMS = 100
WORDS = ("name", "note", "change", "correction")
NOT_WHAT_WAS_SHOWN = (
    "What would be published differs from what you were shown, so nothing was done: read the "
    "changes below and decide then."
)


@dataclass(frozen=True)
class Seen:
    """What a person decides on: the documents that the page showed, and the plan's version."""

    documents: str
    version: int


@transaction.atomic
def start_plan(*, name: str, by: AbstractUser, items: Iterable[Curated] = ()) -> Plan:
    require(by, "desk.add_plan", "put editions together", group="group Editor")
    if not name.strip():
        raise Refused("Give it a name that colleagues know it by.")
    plan = Plan.objects.create(name=name.strip(), created_by=by, created_at=timezone.now())
    add_to_plan(plan=plan, items=items, by=by)
    return plan


@transaction.atomic
def add_to_plan(*, plan: Plan, items: Iterable[Curated], by: AbstractUser) -> list[Curated]:
    """The items that were not in it yet, added. Raises Refused for one that another plan holds."""
    require(by, "desk.change_plan", "put editions together", group="group Editor")
    locked = _workable(plan)
    held = set(locked.items.values_list("public_id", flat=True))
    fresh = [item for item in items if item.public_id not in held]
    if len(held) + len(fresh) > MOST_ITEMS:
        raise Refused(f"An edition holds at most {MOST_ITEMS} items: make a second one.")
    taken = names_of_holders([item.public_id for item in fresh])
    if refusals := [
        f"“{item.slug}” is in “{taken[item.public_id]}” already: take it out there first."
        for item in fresh
        if item.public_id in taken
    ]:
        raise Refused(*refusals)
    now = timezone.now()
    PlanItem.objects.bulk_create(
        PlanItem(plan=locked, kind=item.kind, public_id=item.public_id, added_by=by, added_at=now)
        for item in fresh
    )
    _touch(locked, plan)
    return fresh


@transaction.atomic
def take_from_plan(*, plan: Plan, public_id: str, by: AbstractUser) -> None:
    require(by, "desk.change_plan", "put editions together", group="group Editor")
    locked = _workable(plan)
    locked.items.filter(public_id=public_id).delete()
    _touch(locked, plan)


@transaction.atomic
def word_plan(*, plan: Plan, by: AbstractUser, words: dict, seen_version: int) -> None:
    """Name, note, kind of change and correction. Refused when somebody changed it meanwhile."""
    require(by, "desk.change_plan", "put editions together", group="group Editor")
    locked = _workable(plan)
    if locked.lock_version != seen_version:
        raise Refused(
            "Somebody changed this edition after you opened it, so your words were not saved: read "
            "it as it is now, then save again."
        )
    if all(getattr(locked, name) == words[name] for name in WORDS):
        return
    for name in WORDS:
        setattr(locked, name, words[name])
    _touch(locked, plan)


@transaction.atomic
def schedule_plan(*, plan: Plan, at: datetime, by: AbstractUser, seen: Seen | None = None) -> None:
    """Publish it at a time, as it is now. Raises Refused with all that stands in the way."""
    require(by, "editions.publish", "schedule editions", group="group Publisher")
    locked = _workable(plan)
    if at <= timezone.now():
        raise Refused(f"{at:%d %b %Y, %H:%M} UTC is past: choose a later time, or publish now.")
    locked.note, locked.change = checked_note(locked.note, locked.change)
    items = items_of_plan(locked)
    if not items:
        raise Refused("Nothing is in it yet: add at least one approved item.")
    checks = checks_of(locked, items)
    if seen is not None and seen != Seen(checks.seen, locked.lock_version):
        raise Refused(NOT_WHAT_WAS_SHOWN)
    if checks.refusals:
        raise Refused(*checks.refusals)
    for item in items:
        locked.items.filter(public_id=item.public_id).update(fingerprint=_fingerprint(item))
    locked.stage, locked.publish_at, locked.scheduled_by = Stage.SCHEDULED, at, by
    locked.failure, locked.failed_at = "", None
    _touch(locked, plan)


@transaction.atomic
def unschedule_plan(*, plan: Plan, by: AbstractUser) -> None:
    require(by, "editions.publish", "schedule editions", group="group Publisher")
    locked = _locked(plan)
    if locked.stage != Stage.SCHEDULED:
        raise Refused(f"“{locked.name}” is not scheduled.")
    locked.stage, locked.publish_at = Stage.OPEN, None
    _touch(locked, plan)


@transaction.atomic
def discard_plan(*, plan: Plan, by: AbstractUser) -> None:
    """Its items are free for another edition; nothing of them changes."""
    require(by, "desk.change_plan", "put editions together", group="group Editor")
    locked = _workable(plan)
    locked.stage = Stage.DISCARDED
    _touch(locked, plan)


def publish_plan(*, plan: Plan, by: AbstractUser, seen: Seen | None = None) -> Outcome:
    """Publish it now. However often it is called, there is one edition.

    One transaction, so that no edition is out whose plan still says that it is not. Order of
    locks: the plan, then those of publishing.
    """
    require(by, "editions.publish", "publish", group="group Publisher")
    with transaction.atomic(durable=True):
        locked = _locked(plan)
        if locked.stage == Stage.PUBLISHED and (earlier := earlier_outcome(locked.operation)):
            plan.refresh_from_db()
            return earlier
        if locked.stage == Stage.DISCARDED:
            raise Refused(f"“{locked.name}” was discarded: make a new one.")
        items = lock_roots(items_of_plan(locked))
        if seen is not None and seen != Seen(fingerprint_shown(items), locked.lock_version):
            raise Refused(NOT_WHAT_WAS_SHOWN)
        outcome = publish_within(
            items=items,
            by=by,
            note=locked.note,
            change=locked.change,
            correction=locked.correction,
            operation=locked.operation,
        )
        if outcome.edition is None:
            raise Refused(
                "Nothing in it differs from what is in print, so there is no new edition."
            )
        locked.stage, locked.edition = Stage.PUBLISHED, outcome.edition
        locked.failure, locked.failed_at = "", None
        _touch(locked, plan)
    return outcome


def publish_due(*, now: datetime) -> list[Plan]:
    """Publish each plan whose time has come, oldest first; what cannot be is marked as failed."""
    due = Plan.objects.filter(stage=Stage.SCHEDULED, publish_at__lte=now)
    tried = []
    for plan in due.select_related("scheduled_by").order_by("publish_at", "pk"):
        try:
            _refuse_changed(plan)
            publish_plan(plan=plan, by=plan.scheduled_by)
        except Refused as refusal:
            _fail(plan, refusal, now)
        plan.refresh_from_db()
        tried.append(plan)
    return tried


def items_of_plan(plan: Plan) -> list[Curated]:
    return items_of(plan.items.values_list("public_id", flat=True))


def _refuse_changed(plan: Plan) -> None:
    scheduled = dict(plan.items.values_list("public_id", "fingerprint"))
    if changed := [
        f"The {item.kind} “{item.slug}” is not what was scheduled any more: look at the change and "
        "schedule the edition again."
        for item in items_of_plan(plan)
        if _fingerprint(item) != scheduled[item.public_id]
    ]:
        raise Refused(*changed)


@transaction.atomic
def _fail(plan: Plan, refusal: Refused, now: datetime) -> None:
    locked = _locked(plan)
    if locked.stage != Stage.SCHEDULED:  # somebody published or unscheduled it meanwhile
        return
    locked.stage, locked.failed_at = Stage.FAILED, now
    locked.failure = "\n".join(refusal.sentences)
    _touch(locked, plan)
    if items := items_of_plan(locked):
        mail.tell(
            [locked.scheduled_by, locked.created_by],
            f"Not published: {locked.name}",
            f"The edition “{locked.name}”, scheduled for {locked.publish_at:%d %b %Y, %H:%M} UTC, "
            f"was not published. Mend it and schedule it again: {_whole_address(locked)}",
            locked.failure,
            items[0],
        )


def _whole_address(plan: Plan) -> str:
    return settings.SITE_URL.rstrip("/") + plan.get_absolute_url()


def _workable(plan: Plan) -> Plan:
    locked = _locked(plan)
    if locked.stage not in WORKABLE:
        cure = {
            Stage.SCHEDULED: "take it off the schedule first",
            Stage.PUBLISHED: "make a new one",
            Stage.DISCARDED: "make a new one",
        }[Stage(locked.stage)]
        raise Refused(f"“{locked.name}” is {locked.get_stage_display().lower()}: {cure}.")
    return locked


def _locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update().get(pk=plan.pk)


def _touch(locked: Plan, plan: Plan) -> None:
    """Save, one version up, and let the caller's copy know."""
    locked.lock_version += 1
    locked.save()
    plan.refresh_from_db()


def _fingerprint(item: Curated) -> str:
    return fingerprint(canonical(item.document()))
