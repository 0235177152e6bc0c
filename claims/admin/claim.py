"""The admin of claims: what, evidence, judgement, sentence, words, review."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html

from claims import actions_grading
from claims.admin.adopted import arithmetic
from claims.admin.base import CuratedAdmin, PartInline
from claims.admin.blind import BlindGradingPages, adopt, awaits, state_of
from claims.admin.claim_form import CitationForm, CitationFormSet, ClaimForm, SummaryRowForm
from claims.admin.estimates import odd
from claims.admin.panel import in_people
from claims.errors import Refused
from claims.models import Assessment, Citation, Claim, SummaryRow
from claims.models.summary_row import MOST_ROWS
from claims.vocabulary import Method
from claims.whole_numbers import whole
from claims.wording_gate import claim_sentence


class CitationInline(PartInline):
    model = Citation
    form = CitationForm
    formset = CitationFormSet
    after = "Evidence"
    autocomplete_fields = ("source",)
    fields = (("source", "stance", "locator", "position"), "quote", "note")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source")


class SummaryRowInline(PartInline):
    model = SummaryRow
    form = SummaryRowForm
    fk_name = "claim"
    after = "Evidence"
    max_num = MOST_ROWS
    autocomplete_fields = ("source", "graded_by")
    readonly_fields = ("comes_to",)
    fields = (
        ("outcome", "measure", "timeframe_days"),
        ("importance", "is_harm", "position"),
        ("effect_measure", "effect_value", "effect_ci_low", "effect_ci_high"),
        ("effect_unit", "effect_direction", "baseline_per_1000"),
        ("n_studies", "n_participants"),
        "comes_to",
        ("source", "source_certainty", "graded_by"),
        "what_happens",
        "note",
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source", "graded_by")

    @admin.display(description="in people")
    def comes_to(self, row) -> str:
        """Computed from what is stored, so it follows after a save."""
        lines = [*in_people(vars(row)), *odd(vars(row))]
        return (
            "\n".join(lines) or "Not computed: it takes a ratio or a risk difference, and a risk."
        )


@admin.register(Claim)
class ClaimAdmin(BlindGradingPages, CuratedAdmin):
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
        ("assessment", admin.EmptyFieldListFilter),
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
    inlines = (CitationInline, SummaryRowInline)
    readonly_fields = (*CuratedAdmin.readonly_fields, "adopted", "sentence")
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
                    ("important_difference", "important_difference_note"),
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
            "Sentence",
            {
                "fields": (
                    ("sentence_subject", "subject_is_plural"),
                    ("sentence_outcome", "sentence_population"),
                    "sentence",
                ),
                "description": "Certainty and size of the grading give the verb; these give the rest.",
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

    @admin.display(description="what it says now")
    def sentence(self, claim) -> str:
        return format_html('<span id="sentence-reading">{}</span>', said_now(claim))

    def readings(self, request, form) -> dict[str, str]:
        """Besides the claim's own texts: its sentence, and the words of each further outcome."""
        found = super().readings(request, form)
        found["sentence-reading"] = said_now(form.claim_as_typed)
        inline = SummaryRowInline(self.model, self.admin_site)
        row_form = inline.get_formset(request, form.instance).form
        rows = whole(form.data.get("summary_rows-TOTAL_FORMS", "")) or 0
        for number in range(min(rows, 2 * MOST_ROWS)):
            found |= row_form(form.data, prefix=f"summary_rows-{number}").readings()
        return found

    def render_change_form(self, request, context, **kwargs):
        claim = kwargs.get("obj")
        if claim is not None:
            blind = actions_grading.open_blind_grading(claim)
            shown = claim.assessments.shown_to(request.user)
            context |= {
                "blind": blind,
                "blind_state": state_of(blind) if blind else "",
                "blind_complete": blind is not None and actions_grading.is_complete(blind),
                "awaited": awaits(blind, request.user),
                "assessments": shown.select_related("assessed_by"),
            }
        return super().render_change_form(request, context, **kwargs)

    def get_urls(self):
        view = self.admin_site.admin_view(self.adopt_view)
        return [
            path("<int:claim_id>/adopt/", view, name="claims_claim_adopt"),
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
            chosen = whole(request.POST.get("assessment", ""))
            shown = Assessment.objects.shown_to(request.user)
            assessment = get_object_or_404(shown, pk=chosen or 0, claim=claim)
            try:
                adopt(request, claim, assessment)
            except Refused as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            else:
                self.message_user(request, f"Adopted: {assessment}.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[claim_id]))


def said_now(claim: Claim) -> str:
    """The sentence that the adopted grading gives, or why there is none."""
    assessment = claim.assessment
    if sentence := claim_sentence(claim, assessment):
        return sentence
    if assessment is None:
        return "None yet: adopt a grading first."
    if assessment.method == Method.REFERENCE:
        return "None: a reference is worded as its source words it."
    if not claim.sentence_outcome:
        return "None yet: give the outcome as it stands in a sentence."
    return "None: the grading does not say what was found."
