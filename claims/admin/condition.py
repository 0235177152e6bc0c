"""The admin of conditions, with their codes and red flags."""

from django.contrib import admin

from claims.admin.base import CuratedAdmin, PartInline
from claims.admin.reading import ReadsProse
from claims.forms import CuratedForm, LinesField
from claims.models import Condition, ConditionCode, RedFlag
from claims.prose.ground import TextKind


class ConditionForm(ReadsProse, CuratedForm):
    prose = {"summary": TextKind.SUMMARY}
    alternate_names = LinesField(
        label="Other names",
        help_text="What readers also search for, one a line: RLS, Willis-Ekbom disease.",
    )


class RedFlagInline(PartInline):
    model = RedFlag
    after = "What it is"
    fields = ("urgency", "text", "to_verify", "source_note", "position")


class CodeInline(PartInline):
    model = ConditionCode
    verbose_name = "code"
    fields = (("system", "code"), "label", "verified", "how")


@admin.register(Condition)
class ConditionAdmin(CuratedAdmin):
    form = ConditionForm
    list_display = ("name", "slug", "state", "headline_claim", "updated_at")
    list_select_related = ("headline_claim",)
    search_fields = ("name", "slug", "alternate_names")
    autocomplete_fields = ("headline_claim", "second_headline_claim")
    inlines = (RedFlagInline, CodeInline)
    fieldsets = (
        (
            "What it is",
            {
                "fields": ("name", "slug", "alternate_names", "summary"),
                "description": "What a reader has, in the words a reader uses.",
            },
        ),
        (
            "The answer",
            {
                "fields": ("question", "headline_claim", "second_headline_claim"),
                "description": "The page opens with the question and answers it with the "
                "conclusion of the claim chosen here.",
            },
        ),
        ("Review", {"fields": ("review_every_months", "state", "public_id")}),
    )
