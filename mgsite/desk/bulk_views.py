"""The page of a bulk deed: what would become of each item, then the words for all, then the deed.

GET shows, POST does it; whatever is refused shows the page again with everything that was typed.
"""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims.models import Curated
from claims.permissions import permission_to
from claims.whole_numbers import VERSION_DIGITS, whole
from mgsite.desk.bulk import MOST_ITEMS, NOT_SHOWN, Deed, Performance, carry_out, rehearse
from mgsite.desk.bulk_deeds import DEEDS
from mgsite.desk.bulk_forms import SOME, ApproveForm, BulkForm
from mgsite.desk.plan_views import show
from mgsite.editions.closure import dependants
from mgsite.editions.kinds import items_of
from mgsite.editions.models import Version
from mgsite.editions.publishing_views import tell_outcome


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest, what: str) -> HttpResponse:
    deed, seen = DEEDS[what], seen_in(request)
    items = _items(request, deed, seen)
    form = deed.form(request.POST or None, kinds=sorted({item.kind for item in items}))
    if not form.is_valid():
        performed = rehearse(deed, items, request.user, deed.assumed)
        return _page(request, deed, form, performed, form.is_bound and "see beside the fields.")
    performed = carry_out(
        deed=deed,
        items=items,
        seen=seen,
        by=request.user,
        words=form.words(),
        those_that_can=form.cleaned_data["mode"] == SOME,
    )
    if performed.written:
        return _told(request, deed, items, performed)
    return _page(request, deed, form, performed, _why(performed))


def seen_in(request: HttpRequest) -> dict[str, int]:
    """Public id to the version that the page showed, from `item=clm_…:7` or `item=clm_…,clm_…`."""
    asked = request.POST if request.method == "POST" else request.GET
    seen = {}
    for entry in ",".join(asked.getlist("item")).split(","):
        public_id, _, version = entry.partition(":")
        seen[public_id] = whole(version, VERSION_DIGITS) or NOT_SHOWN
    if len(seen) > MOST_ITEMS:
        raise BadRequest(f"At most {MOST_ITEMS} items are done at once.")
    return seen


def _items(request: HttpRequest, deed: Deed, seen: dict[str, int]) -> list[Curated]:
    """In the order of the address. 404 for an unknown one, 403 for who may not do it to each."""
    items = items_of(seen)
    if missing := seen.keys() - {item.public_id for item in items}:
        raise Http404(f"There is no item {', '.join(sorted(missing)) or 'chosen'}.")
    kinds = {type(item) for item in items}
    views = {permission_to("view", kind) for kind in kinds}
    if not request.user.has_perms(deed.permissions(kinds) | views):
        raise PermissionDenied
    return items


def _why(performed: Performance) -> str:
    """Why nothing was written, with the number of each item that stood in the way."""
    cannot = performed.cannot
    if not performed.can:
        return "each of them stands in the way, see below."
    numbers = ", ".join(str(line.number) for line in cannot)
    named = f"number {numbers}" if len(cannot) == 1 else f"numbers {numbers}"
    stand = "stands" if len(cannot) == 1 else "stand"
    return (
        f"{len(cannot)} of {len(performed.lines)} {stand} in the way, {named} below. Mend that, or "
        "choose “Only those that can”."
    )


def _page(
    request: HttpRequest, deed: Deed, form: BulkForm, performed: Performance, why: str | bool
) -> HttpResponse:
    items = [line.item for line in performed.lines]
    if isinstance(form, ApproveForm):
        changed = [line for line in performed.lines if line.changed]
        form.ask(len(performed.can) + len(changed), again=bool(changed))
    ids = [item.public_id for item in items]
    context = {
        "title": f"{deed.label}: {counted(len(items))}",
        "deed": deed,
        "form": form,
        "performed": performed,
        "why": why,
        "printed": _in_print(ids),
        "dependants": dependants(*ids) if deed.key == "withdraw" else [],
        "back": _back(items),
    }
    return show(request, "bulk", context)


def _told(
    request: HttpRequest, deed: Deed, items: list[Curated], performed: Performance
) -> HttpResponse:
    """Back to the list when all is done; else what became of each."""
    if performed.edition is not None:
        tell_outcome(request, performed.edition)
    else:
        messages.success(request, deed.done.format(items=counted(len(performed.can))))
    if not performed.cannot:
        return HttpResponseRedirect(_back(items))
    context = {
        "title": f"{deed.label}: {len(performed.can)} of {counted(len(items))}",
        "performed": performed,
        "printed": _in_print([item.public_id for item in items]),
        "back": _back(items),
    }
    return show(request, "bulk_done", context)


def _in_print(ids: list[str]) -> set[str]:
    """Which of them have something in print, or had, to be compared with."""
    rows = Version.objects.current().filter(public_id__in=ids)
    return set(rows.values_list("public_id", flat=True))


def _back(items: list[Curated]) -> str:
    """Their list; the desk, when they are of several kinds."""
    kinds = {type(item)._meta for item in items}
    if len(kinds) > 1:
        return reverse("admin:index")
    options = kinds.pop()
    return reverse(f"admin:{options.app_label}_{options.model_name}_changelist")


def counted(count: int) -> str:
    return f"{count} item{'' if count == 1 else 's'}"
