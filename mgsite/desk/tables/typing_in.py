"""A row's cells typed into the admin's form, with what related rows are called looked up once."""

import re
from collections.abc import Iterable, Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import model_to_dict

from claims.models import Curated, Form
from claims.references.text import quoted
from mgsite.desk.tables.cells import settled, with_point
from mgsite.desk.tables.columns import Column, columns_of, slug_of

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
YES, NO = ("yes", "true", "1"), ("no", "false", "0", "")
MOST_OFFERED = 20


class Known:
    """The related rows that the file's cells name, one query for each kind of them."""

    def __init__(self, columns: Iterable[Column], rows: Iterable[Mapping[str, str]]):
        named: dict[type[models.Model], set[str]] = {}
        rows = list(rows)
        for column in columns:
            if column.related:
                cells = (row.get(column.name, "") for row in rows)
                named.setdefault(column.related, set()).update(
                    slug for cell in cells for slug in slugs_in(cell)
                )
        self.rows = {model: self._rows(model, slugs) for model, slugs in named.items()}

    def _rows(self, model: type[models.Model], slugs: set[str]) -> dict[str, models.Model]:
        """By what identifies them; a form by its own slug too, where that is no other's."""
        if model is Form:
            forms_ = list(model._default_manager.select_related("supplement"))
            short: dict[str, list] = {}
            for each in forms_:
                short.setdefault(each.slug, []).append(each)
            alone = {slug: found[0] for slug, found in short.items() if len(found) == 1}
            return alone | {slug_of(each): each for each in forms_}
        fitting = [slug for slug in slugs if slug.isascii() and "\0" not in slug]
        return {row.slug: row for row in model._default_manager.filter(slug__in=fitting)}

    def offered(self, model: type[models.Model]) -> str:
        """What could have been written, if that is not too much to say."""
        every = model._default_manager.all()
        every = every.select_related("supplement") if model is Form else every
        slugs = sorted(slug_of(each) for each in every[: MOST_OFFERED + 1])
        return f" There are: {', '.join(slugs)}." if 0 < len(slugs) <= MOST_OFFERED else ""


def slugs_in(cell: str) -> list[str]:
    return [slug for part in re.split(r"[;\n]", cell) if (slug := settled(part))]


def typed(column: Column, text: str, known: Known, decimal_comma: bool) -> object:
    """What the form's field takes for this cell. Raises ValidationError with what may be written."""
    if column.related:
        return _keys(column, text, known)
    if column.yes_no:
        if text.casefold() not in YES + NO:
            raise ValidationError(f"write yes or no, not {quoted(text)}.")
        return text.casefold() in YES
    if text and (choices := column.choices):
        if text.casefold() not in choices:
            raise ValidationError(
                f"{quoted(text)} is none of its words: use {', '.join(column.allowed)}."
            )
        return choices[text.casefold()]
    if text and isinstance(column.form_field, forms.DateField) and not DAY.fullmatch(text):
        raise ValidationError(f"write the day as 2026-11-22, not {quoted(text)}.")
    return with_point(text) if column.is_number and decimal_comma else text


def _keys(column: Column, text: str, known: Known) -> object:
    slugs = slugs_in(text)
    rows = known.rows[column.related]
    what = column.related._meta.verbose_name
    unknown = [slug for slug in slugs if slug not in rows]
    if unknown:
        raise ValidationError(
            f"there is no {what} {', '.join(map(quoted, unknown))}.{known.offered(column.related)}"
        )
    if column.many:
        return [rows[slug].pk for slug in slugs]
    if len(slugs) > 1:
        raise ValidationError(f"name one {what} only.")
    return rows[slugs[0]].pk if slugs else None


class KnownChoice(forms.ModelChoiceField):
    """Finds its row among those looked up already."""

    def __init__(self, rows: Mapping[str, models.Model], **kwargs):
        super().__init__(queryset=None, **kwargs)
        self.by_key = {row.pk: row for row in rows.values()}

    def to_python(self, value):
        return self.by_key.get(value)


class KnownChoices(KnownChoice, forms.ModelMultipleChoiceField):
    def clean(self, value):
        if self.required and not value:
            raise ValidationError(self.error_messages["required"])
        return [self.by_key[key] for key in value or ()]


class RowForm:
    """The admin's form class for one kind, ready for many rows."""

    def __init__(self, form: type[forms.ModelForm], known: Known, present: Iterable[str]):
        self.columns = {column.name: column for column in columns_of(form)}
        self.form = type(form.__name__, (form,), {})
        # Only what stands in the file was looked up; a column that is not there keeps its own field.
        self.form.base_fields = form.base_fields | {
            name: self._quick(self.columns[name], known)
            for name in present
            if self.columns[name].related
        }

    def _quick(self, column: Column, known: Known) -> forms.Field:
        kind = KnownChoices if column.many else KnownChoice
        return kind(
            known.rows[column.related],
            required=column.form_field.required,
            label=column.form_field.label,
        )

    def of(self, item: Curated, values: Mapping[str, object]) -> forms.ModelForm:
        """As an editor would send it: what is stored, with `values` typed in."""
        fields = self.form.base_fields
        stored = model_to_dict(item, list(fields))
        data = {name: fields[name].prepare_value(value) for name, value in stored.items()}
        return self.form(data | dict(values), instance=item)
