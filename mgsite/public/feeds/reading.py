"""The entries of a feed from the edition store, as of one edition; a fixed number of queries.

Each item is there once, at the place of its latest version, so a reader that walks to the end and
looks again later holds what is in print.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse

from mgsite.editions.facets import EVERY_CONDITION
from mgsite.editions.models import Edition, Event, Link, Version
from mgsite.editions.readers import AsOf, document_of, tombstone_of
from mgsite.public import history
from mgsite.public.api.addresses import item_url
from mgsite.public.composition.parts import documents
from mgsite.public.feeds.entry import Alternate, Entry, urn
from mgsite.public.feeds.words import (
    STAYS,
    Changed,
    Said,
    article_said,
    claim_said,
    edition_said,
    gone_said,
)
from mgsite.public.responses import absolute, address_of

ENTRIES_A_PAGE = 50
SAYS: dict[str, Callable[[Mapping, Mapping[str, Mapping], str], Said]] = {
    "claim": claim_said,
    "article": article_said,
}


def item_entries(
    as_of: AsOf, kind: str, condition: str = "", before: int = 0
) -> tuple[list[Entry], int]:
    """The newest first, from before the seq `before` if one is given, and where the next page begins.

    That is 0 on the last page. `condition` is the public id of the one that the items are about.
    Two queries.
    """
    rows = as_of.versions().filter(kind=kind).order_by("-seq")
    # A text that was blanked after the head was read: its tombstone comes with the next edition.
    rows = rows.exclude(document="", tombstone="")
    if condition:
        rows = rows.filter(_about(condition))
    found, further = _page(rows, "seq", before)
    around = as_of.by_ids(_named(found))
    return [_entry(version, around) for version in found], further


def edition_entries(number: int, before: int = 0) -> tuple[list[Entry], int]:
    """The same of the editions up to `number`; `before` is a number of an edition. Four queries."""
    found, further = _page(history.editions_of(number, ""), "number", before)
    return [_edition(**line) for line in history.with_items(found)], further


def _page(rows: QuerySet, key: str, before: int) -> tuple[list, int]:
    rows = rows.filter(**{f"{key}__lt": before}) if before else rows
    found = list(rows[: ENTRIES_A_PAGE + 1])
    shown = found[:ENTRIES_A_PAGE]
    return shown, getattr(shown[-1], key) if len(found) > len(shown) else 0


def _about(condition: str) -> Q:
    """In print and about it, or out of print and once about it: its notice is for the same readers."""
    links = Link.objects.filter(role="about", target__in=[condition, EVERY_CONDITION])
    return Q(pk__in=links.values("version_id")) | Q(
        state=Version.WITHDRAWN, public_id__in=links.values("version__public_id")
    )


def _named(versions: Iterable[Version]) -> set[str]:
    """The ids of conditions, of sources with an alert and of successors."""
    ids: set[str] = set()
    for version in versions:
        document, tombstone = document_of(version), tombstone_of(version)
        ids.update(document.get("condition_ids", ()), tombstone.get("replaced_by", ()))
        ids.update(alert["source_id"] for alert in document.get("source_alerts", ()))
    return ids


def _entry(version: Version, around: Mapping[str, Version]) -> Entry:
    document, tombstone = document_of(version), tombstone_of(version)
    url = address_of(version.kind, version.slug)
    if tombstone:
        successors = [around[i] for i in tombstone["replaced_by"] if i in around]
        said = gone_said(
            version.title,
            tombstone,
            [(v.title, address_of(v.kind, v.slug)) for v in successors if v.document],
        )
    else:
        said = SAYS[version.kind](document, documents(around.values()), url)
    return Entry(
        id=urn(version.public_id),
        title=said.title,
        url=url,
        published_at=version.first_published_at,
        changed_at=version.edition.published_at,
        summary=said.summary,
        html=said.html,
        facts=_facts(version, document, tombstone),
        tags=said.tags,
        authors=tuple(document.get("byline", ())),
        alternates=_alternates(version),
        is_gone=bool(tombstone) and tombstone["reason"] != STAYS,
    )


def _alternates(version: Version) -> tuple[Alternate, ...]:
    """A withdrawn item has its notice alone."""
    if version.state == Version.WITHDRAWN:
        return ()
    text = absolute(reverse(f"public:{version.kind}-markdown", args=[version.slug]))
    return (
        Alternate("application/json", item_url(version.kind, version.public_id)),
        Alternate("text/markdown", text),
    )


def _facts(version: Version, document: Mapping, tombstone: Mapping) -> dict[str, object]:
    """Every name is always there, `None` where there is nothing to say."""
    facts: dict[str, object] = {
        "id": version.public_id,
        "kind": version.kind,
        "state": version.state,
        "version": version.version,
        "edition": version.edition_id,
        "event": version.event,
        "urgency": version.urgency,
        "last_reviewed": document.get("last_reviewed"),
        "next_review": document.get("next_review"),
        "condition_ids": document.get("condition_ids"),
        "tombstone": dict(tombstone) or None,
        "data_url": item_url(version.kind, version.public_id),
    }
    if version.kind == "claim":
        facts |= {
            "claim_kind": document.get("claim_kind"),
            "verdict": document.get("verdict"),
            "certainty": (document.get("grading") or {}).get("certainty"),
            "applies_to_all": document.get("applies_to_all"),
            "source_alerts": document.get("source_alerts"),
        }
    return facts


def _edition(edition: Edition, items: Sequence[Mapping], counts: Sequence[Mapping]) -> Entry:
    url = absolute(edition.get_absolute_url())
    said = edition_said(
        edition.number,
        edition.note,
        edition.get_change_display(),
        [_changed(line["version"]) for line in items],
        [row["text"] for row in counts],
        url,
    )
    return Entry(
        # Not by its number: after a restore from a backup another edition may get the same one.
        id=urn(edition.sha256),
        title=said.title,
        url=url,
        published_at=edition.published_at,
        changed_at=edition.published_at,
        summary=said.summary,
        html=said.html,
        facts={
            "edition": edition.number,
            "change": edition.change,
            "sha256": edition.sha256,
            "data_url": None,
        },
    )


def _changed(version: Version) -> Changed:
    url = address_of(version.kind, version.slug) if version.title else ""
    return Changed(Event(version.event).label, version.title, url)
