"""What several pages have in common: documents by id, who reviewed, what changed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.review import Decision
from mgsite.editions.models import Edition, Event, Version
from mgsite.editions.readers import document_of
from mgsite.public.claim_entry import integrity_alert, study_facts
from mgsite.public.phrases import day, short_citation

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


def review_sentence(reviewed: Sequence[dict]) -> str:
    """One sentence for all documents that bear an answer: the weakest review speaks for them."""
    reviews = [review for document in reviewed if (review := document.get("review"))]
    if len(reviews) < len(reviewed):  # only an editor's preview shows what nobody has approved
        return "Not approved yet"
    kinds = {review["kind"] for review in reviews}
    if Decision.STARTER in kinds:
        return "Starter content, not yet independently reviewed"
    oldest = min(document["last_reviewed"] for document in reviewed)
    due = min(document["next_review"] for document in reviewed)
    forced = ", approved by a publisher without a second person" if Decision.FORCED in kinds else ""
    return f"Last reviewed {day(oldest)}{forced}; due again {day(due)}"


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
