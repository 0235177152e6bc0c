"""Lists and single items of the six kinds.

Lists are ordered by public id, which never changes: a reader of all pages meets each item that
stays in print exactly once, whatever is published meanwhile, and `changes_cursor` of the first
page, read before the rows, catches up with the rest.
"""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from claims.canonical import utc_text
from claims.public_ids import PREFIXES, kind_of
from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, Position, tombstone_of
from mgsite.public.api import schemas, schemas_items
from mgsite.public.api.addresses import PLURALS, api_url, changes_url, item_url
from mgsite.public.api.as_of import was_later
from mgsite.public.api.conditional import answer, answered_at, etag_of, state_etag
from mgsite.public.api.envelope import items
from mgsite.public.api.parameters import ArticlesQuery, AsOfQuery, ClaimsQuery, ListQuery, path_id
from mgsite.public.api.problems import NOT_FOUND, WITHDRAWN, Problem, fault
from mgsite.public.api.settled import settled

router = Router(by_alias=True, tags=["items"])
QUERIES = {"claim": ClaimsQuery, "article": ArticlesQuery}
PROBLEMS = {404: schemas.Problem, 410: schemas.WithdrawnProblem}
FACETS = {
    "kind": "claim_kind",
    "certainty": "certainty",
    "verdict": "verdict",
    "form": "form",
    "reviewed_before": "reviewed_on__lt",
}


def listing(request: HttpRequest, kind: str, query: ListQuery) -> HttpResponse:
    def read(head: Position) -> HttpResponse:
        found = selected(AsOf(head.number), kind, query)
        return answer(
            request,
            lambda: _page(request, head, found, query),
            etag=state_etag(head),
            modified_at=answered_at(head),
        )

    return settled(read, query.as_of)


def selected(as_of: AsOf, kind: str, query: ListQuery):
    """What the filters leave of the kind, as a queryset."""
    given = query.model_dump(exclude_none=True, exclude={"as_of"})
    found = as_of.kind(kind)
    if "condition" in given:
        found = as_of.linking_to(condition_named(as_of, given["condition"]), "about").filter(
            kind=kind
        )
    if "slug" in given:
        at_address = as_of.one(kind, given["slug"])
        found = found.filter(public_id=at_address.public_id if at_address else "")
    return found.filter(**{column: given[name] for name, column in FACETS.items() if name in given})


def condition_named(as_of: AsOf, id_or_slug: str) -> str:
    """The public id. A condition that is not in print is an error: a misspelt one must not read
    as “no claims about it”."""
    if kind_of(id_or_slug):
        version = as_of.by_ids([id_or_slug]).get(id_or_slug)
    else:
        version = as_of.one("condition", id_or_slug)
    if version is None:
        detail = f"No condition has the id or slug “{id_or_slug}”: see {api_url('conditions')}."
        errors = [fault("query", "condition", "not-found", detail)]
        raise Problem(NOT_FOUND, detail, errors=errors)
    _refuse_withdrawn(version)
    return version.public_id


def _page(request: HttpRequest, head: Position, found, query: ListQuery) -> dict:
    after = found.filter(public_id__gt=query.cursor) if query.cursor else found
    rows = list(after.defer("search_text").order_by("public_id")[: query.limit + 1])
    shown = rows[: query.limit]
    following = None
    if len(rows) > query.limit:
        kept = request.GET.dict() | {"cursor": shown[-1].public_id}
        following = api_url(request.path.rsplit("/", 1)[1], **kept)
    return {
        "items": items(head, shown),
        "total": found.count(),
        "limit": query.limit,
        "next": following,
        "edition": head.number,
        "changes_cursor": head.seq,
        "changes_url": changes_url(head, head.seq),
    }


def detail(request: HttpRequest, kind: str, public_id: str, query: AsOfQuery) -> HttpResponse:
    def read(head: Position) -> HttpResponse:
        version = in_print(head, kind, public_id)
        return answer(
            request,
            lambda: items(head, [version])[0],
            etag=state_etag(head) if head.today else etag_of(version),
            modified_at=answered_at(head) if head.today else version.edition.published_at,
        )

    return settled(read, query.as_of)


def in_print(head: Position, kind: str, public_id: str) -> Version:
    """Raises Problem: 404 for what never was, 410 with the tombstone for what was withdrawn.

    A text that was blanked for legal reasons is as good as withdrawn in earlier editions too.
    """
    named = kind_of(public_id)
    version = AsOf(head.number).by_ids([public_id]).get(public_id) if named == kind else None
    if version is None:
        detail = f"There is no {kind} with this id." + was_later(head, public_id)
        if named and named != kind:
            detail += f" It looks like the id of a {named}: try {item_url(named, public_id)}."
        raise Problem(NOT_FOUND, detail, errors=[fault("path", "id", "not-found", detail)])
    if version.redacted_at and head.today:
        version = AsOf(head.today.number).by_ids([public_id])[public_id]
    _refuse_withdrawn(version)
    return version


def _refuse_withdrawn(version: Version) -> None:
    if version.state == Version.WITHDRAWN:
        tombstone = tombstone_of(version)
        raise Problem(
            WITHDRAWN,
            f"This {version.kind} was withdrawn: {tombstone['notice_text']}",
            headers={"Cache-Control": "public, max-age=60"},
            tombstone=tombstone,
            version=version.version,
            changed_at=utc_text(version.edition.published_at),
        )


def _add_routes(kind: str) -> None:
    """A function of its own for each kind, because ninja reads the types from the signature."""
    plural, query_of = PLURALS[kind], QUERIES.get(kind, ListQuery)

    @router.get(
        f"/{plural}",
        response={
            200: schemas_items.LISTS[kind],
            304: None,
            **PROBLEMS,
        },
        operation_id=f"list_{plural}",
        url_name=plural,
        summary=f"All {plural} in print",
    )
    def list_them(request: HttpRequest, query: query_of = Query(...)):  # type: ignore[valid-type]
        return listing(request, kind, query)

    @router.get(
        f"/{plural}/{{id}}",
        response={200: schemas_items.ITEMS[kind], 304: None, **PROBLEMS},
        operation_id=f"get_{kind}",
        url_name=kind,
        summary=f"One {kind}",
    )
    def get_it(request: HttpRequest, id: str = path_id(kind), query: AsOfQuery = Query(...)):
        return detail(request, kind, id, query)


for kind in PREFIXES:
    _add_routes(kind)
