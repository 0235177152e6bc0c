"""What an item and its parts hold now, and what they held at a moment, from the edit history.

Reads only. What of it can come back is another question (claims.bringing_back).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from claims.errors import Refused
from claims.models import Curated

Key = int
Links = dict[str, tuple[Key, ...]]


@dataclass(frozen=True)
class Row:
    """Values by column (`source_id`), and the sorted keys of each many-to-many relation."""

    values: dict[str, Any]
    links: Links


@dataclass(frozen=True)
class Content:
    """What an editor can change of an item; `parts` are by related name, then by primary key."""

    own: Row
    parts: dict[str, dict[Key, Row]]


def own_fields(model: type[Curated]) -> list[models.Field]:
    """What restoring may set of the item itself: the columns of its form."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in model.never_restored
    ]


def part_relations(model: type[Curated]) -> dict[str, models.ForeignKey]:
    """The foreign key of each kind of part to the item, by related name."""
    return {name: model._meta.get_field(name).field for name in model.parts}


def part_fields(parent: models.ForeignKey) -> list[models.Field]:
    fields = parent.model._meta.concrete_fields
    return [field for field in fields if not field.primary_key and field != parent]


def tracked_links(model: type[models.Model]) -> list[models.ManyToManyField]:
    """Many-to-many relations whose history is kept."""
    return list(model.history.model._history_m2m_fields)


def content_now(item: Curated) -> Content:
    parts = {}
    for name, parent in part_relations(type(item)).items():
        rows = {row.pk: row for row in parent.model._default_manager.filter(**{parent.name: item})}
        links = _links_now(parent.model, rows)
        parts[name] = {
            pk: Row(_values(row, part_fields(parent)), links[pk]) for pk, row in rows.items()
        }
    own = _links_now(type(item), [item.pk])[item.pk]
    return Content(Row(_values(item, own_fields(type(item))), own), parts)


def _values(row: models.Model, fields: Iterable[models.Field]) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in fields}


def _links_now(model: type[models.Model], pks: Iterable[Key]) -> dict[Key, Links]:
    found: dict[Key, Links] = {pk: {} for pk in pks}
    for field in tracked_links(model):
        here, there = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        rows = field.remote_field.through._default_manager.filter(**{f"{here}__in": list(found)})
        _collect(found, field.name, rows.values_list(here, there))
    return found


def links_then(model: type[models.Model], records: Iterable[Key]) -> dict[Key, Links]:
    """What each historical record of the model was linked to, by the record's own key."""
    found: dict[Key, Links] = {pk: {} for pk in records}
    for field in tracked_links(model):
        there = f"{field.m2m_reverse_field_name()}_id"
        rows = getattr(model.history.model, field.name).filter(history_id__in=list(found))
        _collect(found, field.name, rows.values_list("history_id", there))
    return found


def _collect(found: dict[Key, Links], name: str, pairs: Iterable[tuple[Key, Key]]) -> None:
    linked = defaultdict(list)
    for here, there in pairs:
        linked[here].append(there)
    for pk, links in found.items():
        links[name] = tuple(sorted(linked[pk]))


def content_then(item: Curated, moment: datetime) -> Content:
    """Raises Refused where the history does not reach back so far."""
    records = item.history.order_by("history_date", "history_id")
    record = records.filter(history_date__lte=moment).last()
    if record is None:
        raise Refused(_unreachable(item, records.first()))
    own = links_then(type(item), [record.pk])[record.pk]
    parts = {
        name: _parts_then(item, parent, moment)
        for name, parent in part_relations(type(item)).items()
    }
    return Content(Row(_values(record, own_fields(type(item))), own), parts)


def _unreachable(item: Curated, first: models.Model | None) -> str:
    if first is None:
        return f"No history of “{item.slug}” was kept, so nothing can be restored."
    return (
        f"The history of “{item.slug}” begins on {first.history_date:%d %b %Y, %H:%M} UTC: it cannot "
        "tell what stood there before."
    )


def _parts_then(item: Curated, parent: models.ForeignKey, moment: datetime) -> dict[Key, Row]:
    """Part by part the latest record; in order, because two of one moment are told apart by it."""
    history = parent.model.history.filter(
        **{parent.attname: item.pk, "history_date__lte": moment}
    ).order_by("history_date", "history_id")
    latest = {record.id: record for record in history}
    there = {pk: record for pk, record in latest.items() if record.history_type != "-"}
    links = links_then(parent.model, [record.pk for record in there.values()])
    fields = part_fields(parent)
    return {pk: Row(_values(record, fields), links[record.pk]) for pk, record in there.items()}


def pointers(
    model: type[models.Model], row: Row
) -> Iterator[tuple[type[models.Model], Key, models.Field]]:
    """(model, key, field) of everything that the row points to."""
    for field in model._meta.concrete_fields:
        if field.is_relation and row.values.get(field.attname) is not None:
            yield field.related_model, row.values[field.attname], field
    for field in tracked_links(model):
        for key in row.links[field.name]:
            yield field.related_model, key, field


def pointed_to(item: Curated, content: Content) -> dict[type[models.Model], set[Key]]:
    """The keys of everything that the content points to, by model."""
    found: dict[type[models.Model], set[Key]] = defaultdict(set)
    rows = [(type(item), content.own)]
    for name, parent in part_relations(type(item)).items():
        rows += [(parent.model, row) for row in content.parts[name].values()]
    for model, row in rows:
        for target, key, _ in pointers(model, row):
            found[target].add(key)
    return found
