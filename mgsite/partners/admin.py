"""Partners in the admin: whom to tell of a recall, and their keys with when they were last used."""

from django.contrib import admin
from django.db.models import Count, Max, Q

from claims.admin.base import AllowListedLookups
from mgsite.partners import actions
from mgsite.partners.models import SLOTS, Partner


@admin.register(Partner)
class PartnerAdmin(AllowListedLookups):
    list_display = ("name", "contact_email", "active", "live_keys", "last_use")
    list_filter = ("active",)
    search_fields = ("name", "contact_email")
    view_on_site = False
    change_form_template = "admin/partners/partner/change_form.html"

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        live = Count("keys", filter=Q(keys__revoked_at=None))
        return super().get_queryset(request).annotate(live=live, used=Max("keys__last_used_at"))

    @admin.display(description="live keys", ordering="live")
    def live_keys(self, partner):
        return partner.live

    @admin.display(description="last use", ordering="used", empty_value="never")
    def last_use(self, partner):
        return partner.used

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        partner = kwargs.get("obj")
        if partner is not None:
            keys = list(partner.keys.select_related("made_by", "revoked_by"))
            live = sum(key.is_live for key in keys)
            context["keys"] = keys
            context["may_make"] = (
                partner.active and live < len(SLOTS) and request.user.has_perm(actions.MAKE)
            )
            context["may_revoke"] = request.user.has_perm(actions.REVOKE)
            context["most_live"] = len(SLOTS)
        return super().render_change_form(request, context, add=add, change=change, **kwargs)
