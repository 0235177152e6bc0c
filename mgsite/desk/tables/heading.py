"""The first row of a table: which column stands where, and what is missing or none of ours."""

from collections import Counter
from dataclasses import dataclass

from django import forms
from django.forms.models import model_to_dict

from claims.errors import Refused
from claims.references.text import quoted
from mgsite.desk.tables.columns import NEVER_SET, READ_ONLY, Column
from mgsite.desk.tables.reading import Row, Table


@dataclass(frozen=True)
class Heading:
    """Which column of the kind stands at which place of the file."""

    places: dict[int, Column]
    left_alone: list[str]

    def cells(self, row: Row) -> dict[str, str]:
        return {column.name: row.cells[place] for place, column in self.places.items()}


def heading_of(table: Table, columns: list[Column], form: type[forms.ModelForm]) -> Heading:
    plural = form._meta.model._meta.verbose_name_plural
    names = {column.name.replace("_", " "): column for column in columns}
    names |= {column.header.casefold(): column for column in columns}
    places: dict[int, Column] = {}
    left_alone, unknown = [], []
    for place, header in enumerate(table.headers):
        asked = header.casefold().replace("_", " ")
        if asked.endswith(READ_ONLY) or asked in NEVER_SET:
            left_alone.append(header)
        elif asked in names:
            places[place] = names[asked]
        else:
            unknown.append(quoted(header) if header else f"the empty one at place {place + 1}")
    if unknown:
        offered = ", ".join(c.header for c in columns if READ_ONLY not in c.header)
        raise Refused(f"No column of {plural}: {', '.join(unknown)}. There are: {offered}.")
    twice = [
        name for name, times in Counter(c.header for c in places.values()).items() if times > 1
    ]
    if twice:
        raise Refused(f"More than one column is called {', '.join(map(quoted, twice))}.")
    heading = Heading(places, left_alone)
    _refuse_lacking(table, heading, columns, form)
    return heading


def _refuse_lacking(
    table: Table, heading: Heading, columns: list[Column], form: type[forms.ModelForm]
) -> None:
    """Columns without which a row would say too little, once for the file."""
    has = {column.name for column in heading.places.values()}
    ids = [heading.cells(row).get("public_id", "") for row in table.rows]
    if any(ids) and "lock_version" not in has:
        raise Refused(
            "It has no column “lock version”, which tells whether somebody saved an item since: "
            "keep both “public id” and “lock version” as they are exported."
        )
    defaults = model_to_dict(form._meta.model())
    lacking = [
        column.header
        for column in columns
        if column.form_field is not None
        and column.form_field.required
        and column.name not in has
        and defaults.get(column.name) in (None, "", [])
    ]
    if lacking and not all(ids):
        what = form._meta.model._meta.verbose_name
        raise Refused(
            f"A new {what} needs these columns, which the file lacks: {', '.join(lacking)}. Add "
            f"them; or, to change {what}s that are here, give each row its public id."
        )
