"""The admin of assessments: added and read, never changed."""

import re

from django.contrib import admin
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html

from claims import actions_grading
from claims.admin.assessment_form import VALUES, AssessmentForm, adopted_key
from claims.admin.base import TEXTS, AllowListedLookups
from claims.grading import HIGHEST, LABELS, LOWEST, GradingError, grade
from claims.judgements import judgements_from
from claims.models import Assessment, Claim
from claims.models.assessment import DOMAINS, UPGRADES


def _beside_its_reason(names) -> tuple:
    return tuple((name, f"{name}_reason") for name in names)


@admin.register(Assessment)
class AssessmentAdmin(AllowListedLookups):
    form = AssessmentForm
    formfield_overrides = TEXTS
    list_display = ("claim", "verdict", "level", "method", "assessed_by", "assessed_at")
    list_select_related = ("claim", "assessed_by")
    list_filter = ("method", "level", "verdict")
    search_fields = ("claim__slug", "claim__conclusion", "rationale")
    autocomplete_fields = ("claim", "effect_source")
    radio_fields = dict.fromkeys((*DOMAINS, *UPGRADES, "method", "start"), admin.HORIZONTAL)
    add_form_template = "admin/claims/assessment/add_form.html"
    ordering = ("-assessed_at", "-pk")
    fieldsets = (
        (
            "Start",
            {
                "fields": (
                    "claim",
                    "method",
                    ("start", "start_reason"),
                ),
                "description": "Settled facts and official limits use Reference and carry no level.",
            },
        ),
        (
            "Five reasons to be less sure",
            {
                "fields": _beside_its_reason(DOMAINS),
                "description": "Choose a judgement for each; anything but 0 needs its reason.",
            },
        ),
        (
            "Three reasons to be surer",
            {
                "fields": _beside_its_reason(UPGRADES),
                "description": "Only for non-randomised studies, and only if nothing is rated down.",
                "classes": ("collapse",),
            },
        ),
        (
            "Verdict",
            {
                "fields": (("verdict", "verdict_reason"),),
                "description": "Which way the evidence points: another axis than the certainty.",
            },
        ),
        (
            "Effect and numbers",
            {
                "fields": (
                    ("n_studies", "n_participants", "n_events", "i_squared"),
                    ("change", "size"),
                    ("effect_measure", "effect_value", "effect_ci_low", "effect_ci_high"),
                    ("effect_unit", "effect_direction"),
                    "baseline_per_1000",
                    "effect_source",
                ),
            },
        ),
        ("Words", {"fields": ("rationale", "upgrade_path")}),
        ("Adopting", {"fields": ("adopt", "seen_adopted")}),
    )

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_fieldsets(self, request, obj=None):
        """A stored assessment shows its level and author instead of the box to adopt it."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        stored = ("level", "rule_version", "assessed_by", "assessed_at")
        return (*fieldsets[:-1], ("Result", {"fields": stored}))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """From the adopted assessment of the claim that the address names."""
        number = request.GET.get("claim", "")
        claim = None
        if number.isascii() and number.isdigit() and len(number) < 19:
            claim = Claim.objects.select_related("assessment").filter(pk=number).first()
        if claim is None:
            return {}
        adopted = claim.assessment
        before = model_to_dict(adopted, VALUES) if adopted else {}
        return before | {"claim": claim, "seen_adopted": adopted_key(claim, adopted)}

    def render_change_form(self, request, context, **kwargs):
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, **kwargs)

    def save_model(self, request, obj, form, change):
        values = form.values()
        made = actions_grading.add_assessment(claim=obj.claim, by=request.user, values=values)
        if form.cleaned_data["adopt"]:
            actions_grading.adopt_assessment(assessment=made, by=request.user)
        # The admin goes on with the row that the action wrote.
        obj.__dict__.update(made.__dict__)

    def response_add(self, request, obj, post_url_continue=None):
        adopted = request.POST.get("adopt")
        claim = reverse("admin:claims_claim_change", args=[obj.claim_id])
        what = "Added and adopted" if adopted else "Added, not adopted"
        self.message_user(request, format_html("{}: {}.", what, obj))
        return HttpResponseRedirect(claim)

    def get_urls(self):
        level = self.admin_site.admin_view(self.level_view)
        return [path("level/", level, name="claims_assessment_level"), *super().get_urls()]

    def level_view(self, request: HttpRequest) -> JsonResponse:
        """The level that the judgements typed so far would give, for the panel beside the form."""
        if not self.has_add_permission(request):
            return JsonResponse(
                {"level": "", "sentence": "Your account may not grade."}, status=403
            )
        return JsonResponse(level_so_far(request.POST))


def level_so_far(typed) -> dict[str, str]:
    """Level and arithmetic from unsaved form data, or a sentence saying what is missing."""
    values = {name: _whole(typed.get(name, "")) for name in (*LOWEST, *HIGHEST)}
    reasons = {f"{name}_reason": typed.get(f"{name}_reason") or "(to come)" for name in values}
    rest = {"method": typed.get("method", "grade"), "start": typed.get("start", "")}
    try:
        result = grade(judgements_from(values | reasons | rest), typed.get("verdict", ""))
    except GradingError as error:
        first, *others = error.problems.values()
        return {"level": "", "sentence": f"{first} ({len(others)} more)" if others else first}
    if result.certainty is None or result.start_level is None:
        return {"level": "No level", "sentence": "Reference and “not studied” carry none."}
    steps = [f"−{levels} {LABELS[name].lower()}" for name, levels in result.downgrades]
    steps += [f"+{levels} {LABELS[name].lower()}" for name, levels in result.upgrades]
    notes = [why for *_, why in result.refused] + list(result.warnings)
    sentence = ", ".join([result.start_level.label, *steps])
    return {
        "level": result.certainty.label,
        "sentence": f"{sentence} = {result.certainty.label}. {' '.join(notes)}".strip(),
    }


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?[0-9]", text) else None
