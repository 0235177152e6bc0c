"""How editors write our articles, and mark in other people's texts where they make claims."""

from collections.abc import Callable
from typing import ClassVar

from django import forms
from django.contrib import admin
from django.utils.safestring import SafeString

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
        text = cleaned.get("text")
        if text and not self.instance.content_sha256:
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
    readonly_fields = (*CuratedAdmin.readonly_fields, "content_sha256", "removed")
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
        ("Import", {"fields": ("content_sha256", "removed"), "classes": ("collapse",)}),
        ("Review", {"fields": ("review_every_months", "state", "public_id")}),
    )

    def save_model(self, request, obj, form, change):
        # The hash of the text as it came in: a second import of the same file finds it by this.
        if not obj.content_sha256:
            obj.content_sha256 = fingerprint(obj.text)
        super().save_model(request, obj, form, change)
