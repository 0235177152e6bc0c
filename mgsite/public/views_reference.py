"""The pages to look things up in: lists, sources, the supplement, checks, history.

Each reads the head once and everything else as of that edition. Unknown parameters are ignored:
links carry `utm_…`.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.grading import HIGHEST, LABELS, LOWEST, RULE_VERSION
from mgsite.editions.models import Change, Version
from mgsite.editions.readers import AsOf, document_of, position
from mgsite.public import catalogue, history, ladder, structured_data
from mgsite.public.composition.check import check_parts
from mgsite.public.composition.examples import examples
from mgsite.public.moments import asked_position
from mgsite.public.paging import pages_asked
from mgsite.public.responses import (
    PUBLIC_CACHE,
    NoSuchPage,
    absolute,
    address_of,
    page,
    page_or_notice,
)
from mgsite.public.reviewed import reviewed
from mgsite.public.sitemaps import sitemap as sitemap  # named here for urls.py

# What each item's page says to machines, from what it shows to people.
DESCRIPTIONS: dict[str, Callable[[dict], structured_data.Described]] = {
    "source": lambda shown: structured_data.source(
        shown["source"], [link.url for link in shown["links"]], shown["reviewed"], address_of
    ),
    "supplement": lambda shown: structured_data.supplement(
        shown["supplement"], shown["reviewed"], address_of
    ),
    "check": lambda shown: structured_data.check(
        shown["check"], shown["page"].boldest, shown["reviewed"], address_of
    ),
}
CHANGES_A_PAGE = 20
ITEMS_A_PAGE = 200


@require_safe
def conditions(request: HttpRequest) -> HttpResponse:
    head = position()
    found = catalogue.conditions_with_answers(AsOf(head.number))
    return page(request, "public/conditions.html", {"conditions": found}, head=head)


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    return _item_page(request, "source", slug, catalogue.source_parts)


@require_safe
def supplement(request: HttpRequest, slug: str) -> HttpResponse:
    return _item_page(request, "supplement", slug, catalogue.supplement_parts)


@require_safe
def check(request: HttpRequest, slug: str) -> HttpResponse:
    return _item_page(request, "check", slug, check_parts)


def _item_page(
    request: HttpRequest, kind: str, slug: str, parts: Callable[[AsOf, dict], dict]
) -> HttpResponse:
    """One item's page; `parts` reads what else stands on it, as of the same edition."""
    head = asked_position(request)
    as_of = AsOf(head.number)

    def show(version: Version) -> HttpResponse:
        document = document_of(version)
        context = {kind: document, "reviewed": reviewed([document]), **parts(as_of, document)}
        context["markdown"] = reverse(f"public:{kind}-markdown", args=[slug])
        context["machines"] = DESCRIPTIONS[kind](context)
        return page(request, f"public/{kind}.html", context, head=head, shown=[version])

    return page_or_notice(request, head, kind, slug, as_of.one(kind, slug), show)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    head = position()
    counts = history.changes_counted(head.number)
    change = request.GET.get("change", "")
    if change and change not in set(Change):
        raise NoSuchPage(f"There is no such kind of change. Choose one of {', '.join(Change)}.")
    total = counts.get(change, 0) if change else sum(counts.values())
    pages = pages_asked(request, total, CHANGES_A_PAGE, (("change", change),) if change else ())
    editions = history.with_items(pages.cut(history.editions_of(head.number, change)))
    kinds = [(kind, Change(kind).label.partition(":")[0], n) for kind, n in counts.items()]
    context = {"editions": editions, "pages": pages, "kinds": kinds, "change": change}
    return page(request, "public/changes.html", context, head=head, query=pages.query)


@require_safe
def edition(request: HttpRequest, number: int) -> HttpResponse:
    head = position()
    found = history.edition_in_print(number, head.number)
    if found is None:
        raise NoSuchPage(f"There is no edition {number} yet. The newest is edition {head.number}.")
    counts = history.counts_of(number)
    pages = pages_asked(request, sum(row["items"] for row in counts), ITEMS_A_PAGE)
    items = history.with_what_was(pages.cut(history.items_of([number])))
    context = {"edition": found, "counts": counts, "items": items, "pages": pages}
    return page(request, "public/edition.html", context, head=head, query=pages.query)


@require_safe
def how_we_grade(request: HttpRequest) -> HttpResponse:
    head = position()
    context = {
        "domains": [(LABELS[name], -levels) for name, levels in LOWEST.items()],
        "upgrades": [(LABELS[name], levels) for name, levels in HIGHEST.items()],
        "rule_version": RULE_VERSION,
        "ladder": {"rungs": ladder.rungs(), "verbs": ladder.verbs(), "cases": ladder.cases()},
        "examples": examples(AsOf(head.number)),
    }
    return page(request, "public/how_we_grade.html", context, head=head)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return page(request, "public/about.html", {}, head=position())


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    response = render(
        request,
        "robots.txt",
        {"sitemap": absolute("/sitemap.xml")},
        content_type="text/plain; charset=utf-8",
    )
    response["Cache-Control"] = PUBLIC_CACHE
    return response
