"""What several pages have in common: documents by id, who reviewed, what changed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mgsite.editions.models import Edition, Event, Version
from mgsite.editions.readers import document_of
from mgsite.public.claim_entry import integrity_alert, study_facts
from mgsite.public.phrases import short_citation

NEWEST_EDITIONS = 5
NAMED_CHANGES = 6  # in one edition; beyond that they are counted


@dataclass(frozen=True)
class SourceLine:
    slug: str
    label: str
    title: str
    container: str
    facts: str
    alert: str


@dataclass(frozen=True)
class EditionLine:
    """What one edition did to the items of a page: `named`, or `counts` when they are many."""

    edition: Edition
    named: tuple[Version, ...]
    counts: tuple[tuple[str, int], ...]


def documents(versions: Iterable[Version]) -> dict[str, dict]:
    """By id; what is withdrawn has no document and is left out."""
    return {v.public_id: document_of(v) for v in versions if v.document}


def in_reading_order(sources: Iterable[dict]) -> list[dict]:
    """In the order of their short names, as a reader looks them up."""
    return sorted(sources, key=lambda s: (short_citation(s).casefold(), s["title"]))


def source_lines(sources: Iterable[dict]) -> tuple[SourceLine, ...]:
    return tuple(
        SourceLine(
            slug=source["slug"],
            label=short_citation(source),
            title=source["title"],
            container=source["container"] or source["publisher"] or "",
            facts=study_facts(source),
            alert=integrity_alert(source["integrity"]),
        )
        for source in in_reading_order(sources)
    )


def edition_lines(versions: Iterable[Version]) -> tuple[EditionLine, ...]:
    """The newest editions that gave the page's items their present state."""
    by_edition: dict[int, list[Version]] = {}
    for version in versions:
        by_edition.setdefault(version.edition_id, []).append(version)
    newest = sorted(by_edition, reverse=True)[:NEWEST_EDITIONS]
    return tuple(_edition_line(by_edition[number]) for number in newest)


def _edition_line(versions: list[Version]) -> EditionLine:
    edition = versions[0].edition
    if len(versions) <= NAMED_CHANGES:
        return EditionLine(edition, tuple(versions), ())
    counts = Counter(version.event for version in versions)
    return EditionLine(
        edition, (), tuple((Event(event).label.lower(), n) for event, n in counts.most_common())
    )
