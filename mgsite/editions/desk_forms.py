"""What a person types on the pages that decide, publish and withdraw."""

import uuid

from django import forms

from claims.public_ids import PATTERN
from claims.review import Decision
from mgsite.editions.models import Change, Reason, Version


class ReviewForm(forms.Form):
    decision = forms.ChoiceField(
        choices=[(d.value, d.label) for d in Decision if d is not Decision.STARTER],
        error_messages={"required": "Choose what to do with it."},
    )
    note = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Needed for returning, for approving without a second person and for accepting "
        "words; the history shows it.",
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


def new_operation() -> str:
    return uuid.uuid4().hex


class OperationForm(forms.Form):
    """Carries an id of the request, so that a double click does the thing once."""

    operation = forms.RegexField(
        r"\A[0-9a-f]{32}\Z", initial=new_operation, widget=forms.HiddenInput
    )


class PublishForm(OperationForm):
    note = forms.CharField(
        label="Note for readers",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What this edition changes, in a sentence or two; it stands on /changes/ for ever.",
        error_messages={"required": "Write a note: readers and partners are told what changes."},
    )
    change = forms.ChoiceField(
        label="Kind of change", choices=Change.choices(), widget=forms.RadioSelect
    )
    correction = forms.BooleanField(
        label="This corrects a mistake of ours",
        required=False,
        help_text="Partners are told “corrected” instead of “updated”.",
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class WithdrawForm(OperationForm):
    PROPOSED = ("reason", "notice", "replaced_by")

    reason = forms.ChoiceField(choices=Reason.choices(), widget=forms.RadioSelect)
    notice = forms.CharField(
        label="Public notice",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Stands in the item's place for ever: what happened and what to read instead.",
        error_messages={"required": "Write a notice: it stands in the item's place."},
    )
    replaced_by = forms.CharField(
        label="What takes its place",
        required=False,
        max_length=100,
        help_text="The slug or the public id of a published item of the same kind. Needed for "
        "merged and replaced.",
    )
    change = forms.ChoiceField(
        label="Kind of change",
        choices=Change.choices(),
        initial=Change.CONCLUSION,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean_replaced_by(self) -> str:
        """The public id of what was named."""
        named = self.cleaned_data["replaced_by"].strip()
        if not named or PATTERN.fullmatch(named):
            return named
        live = Version.objects.live().filter(kind=self.kind, slug=named).first()
        if live is None:
            raise forms.ValidationError(f"No published {self.kind} has the slug “{named}”.")
        return live.public_id
