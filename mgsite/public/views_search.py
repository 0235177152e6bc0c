"""Search as a page, and as a description by which a browser adds it to its own search box."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mgsite.editions.readers import position
from mgsite.public.paging import pages_asked
from mgsite.public.responses import PUBLIC_CACHE, absolute, page
from mgsite.public.search_page import search_page

RESULTS_A_PAGE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """In print today, whatever edition is asked for.

    A filter that leads nowhere is left out and named: 404 with what was found without it.
    """
    head = position()
    composed = search_page(head, request.GET)
    pages = pages_asked(request, composed.found.total, RESULTS_A_PAGE, composed.keep)
    results = composed.results(pages.start, pages.start + RESULTS_A_PAGE)
    context = {
        "page": composed,
        "pages": pages,
        "results": results,
        "is_of_the_past": not {"edition", "on"}.isdisjoint(request.GET),
    }
    query = pages.query if composed.text else None
    status = 404 if composed.refused else 200
    return page(request, "public/search.html", context, head=head, query=query, status=status)


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    context = {
        "results": absolute(reverse("public:search")) + "?q={searchTerms}",
        "icon": absolute("/")[:-1],
        "self": absolute(request.path),
    }
    response = render(
        request,
        "opensearch.xml",
        context,
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )
    response["Cache-Control"] = PUBLIC_CACHE
    return response
