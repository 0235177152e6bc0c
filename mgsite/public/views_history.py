"""How an item has changed, and what was put right."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mgsite.editions.models import Version
from mgsite.editions.readers import Position, position
from mgsite.public.composition import item_history
from mgsite.public.corrections import corrections as composed
from mgsite.public.corrections import put_right
from mgsite.public.moments import edition_asked
from mgsite.public.paging import pages_asked
from mgsite.public.responses import KIND_NAMES, NoSuchPage, page

CORRECTIONS_A_PAGE = 50


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    head = position()
    found = put_right(head.number)
    pages = pages_asked(request, found.count(), CORRECTIONS_A_PAGE)
    context = {"corrections": composed(pages.cut(found)), "pages": pages}
    return page(request, "public/corrections.html", context, head=head, query=pages.query)


@require_safe
def item_changes(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The versions of an item, and two of them compared: of `?edition=N`, `&against=M`."""
    head = position()
    versions = item_history.versions_of(kind, slug, head.number) if kind in KIND_NAMES else []
    if not versions:
        raise NoSuchPage(f"We have no {KIND_NAMES.get(kind, 'page')} at this address.")
    one, other = _pair(request, head, versions)
    context = {
        "versions": versions[: item_history.LISTED],
        "newest": versions[0],
        "kind_name": KIND_NAMES[kind],
        "compared": item_history.compared(one, other) if one.pk != other.pk else None,
    }
    return page(request, "public/item_changes.html", context, head=head)


def _pair(request: HttpRequest, head: Position, versions: list[Version]) -> tuple[Version, Version]:
    """The two asked for: the newest unless said otherwise, and the one that it replaced."""
    number = edition_asked(request, "edition", head) or head.number
    against = edition_asked(request, "against", head)
    one = _in_force(versions, number)
    return one, _in_force(versions, against) if against else item_history.one_before(versions, one)


def _in_force(versions: list[Version], number: int) -> Version:
    if found := item_history.in_force(versions, number):
        return found
    first = versions[-1].edition_id
    raise NoSuchPage(f"It was not in print in edition {number}. It has been since edition {first}.")
