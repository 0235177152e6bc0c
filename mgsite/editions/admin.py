"""The edition store, to read; and what publishing adds to the admin of every curated kind."""

import json

from axes.admin import AccessAttemptAdmin, AccessFailureLogAdmin, AccessLogAdmin
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django_otp.plugins.otp_totp.admin import TOTPDeviceAdmin
from django_otp.plugins.otp_totp.models import TOTPDevice

import articles.admin  # noqa: F401
import claims.admin  # noqa: F401
from claims.admin.base import AllowListedLookups, ReadOnlyAdmin, words_filter
from claims.vocabulary import Certainty, Verdict
from mgsite.editions import people_admin  # noqa: F401
from mgsite.editions.kinds import MODELS
from mgsite.editions.models import Edition, Version
from mgsite.editions.publishing_views import publish_selected

admin.site.site_header = "mgsite desk"
admin.site.site_title = "mgsite desk"
admin.site.index_title = "What we know, what we write, what is in print"
# The kinds stand in a row above each page (templates/admin/base_site.html), not in a second column.
admin.site.enable_nav_sidebar = False
# What is published is withdrawn, people are switched off: nothing here is deleted in bulk.
admin.site.disable_action("delete_selected")

for model in MODELS.values():
    registered = admin.site.get_model_admin(model)
    registered.actions = [publish_selected, *registered.actions]

# Other people's admin classes would answer any lookup on any field.
for model, stock in [
    (AccessAttempt, AccessAttemptAdmin),
    (AccessFailureLog, AccessFailureLogAdmin),
    (AccessLog, AccessLogAdmin),
    (TOTPDevice, TOTPDeviceAdmin),
]:
    if admin.site.is_registered(model):
        admin.site.unregister(model)
        admin.site.register(
            model, type(stock.__name__, (AllowListedLookups, stock), {"date_hierarchy": None})
        )


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ("number", "published_at", "published_by", "change", "note")
    list_select_related = ("published_by",)
    list_filter = ("change",)
    search_fields = ("note",)
    ordering = ("-number",)
    readonly_fields = ("contents",)
    fields = (
        "number",
        "published_at",
        "published_by",
        "change",
        "note",
        "contents",
        "sha256",
        "operation",
    )

    @admin.display(description="holds")
    def contents(self, edition) -> str:
        rows = edition.versions.values_list("event", "kind", "title")
        return "\n".join(f"{event}: {kind} “{title}”" for event, kind, title in rows)


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    list_display = ("title", "kind", "version", "edition", "until", "event", "certainty", "verdict")
    list_select_related = ("edition",)
    list_filter = (
        words_filter("kind", [(kind, kind) for kind in MODELS]),
        words_filter("state", [(state, state) for state in (Version.PUBLISHED, Version.WITHDRAWN)]),
        "event",
        words_filter("certainty", Certainty.choices()),
        words_filter("verdict", Verdict.choices()),
    )
    search_fields = ("title", "slug", "public_id")
    ordering = ("-seq",)
    readonly_fields = ("printed",)
    fields = (
        ("kind", "public_id", "slug"),
        ("version", "edition", "until", "seq"),
        ("state", "event", "urgency"),
        "printed",
        ("sha256", "redacted_at"),
    )

    @admin.display(description="document")
    def printed(self, version) -> str:
        text = version.document or version.tombstone
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False) if text else "blanked"
