"""The admin of assessments: added and read, never changed."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html

from claims import actions_grading
from claims.admin.assessment_form import AssessmentForm, adopted_key
from claims.admin.base import TEXTS, AllowListedLookups
from claims.admin.beginning import beginning
from claims.admin.grading_page import grading_page, live_answer
from claims.models import Assessment, Claim
from claims.models.assessment import DOMAINS, UPGRADES


def _beside_its_reason(names) -> tuple:
    return tuple((name, f"{name}_reason") for name in names)


@admin.register(Assessment)
class AssessmentAdmin(AllowListedLookups):
    """The add form has a page of its own (grading_page); the fieldsets are how a stored one reads."""

    form = AssessmentForm
    formfield_overrides = TEXTS
    list_display = ("claim", "verdict", "level", "method", "assessed_by", "assessed_at")
    list_select_related = ("claim", "assessed_by")
    list_filter = ("method", "level", "verdict")
    search_fields = ("claim__slug", "claim__conclusion", "rationale")
    autocomplete_fields = ("claim", "effect_source")
    radio_fields = dict.fromkeys(
        (*DOMAINS, *UPGRADES, "method", "start", "change", "size", "verdict"), admin.HORIZONTAL
    )
    add_form_template = "admin/claims/assessment/add_form.html"
    ordering = ("-assessed_at", "-pk")
    fieldsets = (
        ("Start", {"fields": ("claim", "method", ("start", "start_reason"))}),
        (
            "Numbers",
            {
                "fields": (
                    ("n_studies", "n_participants", "n_events", "i_squared"),
                    ("effect_measure", "effect_value", "effect_ci_low", "effect_ci_high"),
                    ("effect_unit", "effect_direction"),
                    ("baseline_per_1000", "effect_source"),
                ),
            },
        ),
        ("Five reasons to be less sure", {"fields": _beside_its_reason(DOMAINS)}),
        ("Three reasons to be surer", {"fields": _beside_its_reason(UPGRADES)}),
        ("Verdict", {"fields": (("change", "size"), ("verdict", "verdict_reason"))}),
        ("Words", {"fields": ("rationale", "upgrade_path")}),
        ("Adopting", {"fields": ("adopt", "settle_reason", "seen_adopted")}),
    )

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        """Without what somebody grades blind: list, page, history, search and autocomplete use it."""
        return super().get_queryset(request).shown_to(request.user)

    def get_fieldsets(self, request, obj=None):
        """A stored assessment shows its level and author instead of the box to adopt it."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        stored = ("level", "rule_version", "difference_per_1000", "assessed_by", "assessed_at")
        return (*fieldsets[:-1], ("Result", {"fields": stored}))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            return form
        known = {"grader": request.user, "begins": beginning(request)}
        return type(form.__name__, (form,), known)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        begins = beginning(request)
        if begins.claim is None:
            return {}
        seen = adopted_key(begins.claim, begins.claim.assessment)
        return begins.initial() | {"claim": begins.claim, "seen_adopted": seen}

    def render_change_form(self, request, context, add=False, **kwargs):
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        context["keeps_copy"] = add
        if add:
            context |= grading_page(beginning(request), context["adminform"].form)
            context["checked"] = "_check" in request.POST
            if context["claim"] is not None:
                context["title"] = f"Grade {context['claim'].slug}"
        return super().render_change_form(request, context, add=add, **kwargs)

    def save_model(self, request, obj, form, change):
        values = form.values()
        made = actions_grading.add_assessment(claim=obj.claim, by=request.user, values=values)
        if form.cleaned_data.get("adopt"):
            reason = form.cleaned_data.get("settle_reason", "")
            actions_grading.adopt_assessment(assessment=made, by=request.user, reason=reason)
        # The admin goes on with the row that the action wrote.
        obj.__dict__.update(made.__dict__)

    def response_add(self, request, obj, post_url_continue=None):
        claim = Claim.objects.get(pk=obj.claim_id)
        what = "Added and adopted" if claim.assessment_id == obj.pk else "Added, not adopted"
        self.message_user(request, format_html("{}: {}.", what, obj))
        if "_next" in request.POST:
            following = Claim.objects.ungraded_after(claim)
            if following is not None:
                address = reverse("admin:claims_assessment_add")
                return HttpResponseRedirect(f"{address}?claim={following.pk}")
            self.message_user(request, "No other claim waits for its first grading.")
        return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[claim.pk]))

    def get_urls(self):
        level = self.admin_site.admin_view(self.level_view)
        return [path("level/", level, name="claims_assessment_level"), *super().get_urls()]

    def level_view(self, request: HttpRequest) -> JsonResponse:
        """What the judgements typed so far come to; it stores nothing."""
        if not self.has_add_permission(request):
            refusal = {"level": "", "sentence": "Your account may not grade."}
            return JsonResponse(refusal, status=403)
        self.refuse_impossible_keys(request)
        form = self.get_form(request)(request.POST)
        return JsonResponse(live_answer(beginning(request), form))
