"""/checks/: every article that we read against the evidence, and which promises recur across them.

The table is also there as a file, of the same cells.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from mgsite.editions.readers import AsOf
from mgsite.public.comparison_files import FILES, Citable, comparison_file
from mgsite.public.composition.check import checks_page
from mgsite.public.moments import asked_position
from mgsite.public.responses import address_of, page

TITLE = "Promises that recur across articles"


@require_safe
def checks(request: HttpRequest, ending: str = "") -> HttpResponse:
    head = asked_position(request)
    as_of = AsOf(head.number)
    found = checks_page(as_of)
    if ending:
        about = Citable("promises", TITLE, head, address_of("checks"))
        return comparison_file(found.table, about, ending)
    then = f"?edition={head.number}" if head.today else ""
    context = {
        "page": found,
        # What the frame of a comparison needs.
        "view": {"name": "promises", "title": TITLE},
        "files": [
            (each.upper(), reverse(f"public:checks-promises-{each}") + then) for each in FILES
        ],
    }
    shown = as_of.kind("check") if head.today else ()
    return page(request, "public/checks.html", context, head=head, shown=shown)


urlpatterns = [path("checks/", checks, name="checks")]
urlpatterns += [
    path(f"checks/promises.{ending}", checks, {"ending": ending}, name=f"checks-promises-{ending}")
    for ending in FILES
]
