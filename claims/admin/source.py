"""The admin of sources: who, where, what was tested, what was found, can it be trusted."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import path
from django.utils.html import format_html, format_html_join

from claims.admin.base import CuratedAdmin
from claims.admin.source_export import EXPORT_ACTIONS, reference_of
from claims.admin.source_import import import_view
from claims.documents import SOURCE_FACTS
from claims.forms import AuthorsField, CuratedForm, LinesField
from claims.models import Source
from claims.references.style import citation, links

FACTS = sorted(
    {name.removeprefix("source_").removeprefix("csl_") for name in SOURCE_FACTS} | {"forms_tested"}
)


class UnverifiedFieldsField(LinesField):
    def entry_of(self, line: str) -> str:
        if line not in FACTS:
            raise ValidationError(f"“{line}” is no field of a source: use {', '.join(FACTS)}.")
        return line


class SourceForm(CuratedForm):
    authors = AuthorsField(
        label="Authors",
        rows=4,
        help_text="One a line, “Boyle, Neil B.”; an organisation as it stands, “NICE”; an "
        "organisation with a comma in braces, “{Office of Dietary Supplements, NIH}”.",
    )
    unverified_fields = UnverifiedFieldsField(
        label="Fields not yet seen",
        help_text=f"One a line; they stay out of print. Known: {', '.join(FACTS)}.",
    )

    def clean(self):
        cleaned = super().clean()
        for name, label in [("doi", "DOI"), ("pmid", "PMID")]:
            if value := cleaned.get(name):
                twin = Source.objects.exclude(pk=self.instance.pk).filter(**{name: value}).first()
                if twin:
                    self.add_error(name, f"The source “{twin.slug}” has this {label} already.")
        return cleaned


@admin.register(Source)
class SourceAdmin(CuratedAdmin):
    form = SourceForm
    list_display = (
        "slug",
        "source_title",
        "issued",
        "study_design",
        "integrity",
        "verified",
        "state",
    )
    list_filter = ("state", "verified", "integrity", "study_design")
    search_fields = ("slug", "source_title", "doi", "pmid", "container_title")
    actions = EXPORT_ACTIONS
    readonly_fields = (*CuratedAdmin.readonly_fields, "citation")
    fieldsets = (
        (
            "What it is",
            {"fields": ("slug", "citation", "source_title", "authors", ("csl_type", "issued"))},
        ),
        (
            "Where it is",
            {
                "fields": (
                    "container_title",
                    ("volume", "issue", "page"),
                    ("number", "publisher"),
                    ("doi", "pmid", "pmcid"),
                    "url",
                )
            },
        ),
        (
            "What was tested",
            {
                "fields": (
                    ("study_design", "n_participants"),
                    "population",
                    "intervention",
                    "forms_tested",
                    ("form_note", "route"),
                    ("dose_mg", "duration_weeks"),
                    "comparator",
                ),
                "description": "As the publication reports it, not as a claim would like it.",
            },
        ),
        ("What was found", {"fields": ("outcome", "effect", "funding", "abstract")}),
        (
            "Can it be trusted",
            {
                "fields": (
                    ("integrity", "integrity_checked_on"),
                    "integrity_note",
                    "verified",
                    "verified_at_url",
                    "unverified_fields",
                    "editor_notes",
                ),
                "description": "A claim that rests on a retracted source cannot be published.",
            },
        ),
        ("Review", {"fields": ("review_every_months", "state", "public_id")}),
    )

    @admin.display(description="citation")
    def citation(self, source) -> str:
        """In the NLM style, as readers see it once its facts are verified."""
        if source.pk is None:
            return "Shown here once it is saved."
        reference = reference_of(source)
        found = ((link.url, link.label) for link in links(reference))
        opened = format_html_join("", ' <a href="{}" rel="noopener">{}</a>', found)
        return format_html("{}{}", citation(reference), opened)

    def get_urls(self):
        guarded = self.admin_site.admin_view(import_view)
        return [
            path("import/", guarded, {"model_admin": self}, name="claims_source_import"),
            *super().get_urls(),
        ]
