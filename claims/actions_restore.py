"""Make an old state of an item its draft again. It is an edit like any other: it has to be approved."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime

from claims.actions import lock_root, record_edit, require
from claims.bringing_back import Past, past_of
from claims.errors import Refused
from claims.models import Curated
from claims.past_states import Key, Row, content_now, own_fields, part_relations
from claims.people import name_of
from claims.permissions import permission_to

SAME = "It is the same as the draft; nothing was changed."


def spoken(moment: datetime) -> str:
    """“3 March 2026, 14:05”, in the site's time."""
    return date_format(localtime(moment), "j F Y, H:i")


def restore(*, item: Curated, moment: datetime, by: AbstractUser, seen_version: int) -> Past:
    """Give the draft what it held at that moment; `seen_version` is the draft that it replaces.

    Neither its gradings nor `never_restored` come back. Raises Refused when it is the same, when
    somebody changed the draft meanwhile, and when a rule of today forbids what stood there then.
    """
    what = f"change {item._meta.verbose_name_plural}"
    require(by, permission_to("change", item), what, group="group Editor")
    try:
        with transaction.atomic():
            return _restored(lock_root(item), moment, by, seen_version)
    except IntegrityError as error:
        raise Refused(
            "Somebody saved something like it at the same moment, so nothing was restored: try again."
        ) from error


def _restored(locked: Curated, moment: datetime, by: AbstractUser, seen_version: int) -> Past:
    past = past_of(locked, moment)
    now = content_now(locked)
    if past.content == now:
        raise Refused(SAME)
    if locked.lock_version != seen_version:
        raise Refused(_changed_meanwhile(locked, seen_version))
    trace = {"_history_user": by, "_change_reason": f"restored from {spoken(moment)}"}
    _write_own(locked, past.content.own)
    for name in reversed(locked.parts):
        _take_out(locked, name, past.content.parts[name], trace)
    for name in locked.parts:
        _write_parts(locked, name, past.content.parts[name], now.parts[name], trace)
    _mark(locked, trace)
    record_edit(item=locked, by=by)
    return past


def _changed_meanwhile(locked: Curated, seen_version: int) -> str:
    later = locked.history.filter(lock_version__gt=seen_version).select_related("history_user")
    # A decision leaves a row as well; the first one of a version is the edit.
    last = later.order_by("-lock_version", "history_date", "history_id").first()
    who = name_of(last.history_user) if last and last.history_user else "Somebody"
    when = f" on {spoken(last.history_date)} UTC," if last else ""
    return (
        f"{who} changed it{when} after you opened this page, so nothing was restored: the page shows "
        "the difference as it is now."
    )


def _write_own(item: Curated, own: Row) -> None:
    for column, value in own.values.items():
        setattr(item, column, value)
    if problems := _broken_rules(item, str(item._meta.verbose_name)):
        raise Refused(*problems)
    item.skip_history_when_saving = True  # record_edit writes the one row of history
    item.save(update_fields=[*(field.name for field in own_fields(type(item))), "updated_at"])
    _link(item, own)
    del item.skip_history_when_saving


def _take_out(item: Curated, name: str, then: dict[Key, Row], trace: dict) -> None:
    for part in getattr(item, name).exclude(pk__in=list(then)):
        _mark(part, trace)
        part.delete()


def _write_parts(
    item: Curated, name: str, then: dict[Key, Row], now: dict[Key, Row], trace: dict
) -> None:
    """Again and again while one more fits: a part may have to leave its place to another first."""
    parent = part_relations(type(item))[name]
    there = getattr(item, name).in_bulk()
    waiting = {
        pk: there.get(pk) or parent.model(pk=pk) for pk, row in then.items() if row != now.get(pk)
    }
    problems: dict[Key, list[str]] = {}
    while waiting:
        for pk, part in waiting.items():
            setattr(part, parent.name, item)
            for column, value in then[pk].values.items():
                setattr(part, column, value)
            problems[pk] = _broken_rules(part, f"{part._meta.verbose_name} “{part}”")
            if not problems[pk]:
                _save_part(part, then[pk], trace)
        left = {pk: part for pk, part in waiting.items() if problems[pk]}
        if len(left) == len(waiting):
            raise Refused(*(sentence for pk in left for sentence in problems[pk]))
        waiting = left


def _save_part(part: models.Model, row: Row, trace: dict) -> None:
    """With the key that it had, so that its history goes on; what it is linked to in one record."""
    _mark(part, trace)
    if part._state.adding:
        part.save(force_insert=True)
        _link(part, row)
        return
    part.skip_history_when_saving = True
    _link(part, row)
    del part.skip_history_when_saving
    part.save()


def _link(row: models.Model, then: Row) -> None:
    for name, keys in then.links.items():
        getattr(row, name).set(keys)


def _mark(row: models.Model, trace: dict) -> None:
    for name, value in trace.items():
        setattr(row, name, value)


def _broken_rules(row: models.Model, named: str) -> list[str]:
    try:
        row.full_clean()
    except ValidationError as error:
        return [
            f"{named[0].upper()}{named[1:]}{_field(row, name)}: "
            + " ".join(_said(row, sentence) for sentence in sentences)
            for name, sentences in error.message_dict.items()
        ]
    return []


def _field(row: models.Model, name: str) -> str:
    return "" if name == NON_FIELD_ERRORS else f", {row._meta.get_field(name).verbose_name}"


def _said(row: models.Model, sentence: str) -> str:
    """Django knows a conditional uniqueness by its name alone."""
    for rule in row._meta.constraints:
        nameless = rule.violation_error_message == rule.default_violation_error_message
        if (
            isinstance(rule, models.UniqueConstraint)
            and nameless
            and sentence == rule.get_violation_error_message()
        ):
            labels = " and ".join(
                str(row._meta.get_field(name).verbose_name) for name in rule.fields
            )
            noun = row._meta.verbose_name
            return f"another {noun} has the same {labels}; change that one first."
    return sentence
