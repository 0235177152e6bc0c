"""The columns of a kind: what identifies a row, every field of its form, and what is read only.

The fields and their order are those of the admin's form, so a new field is a new column.
"""

from dataclasses import dataclass

from django import forms
from django.db import models
from django.db.models import QuerySet
from import_export.fields import Field
from import_export.widgets import Widget

from claims.forms import LinesField
from claims.models import Claim, Condition, Curated, Form, Source

READ_ONLY = " (read only)"
SEPARATOR = "; "
KINDS: dict[str, type[Curated]] = {model.kind: model for model in (Claim, Source, Condition)}
# Known, so that nobody is told that there is no such column; no import sets them.
NEVER_SET = ("state", "citations", "edited by", "assessment", "created at", "updated at")


def slug_of(related: models.Model) -> str:
    """What identifies a related row in a cell: a form's slug is unique within its supplement."""
    if isinstance(related, Form):
        return f"{related.supplement.slug}/{related.slug}"
    return related.slug


class YesNo(Widget):
    def render(self, value, obj=None, **kwargs) -> str:
        return "yes" if value else "no"


class Slug(Widget):
    def render(self, value, obj=None, **kwargs) -> str:
        return slug_of(value) if value is not None else ""


class Slugs(Widget):
    def render(self, value, obj=None, **kwargs) -> str:
        return SEPARATOR.join(map(slug_of, value.all())) if value is not None else ""


class Lines(Widget):
    """A list as its form shows it: one entry a line."""

    def __init__(self, form_field: LinesField):
        super().__init__()
        self.form_field = form_field

    def render(self, value, obj=None, **kwargs) -> str:
        return self.form_field.prepare_value(value) or ""


class Citations(Widget):
    """“aho-2017 (supports) p. 4; …”, in the order of the claim's page."""

    def render(self, value, obj=None, **kwargs) -> str:
        return SEPARATOR.join(
            f"{each.source.slug} ({each.get_stance_display().lower()}) {each.locator}".strip()
            for each in value.all()
        )


@dataclass(frozen=True)
class Column:
    """`field` says how it leaves; `form_field` how it comes back, None for what does not."""

    name: str
    header: str
    field: Field
    form_field: forms.Field | None = None
    related: type[models.Model] | None = None
    many: bool = False
    yes_no: bool = False

    def text(self, item: models.Model) -> str:
        return str(self.field.export(item))

    @property
    def is_number(self) -> bool:
        # Django's field for decimals is one for integers too.
        return self.name == "lock_version" or isinstance(self.form_field, forms.IntegerField)

    @property
    def choices(self) -> dict[str, str]:
        """The stored words by themselves and by their labels, in small letters."""
        if self.related or not isinstance(self.form_field, forms.ChoiceField):
            return {}
        words = [(str(value), str(label)) for value, label in self.form_field.choices if value]
        return {label.casefold(): value for value, label in words} | {
            value.casefold(): value for value, _ in words
        }

    @property
    def hint(self) -> str:
        """What may be written, in a few words."""
        if self.related:
            return "slugs, parted by semicolons" if self.many else "a slug"
        if self.allowed or self.yes_no:
            return ", ".join(self.allowed) or "yes or no"
        if isinstance(self.form_field, LinesField):
            return "text, one entry a line"
        if isinstance(self.form_field, forms.DateField):
            return "a day, as 2026-11-22"
        return "a number" if self.is_number else "text"

    @property
    def allowed(self) -> list[str]:
        return list(dict.fromkeys(self.choices.values()))


def columns_of(form: type[forms.ModelForm]) -> list[Column]:
    """All of them, in the order of an export."""
    model = form._meta.model
    fields = [(name, f) for name, f in form.base_fields.items() if name != "seen_version"]
    found = [
        _plain("public_id", "public id"),
        _plain("lock_version", "lock version"),
        _plain("state", f"state{READ_ONLY}"),
        *(_of_field(model, name, form_field) for name, form_field in fields),
    ]
    if model is Claim:
        header = f"citations{READ_ONLY}"
        found.append(Column("citations", header, Field("citations", header, Citations())))
    return found


def _plain(name: str, header: str) -> Column:
    return Column(name, header, Field(name, header))


def _of_field(model: type[models.Model], name: str, form_field: forms.Field) -> Column:
    model_field = model._meta.get_field(name)
    label = str(form_field.label or model_field.verbose_name)
    header = label if label[:2].isupper() else label[:1].lower() + label[1:]
    many, yes_no = model_field.many_to_many, isinstance(model_field, models.BooleanField)
    if isinstance(form_field, LinesField):
        widget = Lines(form_field)
    elif model_field.is_relation:
        widget = Slugs() if many else Slug()
    else:
        widget = YesNo() if yes_no else Widget()
    related = model_field.related_model if model_field.is_relation else None
    return Column(
        name, header, Field(name, header, widget), form_field, related, bool(many), yes_no
    )


def with_what_columns_read(queryset: QuerySet) -> QuerySet:
    """The rows with all that their columns show, in a fixed number of queries."""
    if queryset.model is Claim:
        return queryset.select_related("supplement", "form__supplement").prefetch_related(
            "conditions", "citations__source"
        )
    if queryset.model is Source:
        return queryset.prefetch_related("forms_tested__supplement")
    return queryset.select_related("headline_claim", "second_headline_claim")
