"""Every editorial decision, to read."""

from django.contrib import admin

from claims.admin.base import ReadOnlyAdmin
from claims.models import Review


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ("at", "subject_kind", "subject_id", "decision", "by", "note")
    list_select_related = ("by",)
    list_filter = ("decision", "subject_kind")
    search_fields = ("subject_id", "note")
    ordering = ("-at", "-pk")
