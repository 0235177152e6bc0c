"""Everything that happened to one item, newest first: edits, gradings, decisions, notes, editions.

Reads only, a fixed number of queries for each kind. Gradings that others make blind are not shown
before both have done (`Assessment.objects.shown_to`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from django.contrib.auth.models import AbstractUser
from django.db import models

from claims.merged_claims import reason_told
from claims.models import Assessment, Assignment, Curated, Remark, Review
from claims.past_states import links_then, tracked_links
from claims.people import name_of
from mgsite.desk.restore_points import Points
from mgsite.desk.restoring import called, label_of
from mgsite.editions.differences import Difference, differences
from mgsite.editions.models import Event, Version
from mgsite.editions.prospect import names_in

BOOKKEEPING = {"id", "public_id", "lock_version", "state", "created_at", "updated_at", "position"}
NOBODY = "the site itself"
MADE = {"+": "added", "~": "changed", "-": "taken out"}


@dataclass(frozen=True)
class Happening:
    """One line of the history; an edit knows its values by label before and after."""

    at: datetime
    who: str
    what: str
    said: str = ""
    restore: str = ""
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)

    @cached_property
    def changes(self) -> list[Difference]:
        """Field by field and word by word; only of the lines that are shown, for it takes time."""
        return differences(self.before, self.after)


def timeline(item: Curated, person: AbstractUser) -> list[Happening]:
    """All of it; what happened in one moment keeps the order in which it is told here.

    `restore` is the key of the state after it (mgsite.desk.restore_points), where it is another than
    the draft's.
    """
    rows = item.history.select_related("history_user").order_by("history_date", "history_id")
    records = list(rows)
    points = Points(item, records)
    told = [
        *_edits(item, records, points),
        *_parts(item, points),
        *_gradings(item, person),
        *_decisions(item),
        *_work(item),
        *_print(item, points),
    ]
    return list(_offered_once(sorted(told, key=lambda each: each.at, reverse=True)))


def _offered_once(told: Iterable[Happening]) -> Iterator[Happening]:
    """Of the lines of one save the newest offers the state after it."""
    offered = {""}
    for each in told:
        yield replace(each, restore="") if each.restore in offered else each
        offered.add(each.restore)


def _edits(item: Curated, rows: list[models.Model], points: Points) -> Iterator[Happening]:
    if not rows:
        return
    told = _with_links(type(item), rows)
    names = names_in([{"reasons": [row.history_change_reason for row in rows]}])
    first, *others = rows
    # A new item is saved, then its parts, then the edit is recorded: one save all the same.
    one_save = bool(others) and told[0] == told[1] and first.history_user == others[0].history_user
    yield Happening(
        first.history_date, _who(first.history_user), "Started", restore=points.start(one_save)
    )
    for row, (before, after) in zip(others, pairwise(told), strict=True):
        reason = row.history_change_reason or ""
        merge = reason_told(reason, item.public_id, names)
        if before != after or reason:
            yield Happening(
                row.history_date,
                _who(row.history_user),
                merge or "Edited",
                "" if merge else reason,
                restore=points.edit(row.history_date),
                before=before,
                after=after,
            )


def _with_links(model: type[models.Model], rows: list[models.Model]) -> list[dict[str, str]]:
    """The values of each row, with the names of what it was linked to."""
    links = links_then(model, [row.pk for row in rows])
    told = [_values(model, row) for row in rows]
    for relation in tracked_links(model):
        keys = {key for each in links.values() for key in each[relation.name]}
        names = relation.related_model._default_manager.in_bulk(keys)
        for row, values in zip(rows, told, strict=True):
            linked = links[row.pk][relation.name]
            values[label_of(relation)] = ", ".join(
                called(names[key]) if key in names else f"number {key}" for key in linked
            )
    return told


def _parts(item: Curated, points: Points) -> Iterator[Happening]:
    """Citations, red flags, limits: rows that are edited with their item."""
    for relation in item._meta.related_objects:
        model = relation.related_model
        tracked = relation.one_to_many and hasattr(model, "history")
        if not tracked or issubclass(model, Curated):
            continue
        if model._meta.app_label != item._meta.app_label:
            continue  # it belongs to another package, which tells of it itself
        rows = model.history.filter(**{relation.field.attname: item.pk})
        told = _part_rows(model, rows.select_related("history_user"))
        # A row of another item that points here (a citation, to its source) is not this item's part.
        own = relation.name in item.parts
        yield from (replace(each, restore=points.edit(each.at)) if own else each for each in told)


def _part_rows(model: type[models.Model], rows: models.QuerySet) -> Iterator[Happening]:
    last: dict[int, dict] = {}
    ordered = list(rows.order_by("history_date", "history_id"))
    for row, values in zip(ordered, _with_links(model, ordered), strict=True):
        before, after = last.get(row.id, {}), values if row.history_type != "-" else {}
        last[row.id] = values
        if before != after:
            what = f"{model._meta.verbose_name.capitalize()} {MADE[row.history_type]}"
            who = _who(row.history_user)
            yield Happening(row.history_date, who, what, before=before, after=after)


def _values(model: type[models.Model], row: models.Model) -> dict[str, str]:
    """A stored state as label and words; what a row points at goes by its key."""
    return {
        label_of(each): _words(each, getattr(row, each.attname))
        for each in model._meta.concrete_fields
        if each.name not in BOOKKEEPING and hasattr(row, each.attname)
    }


def _words(each: models.Field, value: object) -> str:
    if value is None or value is False or value in ("", []):
        return ""
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
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


def _print(item: Curated, points: Points) -> Iterator[Happening]:
    versions = Version.objects.filter(public_id=item.public_id).defer("document", "search_text")
    for each in versions.select_related("edition__published_by"):
        what = f"{Event(each.event).label} as version {each.version}, edition {each.edition_id}"
        edition = each.edition
        yield Happening(
            edition.published_at,
            name_of(edition.published_by),
            what,
            edition.note,
            restore=points.version(each),
        )


def _who(person: AbstractUser | None) -> str:
    return name_of(person) if person else NOBODY
