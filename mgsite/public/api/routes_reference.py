"""Composed answers about a source and about a check of somebody else's article."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from ninja import Query, Router

from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, Position
from mgsite.public.api import schemas_reference
from mgsite.public.api.envelope import items
from mgsite.public.api.parameters import AsOfQuery, path_id
from mgsite.public.api.routes_items import PROBLEMS
from mgsite.public.api.routes_pages import composed, counts, published
from mgsite.public.gaps import Appearing, appearing, promise, steps, summed

router = Router(by_alias=True, tags=["composed"])


@router.get(
    "/sources/{id}/cited-by",
    response={200: schemas_reference.SourcePage, 304: None, **PROBLEMS},
    operation_id="get_source_cited_by",
    url_name="source-cited-by",
    summary="A source with what in print rests on it",
)
def cited_by(request: HttpRequest, id: str = path_id("source"), query: AsOfQuery = Query(...)):
    return composed(request, "source", id, query, _source)


@router.get(
    "/checks/{id}/page",
    response={200: schemas_reference.CheckPage, 304: None, **PROBLEMS},
    operation_id="get_check_page",
    url_name="check-page",
    summary="A checked article with verdict, certainty and gap of each statement",
)
def check_page(request: HttpRequest, id: str = path_id("check"), query: AsOfQuery = Query(...)):
    return composed(request, "check", id, query, _check)


def _source(head: Position, version: Version) -> dict:
    as_of = AsOf(head.number)
    users = as_of.linking_to(version.public_id, "cites", "effect", "limit", "safety")
    source, *naming = items(head, [version, *users.defer("search_text").order_by("public_id")])
    claims = [found for found in naming if found["kind"] == "claim"]
    supplements = [found for found in naming if found["kind"] == "supplement"]
    return {
        "source": source,
        "cited_by": [use for claim in claims for use in _uses(claim, source["id"])],
        "limits": [
            {"supplement_id": supplement["id"]} | {k: limit[k] for k in LIMIT}
            for supplement in supplements
            for limit in supplement["limits"]
            if limit["source_id"] == source["id"]
        ],
        "safety_points": [
            {"supplement_id": supplement["id"]} | {k: point[k] for k in POINT}
            for supplement in supplements
            for point in supplement["safety_points"]
            if source["id"] in point["source_ids"]
        ],
    }


LIMIT = ("authority", "kind", "max_mg", "applies_to")
POINT = ("heading", "text", "confirmed")
VERDICT = ("conclusion", "verdict", "certainty")


def _uses(claim: Mapping, source_id: str) -> list[dict]:
    """One for each citation; one with stance null where only an estimate comes from the source."""
    said = {"claim_id": claim["id"], **_verdict(claim), "url": claim["url"]}
    cited = [
        said | {key: citation[key] for key in ("stance", "locator", "note")}
        for citation in claim["citations"]
        if citation["source_id"] == source_id
    ]
    return cited or [said | {"stance": None, "locator": None, "note": None}]


def _verdict(claim: Mapping) -> dict:
    return {
        "conclusion": claim["conclusion"],
        "verdict": claim["verdict"],
        "certainty": (claim["grading"] or {}).get("certainty"),
    }


def _check(head: Position, version: Version) -> dict:
    (check,) = items(head, [version])
    named = AsOf(head.number).by_ids(a["claim_id"] for a in check["appearances"])
    claims = {found["id"]: found for found in items(head, published(named.values()))}
    places = appearing(check, claims)
    return {
        "check": check,
        "appearances": [
            _judged(appearance, place)
            for appearance, place in zip(check["appearances"], places, strict=True)
        ],
        "claims": list(claims.values()),
        "totals": _totals(places, claims),
    }


def _judged(appearance: Mapping, place: Appearing) -> dict:
    """What is measured is null where the claim is out of print."""
    judged = _verdict(place.claim) if place.claim else dict.fromkeys(VERDICT)
    said = {key: appearance[key] for key in ("quote", "claim_id", "strength")}
    return {
        **said,
        "sentence": place.sentence or None,
        "paraphrase": promise(place.claim) if place.claim else None,
        **judged,
        "permitted": place.permitted,
        "gap": place.gap,
    }


def _totals(places: Sequence[Appearing], claims: Mapping[str, Mapping]) -> dict:
    sums, found = summed(places), steps(places)
    counted = counts(claims.values())
    return {
        "appearances": len(places),
        "measured": sums.claims,
        "supported_as_worded": sums.supported,
        "bolder_than_evidence": sums.claims - sums.supported,
        "gap": sums.gap,
        "largest_gap": max((step.gap for step in found), default=0),
        "by_gap": {str(step.gap): step.places for step in found},
        "claims": len(claims),
        "verdict": counted["verdict"],
        "certainty": counted["certainty"],
    }
