"""What a person types once for many items."""

from django import forms
from django.contrib.auth.models import User

from claims.forms import PlainTextField
from claims.vocabulary import MOST_MONTHS
from mgsite.desk.work import PersonField, who_may_approve
from mgsite.editions.desk_forms import WithdrawForm

ALL, SOME = "all", "some"


class BulkForm(forms.Form):
    """`kinds` are those of the items."""

    mode = forms.ChoiceField(
        label="Since some cannot",
        choices=[(ALL, "All of them or none"), (SOME, "Only those that can")],
        initial=ALL,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose: all of them or none, or only those that can."},
    )

    def __init__(self, *args, kinds: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = kinds

    def words(self) -> dict:
        """What the action is given."""
        return {name: typed for name, typed in self.cleaned_data.items() if name != "mode"}

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields in their order, the choice of all or some last and apart."""
        return [each for each in self.visible_fields() if each.name != "mode"]


class NoteForm(BulkForm):
    note = PlainTextField(
        label="Note",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The history of each shows it.",
    )


class ReturnForm(NoteForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = True
        self.fields["note"].error_messages["required"] = "Write what has to change."


class ApproveForm(NoteForm):
    read = forms.BooleanField(
        error_messages={"required": "Read the differences, then tick that you have."}
    )

    def words(self) -> dict:
        return {"note": self.cleaned_data["note"]}

    def ask(self, can: int, *, again: bool) -> None:
        """Say of how many items the differences are to be read; `again`: the tick counts no more."""
        what = (
            "the difference of this item" if can == 1 else f"the differences of these {can} items"
        )
        self["read"].label = f"I have read {what}"
        if again:
            self.data = self.data.copy()
            self.data.pop("read", None)


class AssignForm(BulkForm):
    reviewer = PersonField(
        queryset=User.objects.none(),
        empty_label="choose somebody",
        error_messages={
            "required": "Choose who shall review them.",
            "invalid_choice": "That person may not approve: choose another.",
        },
    )
    due_on = forms.DateField(
        label="By",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Write the day as 2026-12-31, or leave it empty."},
    )
    note = PlainTextField(
        label="What to look at", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = who_may_approve()


class IntervalForm(BulkForm):
    months = forms.IntegerField(
        label="Review every (months)",
        min_value=1,
        max_value=MOST_MONTHS,
        help_text="Months after an approval until it is due for review again. Safety: 6.",
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"Give the months as a whole number from 1 to {MOST_MONTHS}.",
        ),
    )


class WithdrawManyForm(BulkForm, WithdrawForm):
    """One reason and one notice for all of them."""

    def __init__(self, *args, kinds: list[str], **kwargs):
        super().__init__(*args, kinds=kinds, kind=kinds[0], **kwargs)
        self.fields[
            "notice"
        ].help_text = (
            "Stands in the place of each for ever: what happened and what to read instead."
        )
