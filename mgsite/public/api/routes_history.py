"""How an item came to be what it is: its versions, newest first, withdrawn ones too."""

from django.http import HttpRequest
from ninja import Query, Router

from claims.canonical import utc_text
from claims.public_ids import PREFIXES, kind_of
from mgsite.editions.models import Version
from mgsite.editions.readers import Position
from mgsite.public.api import schemas, schemas_history
from mgsite.public.api.addresses import PLURALS, api_url, item_url
from mgsite.public.api.conditional import answer, etag_of, state_etag
from mgsite.public.api.parameters import HistoryQuery, path_id
from mgsite.public.api.problems import NOT_FOUND, Problem, fault
from mgsite.public.api.settled import settled

router = Router(by_alias=True, tags=["items"])


def history(request: HttpRequest, kind: str, public_id: str, query: HistoryQuery):
    def read(head: Position):
        versions = Version.objects.filter(
            public_id=public_id, kind=kind, edition__lte=head.number
        ).select_related("edition")
        if kind_of(public_id) != kind or not versions.exists():
            detail = f"There is no {kind} with this id."
            raise Problem(NOT_FOUND, detail, errors=[fault("path", "id", "not-found", detail)])
        return answer(
            request,
            lambda: _page(head, kind, public_id, versions, query),
            etag=state_etag(head),
            modified_at=head.changed_at,
        )

    return settled(read)


def _page(head: Position, kind: str, public_id: str, versions, query: HistoryQuery) -> dict:
    asked = versions.filter(version__lt=query.before) if query.before else versions
    rows = asked.defer("document", "search_text").order_by("-version")
    rows = list(rows[: query.limit + 1])
    shown, following = rows[: query.limit], None
    if len(rows) > query.limit:
        path = f"{PLURALS[kind]}/{public_id}/history"
        following = api_url(path, limit=query.limit, before=shown[-1].version)
    return {
        "id": public_id,
        "kind": kind,
        "total": versions.count(),
        "limit": query.limit,
        "next": following,
        "edition": head.number,
        "items": [_version(version) for version in shown],
    }


def _version(version: Version) -> dict:
    """`url` is the item as of the edition that brought the version; null where it has no text."""
    readable = version.state == Version.PUBLISHED and not version.redacted_at
    own = item_url(version.kind, version.public_id)
    return {
        "version": version.version,
        "edition": version.edition_id,
        "until": version.until,
        "published_at": utc_text(version.edition.published_at),
        "state": version.state,
        "event": version.event,
        "urgency": version.urgency,
        "change": version.edition.change,
        "note": version.edition.note,
        "title": version.title or None,
        "certainty": version.certainty or None,
        "verdict": version.verdict or None,
        "redacted": bool(version.redacted_at),
        "etag": etag_of(version) if version.state == Version.PUBLISHED else None,
        "url": f"{own}?as_of={version.edition_id}" if readable else None,
    }


def _add_route(kind: str) -> None:
    @router.get(
        f"/{PLURALS[kind]}/{{id}}/history",
        response={200: schemas_history.History, 304: None, 404: schemas.Problem},
        operation_id=f"list_{kind}_versions",
        url_name=f"{kind}-history",
        summary=f"The versions of one {kind}, newest first",
    )
    def versions_of_it(
        request: HttpRequest, id: str = path_id(kind), query: HistoryQuery = Query(...)
    ):
        return history(request, kind, id, query)


for kind in PREFIXES:
    _add_route(kind)
