"""The site's search as JSON: the same hits in the same order as on its page."""

from django.http import HttpRequest
from ninja import Query, Router

from claims.vocabulary import Certainty, Verdict
from mgsite.editions.readers import Position
from mgsite.public.api import schemas, schemas_search
from mgsite.public.api.addresses import PLURALS, api_url, item_url, page_url
from mgsite.public.api.conditional import answer, state_etag
from mgsite.public.api.envelope import caveats
from mgsite.public.api.parameters import LAST_OFFSET, SearchQuery
from mgsite.public.api.problems import NOT_FOUND, Problem, fault
from mgsite.public.api.settled import Blanked, settled
from mgsite.public.search_page import Result, SearchPage, search_page

router = Router(by_alias=True, tags=["composed"])
FILTERS = ("kind", "condition", "certainty", "verdict")
VALUES = {"kind": tuple(PLURALS), "certainty": tuple(Certainty), "verdict": tuple(Verdict)}


@router.get(
    "/search",
    response={200: schemas_search.Search, 304: None, 404: schemas.Problem},
    operation_id="search",
    summary="Search in what is in print",
)
def search(request: HttpRequest, query: SearchQuery = Query(...)):
    def read(head: Position):
        asked = {name: str(getattr(query, name) or "") for name in ("q", *FILTERS)}
        page = search_page(head, asked)
        if page.refused:  # the other filters are enumerations, refused before
            detail = f"No condition has the slug “{query.condition}”: see {api_url('conditions')}."
            errors = [fault("query", "condition", "not-found", detail)]
            raise Problem(NOT_FOUND, detail, errors=errors)
        return answer(
            request,
            lambda: _found(head, page, query),
            etag=state_etag(head),
            modified_at=head.changed_at,
        )

    return settled(read)


def _found(head: Position, page: SearchPage, query: SearchQuery) -> dict:
    found, end = page.found, query.offset + query.limit
    following = None
    if end < found.total and end <= LAST_OFFSET:
        kept = query.model_dump(exclude_none=True, exclude={"offset"})
        following = api_url("search", **kept, offset=end)
    return {
        "query": page.text,
        "searched": found.text,
        "is_cut": page.is_cut,
        "every_word": found.every,
        "total": found.total,
        "limit": query.limit,
        "offset": query.offset,
        "next": following,
        "edition": head.number,
        "counts": _counts(page),
        "items": [_hit(result) for result in page.results(query.offset, end)],
    }


def _counts(page: SearchPage) -> dict:
    """For every value, what would be found if that filter alone were set to it."""
    counted = {f.name: {o.value: o.items for o in f.options} for f in page.filters}
    values = VALUES | {"condition": tuple(c.slug for c in page.conditions)}
    return {
        name: {str(value): counted.get(name, {}).get(value, 0) for value in values[name]}
        for name in FILTERS
    }


def _hit(result: Result) -> dict:
    version, document = result.version, result.document
    if not document:
        raise Blanked
    return {
        "id": version.public_id,
        "kind": version.kind,
        "url": page_url(version.kind, version.slug),
        "api_url": item_url(version.kind, version.public_id),
        "version": version.version,
        "title": version.title,
        "text": "".join(piece.text for piece in result.text),
        "claim_kind": version.claim_kind or None,
        "certainty": version.certainty or None,
        "verdict": version.verdict or None,
        "last_reviewed": document["last_reviewed"],
        "caveats": caveats(document),
    }
