"""Questions at the desk, in the order of thought: what was asked, had we that before, what we say."""

from urllib.parse import quote, urlencode

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from claims.admin.base import TEXTS, AllowListedLookups, words_filter
from claims.models import Condition
from mgsite.questions import actions
from mgsite.questions.alike import alike
from mgsite.questions.desk_form import AnswerForm
from mgsite.questions.models import Question, State

FOR_EDITORS = ("beginning", "note")
MOST_OF_AN_ADDRESS = 3000  # bytes of a query; the site refuses longer ones


@admin.register(Question)
class QuestionAdmin(AllowListedLookups):
    """Readers ask, nobody types a question in here; an administrator may delete one."""

    form = AnswerForm
    formfield_overrides = TEXTS
    list_display = ("words", "state", "asked_at", "condition", "claim")
    list_display_links = ("words",)
    list_select_related = ("condition", "claim")
    list_filter = (
        words_filter("state", State.choices()),
        "asked_at",
        ("claim", admin.EmptyFieldListFilter),
    )
    search_fields = ("text", "place", "answer")
    ordering = ("-asked_at", "-pk")
    autocomplete_fields = ("claim",)
    readonly_fields = ("text", "place", "condition", "asked_at", "closest", "beginning", "steps")
    fieldsets = (
        ("What was asked", {"fields": ("text", "place", "condition", "asked_at")}),
        ("What we have already", {"fields": ("closest", "beginning")}),
        ("What we say", {"fields": ("state", "answer", "claim", "note")}),
        ("What happened", {"fields": ("steps",)}),
    )

    def has_add_permission(self, request):
        return False

    def get_fieldsets(self, request, obj=None):
        """Whoever may only look gets what is stored; the version travels with those who may save."""
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            asked, had, said, happened = fieldsets
            fields = (*said[1]["fields"], "seen_version")
            return [asked, had, (said[0], said[1] | {"fields": fields}), happened]
        return [
            (title, options | {"fields": [f for f in options["fields"] if f not in FOR_EDITORS]})
            for title, options in fieldsets
        ]

    def get_object(self, request: HttpRequest, object_id, from_field=None):
        """Locked while it is being saved, so that the version compared is the version saved."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        return Question.objects.select_for_update().get(pk=found.pk)

    def save_model(self, request, obj, form, change):
        actions.settle(
            question=obj,
            by=request.user,
            state=obj.state,
            answer=obj.answer,
            claim=obj.claim,
            note=form.cleaned_data["note"],
        )

    @admin.display(description="question", ordering="text")
    def words(self, question) -> str:
        text = " ".join(question.text.split())
        shown = f"{text[:90]}…" if len(text) > 90 else text
        return shown or f"{question} (its words are deleted)"

    @admin.display(description="closest to it")
    def closest(self, question) -> str:
        found = alike(question) if question.text else None
        context = {"question": question, "found": found}
        return render_to_string("admin/questions/_alike.html", context)

    @admin.display(description="a new claim")
    def beginning(self, question) -> str:
        context = {"question": question, "address": claim_begun_with(question)}
        return render_to_string("admin/questions/_beginning.html", context)

    @admin.display(description="steps")
    def steps(self, question) -> str:
        taken = question.steps.select_related("by")
        return render_to_string(
            "admin/questions/_steps.html", {"question": question, "steps": taken}
        )


def claim_begun_with(question: Question) -> str:
    """The form of a new claim with the reader's words in it, cut where an address would get too long."""
    text = question.text
    while len(quote(text)) > MOST_OF_AN_ADDRESS:
        text = text[: len(text) * 9 // 10]
    begun = {"statement": text, "claim_kind": "effect"}
    if question.condition_id:
        condition = Condition.objects.only("pk").get(public_id=question.condition_id)
        begun["conditions"] = str(condition.pk)
    return f"{reverse('admin:claims_claim_add')}?{urlencode(begun, quote_via=quote)}"
