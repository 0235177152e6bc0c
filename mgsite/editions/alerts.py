"""Source alerts: the one thing derived from other items that a claim's document holds.

When a source's published integrity changes, the same edition re-emits the live document of
each claim that rests on it, so that no partner keeps a claim without its warning.
"""

import json

from claims.vocabulary import ALERTING
from mgsite.editions.models import Version


def claims_to_re_emit(documents: dict[str, dict]) -> dict[str, dict]:
    """Live claims outside this edition that cite one of its sources, as they stand in print."""
    sources = [public_id for public_id, doc in documents.items() if doc["kind"] == "source"]
    claims = (
        Version.objects.live()
        .filter(kind="claim", links__role="cites", links__target__in=sources)
        .exclude(public_id__in=list(documents))
        .distinct()
    )
    return {version.public_id: json.loads(version.document) for version in claims}


def with_alerts(documents: dict[str, dict]) -> dict[str, dict]:
    """The same documents, each claim with the alerts that its sources' print state gives."""
    cited = {
        citation["source_id"]
        for document in documents.values()
        if document["kind"] == "claim"
        for citation in document["citations"]
    }
    integrity = _in_print(cited - set(documents))
    integrity |= {i: documents[i] for i in cited & set(documents)}
    return {
        public_id: document | {"source_alerts": _alerts(document, integrity)}
        if document["kind"] == "claim"
        else document
        for public_id, document in documents.items()
    }


def _alerts(document: dict, sources: dict[str, dict]) -> list[dict]:
    return [
        {
            "source_id": citation["source_id"],
            "stance": citation["stance"],
            "integrity": source["integrity"],
            "since": _day(source["integrity_checked_at"]),
        }
        for citation in document["citations"]
        if (source := sources.get(citation["source_id"])) and source["integrity"] in ALERTING
    ]


def _in_print(ids: set[str]) -> dict[str, dict]:
    versions = Version.objects.live().filter(public_id__in=list(ids))
    return {version.public_id: json.loads(version.document) for version in versions}


def _day(value) -> str | None:
    return str(value) if value else None
