"""The page of one of our articles: its sections, with a card in the place of each claim."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe

from mgsite.editions.models import Address, Link, Version
from mgsite.editions.readers import AsOf, document_of, tombstone_of
from mgsite.public.claim_entry import ClaimEntry, claim_entry
from mgsite.public.composition.parts import SourceLine, documents, source_lines
from mgsite.public.reviewed import Reviewed, reviewed

PLACE = re.compile(r"<!--claim:([a-z0-9_]+)-->")


@dataclass(frozen=True)
class Piece:
    """One of three: prose as washed HTML, a claim, or a notice in the place of one."""

    html: SafeString | None = None
    claim: ClaimEntry | None = None
    notice: str = ""


@dataclass(frozen=True)
class Section:
    anchor: str
    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ArticlePage:
    document: dict
    reviewed: Reviewed
    sections: tuple[Section, ...]
    conditions: tuple[dict, ...]
    sources: tuple[SourceLine, ...]


def found(as_of: AsOf, slug: str) -> list[Version]:
    """The article and everything that it names, in one query; the article first."""
    owner = Address.objects.filter(kind="article", slug=slug).values("public_id")
    now = Version.objects.as_of(as_of.number).filter(public_id__in=owner)
    named = Link.objects.filter(version__in=now.values("pk")).values("target")
    rows = list(as_of.versions().filter(Q(public_id__in=owner) | Q(public_id__in=named)))
    article = [row for row in rows if row.kind == "article"]
    return article + [row for row in rows if row.kind != "article"] if article else []


def article_page(as_of: AsOf, rows: Sequence[Version]) -> ArticlePage:
    """Composed from `found()` and one query more, for the sources of the claims."""
    article = document_of(rows[0])
    items = documents(rows[1:])
    claims = [item for item in items.values() if item["kind"] == "claim"]
    sources = _sources_of(as_of, claims)
    entries = {claim["id"]: claim_entry(claim, items | sources) for claim in claims}
    notices = {v.public_id: withdrawn_notice(v) for v in rows[1:] if v.tombstone}
    return ArticlePage(
        document=article,
        reviewed=reviewed([article]),
        sections=page_sections(article["sections"], entries, notices),
        conditions=tuple(item for item in items.values() if item["kind"] == "condition"),
        sources=source_lines(sources.values()),
    )


def page_sections(
    parts: Iterable[Mapping], entries: Mapping[str, ClaimEntry], notices: Mapping[str, str]
) -> tuple[Section, ...]:
    """`parts` as in the document; a claim that is in neither mapping is left out."""
    return tuple(
        Section(part["id"], part["heading"], tuple(_pieces(part["html"], entries, notices)))
        for part in parts
    )


def withdrawn_notice(version: Version) -> str:
    return f"A claim that stood here was withdrawn. {tombstone_of(version)['notice_text']}"


def cited_sources(as_of: AsOf, rows: Sequence[Version]) -> list[dict]:
    """The documents of all sources that the page lists, from `found()` and one query more."""
    named = documents(rows[1:]).values()
    return list(_sources_of(as_of, [d for d in named if d["kind"] == "claim"]).values())


def _sources_of(as_of: AsOf, claims: Iterable[Mapping]) -> dict[str, dict]:
    cited = {citation["source_id"] for claim in claims for citation in claim["citations"]}
    return documents(as_of.by_ids(cited).values())


def _pieces(
    html: str, entries: Mapping[str, ClaimEntry], notices: Mapping[str, str]
) -> Iterable[Piece]:
    chunks = PLACE.split(html)
    for prose, public_id in zip(chunks[::2], [*chunks[1::2], ""], strict=True):
        if prose.strip():
            # Washed by nh3 before it was published (articles.markdown), and hashed since.
            yield Piece(html=mark_safe(prose))  # noqa: S308
        if public_id in entries:
            yield Piece(claim=entries[public_id])
        elif public_id in notices:
            yield Piece(notice=notices[public_id])
