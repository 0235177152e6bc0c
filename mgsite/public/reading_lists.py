"""The sources of a page as a file for a reference manager, exactly those that the page lists.

From published documents, so a fact that nobody has verified is in no file either.
"""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.urls.converters import StringConverter
from django.views.decorators.http import require_safe

from claims.reference_files import reference_file
from claims.references.held import from_document
from claims.references.writing import EXPORTS, Export
from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, document_of, position
from mgsite.public.composition import article as articles
from mgsite.public.composition import claim as claims
from mgsite.public.composition import condition as conditions
from mgsite.public.composition.parts import in_reading_order
from mgsite.public.responses import PUBLIC_CACHE, page_or_notice

BY_SUFFIX = {export.suffix: export for export in EXPORTS.values()}


class SuffixConverter(StringConverter):
    """The ending of a file's address, “.ris”, as the export that writes it."""

    regex = "|".join(suffix.replace(".", r"\.") for suffix in BY_SUFFIX)

    def to_python(self, value: str) -> Export:
        return BY_SUFFIX[value]

    def to_url(self, value: Export | str) -> str:
        return value.suffix if isinstance(value, Export) else value


def _source(as_of: AsOf, slug: str) -> list[Version]:
    version = as_of.one("source", slug)
    return [version] if version else []


def _itself(_as_of: AsOf, rows: Sequence[Version]) -> list[dict]:
    return [document_of(rows[0])]


# For each kind: what stands at the address, the item first, and the sources that its page lists.
Find = Callable[[AsOf, str], list[Version]]
Cited = Callable[[AsOf, Sequence[Version]], list[dict]]
KINDS: dict[str, tuple[Find, Cited]] = {
    "claim": (claims.found, claims.cited_sources),
    "condition": (conditions.about, conditions.cited_sources),
    "article": (articles.found, articles.cited_sources),
    "source": (_source, _itself),
}


@require_safe
def reading_list(request: HttpRequest, kind: str, slug: str, export: Export) -> HttpResponse:
    """What is cited by the item as of the newest edition; the file's name says which that is."""
    head = position()
    as_of = AsOf(head.number)
    find, cited = KINDS[kind]
    rows = find(as_of, slug)
    file = request.path.rsplit("/", 1)[1]  # “sources.ris”
    name = f"{slug}-{file.removesuffix(export.suffix)}-edition-{head.number}"

    def show(_version: Version) -> HttpResponse:
        references = map(from_document, in_reading_order(cited(as_of, rows)))
        response = reference_file(export, references, name)
        response["Cache-Control"] = PUBLIC_CACHE
        return response

    return page_or_notice(request, head, kind, slug, rows[0] if rows else None, show, file=file)
