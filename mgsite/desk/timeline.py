"""Everything that happened to one item, newest first: edits, gradings, decisions, notes, editions.

Reads only, a fixed number of queries for each kind. Gradings that others make blind are not shown
before both have done (`Assessment.objects.shown_to`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.contrib.auth.models import AbstractUser
from django.db import models

from claims.models import Assessment, Assignment, Curated, Remark, Review
from claims.people import name_of
from mgsite.editions.differences import Difference, differences
from mgsite.editions.models import Event, Version

BOOKKEEPING = {"id", "public_id", "lock_version", "state", "created_at", "updated_at", "position"}
NOBODY = "the site itself"
MADE = {"+": "added", "~": "changed", "-": "taken out"}


@dataclass(frozen=True)
class Happening:
    """One line of the history. `changes` are the fields that an edit changed, word by word."""

    at: datetime
    who: str
    what: str
    said: str = ""
    changes: tuple[Difference, ...] = ()


def timeline(item: Curated, person: AbstractUser) -> list[Happening]:
    """All of it; what happened in one moment keeps the order in which it is told here."""
    told = [
        *_edits(item),
        *_parts(item),
        *_gradings(item, person),
        *_decisions(item),
        *_work(item),
        *_print(item),
    ]
    return sorted(told, key=lambda each: each.at, reverse=True)


def _edits(item: Curated) -> Iterator[Happening]:
    rows = list(item.history.select_related("history_user").order_by("history_date", "history_id"))
    if rows:
        first = rows[0]
        yield Happening(first.history_date, _who(first.history_user), "Started")
    for before, after in pairwise(rows):
        changes = differences(_values(type(item), before), _values(type(item), after))
        if changes:
            who, why = _who(after.history_user), after.history_change_reason or ""
            yield Happening(after.history_date, who, "Edited", why, tuple(changes))


def _parts(item: Curated) -> Iterator[Happening]:
    """Citations, red flags, limits: rows that are edited with their item."""
    for relation in item._meta.related_objects:
        model = relation.related_model
        tracked = relation.one_to_many and hasattr(model, "history")
        if not tracked or issubclass(model, Curated):
            continue
        if model._meta.app_label != item._meta.app_label:
            continue  # it belongs to another package, which tells of it itself
        rows = model.history.filter(**{relation.field.attname: item.pk})
        yield from _part_rows(model, rows.select_related("history_user"))


def _part_rows(model: type[models.Model], rows: models.QuerySet) -> Iterator[Happening]:
    last: dict[int, dict] = {}
    for row in rows.order_by("history_date", "history_id"):
        values = _values(model, row)
        before = last.get(row.id, {})
        last[row.id] = values
        changes = differences(before, values if row.history_type != "-" else {})
        if changes:
            what = f"{model._meta.verbose_name.capitalize()} {MADE[row.history_type]}"
            yield Happening(row.history_date, _who(row.history_user), what, changes=tuple(changes))


def _values(model: type[models.Model], row: models.Model) -> dict[str, str]:
    """A stored state as label and words; what a row points at goes by its key."""
    return {
        str(field.verbose_name): _words(field, getattr(row, field.attname))
        for field in model._meta.concrete_fields
        if field.name not in BOOKKEEPING and hasattr(row, field.attname)
    }


def _words(field: models.Field, value: object) -> str:
    if value in (None, "", [], False):
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)


def _gradings(item: Curated, person: AbstractUser) -> Iterator[Happening]:
    if item.kind != "claim":
        return
    shown = Assessment.objects.shown_to(person).filter(claim_id=item.pk)
    for each in shown.select_related("assessed_by"):
        level = each.get_level_display() or each.get_method_display()
        said = f"{each.get_verdict_display()}, {level}"
        yield Happening(each.assessed_at, name_of(each.assessed_by), "Graded", said)


def _decisions(item: Curated) -> Iterator[Happening]:
    for each in Review.objects.filter(subject_id=item.public_id).select_related("by"):
        yield Happening(each.at, name_of(each.by), each.get_decision_display(), each.note)


def _work(item: Curated) -> Iterator[Happening]:
    asked = Assignment.objects.filter(subject_id=item.public_id)
    for each in asked.select_related("by", "reviewer"):
        by_when = f" by {each.due_on:%d %b %Y}" if each.due_on else ""
        what = f"Asked {name_of(each.reviewer)} to review it{by_when}"
        yield Happening(each.at, name_of(each.by), what, each.note)
    notes = Remark.objects.filter(subject_id=item.public_id)
    for note in notes.select_related("by", "resolved_by"):
        yield Happening(note.at, name_of(note.by), "Note", note.text)
        if note.resolved_at is not None and note.resolved_by is not None:
            yield Happening(note.resolved_at, name_of(note.resolved_by), "Note resolved", note.text)


def _print(item: Curated) -> Iterator[Happening]:
    versions = Version.objects.filter(public_id=item.public_id).defer("document", "search_text")
    for each in versions.select_related("edition__published_by"):
        what = f"{Event(each.event).label} as version {each.version}, edition {each.edition_id}"
        edition = each.edition
        yield Happening(edition.published_at, name_of(edition.published_by), what, edition.note)


def _who(person: AbstractUser | None) -> str:
    return name_of(person) if person else NOBODY
