"""The admin of supplements: forms, limits and safety points stand inside."""

from django.contrib import admin

from claims.admin.base import CuratedAdmin, PartInline
from claims.admin.reading import ReadsProse
from claims.forms import CuratedForm, LinesField, PartForm
from claims.models import Form, Limit, SafetyPoint, Supplement
from claims.prose.ground import TextKind


class SupplementForm(ReadsProse, CuratedForm):
    prose = {"summary": TextKind.SUMMARY}
    alternate_names = LinesField(label="Other names", help_text="One a line.")


class FormForm(PartForm):
    alternate_names = LinesField(
        label="Other names", help_text="One a line: bisglycinate, chelate.", rows=2
    )


class FormInline(PartInline):
    model = Form
    form = FormForm
    after = "What it is"
    readonly_fields = ("share",)
    fields = (
        ("name", "slug"),
        "alternate_names",
        ("formula", "hydrate", "stoichiometry"),
        ("molar_mass", "magnesium_atoms", "share"),
        "note",
    )

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="elemental share")
    def share(self, form) -> str:
        """Computed from what is stored, so it shows after the first save."""
        return f"{form.elemental_share} % by mass" if form.pk else "computed when saved"


class LimitInline(PartInline):
    model = Limit
    autocomplete_fields = ("source",)
    fields = (
        ("authority", "limit_kind", "max_mg"),
        "applies_to",
        "forms",
        "source",
        "to_verify",
    )


class SafetyPointInline(PartInline):
    model = SafetyPoint
    autocomplete_fields = ("sources",)
    fields = ("heading", "text", "conditions", "sources", "to_verify", "position")


@admin.register(Supplement)
class SupplementAdmin(CuratedAdmin):
    form = SupplementForm
    list_display = ("name", "slug", "state", "updated_at")
    search_fields = ("name", "slug", "alternate_names")
    inlines = (FormInline, LimitInline, SafetyPointInline)
    fieldsets = (
        ("What it is", {"fields": ("name", "slug", "alternate_names", "summary")}),
        ("Review", {"fields": ("review_every_months", "state", "public_id")}),
    )
