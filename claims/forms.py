"""Form fields that give back exactly what they were given, and the form of every curated item.

A text field of a browser sends CRLF and a list becomes lines; neither may look like an edit,
because an edit voids an approval.
"""

from collections.abc import Callable, Iterable
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property

from claims.vocabulary import MOST_MONTHS


class PlainTextField(forms.CharField):
    """Text with the line ends of Unix; an untouched text never counts as changed."""

    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python(value if value is None else str(value).replace("\r\n", "\n"))

    def has_changed(self, initial, data):
        return not self.disabled and self.to_python(initial) != self.to_python(data)


class LinesField(PlainTextField):
    """A JSON list of texts, one a line. Entries whose line was not touched are kept as stored."""

    def __init__(self, *, rows: int = 3, **kwargs):
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def line_of(self, entry) -> str:
        return str(entry)

    def entry_of(self, line: str):
        """What a newly typed line means. Raises ValidationError with a sentence."""
        return line

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(self.line_of(entry) for entry in value)
        return value

    def to_python(self, value):
        text = super().to_python(self.prepare_value(value))
        return "\n".join(line.strip() for line in text.split("\n") if line.strip())

    def entries(self, text: str, stored: Iterable) -> list:
        """The list that the lines stand for; a line as it was keeps the entry that it came from."""
        kept = {self.line_of(entry).strip(): entry for entry in stored}
        return [kept[line] if line in kept else self.entry_of(line) for line in text.splitlines()]


class AuthorsField(LinesField):
    """CSL names, one a line: “Family, Given”, or an organisation as it stands."""

    def line_of(self, entry) -> str:
        if not isinstance(entry, dict):
            return str(entry)
        literal = entry.get("literal")
        if literal is not None:
            return f"{{{literal}}}" if "," in literal else literal
        return f"{entry.get('family', '')}, {entry.get('given', '')}".rstrip()

    def entry_of(self, line: str) -> dict:
        if line.startswith("{") and line.endswith("}"):
            return {"literal": line[1:-1].strip()}
        family, comma, given = (part.strip() for part in line.partition(","))
        if not comma:
            return {"literal": line}
        if not family:
            raise ValidationError(f"“{line}” has no family name before the comma.")
        return {"family": family, "given": given} if given else {"family": family}


class CuratedForm(forms.ModelForm):
    """Carries the version that its editor read, so that a save from a stale form is noticed."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    stale: ClassVar[bool] = False
    # Rules about slugs that rooms above know (mgsite.desk): the item and the slug in, a sentence out.
    slug_rules: ClassVar[list[Callable[[models.Model, str], str]]] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "seen_version" in self.fields:
            self.fields["seen_version"].initial = self.instance.lock_version

    @cached_property
    def changed_data(self):
        return [name for name in super().changed_data if name != "seen_version"]

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if slug != self.instance.slug or not self.instance.pk:
            for rule in self.slug_rules:
                if sentence := rule(self.instance, slug):
                    raise ValidationError(sentence)
        return slug

    def clean_review_every_months(self) -> int | None:
        months = self.cleaned_data["review_every_months"]
        if months is not None and months > MOST_MONTHS:
            raise ValidationError(f"Give the months as a whole number from 1 to {MOST_MONTHS}.")
        return months

    def clean(self):
        cleaned = super().clean()
        keep_what_was_not_touched(self)
        if self.stale:
            raise ValidationError(
                "Nothing was saved yet: this item was saved by somebody after you opened it. Compare "
                "above, mend the form if you want, and save again.",
                code="stale",
            )
        return cleaned


class PartForm(forms.ModelForm):
    """A part of a curated item: a citation, a red flag, a form of the supplement."""

    def clean(self):
        cleaned = super().clean()
        keep_what_was_not_touched(self)
        return cleaned


def keep_what_was_not_touched(form: forms.ModelForm) -> None:
    """Texts and lists that nobody touched stay as they are stored, to the last blank."""
    for name, field in form.fields.items():
        if not isinstance(field, PlainTextField) or name not in form.cleaned_data:
            continue
        stored = getattr(form.instance, name, None)
        if name not in form.changed_data and form.instance.pk:
            form.cleaned_data[name] = stored
        elif isinstance(field, LinesField):
            try:
                form.cleaned_data[name] = field.entries(form.cleaned_data[name], stored or [])
            except ValidationError as error:
                form.add_error(name, error)
