"""The entries of the lists' action menu that lead to the page of a bulk deed. They write nothing."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from mgsite.desk.bulk import MOST_ITEMS, Deed
from mgsite.desk.bulk_deeds import DEEDS


def action_for(deed: Deed) -> Callable:
    @admin.action(description=f"{deed.label}…", permissions=[deed.right])
    def lead_on(
        model_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet
    ) -> HttpResponseRedirect | None:
        ids = list(queryset.order_by("slug").values_list("public_id", flat=True)[: MOST_ITEMS + 1])
        if len(ids) > MOST_ITEMS:
            sentence = (
                f"You chose {queryset.count():,} items, and at most {MOST_ITEMS} are done at once: "
                "narrow the list by its filters or tick fewer."
            )
            model_admin.message_user(request, sentence, messages.ERROR)
            return None
        # One value for all: 200 parameters would be longer than an address may be.
        query = urlencode({"item": ",".join(ids)}, safe=",")
        return HttpResponseRedirect(f"{reverse(f'desk-sections:bulk-{deed.key}')}?{query}")

    # The menu tells its entries apart by this name.
    lead_on.__name__ = f"bulk_{deed.key}"
    return lead_on


BULK_ACTIONS = tuple(action_for(deed) for deed in DEEDS.values())
