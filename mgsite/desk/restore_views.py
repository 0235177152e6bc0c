"""The page that asks before an old state becomes the draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from claims.actions_restore import restore
from claims.errors import Refused
from claims.models import Curated
from claims.permissions import permission_to
from claims.review import APPROVE_AGAIN, State
from claims.whole_numbers import VERSION_DIGITS, whole
from mgsite.desk.plan_views import show
from mgsite.desk.restore_points import Point, point_of
from mgsite.desk.restoring import restore_prospect
from mgsite.editions.publishing_views import change_url, item_for


def may_restore(person, item: Curated) -> bool:
    return person.has_perm(permission_to("change", item))


@require_http_methods(["GET", "HEAD", "POST"])
def restore_item(request: HttpRequest, kind: str, public_id: str, point: str) -> HttpResponse:
    item = item_for(request, kind, public_id)
    if not may_restore(request.user, item):
        raise PermissionDenied
    there = point_of(item, point)
    refusals: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            return _restored(request, item, there)
        except Refused as refusal:
            refusals = refusal.sentences
            item.refresh_from_db()
    return show(request, "restore", _context(item, there) | {"refusals": refusals})


def _restored(request: HttpRequest, item: Curated, there: Point) -> HttpResponse:
    seen = whole(request.POST.get("seen_version", ""), VERSION_DIGITS) or 0
    was_approved = item.state == State.APPROVED
    restore(item=item, moment=there.moment, by=request.user, seen_version=seen)
    again = f" {APPROVE_AGAIN}" if was_approved else ""
    messages.success(request, f"The draft is as it was: {there.label}.{again}")
    return HttpResponseRedirect(change_url(item))


def _context(item: Curated, there: Point) -> dict:
    return {
        "title": f"Restore {item._meta.verbose_name}: {item.slug}",
        "item": item,
        "item_url": change_url(item),
        "point": there,
        "prospect": restore_prospect(item, there),
    }
