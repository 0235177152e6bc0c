"""Data files read record by record; whatever is wrong is named by file, record and field."""

import json
from collections.abc import Iterator
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

    def find(self, path: str, known: dict[str, models.Model]) -> models.Model:
        """The object that a slug in this field names."""
        return self.look_up(path, self[path], known)

    def find_all(self, path: str, known: dict[str, models.Model]) -> list[models.Model]:
        return [self.look_up(path, slug, known) for slug in self[path]]

    def look_up(self, path: str, slug: str, known: dict[str, models.Model]) -> models.Model:
        if slug not in known:
            raise self.broken(path, f"names “{slug}”, which is in no data file")
        return known[slug]

    def broken(self, field: str, why: str) -> BrokenData:
        return BrokenData(f"{self.file}, record “{self.slug}”, field “{field}”: {why}.")

    def check(self, instance: models.Model, exclude: tuple[str, ...] = ()) -> None:
        """Validate as a form would; raise BrokenData naming the first field that fails."""
        try:
            instance.full_clean(exclude={*exclude})
        except ValidationError as error:
            field, messages = next(iter(error.message_dict.items()))
            raise self.broken(field, messages[0].rstrip(".")) from error


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
        if record["slug"] in seen:
            raise record.broken("slug", "occurs twice")
        seen.add(record["slug"])
    return records
