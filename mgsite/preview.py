"""A draft as readers would see it, by the public pages themselves.

The draft is written into the edition store, its public page is rendered, and the transaction is
rolled back: nothing ever commits, so nothing can leak, and the preview cannot drift from the
real page. It takes the publisher's lock for the milliseconds that the page takes.
"""

import copy
import uuid

from csp.constants import SELF
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.views.decorators.http import require_safe

from claims.canonical import canonical
from claims.errors import Refused
from claims.models import Curated
from mgsite.editions.closure import dangling
from mgsite.editions.kinds import item_of
from mgsite.editions.models import Change, Event, Pressure, Version
from mgsite.editions.prospect import draft_document
from mgsite.editions.publishing_views import change_url, item_for
from mgsite.editions.store import Draft, check_addresses, insert_edition, lock_head


@require_safe
def preview(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """For staff who may see the draft; never kept by anyone, never indexed."""
    item = item_for(request, kind, public_id)
    if kind == "claim" and item.assessment is None:
        messages.error(request, "A claim without an adopted assessment has no page yet: add one.")
        return HttpResponseRedirect(change_url(item))
    try:
        response = page_of_draft(request, item, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(change_url(item))
    mark(response, "admin/desk/_preview_banner.html", {"item": item, "item_url": change_url(item)})
    if "framed" in request.GET:
        # For the page that shows it at the width of a phone, and for that one alone.
        response._csp_replace = {"frame-ancestors": [SELF]}
        response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@require_safe
def phone(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """The preview in a frame as wide as a phone."""
    item = item_for(request, kind, public_id)
    context = {"title": f"At the width of a phone: {item.slug}", "item": item}
    context |= {"item_url": change_url(item)}
    common = admin.site.each_context(request)
    response = render(request, "admin/desk/phone.html", common | context)
    response._csp_replace = {"frame-src": [SELF]}
    return response


def page_of_draft(request: HttpRequest, item: Curated, *, by: AbstractUser) -> HttpResponse:
    """The item's public page as it would be; nothing of it is stored. Raises Refused."""
    address = reverse(f"public:{item.kind}", args=[item.slug])
    match = resolve(address)
    as_reader = copy.copy(request)
    as_reader.path = as_reader.path_info = address
    with transaction.atomic():
        # Always undone, whatever happens on the way.
        try:
            _write(_drafts(item), by=by)
            return match.func(as_reader, *match.args, **match.kwargs)
        finally:
            transaction.set_rollback(True)


def _drafts(item: Curated) -> list[Draft]:
    """The item, and the drafts of whatever it needs that is not in print yet."""
    documents = {item.public_id: draft_document(item)}
    while missing := {i: draft for i in dangling(documents) if (draft := item_of(i)) is not None}:
        documents |= {public_id: draft_document(draft) for public_id, draft in missing.items()}
    return [
        Draft(public_id, document["kind"], canonical(document), "", Event.UPDATED, Pressure.ROUTINE)
        for public_id, document in documents.items()
    ]


def _write(drafts: list[Draft], *, by) -> None:
    head = lock_head()
    check_addresses(drafts)
    current = Version.objects.current().filter(public_id__in=[draft.public_id for draft in drafts])
    insert_edition(
        head,
        drafts,
        {version.public_id: version for version in current},
        by=by,
        note="Preview of a draft.",
        change=Change.WORDING,
        operation=f"preview-{uuid.uuid4().hex}",
    )


def mark(response: HttpResponse, banner: str, context: dict) -> None:
    """The banner, and headers that keep it out of caches and search engines."""
    head = render_to_string("admin/desk/_preview_head.html")
    said = render_to_string(banner, context)
    page = response.content.decode().replace("</head>", f"{head}</head>", 1)
    response.content = page.replace("<header", f"{said}<header", 1).encode()
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
