"""The comparisons of the site: the same cells as on their pages, CSV and JSON files."""

from django.http import HttpRequest
from ninja import Query, Router

from mgsite.editions.readers import Position
from mgsite.public.api import schemas, schemas_comparison
from mgsite.public.api.comparisons import compared, comparison
from mgsite.public.api.conditional import answer, answered_at, state_etag
from mgsite.public.api.parameters import (
    AsOfQuery,
    CompareClaimsQuery,
    CompareConditionsQuery,
    CompareFormsQuery,
    EvidenceMapQuery,
)
from mgsite.public.api.settled import settled

router = Router(by_alias=True, tags=["comparisons"])
# By the last part of the path: the view of the site, its query and its summary.
COMPARISONS: dict[str, tuple[str, type[AsOfQuery], str]] = {
    "conditions": ("conditions", CompareConditionsQuery, "Conditions side by side"),
    "forms": ("forms", CompareFormsQuery, "Forms of magnesium side by side"),
    "claims": ("articles", CompareClaimsQuery, "What articles promise against the evidence"),
    "map": ("map", EvidenceMapQuery, "The evidence map: conditions by outcomes"),
}


def _answer(request: HttpRequest, view: str, query: AsOfQuery):
    def read(head: Position):
        # What cannot be compared is refused before a matching ETag is looked at.
        found = compared(head, view, query.model_dump(exclude={"as_of"}))
        return answer(
            request,
            lambda: comparison(head, view, found),
            etag=state_etag(head),
            modified_at=answered_at(head),
        )

    return settled(read, query.as_of)


def _add_route(name: str, view: str, query_of: type[AsOfQuery], summary: str) -> None:
    @router.get(
        f"/comparisons/{name}",
        response={200: schemas_comparison.Comparison, 304: None, 404: schemas.Problem},
        operation_id=f"compare_{name}" if name != "map" else "get_evidence_map",
        url_name=f"compare-{name}",
        summary=summary,
    )
    def compare(request: HttpRequest, query: query_of = Query(...)):  # type: ignore[valid-type]
        return _answer(request, view, query)


for name, (view, query_of, summary) in COMPARISONS.items():
    _add_route(name, view, query_of, summary)
