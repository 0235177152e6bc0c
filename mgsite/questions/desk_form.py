"""The form in which an editor answers a question."""

from django import forms
from django.core.exceptions import ValidationError

from claims.forms import PlainTextField
from claims.whole_numbers import VERSION_DIGITS, whole
from mgsite.questions.actions import refusals
from mgsite.questions.models import Question


class AnswerForm(forms.ModelForm):
    """Carries the version that was read, so that no answer is overwritten unseen."""

    note = PlainTextField(
        label="Note for colleagues",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Readers never see it; the history keeps it.",
    )
    seen_version = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Question
        fields = ("state", "answer", "claim")
        field_classes = {"answer": PlainTextField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored_version = self.instance.revision
        self.stored = (self.instance.get_state_display(), self.instance.answer)
        self.stored_state = self.instance.state
        if "seen_version" in self.fields:
            self.fields["seen_version"].initial = str(self.stored_version)

    def clean(self):
        cleaned = super().clean()
        if "seen_version" in self.fields:
            self._refuse_a_stale_form()
        if not self.errors:
            said = {name: cleaned[name] for name in ("state", "answer", "claim")}
            for name, sentences in refusals(before=self.stored_state, **said).items():
                self.add_error(name, list(sentences))
        return cleaned

    def _refuse_a_stale_form(self) -> None:
        """Shows what the other one saved; sending once more replaces it, knowingly."""
        if whole(self.cleaned_data.get("seen_version", ""), VERSION_DIGITS) == self.stored_version:
            return
        self.data = self.data.copy()
        self.data["seen_version"] = str(self.stored_version)
        state, answer = self.stored
        now = f"“{state}”" + (f", with the answer “{answer}”" if answer else ", without an answer")
        raise ValidationError(
            f"Nothing was saved yet: somebody else saved this question after you opened it. It is now "
            f"{now}. What you typed stands below; save again to put it in its place.",
            code="stale",
        )
