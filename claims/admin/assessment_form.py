"""The form of one grading: its errors come from claims.grading, beside the field they are about."""

from dataclasses import replace

from django import forms

from claims import actions
from claims.effects import EffectError, Estimate, check
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
from claims.models import Assessment, Claim
from claims.vocabulary import EffectMeasure, Verdict

RATIOS = (EffectMeasure.RR, EffectMeasure.OR, EffectMeasure.HR)
VALUES = [f.name for f in Assessment._meta.fields if f.editable and f.name not in ("id", "claim")]
NUMBERS = ("effect_value", "effect_ci_low", "effect_ci_high")


class AssessmentForm(forms.ModelForm):
    """Prefilled from the adopted assessment, so that a regrading changes what has changed."""

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
    seen_adopted = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    class Meta:
        help_texts = {
            "start": "Where GRADE starts. Leave it for “not studied” and for the method Reference.",
            "effect_value": "The point estimate, in the measure's unit; a ratio as 0.85.",
            "effect_ci_low": "The lower end of the 95 % confidence interval.",
            "effect_ci_high": "The upper end.",
            "effect_unit": "For differences: days a month, points on a scale from 0 to 10.",
            "baseline_per_1000": "People per 1000 without the supplement, 0 to 1000.",
            "n_studies": "How many studies the grading rests on.",
            "n_participants": "People in all of them together.",
            "size": "Only where a threshold for an important effect is known.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in (*LOWEST, *HIGHEST):
            if name in self.fields:
                label = [("", "not graded")] if name in LOWEST else []
                choices = [c for c in self.fields[name].choices if c[0] not in ("", None)]
                self.fields[name].choices = label + choices
                self.fields[f"{name}_reason"].label = f"Reason for {LABELS[name].lower()}"
        for name in ("claim", "effect_source"):
            widget = self.fields[name].widget if name in self.fields else None
            if widget is not None:
                widget.can_add_related = widget.can_change_related = False
        if "start" in self.fields:
            self.fields["start"].choices = [("", "not graded"), *self.fields["start"].choices[1:]]
        for name in HIGHEST:
            if name in self.fields and self.initial.get(name) is None:
                self.initial[name] = 0

    def values(self) -> dict:
        """What claims.actions_grading.add_assessment takes."""
        return {name: self.cleaned_data[name] for name in VALUES}

    def clean(self):
        cleaned = super().clean()
        if "upgrade_path" in cleaned:
            cleaned["upgrade_path"] = cleaned["upgrade_path"].splitlines()
        self._check_numbers(cleaned)
        self._check_counts(cleaned)
        if {"method", "verdict"} <= set(cleaned):
            self._check_grading(cleaned)
        self._check_adoption(cleaned)
        return cleaned

    def _check_grading(self, cleaned) -> None:
        """All that is wrong at once: a missing reason does not hide a verdict that cannot follow."""
        judgements = judgements_from(cleaned)
        reasoned = replace(judgements, reasons=dict.fromkeys(LABELS, "given"))
        verdict = cleaned["verdict"]
        others = _problems(reasoned, verdict)
        for name, sentence in _problems(judgements, verdict).items():
            self.add_error(name if name in others else f"{name}_reason", sentence)
        if others or cleaned.get("verdict_reason", "").strip():
            return
        certainty = grade(reasoned, verdict).certainty
        conflict = verdict_conflict(
            verdict, certainty, cleaned["method"], cleaned.get("inconsistency")
        )
        if conflict:
            self.add_error("verdict", f"{conflict} Or give the reason for the verdict.")

    def _check_numbers(self, cleaned) -> None:
        value, low, high = (cleaned.get(name) for name in NUMBERS)
        measure = cleaned.get("effect_measure")
        if low is not None and high is not None and low > high:
            self.add_error(
                "effect_ci_high", f"The interval runs from {low} to {high}: the end is the smaller."
            )
        elif value is not None and low is not None and value < low:
            self.add_error("effect_value", f"{value} lies below its own interval, {low} to {high}.")
        elif value is not None and high is not None and value > high:
            self.add_error("effect_value", f"{value} lies above its own interval, {low} to {high}.")
        if (low is None) != (high is None):
            empty = "effect_ci_low" if low is None else "effect_ci_high"
            self.add_error(empty, "Give both ends of the interval, or neither.")
        if value is None and (low is not None or high is not None):
            self.add_error("effect_value", "There is an interval without its estimate.")
        if value is not None and not measure:
            self.add_error("effect_measure", f"Say what {value} measures: a difference, a ratio …")
        if measure and value is None and "effect_value" not in self.errors:
            self.add_error("effect_value", f"There is a measure, {measure}, without its number.")
        if measure in RATIOS:
            self._check_ratio(cleaned, measure)
        self._check_baseline(cleaned, value, measure)

    def _check_ratio(self, cleaned, measure) -> None:
        for name in NUMBERS:
            number = cleaned.get(name)
            if number is not None and number <= 0:
                self.add_error(name, f"A ratio ({measure}) is above 0; {number} is not.")

    def _check_baseline(self, cleaned, value, measure) -> None:
        """The baseline and the effect together must give a risk that can be (claims.effects)."""
        baseline = cleaned.get("baseline_per_1000")
        if baseline is None:
            return
        if not 0 <= baseline <= 1000:
            self.add_error("baseline_per_1000", f"{baseline} per 1000 is not from 0 to 1000.")
        elif measure and value is not None and not self.errors:
            low, high = (cleaned.get(name) for name in NUMBERS[1:])
            try:
                check(Estimate(measure, value, low, high), baseline / 1000)
            except EffectError as error:
                self.add_error("baseline_per_1000", list(error.sentences))

    def _check_counts(self, cleaned) -> None:
        studies, people = cleaned.get("n_studies"), cleaned.get("n_participants")
        if studies is not None and people is not None and people < studies:
            self.add_error("n_participants", f"{people} participants in {studies} studies?")
        if cleaned.get("verdict") == Verdict.NOT_STUDIED and studies:
            self.add_error(
                "n_studies", f"“Not studied” and {studies} studies contradict each other."
            )

    def _check_adoption(self, cleaned) -> None:
        """Adopting over an assessment that its author has not seen would hide somebody's work."""
        claim = cleaned.get("claim")
        if claim is None or not cleaned.get("adopt"):
            return
        now = actions.lock_root(claim).assessment
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
