"""What the API says of an item: its stored document in its envelope.

Everything here follows from the one version and from what was there before it, so a copy made
from `/changes` never goes stale unseen.
"""

from collections.abc import Iterable, Mapping

from claims.canonical import utc_text
from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, Position, document_of
from mgsite.public.api import as_of
from mgsite.public.api.addresses import COMPOSED, PLURALS, api_url, item_url, page_url, terms_url
from mgsite.public.api.complete import completed
from mgsite.public.api.conditional import etag_of
from mgsite.public.api.settled import Blanked
from mgsite.public.responses import absolute

NAME = "mgsite: claims about magnesium, graded by their evidence"
CAVEATS = {
    "not-medical-advice": "This informs and does not replace advice from a doctor or pharmacist who knows the reader.",
    "starter-content": "Starter content, not yet independently reviewed.",
    "unconfirmed-points": "Some points are not confirmed yet; each of them says “confirmed”: false.",
    "source-alert": "A source that this cites carries a notice or has been replaced: see “source_alerts”.",
}
NOT_ENVELOPE = (
    "kind",
    "id",
    "slug",
    "language",
    "title",
    "last_reviewed",
    "next_review",
    "reviewed_by",
)


def items(head: Position, versions: Iterable[Version]) -> list[dict]:
    """Each version, all in print as of that position, as the API shows it.

    One query for the corrections of all; for the past, two more for what has been said since of
    them and of what they name.
    """
    versions = list(versions)
    corrections = AsOf(head.number).corrections([version.public_id for version in versions])
    if head.today is None:
        return [item(version, corrections.get(version.public_id, [])) for version in versions]
    named = {v.public_id: as_of.named_in([v.public_id, v.document]) for v in versions}
    since = as_of.notices(head, set().union(*named.values()))
    return [
        item(
            version,
            corrections.get(version.public_id, []),
            [since[i] for i in sorted(named[version.public_id]) if i in since],
        )
        for version in versions
    ]


def item(
    version: Version, corrections: Iterable[Version] = (), notices: Iterable[dict] = ()
) -> dict:
    """Raises Blanked when a legal removal took the text away after the head was read."""
    document = completed(document_of(version))
    if not document:
        raise Blanked
    return {
        "id": version.public_id,
        "kind": version.kind,
        "url": page_url(version.kind, version.slug),
        "state": version.state,
        "version": version.version,
        "edition": version.edition_id,
        "etag": etag_of(version),
        "language": document["language"],
        "title": document["title"],
        "published_at": utc_text(version.first_published_at),  # type: ignore[attr-defined]  # annotated
        "modified_at": utc_text(version.edition.published_at),
        "last_reviewed": document["last_reviewed"],
        "next_review": document["next_review"],
        "reviewed_by": document["reviewed_by"],
        "corrections": [_correction(corrected) for corrected in corrections],
        "caveats": caveats(document),
        "notices": list(notices),
        "usage": usage(),
        "links": _links(version),
    } | {key: value for key, value in document.items() if key not in NOT_ENVELOPE}


def usage() -> dict:
    """No open licence has been granted, so none is named."""
    home = absolute("/")
    return {
        "license_spdx": None,
        "license_url": None,
        "attribution_text": f"{NAME} ({home})",
        "attribution_html": f'<a href="{home}">{NAME}</a>',
        "attribution_required": True,
        "modification": "Leave conclusions, verdicts and certainties as they are. Show a statement only "
        f"together with its verdict. Show every caveat that must accompany. Terms: {terms_url()}",
        "refresh_within": "P7D",
        "apply_urgent_within": "PT24H",
    }


def caveats(document: Mapping) -> list[dict]:
    found = ["not-medical-advice"]
    if document["review"]["kind"] == "starter":
        found.append("starter-content")
    points = [*document.get("red_flags", ()), *document.get("safety_points", ())]
    if not all(point["confirmed"] for point in points):
        found.append("unconfirmed-points")
    if document.get("source_alerts"):
        found.append("source-alert")
    return [{"code": code, "text": CAVEATS[code], "must_accompany": True} for code in found]


def _correction(corrected: Version) -> dict:
    return {
        "at": utc_text(corrected.edition.published_at),
        "severity": corrected.urgency,
        "note": corrected.edition.note,
        "version": corrected.version,
    }


def _links(version: Version) -> dict:
    own = item_url(version.kind, version.public_id)
    return {
        "self": own,
        "html": page_url(version.kind, version.slug),
        "page": f"{own}/{COMPOSED[version.kind]}" if version.kind in COMPOSED else None,
        "history": f"{own}/history",
        "collection": api_url(PLURALS[version.kind]),
    }
