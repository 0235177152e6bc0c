"""Every sentence of somebody else's that we have checked, as a schema.org DataFeed of ClaimReviews.

From published checks alone: nothing of our own is reviewed by ourselves.
"""

from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, Position, document_of
from mgsite.public.feeds.atom import moment
from mgsite.public.feeds.entry import BEFORE_THE_FIRST, urn
from mgsite.public.responses import address_of
from mgsite.public.structured_data import LANGUAGE, PUBLISHER, claim_review

NAME = "Sentences of other people's articles, checked against the evidence"


def claim_reviews(head: Position, url: str) -> dict:
    """The whole feed, newest check first. Two queries."""
    as_of = AsOf(head.number)
    checks = list(as_of.kind("check").order_by("-seq"))
    named = {a["claim_id"] for check in checks for a in document_of(check)["appearances"]}
    claims = {i: v for i, v in as_of.by_ids(named).items() if v.document}
    return {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "@id": url,
        "name": NAME,
        "url": url,
        "inLanguage": LANGUAGE,
        "dateModified": moment(head.changed_at or BEFORE_THE_FIRST),
        "publisher": {"@type": "Organization", "name": PUBLISHER, "url": address_of("home")},
        "dataFeedElement": [element for check in checks for element in _elements(check, claims)],
    }


def _elements(check: Version, claims: dict[str, Version]) -> list[dict]:
    """A sentence whose claim was withdrawn has no review any more."""
    document = document_of(check)
    return [
        _element(check, document, appearance, claims[appearance["claim_id"]])
        for appearance in document["appearances"]
        if appearance["claim_id"] in claims
    ]


def _element(check: Version, document: dict, appearance: dict, claim: Version) -> dict:
    checked = {"quote": appearance["quote"], "claim": document_of(claim)}
    changed_at = max(check.edition.published_at, claim.edition.published_at)
    review = claim_review(document, checked, address_of)
    name = urn(f"{check.public_id} {claim.public_id} {appearance['quote']}")
    return {
        "@type": "DataFeedItem",
        "dateCreated": moment(check.first_published_at),  # type: ignore[attr-defined]  # annotated
        "dateModified": moment(changed_at),
        "item": {"@id": name, **review},
    }
