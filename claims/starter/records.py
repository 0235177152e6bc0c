"""Data files read record by record; whatever is wrong is named by file, record and field."""

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

MISSING = object()


class BrokenData(Exception):
    """A data file cannot be used; the sentence names file, record and field."""


class Record:
    """One object of a data file. `record["a.b"]` reads nested fields."""

    def __init__(self, file: str, values: Any, index: int):
        self.file, self.values = file, values
        if not isinstance(values, dict):
            self.slug = f"number {index + 1}"
            raise self.broken("", "must be an object with named fields")
        self.slug = str(values.get("slug", f"number {index + 1}"))

    def __getitem__(self, path: str) -> Any:
        value: Any = self.values
        for key in path.split("."):
            value = value.get(key, MISSING) if isinstance(value, dict) else MISSING
            if value is MISSING:
                raise self.broken(path, "is missing")
        return value

    def pick(self, names: Iterable[str]) -> dict[str, Any]:
        """These fields of the record, under their own names."""
        return {name: self[name] for name in names}

    def rows(self, path: str) -> Iterator["Record"]:
        """Records inside a list field, named after it in messages."""
        rows = self[path]
        if not isinstance(rows, list):
            raise self.broken(path, "must be a list")
        for index, row in enumerate(rows):
            if not isinstance(row, dict):
                raise self.broken(f"{path}[{index}]", "must be an object")
            inner = Record(self.file, row, index)
            inner.slug = f"{self.slug} › {path}[{index}]"
            yield inner

    def part(self, path: str) -> dict:
        """The object in this field; empty where the file says null."""
        value = self[path]
        if value is not None and not isinstance(value, dict):
            raise self.broken(path, "must be an object")
        return value or {}

    def find(self, path: str, known: dict[str, models.Model]) -> models.Model:
        """The object that a slug in this field names."""
        return self.look_up(path, self[path], known)

    def find_all(self, path: str, known: dict[str, models.Model]) -> list[models.Model]:
        slugs = self[path]
        if not isinstance(slugs, list):
            raise self.broken(path, "must be a list")
        return [self.look_up(path, slug, known) for slug in slugs]

    def look_up(self, path: str, slug: str, known: dict[str, models.Model]) -> models.Model:
        if not isinstance(slug, str) or slug not in known:
            raise self.broken(path, f"names “{slug}”, which is in no data file")
        return known[slug]

    def broken(self, field: str, why: str) -> BrokenData:
        return BrokenData(f"{self.file}, record “{self.slug}”, field “{field}”: {why}.")

    def check(self, instance: models.Model, paths: Mapping[str, str] | None = None) -> None:
        """Validate as a form would; raise BrokenData naming the first field that fails.

        `paths` says where in the file a column's value comes from, when it is not its own name.
        """
        self._validate(instance, instance.full_clean, paths or {})

    def check_fields(
        self,
        instance: models.Model,
        paths: Mapping[str, str] | None = None,
        exclude: Iterable[str] = (),
    ) -> None:
        """The same field by field, without asking whether the row is the only one of its kind."""
        keys = {column.name for column in instance._meta.fields if column.is_relation}
        left_out = {*exclude}
        self._validate(
            instance,
            lambda: instance.clean_fields(exclude=keys | left_out),
            paths or {},
            left_out,
        )

    def _validate(
        self,
        instance: models.Model,
        rules: Callable[[], None],
        paths: Mapping[str, str],
        left_out: Container[str] = (),
    ) -> None:
        for column in instance._meta.concrete_fields:
            if column.name in left_out:
                continue
            if why := _wrong_shape(column, getattr(instance, column.attname)):
                raise self.broken(paths.get(column.name, column.name), why)
        try:
            rules()
        except ValidationError as error:
            field, messages = next(iter(error.message_dict.items()))
            raise self.broken(paths.get(field, field), messages[0].rstrip(".")) from error


def _wrong_shape(column: models.Field, value: Any) -> str | None:
    """What Django's own cleaning would let through, or would fall over."""
    if isinstance(column, models.CharField | models.TextField):
        return None if isinstance(value, str) else "must be text"
    if isinstance(column, models.JSONField):
        if column.name == "authors":
            return None if _are_authors(value) else "must be a list of objects with texts in them"
        return None if _are_texts(value) else "must be a list of texts"
    if isinstance(column, models.DateField):
        return None if value is None or isinstance(value, str | date) else "must be a date as text"
    if isinstance(column, models.IntegerField):
        fits = value is None or (isinstance(value, int | str) and not isinstance(value, bool))
        return None if fits else "must be a whole number"
    if isinstance(column, models.DecimalField):
        fits = value is None or isinstance(value, int | float | str | Decimal)
        return None if fits and not isinstance(value, bool) else "must be a number"
    return None


def _are_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _are_authors(values: Any) -> bool:
    return isinstance(values, list) and all(
        isinstance(each, dict) and _are_texts(list(each.values())) for each in values
    )


def read(path: Path) -> list[Record]:
    """The records of one JSON file, which must hold a list with slugs that occur once."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BrokenData(f"{path.name}: the file is missing.") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BrokenData(f"{path.name}: this is not JSON in UTF-8 ({error}).") from error
    if not isinstance(rows, list):
        raise BrokenData(f"{path.name}: the file must hold a list of records.")
    records = [Record(path.name, row, index) for index, row in enumerate(rows)]
    seen = set()
    for record in records:
        if not isinstance(record["slug"], str):
            raise record.broken("slug", "must be text")
        if record["slug"] in seen:
            raise record.broken("slug", "occurs twice")
        seen.add(record["slug"])
    return records
