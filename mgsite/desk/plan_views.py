"""The pages of editions in the making: the list, one of them, and adding items from elsewhere.

GET shows, POST does it through the actions; a refusal shows the page again with its sentences and
everything that was typed.
"""

from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from claims.errors import Refused
from mgsite.desk.belonging import MOST_FOUND, belonging, found
from mgsite.desk.checks import checks_of
from mgsite.desk.models import HOLDING, WORKABLE, Plan, Stage
from mgsite.desk.plan_forms import FindForm, NameForm, PlanForm
from mgsite.desk.plan_posts import Answer, answer
from mgsite.desk.plans import add_to_plan, items_of_plan, start_plan
from mgsite.editions.kinds import items_of

LISTED = 25  # editions that are done with
LARGEST_KEY = 2**63 - 1


def for_the_desk(view):
    """403 for whoever may not see editions in the making."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("desk.view_plan"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
def plans(request: HttpRequest) -> HttpResponse:
    """All that is in the making, the newest of what is done with; and a name to start one."""
    form = NameForm(request.POST or None)
    refusals: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = start_plan(name=form.cleaned_data["name"], by=request.user)
            return HttpResponseRedirect(made.get_absolute_url())
        except Refused as refusal:
            refusals = refusal.sentences
    rows = Plan.objects.select_related("created_by", "scheduled_by", "edition")
    rows = rows.annotate(size=Count("items"))
    making = sorted(rows.filter(stage__in=HOLDING), key=_urgency)
    done = rows.exclude(stage__in=HOLDING)[:LISTED]
    context = {"title": "Editions in the making", "making": making, "done": done}
    context |= {"form": form, "refusals": refusals}
    return show(request, "plans", context)


def _urgency(plan: Plan) -> tuple:
    """What failed first, then what is scheduled, by its time."""
    order = (Stage.FAILED, Stage.SCHEDULED, Stage.OPEN).index(Stage(plan.stage))
    return order, plan.publish_at.timestamp() if plan.publish_at else 0, -plan.pk


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    it = _plan(pk)
    if request.method == "POST":
        result = answer(request, it)
        if isinstance(result, HttpResponse):
            return result
        it.refresh_from_db()
        return show(request, "plan", _context(request, it, result))
    kept = {
        name: request.GET[name] for name in ("publish_on", "publish_time") if name in request.GET
    }
    form = PlanForm.of(it, **kept)
    return show(request, "plan", _context(request, it, Answer(form, FindForm(request.GET))))


def _plan(pk: int) -> Plan:
    rows = Plan.objects.select_related("created_by", "scheduled_by", "edition__published_by")
    it = rows.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if it is None:
        raise Http404(f"There is no edition in the making with the number {pk}.")
    return it


def _context(request: HttpRequest, it: Plan, result: Answer) -> dict:
    items = items_of_plan(it)
    may_change = request.user.has_perm("desk.change_plan")
    open_to_change = it.workable and may_change
    context = {
        "title": it.name,
        "plan": it,
        "items": items,
        "checks": checks_of(it, items) if items and it.stage in HOLDING else None,
        "now": timezone.now(),
        "may_change": open_to_change,
        "may_publish": request.user.has_perm("editions.publish"),
        # What was typed stays on the page, whatever became of the edition meanwhile.
        "show_words": open_to_change or (may_change and result.form.is_bound),
        "answer": result,
    }
    if open_to_change:
        context |= _additions(request, items, result.find)
    return context


def _additions(request: HttpRequest, items: list, find: FindForm) -> dict:
    asked = find.cleaned_data if find.is_valid() else {"q": "", "kind": ""}
    held = [item.public_id for item in items]
    results = found(request, asked["q"], asked["kind"], held=held)
    return {
        "belonging": belonging(items),
        "found": results[:MOST_FOUND],
        "more_found": len(results) > MOST_FOUND,
        "asked": bool(asked["q"].strip()),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
def add(request: HttpRequest) -> HttpResponse:
    """From a list or an item: choose the edition that these items go into, or start one."""
    if not request.user.has_perm("desk.change_plan"):
        raise PermissionDenied
    asked = request.POST if request.method == "POST" else request.GET
    items = items_of(asked.getlist("item"))
    if not items:
        raise Http404("No item was chosen to add.")
    making = list(Plan.objects.filter(stage__in=WORKABLE).annotate(size=Count("items")))
    refusals: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            return _added(request, items, making)
        except Refused as refusal:
            refusals = refusal.sentences
    context = {"title": "Add to an edition", "items": items, "making": making}
    context |= {
        "refusals": refusals,
        "chosen": asked.get("plan", ""),
        "name": asked.get("name", ""),
    }
    return show(request, "plan_add", context)


def _added(request: HttpRequest, items: list, making: list[Plan]) -> HttpResponse:
    chosen = next((p for p in making if str(p.pk) == request.POST.get("plan")), None)
    if chosen is not None:
        fresh = add_to_plan(plan=chosen, items=items, by=request.user)
    elif request.POST.get("plan") == "new":
        chosen = start_plan(name=request.POST.get("name", "")[:120], by=request.user, items=items)
        fresh = items
    else:
        raise Refused("Choose an edition, or a new one.")
    link = format_html('<a href="{}">{}</a>', chosen.get_absolute_url(), chosen.name)
    count = f"{len(fresh)} item{'' if len(fresh) == 1 else 's'}"
    messages.success(request, format_html("{} added to {}.", count, link))
    return HttpResponseRedirect(chosen.get_absolute_url())


def show(request: HttpRequest, page: str, context: dict) -> HttpResponse:
    common = admin.site.each_context(request)
    return render(request, f"admin/desk/{page}.html", common | context)
