"""An item's page as Markdown, beside the page: /claims/<slug>.md says what /claims/<slug>/ says."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, position
from mgsite.public import markdown_pages
from mgsite.public.composition import article as articles
from mgsite.public.composition import claim as claims
from mgsite.public.composition import condition as conditions
from mgsite.public.responses import PUBLIC_CACHE, address_of, page_or_notice

ENDING = ".md"
NOTHING_ASKED: Mapping[str, str] = {}


def _claim(as_of: AsOf, rows: Sequence[Version]) -> Iterable[str]:
    composed = claims.claim_page(as_of, rows, NOTHING_ASKED)
    return markdown_pages.claim_blocks(composed, address_of)


def _condition(as_of: AsOf, rows: Sequence[Version]) -> Iterable[str]:
    return markdown_pages.condition_blocks(conditions.condition_page(as_of, rows), address_of)


def _article(as_of: AsOf, rows: Sequence[Version]) -> Iterable[str]:
    return markdown_pages.article_blocks(articles.article_page(as_of, rows), address_of)


# For each kind: what stands at the address, the item first, and how its page is written.
Find = Callable[[AsOf, str], list[Version]]
Write = Callable[[AsOf, Sequence[Version]], Iterable[str]]
KINDS: dict[str, tuple[Find, Write]] = {
    "claim": (claims.found, _claim),
    "condition": (conditions.about, _condition),
    "article": (articles.found, _article),
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
        written = markdown_pages.text_of(
            version.title, address, head.number, published, write(as_of, rows)
        )
        response = HttpResponse(written, content_type="text/markdown; charset=utf-8")
        response["Link"] = f'<{address}>; rel="canonical"'
        response["Cache-Control"] = PUBLIC_CACHE
        return response

    return page_or_notice(request, head, kind, slug, rows[0] if rows else None, show, file=ENDING)
