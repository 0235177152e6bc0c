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
from mgsite.public.api.conditional import answer, etag_of, state_etag
from mgsite.public.api.envelope import items
from mgsite.public.api.parameters import ArticlesQuery, ClaimsQuery, ListQuery, path_id
from mgsite.public.api.problems import NOT_FOUND, WITHDRAWN, Problem, fault
from mgsite.public.api.settled import settled

router = Router(by_alias=True, tags=["items"])
QUERIES = {"claim": ClaimsQuery, "article": ArticlesQuery}
FACETS = {
    "kind": "claim_kind",
    "certainty": "certainty",
    "verdict": "verdict",
    "form": "form",
    "reviewed_before": "reviewed_on__lt",
}


def listing(request: HttpRequest, kind: str, query: ListQuery) -> HttpResponse:
    def read(head: Position) -> HttpResponse:
        as_of = AsOf(head.number)
        found = selected(as_of, kind, query)
        return answer(
            request,
            lambda: _page(request, head, as_of, found, query),
            etag=state_etag(head),
            modified_at=head.changed_at,
        )

    return settled(read)


def selected(as_of: AsOf, kind: str, query: ListQuery):
    """What the filters leave of the kind, as a queryset."""
    given = query.model_dump(exclude_none=True)
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


def _page(request: HttpRequest, head: Position, as_of: AsOf, found, query: ListQuery) -> dict:
    after = found.filter(public_id__gt=query.cursor) if query.cursor else found
    rows = list(after.defer("search_text").order_by("public_id")[: query.limit + 1])
    shown = rows[: query.limit]
    following = None
    if len(rows) > query.limit:
        kept = request.GET.dict() | {"cursor": shown[-1].public_id}
        following = api_url(request.path.rsplit("/", 1)[1], **kept)
    return {
        "items": items(as_of, shown),
        "total": found.count(),
        "limit": query.limit,
        "next": following,
        "edition": head.number,
        "changes_cursor": head.seq,
        "changes_url": changes_url(head, head.seq),
    }


def detail(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    def read(head: Position) -> HttpResponse:
        as_of = AsOf(head.number)
        version = in_print(as_of, kind, public_id)
        return answer(
            request,
            lambda: items(as_of, [version])[0],
            etag=etag_of(version),
            modified_at=version.edition.published_at,
        )

    return settled(read)


def in_print(as_of: AsOf, kind: str, public_id: str) -> Version:
    """Raises Problem: 404 for what never was, 410 with the tombstone for what was withdrawn."""
    named = kind_of(public_id)
    version = as_of.by_ids([public_id]).get(public_id) if named == kind else None
    if version is None:
        detail = f"There is no {kind} with this id."
        if named and named != kind:
            detail += f" It looks like the id of a {named}: try {item_url(named, public_id)}."
        raise Problem(NOT_FOUND, detail, errors=[fault("path", "id", "not-found", detail)])
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
            **_problems(query_of is not ListQuery),
        },
        operation_id=f"list_{plural}",
        url_name=plural,
        summary=f"All {plural} in print",
    )
    def list_them(request: HttpRequest, query: query_of = Query(...)):  # type: ignore[valid-type]
        return listing(request, kind, query)

    @router.get(
        f"/{plural}/{{id}}",
        response={200: schemas_items.ITEMS[kind], 304: None, **_problems(True)},
        operation_id=f"get_{kind}",
        url_name=kind,
        summary=f"One {kind}",
    )
    def get_it(request: HttpRequest, id: str = path_id(kind)):
        return detail(request, kind, id)


def _problems(may_be_missing: bool) -> dict:
    return {404: schemas.Problem, 410: schemas.WithdrawnProblem} if may_be_missing else {}


for kind in PREFIXES:
    _add_routes(kind)
