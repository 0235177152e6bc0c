"""Composed answers: an item with what is derived from others, all as of one edition."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from claims.vocabulary import Certainty, Verdict
from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, Position
from mgsite.public.api import composed_claim, schemas_pages
from mgsite.public.api.conditional import answer, answered_at, state_etag
from mgsite.public.api.envelope import items
from mgsite.public.api.parameters import AsOfQuery, path_id
from mgsite.public.api.routes_items import PROBLEMS, in_print
from mgsite.public.api.settled import settled
from mgsite.public.gaps import gap_of

router = Router(by_alias=True, tags=["composed"])
Compose = Callable[[Position, Version], dict]


@router.get(
    "/conditions/{id}/page",
    response={200: schemas_pages.ConditionPage, 304: None, **PROBLEMS},
    operation_id="get_condition_page",
    url_name="condition-page",
    summary="A condition with its claims, articles and sources",
)
def condition_page(
    request: HttpRequest, id: str = path_id("condition"), query: AsOfQuery = Query(...)
):
    return composed(request, "condition", id, query, _condition)


@router.get(
    "/claims/{id}/page",
    response={200: schemas_pages.ClaimPage, 304: None, **PROBLEMS},
    operation_id="get_claim_page",
    url_name="claim-page",
    summary="A claim with its summary of findings, forms tested, sources and appearances",
)
def claim_page(request: HttpRequest, id: str = path_id("claim"), query: AsOfQuery = Query(...)):
    return composed(request, "claim", id, query, _claim)


def composed(
    request: HttpRequest, kind: str, public_id: str, query: AsOfQuery, compose: Compose
) -> HttpResponse:
    """The ETag is the edition, for any edition may change what is composed."""

    def read(head: Position) -> HttpResponse:
        version = in_print(head, kind, public_id)
        return answer(
            request,
            lambda: {"edition": head.number} | compose(head, version),
            etag=state_etag(head),
            modified_at=answered_at(head),
        )

    return settled(read, query.as_of)


def _condition(head: Position, version: Version) -> dict:
    as_of = AsOf(head.number)
    about = as_of.linking_to(version.public_id, "about").filter(kind__in=("claim", "article"))
    rows = [version, *about.defer("search_text").order_by("public_id")]
    shown = items(head, rows)
    claims = [found for found in shown if found["kind"] == "claim"]
    return {
        "condition": shown[0],
        "claims": claims,
        "articles": [found for found in shown if found["kind"] == "article"],
        "sources": _sources(head, claims),
        "counts": counts(claims),
    }


def _claim(head: Position, version: Version) -> dict:
    as_of = AsOf(head.number)
    checks = as_of.linking_to(version.public_id, "appearance").order_by("public_id")
    claim, *checks_shown = items(head, [version, *checks])
    named = composed_claim.ids_named(claim)
    around = items(head, published(as_of.by_ids(named).values()))
    by_id = {found["id"]: found for found in around}
    return {
        "claim": claim,
        "conditions": [found for found in around if found["kind"] == "condition"],
        "sources": [found for found in around if found["kind"] == "source"],
        "summary_of_findings": composed_claim.summary_of_findings(claim, by_id),
        "forms": composed_claim.forms(claim, by_id),
        "would_change": composed_claim.would_change(claim, by_id),
        "alerts": composed_claim.alerts(claim, by_id),
        "appearances": [
            _appearance(check, appearance, claim)
            for check in checks_shown
            for appearance in check["appearances"]
            if appearance["claim_id"] == claim["id"]
        ],
    }


def _sources(head: Position, claims: Iterable[Mapping]) -> list[dict]:
    cited = {citation["source_id"] for claim in claims for citation in claim["citations"]}
    return items(head, published(AsOf(head.number).by_ids(cited).values()))


def published(versions: Iterable[Version]) -> list[Version]:
    """In the order of ids, without what has been withdrawn or blanked."""
    in_order = sorted(versions, key=lambda version: version.public_id)
    return [v for v in in_order if v.state == Version.PUBLISHED and not v.redacted_at]


def counts(claims: Collection[Mapping]) -> dict:
    """Every word of both vocabularies, so that a zero is said and not left out."""
    levels = Counter((claim["grading"] or {}).get("certainty") or "none" for claim in claims)
    verdicts = Counter(claim["verdict"] or "none" for claim in claims)
    return {
        "certainty": {str(word): levels[word] for word in (*Certainty, "none")},
        "verdict": {str(word): verdicts[word] for word in (*Verdict, "none")},
    }


def _appearance(check: dict, appearance: dict, claim: dict) -> dict:
    return {
        "check_id": check["id"],
        "publisher": check["publisher"],
        "quote": appearance["quote"],
        "strength": appearance["strength"],
        "gap": gap_of(appearance, claim),
    }
