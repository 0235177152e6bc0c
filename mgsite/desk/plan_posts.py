"""What the buttons of an edition in the making do: the words are saved first, then the deed is done.

`do` in the form is the deed; `take:clm_…` carries what it is about.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.html import format_html

from claims.admin.merging import Merge
from claims.errors import Refused
from claims.people import name_of
from mgsite.desk import plans
from mgsite.desk.models import Plan, Stage
from mgsite.desk.plan_forms import FindForm, PlanForm, merged_words, words_of
from mgsite.editions.kinds import items_of

# Deeds of an edition that can be changed: what was typed beside the button is saved with them.
WORDED = ("save", "add", "take", "publish", "schedule")
NOTHING_DONE = {
    "save": "Not saved:",
    "add": "Nothing was added:",
    "take": "Nothing was taken out:",
    "publish": "Nothing was published:",
    "schedule": "Not scheduled:",
    "unschedule": "It is as it was:",
    "discard": "Not discarded:",
}


@dataclass(frozen=True)
class Answer:
    """What the page shows again: what was typed, and why nothing was done."""

    form: PlanForm
    find: FindForm
    lead: str = ""
    refusals: tuple[str, ...] = ()
    merge: Merge | None = None


def answer(request: HttpRequest, plan: Plan) -> Answer | HttpResponseRedirect:
    """Do what the button says; the page again when it was refused."""
    do, _, subject = request.POST.get("do", "save").partition(":")
    if do not in DEEDS:
        do = "save"
    if not request.user.has_perm("desk.change_plan"):
        raise PermissionDenied
    form = PlanForm(request.POST, do=do)
    find = FindForm(request.POST)
    if do in WORDED and not form.is_valid():
        return Answer(form, find, NOTHING_DONE[do], ("See beside the fields below.",))
    try:
        if do in WORDED and (merge := _saved_words(request, plan, form)) is not None:
            return Answer(PlanForm(merge.data, do=do), find, merge=merge)
        DEEDS[do](request, plan, form, subject)
    except Refused as refusal:
        plan.refresh_from_db()
        if do != "publish" or not _published_as_typed(plan, form):
            return Answer(form, find, NOTHING_DONE[do], refusal.sentences)
        _tell_of_twin(request, plan)
    return HttpResponseRedirect(_back(request, plan, do))


def _back(request: HttpRequest, plan: Plan, do: str) -> str:
    """The page, with the search and the time that were typed: neither is stored yet."""
    names = ("q", "kind", "publish_on", "publish_time") if do in ("save", "add", "take") else ()
    kept = [(name, typed) for name in names if (typed := request.POST.get(name, ""))]
    return plan.get_absolute_url() + (f"?{urlencode(kept)}#add" if kept else "")


@transaction.atomic
def _saved_words(request: HttpRequest, plan: Plan, form: PlanForm) -> Merge | None:
    """None when they are saved; else what somebody else saved meanwhile, beside what was typed."""
    locked = Plan.objects.select_for_update().get(pk=plan.pk)
    if locked.workable:
        merge = merged_words(locked, request.POST)
        if merge.differences:
            return merge
    words = _words_in(form)
    plans.word_plan(plan=plan, by=request.user, words=words, seen_version=locked.lock_version)
    return None


def _words_in(form: PlanForm) -> dict:
    return {name: form.cleaned_data[name] for name in plans.WORDS}


def _published_as_typed(plan: Plan, form: PlanForm) -> bool:
    """A double click, or two people at once: it is out, with these very words."""
    return plan.stage == Stage.PUBLISHED and words_of(plan) == _words_in(form)


def _save(request: HttpRequest, plan: Plan, form: PlanForm, subject: str) -> None:
    messages.success(request, "Saved.")


def _add(request: HttpRequest, plan: Plan, form: PlanForm, subject: str) -> None:
    """The ticked ones: of what was found, or of what belongs together."""
    items = items_of(request.POST.getlist(subject))
    if not items:
        raise Refused("Tick what is to be added first.")
    fresh = plans.add_to_plan(plan=plan, items=items, by=request.user)
    messages.success(request, f"{_counted(len(fresh))} added.")


def _take(request: HttpRequest, plan: Plan, form: PlanForm, subject: str) -> None:
    plans.take_from_plan(plan=plan, public_id=subject, by=request.user)
    messages.success(request, "Taken out; the item itself is as it was.")


def _publish(request: HttpRequest, plan: Plan, form: PlanForm, subject: str) -> None:
    seen = plans.Seen(form.cleaned_data["seen"], plan.lock_version)
    outcome = plans.publish_plan(plan=plan, by=request.user, seen=seen)
    if outcome.repeated:
        _tell_of_twin(request, plan)
        return
    link = _edition_link(plan)
    text = format_html("{} is out, with {}.", link, _counted(len(outcome.published)))
    messages.success(request, text)


def _schedule(request: HttpRequest, plan: Plan, form: PlanForm, subject: str) -> None:
    seen = plans.Seen(form.cleaned_data["seen"], plan.lock_version)
    plans.schedule_plan(plan=plan, at=form.moment(), by=request.user, seen=seen)
    at = f"{plan.publish_at:%d %b %Y, %H:%M} UTC"
    messages.success(request, f"It goes out on {at}, if it is still exactly this.")


def _unschedule(request: HttpRequest, plan: Plan, form: PlanForm, subject: str) -> None:
    plans.unschedule_plan(plan=plan, by=request.user)
    messages.success(request, "Off the schedule; it can be changed again.")


def _discard(request: HttpRequest, plan: Plan, form: PlanForm, subject: str) -> None:
    plans.discard_plan(plan=plan, by=request.user)
    messages.success(request, "Discarded; its items are free for another edition.")


DEEDS: dict[str, Callable[[HttpRequest, Plan, PlanForm, str], None]] = {
    "save": _save,
    "add": _add,
    "take": _take,
    "publish": _publish,
    "schedule": _schedule,
    "unschedule": _unschedule,
    "discard": _discard,
}


def _tell_of_twin(request: HttpRequest, plan: Plan) -> None:
    edition = plan.edition
    text = "{} holds this already: {} published it at {} UTC, and nothing was done twice."
    who, when = name_of(edition.published_by), f"{edition.published_at:%H:%M}"
    messages.warning(request, format_html(text, _edition_link(plan), who, when))


def _edition_link(plan: Plan) -> str:
    edition = plan.edition
    return format_html('<a href="{}">Edition {}</a>', edition.get_absolute_url(), edition.number)


def _counted(count: int) -> str:
    return f"{count} item{'' if count == 1 else 's'}"
