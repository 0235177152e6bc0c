"""Every sentence of somebody else's that we have checked, as a schema.org DataFeed of ClaimReviews.

From published checks alone: nothing of our own is reviewed by ourselves.
"""

from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, Position, document_of
from mgsite.public.feeds.atom import moment
from mgsite.public.feeds.entry import BEFORE_THE_FIRST, urn
from mgsite.public.gaps import Appearing, appearing, measured
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
    """A place whose claim was withdrawn has no review any more; a claim has one for each wording."""
    document = document_of(check)
    places = measured(appearing(document, {i: document_of(v) for i, v in claims.items()}))
    found = {(place.claim["id"], place.words): place for place in places if place.claim}
    return [
        _element(check, document, place, claims[public_id])
        for (public_id, _), place in found.items()
    ]


def _element(check: Version, document: dict, place: Appearing, claim: Version) -> dict:
    changed_at = max(check.edition.published_at, claim.edition.published_at)
    name = urn(f"{check.public_id} {claim.public_id} {place.words}")
    return {
        "@type": "DataFeedItem",
        "dateCreated": moment(check.first_published_at),  # type: ignore[attr-defined]  # annotated
        "dateModified": moment(changed_at),
        "item": {"@id": name, **claim_review(document, place, address_of)},
    }
