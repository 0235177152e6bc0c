"""The publisher's pages in the admin: review one item, publish several, withdraw one.

GET shows what would happen, POST does it through the actions; a refusal shows the page again
with its sentences and everything that was typed.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from claims import actions
from claims.canonical import canonical, fingerprint
from claims.errors import Refused
from claims.models import Curated, Review
from claims.permissions import permission_to
from claims.review import APPROVE, SECOND_PERSON, TRANSITIONS, Decision, State
from claims.review import PERMISSIONS as STEP_PERMISSIONS
from mgsite.editions.closure import dependants
from mgsite.editions.desk_forms import PublishForm, ReviewForm, WithdrawForm
from mgsite.editions.kinds import MODELS, item_of
from mgsite.editions.prospect import all_companions, current_version, edition_prospect
from mgsite.editions.publish import Outcome, publish
from mgsite.editions.withdraw import withdraw
from mgsite.editions.wording_note import WordingNote, wording_note

# Accepting words is no step of the table: it moves the item nowhere.
PERMISSIONS = STEP_PERMISSIONS | {Decision.WORDING: APPROVE}
DECIDE = {
    Decision.SUBMITTED: actions.submit,
    Decision.RECALLED: actions.recall,
    Decision.RETURNED: actions.return_to_editor,
    Decision.APPROVED: actions.approve,
    Decision.FORCED: actions.force,
    Decision.WORDING: actions.accept_wording,
}


def item_for(request: HttpRequest, kind: str, public_id: str) -> Curated:
    """The draft that an address names, if this person may see its kind. 404 before 403."""
    if kind not in MODELS:
        raise Http404(f"There is no kind “{kind}”.")
    item = MODELS[kind]._default_manager.filter(public_id=public_id).first()
    if item is None:
        raise Http404(f"There is no {kind} {public_id}.")
    if not request.user.has_perm(permission_to("view", item)):
        raise PermissionDenied
    return item


def change_url(item: Curated) -> str:
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_change", args=[item.pk])


@require_http_methods(["GET", "HEAD", "POST"])
def review_item(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    item = item_for(request, kind, public_id)
    form = ReviewForm(request.POST or None)
    refusals: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            review = _decide(item, request, form)
        except Refused as refusal:
            refusals = refusal.sentences
            item.refresh_from_db()
        else:
            messages.success(request, f"{review.get_decision_display()}: “{item.slug}”.")
            return HttpResponseRedirect(reverse("desk:review", args=[kind, public_id]))
    return _render(request, "review", _review_context(request, item, form) | {"refusals": refusals})


def _decide(item: Curated, request: HttpRequest, form: ReviewForm) -> Review:
    """Decide on exactly what was shown: an edit made since the page was opened refuses it."""
    decision = Decision(form.cleaned_data["decision"])
    with transaction.atomic():
        locked = actions.lock_root(item)
        if _fingerprint(locked) != form.cleaned_data["seen"]:
            raise Refused(
                "It was changed after you opened this page, so nothing was decided: the page shows "
                "it as it is now. Read it again and decide then."
            )
        return DECIDE[decision](item=locked, by=request.user, note=form.cleaned_data["note"])


def _review_context(request: HttpRequest, item: Curated, form: ReviewForm) -> dict:
    prospect = edition_prospect([item])
    edited = item.edited_by.filter(pk=request.user.pk).exists()
    note = wording_note(item)
    choices = [
        decision
        for decision, permission in PERMISSIONS.items()
        if _is_possible(item, decision, note)
        and request.user.has_perm(permission)
        and not (edited and decision in SECOND_PERSON)
    ]
    return {
        "title": f"Review {item._meta.verbose_name}: {item.slug}",
        "item": item,
        "opts": item._meta,
        "item_url": change_url(item),
        "prospect": prospect.items[0],
        "problems": item.problems(),
        "note": note,
        "reviews": Review.objects.filter(subject_id=item.public_id).select_related("by"),
        "editors": item.edited_by.all(),
        "edited_by_you": edited,
        "choices": choices,
        "seen": _fingerprint(item),
        "form": form,
    }


def _is_possible(item: Curated, decision: Decision, note: WordingNote) -> bool:
    """Accepting words moves the item nowhere: it is possible wherever there are words to accept."""
    if decision is Decision.WORDING:
        return note.is_open
    return (State(item.state), decision) in TRANSITIONS


def _fingerprint(item: Curated) -> str:
    return fingerprint(canonical(item.document()))


@require_http_methods(["GET", "HEAD", "POST"])
def publish_items(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("editions.publish"):
        raise PermissionDenied
    asked = request.POST if request.method == "POST" else request.GET
    items = [item for i in asked.getlist("item") if (item := item_of(i)) is not None]
    if not items:
        raise Http404("No item was chosen to publish.")
    form = PublishForm(request.POST or None)
    wider = _chosen_companions(request, items)
    prospect = edition_prospect(items, wider)
    refusals: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return _published(request, form, prospect, [*items, *wider])
        except Refused as refusal:
            refusals = refusal.sentences
    return _render(request, "publish", _publish_context(items, wider, prospect, form, refusals))


def _chosen_companions(request: HttpRequest, items: list[Curated]) -> list[Curated]:
    """All that can be added at first; afterwards those that were left ticked."""
    offered = all_companions(items)
    if request.method != "POST":
        return offered
    ticked = set(request.POST.getlist("companion"))
    return [item for item in offered if item.public_id in ticked]


def _published(request, form: PublishForm, prospect, items: list[Curated]) -> HttpResponse:
    words = form.cleaned_data
    if words["seen"] != prospect.seen:
        raise Refused(
            "What would be published differs from what you were shown, so nothing was published: "
            "read the changes below and publish then."
        )
    outcome = publish(
        items=items,
        by=request.user,
        note=words["note"],
        change=words["change"],
        correction=words["correction"],
        operation=words["operation"],
    )
    tell_outcome(request, outcome)
    if outcome.edition is None:
        return HttpResponseRedirect(change_url(items[0]))
    return HttpResponseRedirect(reverse("admin:editions_edition_change", args=[outcome.edition.pk]))


def _publish_context(items, wider, prospect, form, refusals) -> dict:
    return {
        "title": "Publish",
        "items": items,
        "prospect": prospect,
        "entries": [(entry, wording_note(entry.item)) for entry in prospect.items],
        "ticked": {item.public_id for item in wider},
        "form": form,
        "refusals": refusals,
        "cancel_url": change_url(items[0]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_item(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    if not request.user.has_perm("editions.withdraw"):
        raise PermissionDenied
    item = item_for(request, kind, public_id)
    # A link may bring what to propose: a merge names its reason and what stays.
    proposed = {name: request.GET[name] for name in WithdrawForm.PROPOSED if name in request.GET}
    form = WithdrawForm(request.POST or None, kind=kind, initial=proposed)
    refusals: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            tell_outcome(
                request, withdraw(public_id=public_id, by=request.user, **form.cleaned_data)
            )
            return HttpResponseRedirect(change_url(item))
        except Refused as refusal:
            refusals = refusal.sentences
    context = {
        "title": f"Withdraw {item._meta.verbose_name}: {item.slug}",
        "item": item,
        "opts": item._meta,
        "cancel_url": change_url(item),
        "version": current_version(public_id),
        "dependants": dependants(public_id),
        "form": form,
        "refusals": refusals,
    }
    return _render(request, "withdraw", context)


def tell_outcome(request: HttpRequest, outcome: Outcome) -> None:
    """Which edition it made, as a message."""
    edition = outcome.edition
    if edition is None:
        messages.info(request, "Nothing differs from what is in print, so there is no new edition.")
        return
    link = format_html('<a href="{}">Edition {}</a>', edition.get_absolute_url(), edition.number)
    if outcome.repeated:
        messages.warning(
            request,
            format_html(
                "{} holds this already: the request arrived twice, it was done once.", link
            ),
        )
        return
    count = len(outcome.published)
    messages.success(
        request, format_html("{} is out, with {} item{}.", link, count, "" if count == 1 else "s")
    )


def _render(request: HttpRequest, page: str, context: dict) -> HttpResponse:
    common = admin.site.each_context(request)
    return render(request, f"admin/desk/{page}.html", common | context)


@admin.action(description="Publish as one edition…")
def publish_selected(model_admin, request: HttpRequest, queryset) -> HttpResponse | None:
    """From a list: the confirm page for what was ticked."""
    if not request.user.has_perm("editions.publish"):
        model_admin.message_user(
            request,
            "Your account may not publish. Ask an administrator for the group Publisher.",
            messages.ERROR,
        )
        return None
    ids = list(queryset.order_by("slug").values_list("public_id", flat=True))
    if len(ids) > 100:
        model_admin.message_user(
            request, "An edition holds at most 100 items at once: choose fewer.", messages.ERROR
        )
        return None
    query = "&".join(f"item={public_id}" for public_id in ids)
    return HttpResponseRedirect(f"{reverse('desk:publish')}?{query}")
