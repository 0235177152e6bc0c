"""A save from a stale form: what each of two people changed, field by field and row by row.

The version that the slower one had read comes from the edit history. A field that only the
other changed takes the other's value; where both changed it, what was typed stays in the form
and both are shown. Without a history at that version, each difference counts as a clash.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django import forms
from django.forms.models import ModelChoiceField
from django.http import QueryDict

from claims.whole_numbers import whole

BOOKKEEPING = {"id", "DELETE", "seen_version"}


@dataclass(frozen=True)
class Difference:
    """One field that the other changed. `typed` is None when the slower one left it alone."""

    label: str
    saved: str
    typed: str | None


@dataclass
class Merge:
    """`data` is the form's new content; `differences` is what its editor has to read."""

    data: QueryDict
    differences: list[Difference] = field(default_factory=list)
    saves: list = field(default_factory=list)

    @property
    def clashes(self) -> int:
        return sum(difference.typed is not None for difference in self.differences)


def merge_fields(
    merge: Merge,
    fields: Mapping[str, forms.Field],
    *,
    prefix: str,
    named: str,
    base: Mapping | None,
    theirs: Mapping,
) -> None:
    """Three values a field: as read (`base`), as saved by the other, as typed (in `merge.data`)."""
    for name, form_field in fields.items():
        if name in BOOKKEEPING or name not in theirs:
            continue
        key = prefix + name
        typed = form_field.widget.value_from_datadict(merge.data, {}, key)
        saved = as_posted(form_field, theirs[name])
        if not form_field.has_changed(theirs[name], typed):
            continue
        if base is not None and not form_field.has_changed(base.get(name), saved):
            continue
        untouched = base is not None and not form_field.has_changed(base.get(name), typed)
        if untouched:
            put(merge.data, key, saved)
        merge.differences.append(
            Difference(
                label=f"{named}{form_field.label}",
                saved=shown(form_field, saved),
                typed=None if untouched else shown(form_field, typed),
            )
        )


def merge_rows(
    merge: Merge,
    fields: Mapping[str, forms.Field],
    *,
    prefix: str,
    noun: str,
    base: Mapping[int, Mapping],
    theirs: Mapping[int, tuple[str, Mapping]],
) -> None:
    """The rows of one inline. `base` and `theirs` are by primary key; theirs with a name each.

    Rewrites the rows in `merge.data`: all that are stored first, then those that are new.
    """
    rows = _posted_rows(merge.data, prefix)
    stored, new = [], []
    for pk, (name, values) in theirs.items():
        row = next((row for row in rows if row.get("id") == [str(pk)]), None)
        if row is None:
            row = {"id": [str(pk)]}
            for key, form_field in fields.items():
                if key in values and key not in BOOKKEEPING:
                    _put_in_row(row, key, as_posted(form_field, values[key]))
            merge.differences.append(Difference(f"{noun} “{name}”", "added", None))
        stored.append((row, pk, name, values))
    for row in rows:
        pk = whole(row.get("id", [""])[0])
        if pk is None:
            new.append(row)
        elif pk not in theirs:
            new += _removed_by_them(merge, fields, row, noun, base.get(pk))
    _write_rows(merge.data, prefix, [row for row, *_ in stored], new)
    for index, (_, pk, name, values) in enumerate(stored):
        merge_fields(
            merge,
            fields,
            prefix=f"{prefix}-{index}-",
            named=f"{noun} “{name}”: ",
            base=base.get(pk),
            theirs=values,
        )


def _removed_by_them(merge, fields, row, noun, base) -> list[dict]:
    """A row that the other deleted comes back as a new one, if it was changed here meanwhile."""
    if row.get("DELETE"):
        return []
    data = QueryDict(mutable=True)
    for key, values in row.items():
        data.setlist(key, values)
    editable = {name: each for name, each in fields.items() if name not in BOOKKEEPING}
    typed = {name: f.widget.value_from_datadict(data, {}, name) for name, f in editable.items()}
    changed = base is None or any(
        f.has_changed(base[name], typed[name]) for name, f in editable.items() if name in base
    )
    words = "; ".join(shown(editable[name], typed[name]) for name in editable if typed[name])
    merge.differences.append(
        Difference(noun, f"removed: {words}", "kept below as a new row" if changed else None)
    )
    return [{key: values for key, values in row.items() if key != "id"}] if changed else []


def _posted_rows(data: QueryDict, prefix: str) -> list[dict[str, list[str]]]:
    total = whole(data.get(f"{prefix}-TOTAL_FORMS", "")) or 0
    rows = []
    for index in range(min(total, 1000)):
        start = f"{prefix}-{index}-"
        rows.append({k.removeprefix(start): v for k, v in data.lists() if k.startswith(start)})
    return rows


def _write_rows(data: QueryDict, prefix: str, stored: list[dict], new: list[dict]) -> None:
    numbered = tuple(f"{prefix}-{index}-" for index in range(len(_posted_rows(data, prefix))))
    for key in [key for key in data if key.startswith(numbered)]:
        del data[key]
    for index, row in enumerate((*stored, *new)):
        for key, values in row.items():
            data.setlist(f"{prefix}-{index}-{key}", values)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(stored) + len(new))
    data[f"{prefix}-INITIAL_FORMS"] = str(len(stored))


def as_posted(form_field: forms.Field, value) -> object:
    """The value as a browser would send it: texts, a list of texts, or None for an empty box."""
    prepared = form_field.prepare_value(value)
    if isinstance(prepared, bool):
        return "on" if prepared else None
    if isinstance(prepared, (list, tuple, set)):
        return [str(each) for each in prepared]
    return "" if prepared is None else str(prepared)


def put(data: QueryDict, key: str, value) -> None:
    """Write a value into a form's data as a browser would have."""
    if value is None:
        data.pop(key, None)
    else:
        data.setlist(key, value if isinstance(value, list) else [value])


def _put_in_row(row: dict, key: str, value) -> None:
    if value is not None:
        row[key] = value if isinstance(value, list) else [value]


def shown(form_field: forms.Field, value) -> str:
    """The value in words, for the table."""
    values = value if isinstance(value, (list, tuple)) else [value]
    if isinstance(form_field, ModelChoiceField):
        pks = [pk for each in values if (pk := whole(str(each))) is not None]
        rows = form_field.queryset.filter(pk__in=pks)
        return ", ".join(form_field.label_from_instance(row) for row in rows) or "(empty)"
    if isinstance(form_field, forms.BooleanField):
        return "yes" if form_field.to_python(value) else "no"
    if isinstance(form_field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in form_field.choices}
        return ", ".join(labels.get(str(each), str(each)) for each in values if each) or "(empty)"
    return ", ".join(str(each) for each in values if each not in (None, "")) or "(empty)"
