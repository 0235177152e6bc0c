"""Composed answers: an item with what is derived from others, all as of one edition."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse
from ninja import Router

from articles.reading.gap import gap, permitted
from claims.vocabulary import Certainty, Verdict
from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, Position
from mgsite.public.api import composed_claim, schemas, schemas_pages
from mgsite.public.api.conditional import answer, state_etag
from mgsite.public.api.envelope import items
from mgsite.public.api.parameters import path_id
from mgsite.public.api.routes_items import in_print
from mgsite.public.api.settled import settled

router = Router(by_alias=True, tags=["composed"])
PROBLEMS = {404: schemas.Problem, 410: schemas.WithdrawnProblem}


@router.get(
    "/conditions/{id}/page",
    response={200: schemas_pages.ConditionPage, 304: None, **PROBLEMS},
    operation_id="get_condition_page",
    url_name="condition-page",
    summary="A condition with its claims, articles and sources",
)
def condition_page(request: HttpRequest, id: str = path_id("condition")):
    return _composed(request, "condition", id, _condition)


@router.get(
    "/claims/{id}/page",
    response={200: schemas_pages.ClaimPage, 304: None, **PROBLEMS},
    operation_id="get_claim_page",
    url_name="claim-page",
    summary="A claim with its summary of findings, forms tested, sources and appearances",
)
def claim_page(request: HttpRequest, id: str = path_id("claim")):
    return _composed(request, "claim", id, _claim)


def _composed(request: HttpRequest, kind: str, public_id: str, compose) -> HttpResponse:
    """The ETag is the edition, for any edition may change what is composed."""

    def read(head: Position) -> HttpResponse:
        as_of = AsOf(head.number)
        version = in_print(as_of, kind, public_id)
        return answer(
            request,
            lambda: {"edition": head.number} | compose(as_of, version),
            etag=state_etag(head),
            modified_at=head.changed_at,
        )

    return settled(read)


def _condition(as_of: AsOf, version: Version) -> dict:
    about = as_of.linking_to(version.public_id, "about").filter(kind__in=("claim", "article"))
    rows = [version, *about.defer("search_text").order_by("public_id")]
    shown = items(as_of, rows)
    claims = [found for found in shown if found["kind"] == "claim"]
    return {
        "condition": shown[0],
        "claims": claims,
        "articles": [found for found in shown if found["kind"] == "article"],
        "sources": _sources(as_of, claims),
        "counts": _counts(claims),
    }


def _claim(as_of: AsOf, version: Version) -> dict:
    checks = as_of.linking_to(version.public_id, "appearance").order_by("public_id")
    claim, *checks_shown = items(as_of, [version, *checks])
    named = composed_claim.ids_named(claim)
    around = items(as_of, _published(as_of.by_ids(named).values()))
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


def _sources(as_of: AsOf, claims: Iterable[Mapping]) -> list[dict]:
    cited = {citation["source_id"] for claim in claims for citation in claim["citations"]}
    return items(as_of, _published(as_of.by_ids(cited).values()))


def _published(versions: Iterable[Version]) -> list[Version]:
    in_order = sorted(versions, key=lambda version: version.public_id)
    return [version for version in in_order if version.state == Version.PUBLISHED]


def _counts(claims: list[dict]) -> dict:
    """Every word of both vocabularies, so that a zero is said and not left out."""
    levels = Counter((claim["grading"] or {}).get("certainty") or "none" for claim in claims)
    verdicts = Counter(claim["verdict"] or "none" for claim in claims)
    return {
        "certainty": {str(word): levels[word] for word in (*Certainty, "none")},
        "verdict": {str(word): verdicts[word] for word in (*Verdict, "none")},
    }


def _appearance(check: dict, appearance: dict, claim: dict) -> dict:
    grading = claim["grading"] or {}
    allowed = permitted(claim["verdict"], grading.get("certainty"), grading.get("method"))
    return {
        "check_id": check["id"],
        "publisher": check["publisher"],
        "quote": appearance["quote"],
        "strength": appearance["strength"],
        "gap": gap(appearance["strength"], allowed),
    }
