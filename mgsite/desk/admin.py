"""What the desk adds to the lists of the admin."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

import mgsite.editions.admin  # noqa: F401 - it registers every kind, and gives its first action
from claims.forms import CuratedForm
from mgsite.desk import slugs
from mgsite.desk.plans import MOST_ITEMS
from mgsite.desk.tables.columns import KINDS
from mgsite.desk.tables.ticked import TABLE_ACTIONS
from mgsite.editions.kinds import MODELS


@admin.action(description="Add to an edition…")
def add_to_edition(
    model_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet
) -> HttpResponseRedirect | None:
    """From a list: the page that asks which edition the ticked items go into."""
    refusal = ""
    if not request.user.has_perm("desk.change_plan"):
        refusal = (
            "Your account may not put editions together. Ask an administrator for the group Editor."
        )
    ids = list(queryset.order_by("slug").values_list("public_id", flat=True)[: MOST_ITEMS + 1])
    if len(ids) > MOST_ITEMS:
        refusal = f"An edition holds at most {MOST_ITEMS} items: choose fewer."
    if refusal:
        model_admin.message_user(request, refusal, messages.ERROR)
        return None
    query = urlencode([("item", public_id) for public_id in ids])
    return HttpResponseRedirect(f"{reverse('plans:add')}?{query}")


CuratedForm.slug_rules.append(slugs.refusal)

for model in MODELS.values():
    model_admin = admin.site.get_model_admin(model)
    model_admin.actions = [*model_admin.actions, add_to_edition]

for model in KINDS.values():
    model_admin = admin.site.get_model_admin(model)
    model_admin.actions = [*model_admin.actions, *TABLE_ACTIONS]
