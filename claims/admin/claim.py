"""The admin of claims: what, evidence, judgement, words, review."""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse

from claims import actions, actions_grading
from claims.admin.base import CuratedAdmin, PartInline
from claims.errors import Refused
from claims.forms import CuratedForm
from claims.grading import LABELS, grade
from claims.judgements import judgements_of
from claims.models import Assessment, Citation, Claim
from claims.vocabulary import Method


class ClaimForm(CuratedForm):
    class Meta:
        widgets = {"conclusion": forms.Textarea(attrs={"rows": 2, "maxlength": 240})}

    def clean(self):
        cleaned = super().clean()
        supplement, form = cleaned.get("supplement"), cleaned.get("form")
        if supplement and form and form.supplement_id != supplement.pk:
            self.add_error("form", f"“{form}” is no form of {supplement}: choose one that is.")
        self._check_dose(cleaned)
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


class CitationFormSet(forms.BaseInlineFormSet):
    def get_unique_error_message(self, unique_check):
        return "A claim cites each source once: join the entries that name the same one."

    def get_form_error(self):
        return "This claim cites that source already."


class CitationInline(PartInline):
    model = Citation
    formset = CitationFormSet
    after = "Evidence"
    autocomplete_fields = ("source",)
    fields = (("source", "stance", "locator", "position"), "note")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source")


@admin.register(Claim)
class ClaimAdmin(CuratedAdmin):
    form = ClaimForm
    change_form_template = "admin/claims/claim/change_form.html"
    list_display = (
        "slug",
        "title",
        "verdict",
        "certainty",
        "claim_kind",
        "on_hold",
        "state",
    )
    list_display_links = ("slug", "title")
    list_select_related = ("assessment",)
    list_filter = (
        "state",
        "claim_kind",
        "assessment__verdict",
        "assessment__level",
        "conditions",
        "form",
        "applies_to_all",
        ("hold", admin.EmptyFieldListFilter),
    )
    search_fields = ("slug", "statement", "conclusion", "public_id")
    autocomplete_fields = ("supplement",)
    radio_fields = {"claim_kind": admin.HORIZONTAL}
    inlines = (CitationInline,)
    readonly_fields = (*CuratedAdmin.readonly_fields, "adopted")
    fieldsets = (
        (
            "What is claimed",
            {
                "fields": (
                    "slug",
                    "statement",
                    "as_claimed",
                    "claim_kind",
                    ("supplement", "form"),
                    "conditions",
                    "applies_to_all",
                    "population",
                    "comparator",
                    ("outcome_name", "outcome_measure", "outcome_days"),
                    "importance",
                    ("dose_min_mg", "dose_max_mg"),
                    ("dose_basis", "dose_per"),
                ),
                "description": "One checkable question: who takes what, compared with what, and "
                "what is measured.",
            },
        ),
        (
            "Evidence",
            {
                "fields": ("searched_on",),
                "description": "Each source once, those that support and those that contradict.",
            },
        ),
        (
            "Judgement",
            {
                "fields": ("adopted",),
                "description": "A grading is added, never edited; the adopted one is published.",
            },
        ),
        (
            "Words",
            {
                "fields": ("conclusion", "plain_language", "dispute", "seed_issue"),
                "description": "Low certainty says “may”, moderate “probably”, very low “the "
                "evidence is very uncertain”.",
            },
        ),
        ("Review", {"fields": ("hold", "review_every_months", "state", "public_id")}),
    )

    @admin.display(ordering="assessment__verdict")
    def verdict(self, claim) -> str:
        return claim.assessment.get_verdict_display() if claim.assessment else "not assessed"

    @admin.display(ordering="assessment__level")
    def certainty(self, claim) -> str:
        if not claim.assessment:
            return "–"
        reference = claim.assessment.method == Method.REFERENCE
        return claim.assessment.get_level_display() or ("reference" if reference else "no level")

    @admin.display(description="hold", ordering="hold")
    def on_hold(self, claim) -> str:
        return "held" if claim.hold else ""

    @admin.display(description="adopted assessment")
    def adopted(self, claim) -> str:
        return render_to_string(
            "admin/claims/claim/_adopted.html",
            {"assessment": claim.assessment, "steps": arithmetic(claim.assessment)},
        )

    def render_change_form(self, request, context, **kwargs):
        claim = kwargs.get("obj")
        if claim is not None:
            context["assessments"] = claim.assessments.select_related("assessed_by")
        return super().render_change_form(request, context, **kwargs)

    def get_urls(self):
        adopt = self.admin_site.admin_view(self.adopt_view)
        return [
            path("<int:claim_id>/adopt/", adopt, name="claims_claim_adopt"),
            *super().get_urls(),
        ]

    def adopt_view(self, request: HttpRequest, claim_id: int):
        """Adopt the assessment that was chosen, if the one replaced is still the one seen."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        claim = get_object_or_404(Claim, pk=claim_id)
        if not self.has_change_permission(request, claim):
            self.message_user(request, "Your account may not adopt assessments.", messages.ERROR)
        else:
            chosen = request.POST.get("assessment", "")
            pk = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 19 else 0
            assessment = get_object_or_404(Assessment, pk=pk, claim=claim)
            self._adopt(request, claim, assessment)
        return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[claim_id]))

    def _adopt(self, request, claim, assessment) -> None:
        try:
            with transaction.atomic():
                locked = actions.lock_root(claim)
                if str(locked.assessment_id or "") != request.POST.get("seen", ""):
                    raise Refused(
                        "Somebody adopted another assessment meanwhile: it is shown below now. "
                        "Adopt yours again if you still mean it."
                    )
                actions_grading.adopt_assessment(assessment=assessment, by=request.user)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            self.message_user(request, f"Adopted: {assessment}.", messages.SUCCESS)


def arithmetic(assessment: Assessment | None) -> list[dict]:
    """How the level came about: a step for the start, each domain and each upgrade that counted."""
    if assessment is None:
        return []
    result = grade(judgements_of(assessment), assessment.verdict, assessment.n_studies)
    if result.start_level is None:
        return []
    steps = [
        {
            "sign": "",
            "what": f"{result.start_level.label} ({assessment.get_start_display()})",
            "reason": assessment.start_reason,
        }
    ]
    for sign, judged in [("−", result.downgrades), ("+", result.upgrades)]:
        steps += [
            {
                "sign": f"{sign}{levels}",
                "what": LABELS[name].lower(),
                "reason": getattr(assessment, f"{name}_reason"),
            }
            for name, levels in judged
        ]
    return steps
