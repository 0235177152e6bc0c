"""The pages on which a key is made, revoked or replaced.

GET says what would happen, POST does it. The text of a new key stands on the answer to that POST and
nowhere else: it is in no message, session, log or row, so who loses it makes another.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from claims.errors import Refused
from mgsite.partners import actions
from mgsite.partners.models import ApiKey, Partner

LARGEST_KEY = 2**63 - 1  # that a database can be asked for
Page = Callable[..., HttpResponse]


def needs(permission: str) -> Callable[[Page], Page]:
    """403 for whoever has it not, before anything is looked up."""

    def around(view: Page) -> Page:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, **kwargs)

        return guarded

    return around


@needs(actions.MAKE)
def make(request: HttpRequest, pk: int) -> HttpResponse:
    partner = _found(Partner.objects.all(), pk)
    refusals: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            _same_keys(request, partner)
            return _made(request, "Made", *actions.make_key(partner=partner, by=request.user))
        except Refused as refusal:
            refusals = refusal.sentences
    return _confirm(request, "make", partner, refusals)


@needs(actions.REVOKE)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    key = _found(ApiKey.objects.select_related("partner", "made_by"), pk)
    refusals: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            actions.revoke_key(key=key, by=request.user)
        except Refused as refusal:
            refusals = refusal.sentences
        else:
            _remember(request, key.partner, f"Revoked the key {key}")
            messages.success(request, f"The key {key} of {key.partner} opens nothing any more.")
            return HttpResponseRedirect(key.partner.get_absolute_url())
    return _confirm(request, "revoke", key.partner, refusals, key)


@needs(actions.REVOKE)
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    key = _found(ApiKey.objects.select_related("partner", "made_by"), pk)
    refusals: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            made, text = actions.replace_key(key=key, by=request.user)
        except Refused as refusal:
            refusals = refusal.sentences
        else:
            return _made(request, f"Revoked the key {key} and made", made, text)
    return _confirm(request, "replace", key.partner, refusals, key)


def _found(rows: models.QuerySet, pk: int) -> Any:
    found = rows.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if found is None:
        raise Http404(f"There is no {rows.model._meta.verbose_name} with the number {pk}.")
    return found


def _same_keys(request: HttpRequest, partner: Partner) -> None:
    """A page that is sent twice, by a double click or by reloading, makes one key."""
    if request.POST.get("newest", "") != _newest(partner):
        raise Refused(
            "A key was made after you opened this page, so none was made now. If that was you and "
            "its text is lost, revoke it and make another."
        )


def _newest(partner: Partner) -> str:
    return str(partner.keys.values_list("pk", flat=True).order_by("pk").last() or "none")


def _made(request: HttpRequest, did: str, key: ApiKey, text: str) -> HttpResponse:
    _remember(request, key.partner, f"{did} the key {key}")
    context = {"title": f"A key for {key.partner}", "key": key, "text": text}
    return _page(request, "made", key.partner, context)


def _confirm(
    request: HttpRequest,
    what: str,
    partner: Partner,
    refusals: tuple[str, ...],
    key: ApiKey | None = None,
) -> HttpResponse:
    titles = {
        "make": f"Make a key for {partner}",
        "revoke": f"Revoke the key {key}",
        "replace": f"Replace the key {key}",
    }
    context = {"title": titles[what], "key": key, "refusals": refusals}
    return _page(request, what, partner, context | {"newest": _newest(partner)})


def _page(request: HttpRequest, page: str, partner: Partner, context: dict) -> HttpResponse:
    common = admin.site.each_context(request) | {"partner": partner, "opts": Partner._meta}
    return render(request, f"admin/partners/{page}.html", common | context)


def _remember(request: HttpRequest, partner: Partner, did: str) -> None:
    """In the partner's history."""
    LogEntry.objects.log_actions(
        user_id=request.user.pk, queryset=[partner], action_flag=CHANGE, change_message=did
    )
