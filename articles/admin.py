"""How editors write our articles, and mark in other people's texts where they make claims."""

from collections.abc import Callable
from typing import ClassVar

from django import forms
from django.contrib import admin
from django.utils.safestring import SafeString

from articles.actions import keep_text
from articles.models import Appearance, Article, SourceArticle
from claims.admin.base import CuratedAdmin, PartInline
from claims.admin.reading import ReadsProse
from claims.canonical import fingerprint
from claims.forms import CuratedForm, PartForm
from claims.prose.ground import TextKind


class ArticleForm(ReadsProse, CuratedForm):
    """The button “Check” (`_check`) only asks how things stand: the form is never valid then."""

    prose = {"summary": TextKind.SUMMARY, "body": TextKind.ARTICLE}

    class Meta:
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 30, "spellcheck": "true", "data-markdown": ""}),
        }

    def is_valid(self):
        return super().is_valid() and "_check" not in self.data


@admin.register(Article)
class ArticleAdmin(CuratedAdmin):
    # What rooms above show beside the form (mgsite.desk): the form in, HTML by its place out.
    beside: ClassVar[list[Callable[[forms.ModelForm], dict[str, SafeString]]]] = []

    form = ArticleForm
    list_display = ("article_title", "slug", "state", "updated_at")
    list_filter = ("state", "conditions")
    search_fields = ("slug", "article_title", "body")
    fieldsets = (
        ("What it is about", {"fields": ("article_title", "slug", "conditions", "supplements")}),
        (
            "Words",
            {
                "fields": ("summary", "body"),
                "description": "Kinds of section, in braces after the heading: answer, condition, "
                "evidence, dose, safety, help, method. A claim's words are never copied here: "
                "place the claim, and a new grading shows by itself.",
            },
        ),
        ("Review", {"fields": ("review_every_months", "state", "public_id")}),
    )

    def readings(self, request, form):
        return super().readings(request, form) | self._beside(form)

    def _beside(self, form) -> dict[str, SafeString]:
        return {place: html for panel in self.beside for place, html in panel(form).items()}

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        form = context["adminform"].form
        # Whoever may only look gets a page without fields.
        if "body" in form.fields:
            context |= {"beside": self._beside(form), "checked": "_check" in request.POST}
        return super().render_change_form(request, context, add=add, change=change, **kwargs)


class SourceArticleForm(CuratedForm):
    class Meta:
        widgets = {"text": forms.Textarea(attrs={"rows": 20})}

    def clean(self):
        cleaned = super().clean()
        if self.instance.content_sha256:
            return cleaned
        text = cleaned.get("text")
        if not text:
            self.add_error("text", "Paste the text: a check quotes it sentence by sentence.")
        else:
            twin = SourceArticle.objects.filter(content_sha256=fingerprint(text)).first()
            if twin:
                self.add_error("text", f"This very text is stored already, as “{twin.slug}”.")
        return cleaned


class AppearanceForm(PartForm):
    class Meta:
        widgets = {"exact": forms.Textarea(attrs={"rows": 2})}


class AppearanceInline(PartInline):
    model = Appearance
    form = AppearanceForm
    after = "Their words"
    autocomplete_fields = ("claim",)
    fields = ("exact", "claim", "strength", ("prefix", "suffix"), "position")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("claim", "source_article")


@admin.register(SourceArticle)
class SourceArticleAdmin(CuratedAdmin):
    form = SourceArticleForm
    list_display = ("source_title", "publisher", "slug", "state", "retrieved_on")
    search_fields = ("slug", "source_title", "publisher")
    inlines = (AppearanceInline,)
    readonly_fields = (*CuratedAdmin.readonly_fields, "content_sha256", "removals")
    fieldsets = (
        (
            "Whose text it is",
            {"fields": ("source_title", "slug", "publisher", "url", "retrieved_on")},
        ),
        (
            "Their words",
            {
                "fields": ("text",),
                "description": "Kept for editors. Readers see only the short quotations below.",
            },
        ),
        ("Import", {"fields": ("content_sha256", "removals"), "classes": ("collapse",)}),
        ("Review", {"fields": ("review_every_months", "state", "public_id")}),
    )

    def get_readonly_fields(self, request, obj=None):
        """A new text of the same article is imported, so that its decisions move with their sentences."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "text") if obj else fields

    @admin.display(description="Removed")
    def removals(self, obj) -> str:
        """The debris of the latest text, line by line, each with the reason."""
        latest = obj.revisions.order_by("-number").first() if obj.pk else None
        if latest is None:
            return "-"
        return "\n".join(f"{each['words']} ({each['reason']})" for each in latest.removed)

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            return
        # The hash of the text as it came in: a second import of the same file finds it by this.
        obj.content_sha256 = fingerprint(obj.text)
        super().save_model(request, obj, form, change)
        keep_text(article=obj, by=request.user)
