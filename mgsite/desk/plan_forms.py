"""What a person types about an edition in the making."""

from datetime import UTC, datetime

from django import forms
from django.http import QueryDict

from claims.admin.merging import Merge, merge_fields, put
from claims.forms import PlainTextField
from mgsite.desk.models import Plan
from mgsite.desk.plans import WORDS
from mgsite.editions.kinds import MODELS
from mgsite.editions.models import Change

KINDS = [("", "all kinds"), *((k, model._meta.verbose_name_plural) for k, model in MODELS.items())]


class NameForm(forms.Form):
    name = forms.CharField(
        label="Name",
        max_length=120,
        help_text="For editors, such as “Sleep, November”.",
        error_messages={"required": "Give it a name that colleagues know it by."},
    )


class PlanForm(NameForm):
    """The words of the edition, its time, and which state of it the person saw.

    The words travel a second time as they were when the page was made, so that what two people
    changed can be told apart field by field.
    """

    note = PlainTextField(
        label="Note for readers",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What this edition changes, in a sentence or two; it stands on /changes/ for ever.",
        error_messages={"required": "Write a note: readers and partners are told what changes."},
    )
    change = forms.ChoiceField(
        label="Kind of change",
        required=False,
        choices=Change.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of news it is: partners sort by it."},
    )
    correction = forms.BooleanField(
        label="This corrects a mistake of ours",
        required=False,
        help_text="Partners are told “corrected” instead of “updated”.",
    )
    publish_on = forms.DateField(
        label="Day",
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Choose the day.", "invalid": "This is no day: 2026-12-31."},
    )
    publish_time = forms.TimeField(
        label="Time (UTC)",
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": "Choose the time, in UTC.",
            "invalid": "This is no time: 09:30.",
        },
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, do: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        for name in WORDS:
            self.fields[name].show_hidden_initial = True
        for name in {
            "publish": ("note", "change"),
            "schedule": ("note", "change", "publish_on", "publish_time"),
        }.get(do, ()):
            self.fields[name].required = True

    @classmethod
    def of(cls, plan: Plan, **initial) -> "PlanForm":
        """As the page shows it at first."""
        at = plan.publish_at
        times = {"publish_on": at.date(), "publish_time": at.time()} if at else {}
        return cls(initial={**words_of(plan), **times, **initial})

    def moment(self) -> datetime:
        words = self.cleaned_data
        return datetime.combine(words["publish_on"], words["publish_time"], tzinfo=UTC)


class FindForm(forms.Form):
    """`q` is searched by the words that the lists are searched by."""

    q = forms.CharField(label="Slug, title or public id", max_length=200, required=False)
    kind = forms.ChoiceField(label="Kind", choices=KINDS, required=False)


def words_of(plan: Plan) -> dict:
    return {name: getattr(plan, name) for name in WORDS}


def merged_words(plan: Plan, posted: QueryDict) -> Merge:
    """What was typed, joined with what others saved since the page was made.

    Without differences nobody else touched the words; what was typed stays in `data` where both
    did. The plan's row must be locked.
    """
    merge = Merge(posted.copy())
    fields = {name: PlanForm().fields[name] for name in WORDS}
    base = {name: posted.get(f"initial-{name}", "") for name in WORDS}
    merge_fields(merge, fields, prefix="", named="", base=base, theirs=words_of(plan))
    for name, value in words_of(plan).items():
        put(merge.data, f"initial-{name}", str(value))
    return merge
