"""The form that a reader fills in. A refusal keeps every word of it."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError

from claims.forms import PlainTextField
from mgsite.questions.models import MOST_PLACE, MOST_TEXT

TRAP = "website"  # nobody sees this field; programs that fill in whatever they find give themselves away
NO_WORDS = "Write down the claim that you read, in a sentence or two."
TOO_LONG = "Shorten this to at most %(limit_value)d characters. It has %(show_value)d now."
ATTRS = {"class": "ask-input"}


class AskForm(forms.Form):
    text = PlainTextField(
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs=ATTRS | {"rows": 5}),
        error_messages={"required": NO_WORDS, "max_length": TOO_LONG},
    )
    place = forms.CharField(
        required=False,
        max_length=MOST_PLACE,
        widget=forms.TextInput(attrs=ATTRS | {"autocomplete": "off"}),
        error_messages={"max_length": TOO_LONG},
    )
    condition = forms.ChoiceField(
        required=False,
        widget=forms.Select(attrs=ATTRS),
        error_messages={"invalid_choice": "Choose one of the conditions, or none."},
    )

    def __init__(self, *args, conditions: Iterable[tuple[str, str]], **kwargs):
        """`conditions` are (public id, name) of those in print."""
        super().__init__(*args, **kwargs)
        self.fields["condition"].choices = [("", "None of these, or several"), *conditions]
        for name in self.fields:
            # A box that was refused says so to those who cannot see its frame.
            marks = f"{name}-hint" + (
                f" {name}-error" if self.is_bound and self.errors.get(name) else ""
            )
            self.fields[name].widget.attrs["aria-describedby"] = marks
            # Its own length is judged here, where nothing is cut off without a word.
            self.fields[name].widget.attrs.pop("maxlength", None)

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if not any(letter.isalpha() for letter in text):
            raise ValidationError(NO_WORDS)
        return text

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get(TRAP, "").strip())
