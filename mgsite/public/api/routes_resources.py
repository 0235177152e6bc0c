"""Many items of any kinds in one answer, withdrawn ones with their tombstones."""

from django.http import HttpRequest
from ninja import Query, Router

from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, Position, tombstone_of
from mgsite.public.api import schemas, schemas_history
from mgsite.public.api.addresses import changes_url
from mgsite.public.api.conditional import answer, answered_at, state_etag
from mgsite.public.api.envelope import items
from mgsite.public.api.parameters import ResourcesQuery
from mgsite.public.api.settled import settled

router = Router(by_alias=True, tags=["items"])


@router.get(
    "/resources",
    response={200: schemas_history.Resources, 304: None, 404: schemas.Problem},
    operation_id="list_resources",
    summary="Up to 100 items of any kinds by their ids",
)
def resources(request: HttpRequest, query: ResourcesQuery = Query(...)):
    def read(head: Position):
        return answer(
            request,
            lambda: _found(head, list(dict.fromkeys(query.ids.split(",")))),
            etag=state_etag(head),
            modified_at=answered_at(head),
        )

    return settled(read, query.as_of)


def _found(head: Position, ids: list[str]) -> dict:
    found = AsOf(head.number).by_ids(ids)
    blanked = [v.public_id for v in found.values() if v.redacted_at] if head.today else []
    if head.today and blanked:
        found |= AsOf(head.today.number).by_ids(blanked)
    versions = [found[public_id] for public_id in ids if public_id in found]
    shown = iter(items(head, [v for v in versions if v.state == Version.PUBLISHED]))
    return {
        "edition": head.number,
        "changes_cursor": head.seq,
        "changes_url": changes_url(head, head.seq),
        "items": [
            _identity(v)
            | (
                {"data": next(shown)}
                if v.state == Version.PUBLISHED
                else {"tombstone": tombstone_of(v)}
            )
            for v in versions
        ],
        "unknown": [public_id for public_id in ids if public_id not in found],
    }


def _identity(version: Version) -> dict:
    return {
        "id": version.public_id,
        "kind": version.kind,
        "version": version.version,
        "state": version.state,
    }
