"""The form of one grading: its errors stand beside the field that they are about."""

from dataclasses import replace
from typing import ClassVar

from django import forms
from django.db.models import Q

from claims import actions, actions_grading
from claims.admin.beginning import VALUES, Kind
from claims.admin.estimates import check_estimate
from claims.admin.weighing import cited_by, verdict_for
from claims.forms import LinesField
from claims.grading import (
    HIGHEST,
    LABELS,
    LOWEST,
    GradingError,
    Judgements,
    grade,
    verdict_conflict,
)
from claims.judgements import judgements_from
from claims.models import Assessment, Claim, Source
from claims.vocabulary import Size, Verdict

NO_THRESHOLD = "The claim has no smallest difference that matters: store one there first, or leave the size out."


class AssessmentForm(forms.ModelForm):
    """Subclassed for each request with whoever grades and with what the form begins from.

    The button “Check” (`_check`) only asks how things stand: the form is never valid then.
    """

    grader: ClassVar = None
    begins: ClassVar = None

    upgrade_path = LinesField(
        label="What would change our mind",
        help_text="One a line: a trial of 200 people that tests glycinate for a year.",
    )
    adopt = forms.BooleanField(
        label="Adopt it now",
        required=False,
        initial=True,
        help_text="The claim takes this grading. Leave it empty for a second opinion that is kept "
        "beside the adopted one.",
    )
    settle_reason = forms.CharField(
        label="How you came to it together",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed to adopt it: readers are told how the two blind gradings were settled.",
    )
    seen_adopted = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    class Meta:
        help_texts = {
            "effect_value": "The point estimate, in the measure's unit; a ratio as 0.85, a risk "
            "difference as a share (−0.12).",
            "effect_ci_low": "The lower end of the 95 % confidence interval.",
            "effect_ci_high": "The upper end.",
            "effect_unit": "For differences: days a month, points on a scale from 0 to 10.",
            "effect_source": "One of the sources that the claim cites.",
            "baseline_per_1000": "People per 1000 without the supplement, 0 to 1000. The "
            "difference per 1000 is computed from it.",
            "n_studies": "How many studies the grading rests on.",
            "n_participants": "People in all of them together.",
            "size": "Only where the claim has a smallest difference that matters.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in (*LOWEST, *HIGHEST):
            if name in self.fields:
                blank = [("", "not graded")] if name in LOWEST else []
                choices = [c for c in self.fields[name].choices if c[0] not in ("", None)]
                self.fields[name].choices = choices + blank
                self.fields[f"{name}_reason"].label = f"Reason for {LABELS[name].lower()}"
        for name in ("start", "change", "size"):
            if name in self.fields:
                self.fields[name].choices = [*self.fields[name].choices[1:], ("", "not said")]
        for name in HIGHEST:
            if name in self.fields and self.initial.get(name) is None:
                self.initial[name] = 0
        self._fit_to_the_claim()

    def _fit_to_the_claim(self) -> None:
        kind = self.begins.kind if self.begins else Kind.NO_CLAIM
        if kind is not Kind.TOGETHER:
            self.fields.pop("settle_reason", None)
        if kind is Kind.BLIND:
            self.fields.pop("adopt", None)
        if kind is not Kind.NO_CLAIM and "claim" in self.fields:
            self.fields["claim"].widget = forms.HiddenInput()
            cited = Q(pk__in=self.begins.claim.citations.values("source"))
            kept = Q(pk=self.initial.get("effect_source"))
            self.fields["effect_source"].widget = forms.Select()
            self.fields["effect_source"].queryset = Source.objects.filter(cited | kept)
            self.fields["effect_source"].error_messages["invalid_choice"] = (
                "The claim does not cite that source: add the citation first."
            )

    def is_valid(self):
        return super().is_valid() and "_check" not in self.data

    def values(self) -> dict:
        """What claims.actions_grading.add_assessment takes."""
        return {name: self.cleaned_data[name] for name in VALUES}

    def clean(self):
        cleaned = super().clean()
        if "upgrade_path" in cleaned:
            cleaned["upgrade_path"] = cleaned["upgrade_path"].splitlines()
        check_estimate(self, cleaned)
        self._check_counts(cleaned)
        if "method" in cleaned:
            self._check_grading(cleaned)
        claim = cleaned.get("claim")
        if claim is not None:
            if cleaned.get("size") and claim.important_difference is None:
                self.add_error("size", NO_THRESHOLD)
            self._check_adoption(cleaned, actions.lock_root(claim))
        return cleaned

    def _check_grading(self, cleaned) -> None:
        """All that is wrong at once: a missing reason does not hide a verdict that cannot follow."""
        judgements = judgements_from(cleaned)
        reasoned = replace(judgements, reasons=dict.fromkeys(LABELS, "given"))
        verdict = cleaned.get("verdict", "")
        others = _problems(reasoned, verdict)
        for name, sentence in _problems(judgements, verdict).items():
            self.add_error(name if name in others else f"{name}_reason", sentence)
        if others or not verdict or cleaned.get("verdict_reason", "").strip():
            return
        certainty = grade(reasoned, verdict).certainty
        conflict = verdict_conflict(
            verdict, certainty, cleaned["method"], cleaned.get("inconsistency")
        )
        if conflict:
            self.add_error("verdict", f"{conflict} Or give the reason for the verdict.")
        else:
            self._check_verdict_by_rule(cleaned, certainty)

    def _check_verdict_by_rule(self, cleaned, certainty) -> None:
        claim = cleaned.get("claim")
        if claim is None:
            return
        by_rule = verdict_for(claim, cited_by(claim), cleaned, certainty)
        if by_rule.verdict not in (None, cleaned["verdict"]):
            self.add_error(
                "verdict",
                f"The rule suggests “{by_rule.verdict.label}”. {by_rule.reason} Choose it, or give "
                "the reason for another verdict.",
            )

    def _check_counts(self, cleaned) -> None:
        studies, people = cleaned.get("n_studies"), cleaned.get("n_participants")
        events, verdict = cleaned.get("n_events"), cleaned.get("verdict")
        if studies is not None and people is not None and people < studies:
            self.add_error("n_participants", f"{people} participants in {studies} studies?")
        if events is not None and people is not None and events > people:
            self.add_error("n_events", f"{events} people with the outcome, of {people} in all?")
        if verdict == Verdict.NOT_STUDIED and studies:
            self.add_error(
                "n_studies", f"“Not studied” and {studies} studies contradict each other."
            )
        size = cleaned.get("size")
        if verdict == Verdict.NO_IMPORTANT_EFFECT and size not in ("", None, Size.TRIVIAL):
            label = Size(size).label.lower()
            self.add_error("size", f"“No important effect” and {label} contradict each other.")

    def _check_adoption(self, cleaned, claim: Claim) -> None:
        """With the claim locked: who may grade now, and whose assessment would be replaced.

        Adopting over an assessment that its author has not seen would hide somebody's work.
        """
        blind = actions_grading.open_blind_grading(claim)
        if blind is not None and not actions_grading.is_complete(blind):
            if refusal := actions_grading.refusal_to_grade(blind, self.grader):
                self.add_error(None, refusal)
            cleaned["adopt"] = False
        if not cleaned.get("adopt"):
            return
        if blind is not None and not cleaned.get("settle_reason", "").strip():
            field = "settle_reason" if "settle_reason" in self.fields else "adopt"
            self.add_error(field, "Give the reason: readers are told how it was settled.")
        now = claim.assessment
        if cleaned.get("seen_adopted", "") != adopted_key(claim, now):
            self.data = self.data.copy()
            self.data["seen_adopted"] = adopted_key(claim, now)
            self.add_error("adopt", _adopted_meanwhile(now))


def _problems(judgements: Judgements, verdict: str) -> dict[str, str]:
    try:
        grade(judgements, verdict)
    except GradingError as error:
        return error.problems
    return {}


def adopted_key(claim: Claim, adopted: Assessment | None) -> str:
    """What the form carries to know which adopted assessment its author had before the eyes."""
    return f"{claim.pk}.{adopted.pk if adopted else 0}"


def _adopted_meanwhile(now: Assessment | None) -> str:
    if now is None:
        return "This claim has no adopted assessment yet. Save again to adopt this one."
    return (
        f"The adopted assessment is {now}, by {now.assessed_by}, and it is not the one that you "
        "started from. Save again to put yours in its place, or untick the box to keep both."
    )
