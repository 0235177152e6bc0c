"""/compare/: the comparisons, each as a page and as a file of the same cells.

The whole state stands in the address. What cannot be compared is answered with the page, a sentence
and what can be: 404 for what is unknown, 400 for one, too many or the same twice.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from mgsite.editions.readers import AsOf, Position
from mgsite.public.comparison_files import FILES, Citable, comparison_file
from mgsite.public.composition.compare import VIEWS, Comparison, View
from mgsite.public.moments import asked_position
from mgsite.public.responses import absolute, page


@require_safe
def compare(request: HttpRequest, view: str, ending: str = "") -> HttpResponse:
    head = asked_position(request)
    as_of = AsOf(head.number)
    shown = VIEWS[view]
    found = shown.compose(as_of, request.GET)
    if ending and not found.problems:
        address = absolute(address_of(view), found.query)
        return comparison_file(found.table, Citable(view, shown.title, head, address), ending)
    return page(
        request,
        "public/compare.html",
        _context(shown, found, head),
        head=head,
        query=found.query,
        status=found.status,
        shown=as_of.kind("condition") if head.today else (),
    )


def _context(shown: View, found: Comparison, head: Position) -> dict:
    query = f"?{urlencode(found.query)}" if found.query else ""
    return {
        "view": shown,
        "table": found.table,
        "found": found,
        "here": address_of(shown.name),
        "canonical": absolute(address_of(shown.name), found.query),
        "others": [(view, address_of(view.name)) for view in VIEWS.values()],
        "files": [
            (ending.upper(), reverse(f"public:compare-{shown.name}-{ending}") + query)
            for ending in FILES
        ],
    }


def address_of(view: str) -> str:
    return reverse("public:compare" if view == "conditions" else f"public:compare-{view}")


urlpatterns = [path("compare/", compare, {"view": "conditions"}, name="compare")]
urlpatterns += [
    path(f"compare/{view}/", compare, {"view": view}, name=f"compare-{view}")
    for view in VIEWS
    if view != "conditions"
]
urlpatterns += [
    path(
        f"compare/{view}.{ending}",
        compare,
        {"view": view, "ending": ending},
        name=f"compare-{view}-{ending}",
    )
    for view in VIEWS
    for ending in FILES
]
