"""Every editorial decision, to read."""

from django.contrib import admin

from claims.admin.base import ReadOnlyAdmin, words_filter
from claims.models import Review
from claims.public_ids import PREFIXES


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ("at", "subject_kind", "subject_id", "decision", "by", "note")
    list_select_related = ("by",)
    list_filter = ("decision", words_filter("subject_kind", [(kind, kind) for kind in PREFIXES]))
    search_fields = ("subject_id", "note")
    ordering = ("-at", "-pk")
