"""What importing a table would do to each row: the admin's own form is asked, nothing is saved."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from claims.models import Curated
from claims.people import name_of
from claims.public_ids import kind_of
from claims.references.text import quoted
from claims.review import State
from claims.whole_numbers import VERSION_DIGITS, whole
from mgsite.desk.tables.cells import same_number, settled
from mgsite.desk.tables.columns import columns_of, with_what_columns_read
from mgsite.desk.tables.heading import Heading, heading_of
from mgsite.desk.tables.reading import Row, Table
from mgsite.desk.tables.typing_in import Known, RowForm, typed
from mgsite.editions.differences import Difference, differences

WHOLE_ROW = "the row"
MOST_COMPARED = 20_000  # characters of both texts; longer ones stand beside each other whole


class Status(StrEnum):
    FAULTY = "faulty"
    CHANGED = "changed"
    NEW = "new"
    SAME = "same"


@dataclass
class Line:
    """A row and what becomes of it. `form` is bound and valid where there is something to save."""

    number: int
    status: Status
    item: Curated
    title: str
    faults: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    form: forms.ModelForm | None = None

    @property
    def was_approved(self) -> bool:
        return self.status is Status.CHANGED and self.item.state == State.APPROVED


@dataclass
class Judgement:
    """`left_alone` are the columns of the file that no import sets."""

    lines: list[Line]
    left_alone: list[str]

    def of(self, status: Status) -> list[Line]:
        return [line for line in self.lines if line.status is status]

    @property
    def faults(self) -> list[str]:
        """“Row 17, conclusion: …”, all of them."""
        return [fault for line in self.lines for fault in line.faults]

    @property
    def summary(self) -> str:
        counted = ((len(self.of(status)), status) for status in Status)
        return ", ".join(f"{count} {status}" for count, status in counted)


def judged(table: Table, form: type[forms.ModelForm], stored: QuerySet) -> Judgement:
    """Each row against the items of `stored`. Raises Refused where the heading is wrong."""
    columns = columns_of(form)
    heading = heading_of(table, columns, form)
    known = Known(columns, [heading.cells(row) for row in table.rows])
    present = [column.name for column in heading.places.values()]
    judge = _Judge(table, heading, RowForm(form, known, present), known, stored)
    return Judgement([judge.line(row) for row in table.rows], heading.left_alone)


class _Judge:
    """Looks everything up once for all rows."""

    def __init__(self, table, heading: Heading, form, known: Known, stored: QuerySet):
        self.table, self.heading, self.form, self.known = table, heading, form, known
        self.model = stored.model
        self.what = self.model._meta.verbose_name
        rows = [heading.cells(row) for row in table.rows]
        ids = {settled(cells.get("public_id", "")) for cells in rows} - {""}
        slugs = {
            settled(cells.get("slug", ""))
            for cells in rows
            if not settled(cells.get("public_id", ""))
        }
        fitting = {each for each in ids | slugs if each.isascii() and "\0" not in each}
        found = with_what_columns_read(stored)
        self.by_id = {i.public_id: i for i in found.filter(public_id__in=fitting & ids)}
        self.by_slug = {i.slug: i for i in found.filter(slug__in=fitting & slugs)}
        self.savers = self._savers()
        self.seen: dict[tuple[str, str], int] = {}
        self.unique = [c for c in heading.places.values() if c.name in _unique_names(self.model)]

    def _savers(self) -> dict[int, list[tuple[int, str]]]:
        """(lock version, who) of each save of the items in the file, by primary key."""
        saves: dict[int, list[tuple[int, str]]] = {}
        keys = [item.pk for item in self.by_id.values()]
        history = self.model.history.filter(id__in=keys).exclude(history_user=None)
        for save in history.select_related("history_user").order_by("history_id"):
            saves.setdefault(save.id, []).append((save.lock_version, name_of(save.history_user)))
        return saves

    def line(self, row: Row) -> Line:
        cells = self.heading.cells(row)
        public_id, slug = (settled(cells.get(name, "")) for name in ("public_id", "slug"))
        item = self.by_id.get(public_id) if public_id else self.by_slug.get(slug)
        title = item.title if item is not None else (slug or public_id)
        line = Line(row.number, Status.FAULTY, item or self.model(), title)
        faults = [
            (self.heading.places[place].header if place in self.heading.places else WHOLE_ROW, said)
            for place, said in row.faults
        ]
        faults = faults or list(self._identity_faults(row, public_id, item))
        if not faults:
            faults = self._fill(line, row, cells, item, bool(public_id))
        line.faults = [f"Row {row.number}, {header}: {said}" for header, said in faults]
        if line.faults:
            line.status, line.form = Status.FAULTY, None
        return line

    def _identity_faults(self, row: Row, public_id: str, item) -> Iterator[tuple[str, str]]:
        if public_id and item is None:
            kind = kind_of(public_id)
            if kind and kind != self.model.kind:
                yield "public id", f"{quoted(public_id)} names a {kind}, not a {self.what}."
            else:
                yield (
                    "public id",
                    f"there is no {self.what} {quoted(public_id)}: leave it empty for a new one.",
                )
        cells = self.heading.cells(row)
        for column in self.unique:
            value = settled(cells[column.name])
            if (
                value
                and (first := self.seen.setdefault((column.name, value), row.number)) != row.number
            ):
                yield column.header, f"row {first} has {quoted(value)} already."

    def _fill(self, line: Line, row: Row, cells: Mapping, item, by_id: bool) -> list:
        """Give the line its status, form and differences; the faults as (column, sentence)."""
        before = {
            column.name: column.text(line.item) if line.item.pk else ""
            for column in self.heading.places.values()
        }
        texts = ((c, settled(cells[c.name])) for c in self.heading.places.values())
        touched = {
            column.name: text
            for column, text in texts
            if column.form_field is not None
            and text != settled(before[column.name])
            and not (column.is_number and same_number(text, before[column.name]))
        }
        if item is not None and not touched:
            line.status = Status.SAME
            return []
        if item is not None and not by_id:
            taken = (
                f"there is a {self.what} {quoted(item.slug)} already, and it differs. To change it, "
                "give the public id and lock version that an export gives."
            )
            return [("slug", taken)]
        faults, line.form = self._bound(line.item, touched)
        changed = line.form.changed_data if line.form is not None else list(touched)
        if item is not None and not faults and not changed:
            line.status, line.form = Status.SAME, None
            return []
        if item is not None and (stale := self._stale(item, settled(cells["lock_version"]))):
            return [stale]
        line.status = Status.CHANGED if item is not None else Status.NEW
        line.differences = self._differences(before, touched, changed)
        return faults

    def _bound(
        self, item: Curated, touched: Mapping[str, str]
    ) -> tuple[list, forms.ModelForm | None]:
        """The form as an editor would send it, with these cells typed in; and what it says."""
        columns = {column.name: column for column in self.heading.places.values()}
        faults, values = [], {}
        for name, text in touched.items():
            try:
                values[name] = typed(columns[name], text, self.known, self.table.decimal_comma)
            except ValidationError as error:
                faults.append((columns[name].header, " ".join(error.messages)))
        # The form writes into its instance; the line still tells what is stored.
        form = self.form.of(copy.copy(item), values)
        for name, sentences in form.errors.items():
            if name not in touched or name in values:
                column = columns.get(name) or self.form.columns.get(name)
                faults.append((column.header if column else WHOLE_ROW, " ".join(sentences)))
        return faults, form

    def _stale(self, item: Curated, cell: str) -> tuple[str, str] | None:
        """Why the row may not be saved over what is stored now."""
        read = whole(cell, VERSION_DIGITS) or 0
        if read == item.lock_version:
            return None
        if not 0 < read < item.lock_version:
            return "lock version", "it is none that an export of this site gave: export again."
        people = dict.fromkeys(
            who for version, who in self.savers.get(item.pk, ()) if version > read
        )
        by = f", by {' and '.join(people)}" if people else ""
        return WHOLE_ROW, f"it was changed since you exported it{by}: export it again."

    def _differences(self, before: Mapping, touched: Mapping, changed: list[str]):
        headers = {column.name: column.header for column in self.heading.places.values()}
        found = []
        for name in touched:
            if name not in changed:
                continue
            old, new = settled(before[name]), touched[name]
            if len(old) + len(new) > MOST_COMPARED:
                pieces = (("gone", old), ("new", new))
                found.append(Difference((name,), headers[name], old, new, pieces, False))
            else:
                # Under a key that the comparison has no opinion about.
                (difference,) = differences({"cell": old}, {"cell": new})
                found.append(replace(difference, label=headers[name]))
        return found


def _unique_names(model: type[Curated]) -> set[str]:
    """Fields of which no two rows of a file may have the same value."""
    fields = {each.name for each in model._meta.fields if each.unique}
    constraints = (getattr(each, "fields", ()) for each in model._meta.constraints)
    return fields | {names[0] for names in constraints if len(names) == 1}
