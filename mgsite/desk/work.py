"""The work on one item: who is asked to review it by when, and what people remark on it."""

from dataclasses import dataclass

from django import forms
from django.contrib.auth.models import AbstractUser, User
from django.db.models import Q

from claims.actions_desk import assign_reviewer, remark, resolve_remark
from claims.models import Assignment, Curated, Remark
from claims.people import name_of
from claims.review import APPROVE, State

# Columns that people write notes about; the rest is bookkeeping.
BOOKKEEPING = {"id", "public_id", "lock_version", "state", "created_at", "updated_at"}


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, obj) -> str:
        return name_of(obj)


class AssignForm(forms.Form):
    reviewer = PersonField(
        queryset=User.objects.none(),
        empty_label="choose somebody",
        error_messages={"required": "Choose who shall review it."},
    )
    due_on = forms.DateField(
        label="By",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Write the day as 2026-12-31, or leave it empty."},
    )
    note = forms.CharField(
        label="What to look at", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, item: Curated, **kwargs):
        # Ids of its own: it stands beside another form with a note.
        super().__init__(*args, auto_id="assign_%s", **kwargs)
        self.item = item
        self.fields["reviewer"].queryset = reviewers(item)

    def carry_out(self, by: AbstractUser) -> str:
        made = assign_reviewer(item=self.item, by=by, **self.cleaned_data)
        return f"{name_of(made.reviewer)} is asked to review “{self.item.slug}”."


class RemarkForm(forms.Form):
    field = forms.ChoiceField(label="About", required=False)
    text = forms.CharField(
        label="Note",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write the note first."},
    )

    def __init__(self, *args, item: Curated, **kwargs):
        super().__init__(*args, auto_id="remark_%s", **kwargs)
        self.item = item
        self.fields["field"].choices = [("", "the whole item"), *fields_of(item)]

    def carry_out(self, by: AbstractUser) -> str:
        remark(item=self.item, by=by, **self.cleaned_data)
        return f"Your note on “{self.item.slug}” is stored."


FORMS = {"assign": AssignForm, "remark": RemarkForm}


@dataclass(frozen=True)
class Note:
    remark: Remark
    about: str


@dataclass(frozen=True)
class Work:
    """`assign` and `remark` are the forms; None where there is nothing to ask."""

    assignment: Assignment | None
    open_notes: tuple[Note, ...]
    resolved: int
    assign: AssignForm | None
    remark: RemarkForm


def work_on(item: Curated, bound: dict[str, forms.Form] | None = None) -> Work:
    """Three queries and one for the people; `bound` holds a form that was refused, as it was typed."""
    bound = bound or {}
    labels = dict(fields_of(item))
    notes = Remark.objects.filter(subject_id=item.public_id).select_related("by", "resolved_by")
    asked = Assignment.objects.filter(subject_id=item.public_id, ended_at=None)
    return Work(
        assignment=asked.select_related("reviewer", "by").first(),
        open_notes=tuple(
            Note(note, labels.get(note.field, "")) for note in notes if note.resolved_at is None
        ),
        resolved=sum(note.resolved_at is not None for note in notes),
        assign=bound.get("assign") or (None if _settled(item) else AssignForm(item=item)),
        remark=bound.get("remark") or RemarkForm(item=item),
    )


def reviewers(item: Curated):
    """Who may approve and did not edit it since the last approval."""
    return who_may_approve().exclude(pk__in=item.edited_by.values("pk"))


def who_may_approve():
    label, _, codename = APPROVE.partition(".")
    holds = Q(permissions__codename=codename, permissions__content_type__app_label=label)
    return (
        User.objects.filter(
            Q(is_superuser=True)
            | Q(groups__in=_groups(holds))
            | Q(user_permissions__codename=codename),
            is_active=True,
        )
        .order_by("first_name", "username")
        .distinct()
    )


def _groups(holds: Q):
    return User.groups.field.related_model.objects.filter(holds)


def fields_of(item: Curated) -> list[tuple[str, str]]:
    """(name, label) of what can be typed on the item's form, in the order of the model."""
    return [
        (field.name, str(field.verbose_name))
        for field in item._meta.concrete_fields
        if field.name not in BOOKKEEPING and field.editable
    ]


def _settled(item: Curated) -> bool:
    return item.state == State.APPROVED


def resolve(note: Remark, by: AbstractUser) -> str:
    resolve_remark(remark=note, by=by)
    return "The note is resolved; the history keeps it."
