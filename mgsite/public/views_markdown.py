"""An item's page as Markdown, beside the page: /claims/<slug>.md says what /claims/<slug>/ says."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, document_of, position
from mgsite.public import catalogue, markdown_pages, markdown_reference
from mgsite.public.composition import article as articles
from mgsite.public.composition import claim as claims
from mgsite.public.composition import condition as conditions
from mgsite.public.composition.check import check_parts
from mgsite.public.markdown_text import text_of
from mgsite.public.responses import PUBLIC_CACHE, address_of, page_or_notice
from mgsite.public.reviewed import reviewed

ENDING = ".md"
NOTHING_ASKED: Mapping[str, str] = {}


def _claim(as_of: AsOf, rows: Sequence[Version]) -> Iterable[str]:
    composed = claims.claim_page(as_of, rows, NOTHING_ASKED)
    return markdown_pages.claim_blocks(composed, address_of)


def _condition(as_of: AsOf, rows: Sequence[Version]) -> Iterable[str]:
    return markdown_pages.condition_blocks(conditions.condition_page(as_of, rows), address_of)


def _article(as_of: AsOf, rows: Sequence[Version]) -> Iterable[str]:
    return markdown_pages.article_blocks(articles.article_page(as_of, rows), address_of)


def _found(kind: str) -> Callable[[AsOf, str], list[Version]]:
    def find(as_of: AsOf, slug: str) -> list[Version]:
        found = as_of.one(kind, slug)
        return [found] if found else []

    return find


def _reference(
    kind: str, parts: Callable[[AsOf, dict], dict], blocks: Callable[..., Iterable[str]]
) -> tuple[Callable, Callable]:
    """How a reference page is found and written: from what its template gets."""

    def write(as_of: AsOf, rows: Sequence[Version]) -> Iterable[str]:
        document = document_of(rows[0])
        shown = {kind: document, "reviewed": reviewed([document]), **parts(as_of, document)}
        return blocks(shown, address_of)

    return _found(kind), write


# For each kind: what stands at the address, the item first, and how its page is written.
Find = Callable[[AsOf, str], list[Version]]
Write = Callable[[AsOf, Sequence[Version]], Iterable[str]]
KINDS: dict[str, tuple[Find, Write]] = {
    "claim": (claims.found, _claim),
    "condition": (conditions.about, _condition),
    "article": (articles.found, _article),
    "source": _reference("source", catalogue.source_parts, markdown_reference.source_blocks),
    "supplement": _reference(
        "supplement", catalogue.supplement_parts, markdown_reference.supplement_blocks
    ),
    "check": _reference("check", check_parts, markdown_reference.check_blocks),
}


@require_safe
def markdown(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    head = position()
    as_of = AsOf(head.number)
    find, write = KINDS[kind]
    rows = find(as_of, slug)

    def show(version: Version) -> HttpResponse:
        address = address_of(kind, slug)
        published = head.changed_at.date().isoformat() if head.changed_at else ""
        written = text_of(version.title, address, head.number, published, write(as_of, rows))
        response = HttpResponse(written, content_type="text/markdown; charset=utf-8")
        response["Link"] = f'<{address}>; rel="canonical"'
        response["Cache-Control"] = PUBLIC_CACHE
        return response

    return page_or_notice(request, head, kind, slug, rows[0] if rows else None, show, file=ENDING)
