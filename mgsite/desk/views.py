"""The desk's own pages: its sections whole, and the work on one item."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.errors import Refused
from claims.models import Remark
from mgsite.desk.index import desk
from mgsite.desk.restore_views import may_restore
from mgsite.desk.timeline import timeline
from mgsite.desk.work import FORMS, resolve, work_on
from mgsite.editions.look_again import claims_to_look_at_again
from mgsite.editions.publishing_views import change_url, item_for

HAPPENINGS_A_PAGE = 50


@require_safe
def section(request: HttpRequest, key: str) -> HttpResponse:
    """Everything of one section, or what is of one kind (`?kind=`)."""
    found = next((each for each in desk(request.user) if each.key == key), None)
    if found is None:
        raise Http404(f"There is no section “{key}” on your desk.")
    kinds = sorted({line.kind for line in found.lines})
    kind = request.GET.get("kind", "")
    lines = [line for line in found.lines if kind not in kinds or line.kind == kind]
    context = {
        "title": found.heading,
        "section": found,
        "lines": lines,
        "kinds": kinds,
        "kind": kind,
    }
    return render(request, "admin/desk/section.html", admin.site.each_context(request) | context)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Claims whose sources carry a notice, with the level as it would be without them."""
    if not request.user.has_perm("claims.view_claim"):
        raise PermissionDenied
    rows, count = claims_to_look_at_again()
    context = {"title": "Source problems", "rows": rows, "count": count}
    return render(request, "admin/desk/sources.html", admin.site.each_context(request) | context)


@require_safe
def history(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """What happened to an item: edits, gradings, decisions, notes and editions in one list."""
    item = item_for(request, kind, public_id)
    pages = Paginator(timeline(item, request.user), HAPPENINGS_A_PAGE)
    context = {"title": f"History: {item.slug}", "item": item, "item_url": change_url(item)}
    context |= {"page": pages.get_page(request.GET.get("page"))}
    context |= {"may_restore": may_restore(request.user, item)}
    return render(request, "admin/desk/timeline.html", admin.site.each_context(request) | context)


@require_POST
def work(request: HttpRequest, kind: str, public_id: str, what: str) -> HttpResponse:
    """Ask for a review, or write a note; a refusal shows the form again with what was typed."""
    item = item_for(request, kind, public_id)
    if what not in FORMS:
        raise Http404(f"There is nothing called “{what}” to do with an item.")
    form = FORMS[what](request.POST, item=item)
    refusals: tuple[str, ...] = ()
    if form.is_valid():
        try:
            messages.success(request, form.carry_out(request.user))
            return HttpResponseRedirect(reverse("desk:review", args=[kind, public_id]))
        except Refused as refusal:
            refusals = refusal.sentences
    context = {
        "title": "Not done yet",
        "item": item,
        "item_url": change_url(item),
        "work": work_on(item, {what: form}),
        "refusals": refusals,
    }
    return render(request, "admin/desk/work.html", admin.site.each_context(request) | context)


@require_POST
def resolve_note(request: HttpRequest, kind: str, public_id: str, note: int) -> HttpResponse:
    item = item_for(request, kind, public_id)
    found = get_object_or_404(Remark, pk=note, subject_id=item.public_id)
    try:
        messages.success(request, resolve(found, request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("desk:review", args=[kind, public_id]))
