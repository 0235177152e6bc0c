"""Create what is missing, report what differs, overwrite nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import models

from claims.starter.records import Record

Step = Callable[[str], None]


@dataclass
class Report:
    """What a run did: slugs created, and a sentence for each difference that was left alone.

    `created_ids` are their public ids: two kinds may have an item with the same slug.
    """

    created: list[str] = field(default_factory=list)
    created_ids: set[str] = field(default_factory=set)
    differs: list[str] = field(default_factory=list)
    step: Step = lambda slug: None


@dataclass
class Children:
    """Rows below an item: the model, the name of its foreign key, and the wanted values.

    Each row is (record, fields, many-to-many values).
    """

    model: type[models.Model]
    parent: str
    rows: list[tuple[Record, dict, dict[str, list]]]


def ensure(
    record: Record,
    model: type[models.Model],
    fields: dict,
    many: dict[str, list] | None = None,
    children: tuple[Children, ...] = (),
    report: Report | None = None,
) -> tuple[models.Model, bool]:
    """The item with this record's slug, and whether it was created now."""
    report = report or Report()
    many = many or {}
    found = model._default_manager.filter(slug=record["slug"]).first()
    if found is not None:
        record.check_fields(model(slug=record["slug"], **fields))
        for group in children:
            check_children(group)
        report.differs += [
            f"{model.__name__} “{found.slug}”: {name} differs from the starter content."
            for name in _differences(found, fields, many, children)
        ]
        report.step(found.slug)
        return found, False
    item = model(slug=record["slug"], **fields)
    record.check(item)
    item.save()
    for name, values in many.items():
        getattr(item, name).set(values)
    for group in children:
        create_children(item, group)
    report.created.append(item.slug)
    report.created_ids.add(item.public_id)
    report.step(item.slug)
    return item, True


def create_children(item: models.Model, group: Children) -> None:
    for record, fields, many in group.rows:
        row = group.model(**{group.parent: item}, **fields)
        record.check(row)
        row.save()
        for name, values in many.items():
            getattr(row, name).set(values)


def check_children(group: Children) -> None:
    """Raise BrokenData for the first row that could not be stored."""
    for record, fields, _ in group.rows:
        record.check_fields(group.model(**fields))


def _differences(item, fields: dict, many: dict, children: tuple[Children, ...]) -> list[str]:
    names = [
        name for name in fields if _stored(item, name) != _clean(type(item), name, fields[name])
    ]
    names += [
        name
        for name, values in many.items()
        if {v.pk for v in getattr(item, name).all()} != {v.pk for v in values}
    ]
    return names + [group.model._meta.model_name for group in children if rows_differ(item, group)]


def rows_differ(item: models.Model, group: Children) -> bool:
    """Whether the stored rows are others than the wanted ones, order aside."""
    names = sorted({name for _, fields, _ in group.rows for name in fields})
    stored = [
        tuple(repr(_stored(row, name)) for name in names)
        for row in group.model._default_manager.filter(**{group.parent: item})
    ]
    wanted = [
        tuple(repr(_clean(group.model, name, fields[name])) for name in names)
        for _, fields, _ in group.rows
    ]
    return sorted(stored) != sorted(wanted)


def _stored(item: models.Model, name: str):
    column = item._meta.get_field(name)
    return _rounded(column, getattr(item, column.attname))


def _clean(model: type[models.Model], name: str, value):
    column = model._meta.get_field(name)
    if isinstance(value, models.Model):
        return value.pk
    return _rounded(column, column.to_python(value))


def _rounded(column: models.Field, value):
    """A decimal as the column stores it; a word as plain text."""
    if isinstance(column, models.DecimalField) and value is not None:
        return round(column.to_python(value), column.decimal_places)
    return str(value) if isinstance(value, str) else value
