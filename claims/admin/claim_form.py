"""The forms of a claim and of its parts: contradictions beside the field, our words read as typed."""

import copy

from django import forms
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from claims.admin.estimates import check_estimate
from claims.admin.reading import ReadsProse, told
from claims.admin.typed import typed_values
from claims.forms import CuratedForm, PartForm
from claims.models import Claim
from claims.prose.ground import TextKind
from claims.prose.lint import lint
from claims.quotes import difference
from claims.vocabulary import REVIEW_MONTHS
from claims.wording_gate import CLAIM_TEXTS, claim_sentence, read_text

# What the sentence is made from, besides the grading.
SENTENCE_FIELDS = (
    "supplement",
    "form",
    "claim_kind",
    "sentence_subject",
    "subject_is_plural",
    "sentence_outcome",
    "sentence_population",
)


class ClaimForm(ReadsProse, CuratedForm):
    prose = CLAIM_TEXTS

    class Meta:
        widgets = {"conclusion": forms.Textarea(attrs={"rows": 2, "maxlength": 240})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        months = self.fields.get("review_every_months")
        if months is not None:
            months.required = False
            months.help_text = "Months after an approval. Empty: 6 for safety, 12 for all else."
            if not self.instance.pk:
                self.initial["review_every_months"] = None

    def clean_review_every_months(self) -> int:
        """What is left empty follows from the kind, which stands before it in the form."""
        kind = self.cleaned_data.get("claim_kind") or self.instance.claim_kind
        return super().clean_review_every_months() or REVIEW_MONTHS.get(kind, 12)

    @cached_property
    def claim_as_typed(self) -> Claim:
        """The claim with what its sentence is made from as the form holds it; never saved."""
        claim = copy.copy(self.instance)
        names = [name for name in SENTENCE_FIELDS if name in self.fields]
        for name, value in typed_values(self, names).items():
            if value is not None or name == "form":
                setattr(claim, name, value)
        return claim

    @cached_property
    def sentence(self) -> str | None:
        """What the adopted grading allows to say (claims.wording), in the words typed so far."""
        return claim_sentence(self.claim_as_typed, self.instance.assessment)

    def reading(self, name: str, text: str) -> SafeString:
        """Of a text of the claim, against its adopted grading, with the sentence that would do."""
        findings = read_text(text, self.prose[name], self.instance.assessment)
        sentence = self.sentence if self.sentence and self.sentence not in text else None
        return told(findings, sentence, into=name)

    def clean(self):
        cleaned = super().clean()
        supplement, form = cleaned.get("supplement"), cleaned.get("form")
        if supplement and form and form.supplement_id != supplement.pk:
            self.add_error("form", f"“{form}” is no form of {supplement}: choose one that is.")
        self._check_dose(cleaned)
        self._check_threshold(cleaned)
        return cleaned

    def _check_dose(self, cleaned) -> None:
        lowest, highest = cleaned.get("dose_min_mg"), cleaned.get("dose_max_mg")
        if lowest is not None and highest is not None and lowest > highest:
            self.add_error(
                "dose_max_mg",
                f"The dose runs from {lowest} mg to {highest} mg: the second is the smaller one.",
            )
        given = lowest is not None or highest is not None
        if given and "dose_basis" in cleaned and not cleaned["dose_basis"]:
            self.add_error("dose_basis", "Say whether the mg are elemental, compound or not said.")

    def _check_threshold(self, cleaned) -> None:
        threshold = cleaned.get("important_difference")
        if threshold == 0:
            self.add_error("important_difference", "A difference that matters is above 0.")
        if threshold is not None and not cleaned.get("important_difference_note", "").strip():
            self.add_error("important_difference_note", "Say its unit and who set it.")


class CitationForm(PartForm):
    """A support quote is looked for in the source's abstract, where an editor pasted one."""

    def clean(self):
        cleaned = super().clean()
        quote, source = cleaned.get("quote", "").strip(), cleaned.get("source")
        # One that was not touched is left to readiness: the abstract may have changed since.
        if not quote or source is None or not {"quote", "source"} & set(self.changed_data):
            return cleaned
        # Without an abstract only its length can be judged: it differs from itself in nothing.
        if told := difference(quote, source.abstract or quote):
            self.add_error("quote", told)
        return cleaned


class CitationFormSet(forms.BaseInlineFormSet):
    def get_unique_error_message(self, unique_check):
        return "A claim cites each source once: join the entries that name the same one."

    def get_form_error(self):
        return "This claim cites that source already."


class SummaryRowForm(ReadsProse, PartForm):
    """One further outcome; its words are read at the certainty that its own source gives it."""

    prose = {"what_happens": TextKind.SUMMARY}

    class Meta:
        widgets = {"what_happens": forms.Textarea(attrs={"rows": 2, "maxlength": 240})}

    def reading(self, name: str, text: str) -> SafeString:
        certainty = self["source_certainty"].value() or None
        return told(lint(text, certainty, None, None, kind_of_text=self.prose[name]))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("source") is None and "source" not in self.errors:
            if cleaned.get("effect_value") is not None:
                self.add_error("source", "Say in which source the estimate stands.")
            elif cleaned.get("source_certainty"):
                self.add_error("source", "Say whose rating of the certainty it is.")
        graded_by = cleaned.get("graded_by")
        if graded_by is not None and cleaned.get("source_certainty"):
            self.add_error(
                "source_certainty",
                "Either a claim of ours grades this outcome, or the source's authors did: choose "
                "one.",
            )
        if graded_by is not None and graded_by == cleaned.get("claim"):
            self.add_error(
                "graded_by", "The claim's own outcome is the first row already: name another claim."
            )
        # Last, because a faulty number is gone from what was cleaned.
        check_estimate(self, cleaned)
        return cleaned
