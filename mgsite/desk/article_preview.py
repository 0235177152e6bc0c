"""An article as it is typed, composed as the public page composes it: same Markdown, same cards.

A claim in print shows what is in print, any other its draft. Nothing is stored.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.manuscript import Manuscript
from articles.markdown import Section as Part
from articles.markdown import sections
from claims.canonical import canonical
from claims.models import Claim, Source
from mgsite.editions.models import Version
from mgsite.editions.prospect import draft_document
from mgsite.editions.readers import AsOf, document_of, position
from mgsite.public.claim_entry import ClaimEntry, claim_entry
from mgsite.public.composition.article import Section, page_sections, withdrawn_notice

# As much as a person reads beside the text, shown within a second; the whole is one click away.
MOST_CHARACTERS = 60_000
MOST_CARDS = 40


@dataclass(frozen=True)
class ArticlePreview:
    """`cut` says in a sentence what is not shown; empty when all is."""

    sections: tuple[Section, ...]
    cut: str


def article_preview(of: Manuscript, supplements: Iterable[str] = ()) -> ArticlePreview:
    """`supplements` are the public ids of those that the article is about."""
    cut = len(of.body) > MOST_CHARACTERS
    parts, more = _with_few_cards(_beginning(of) if cut else of.parts)
    shown = {public_id for part in parts for public_id in part["claim_ids"]}
    chosen = [claim for claim in of.claims.values() if claim.public_id in shown]
    entries, notices = _cards(chosen, supplements)
    said = [f"It stops after {MOST_CHARACTERS:,} characters of the text."] if cut else []
    said += [f"Claims after the first {MOST_CARDS} are left out here."] if more else []
    return ArticlePreview(page_sections(parts, entries, notices), " ".join(said))


def _beginning(of: Manuscript) -> list[Part]:
    """Cut at the end of a line, so that no placement is torn."""
    body = of.body[:MOST_CHARACTERS]
    ids = {slug: claim.public_id for slug, claim in of.claims.items()}
    return sections(body.rpartition("\n")[0] or body, ids)


def _with_few_cards(parts: Iterable[Part]) -> tuple[list[dict], bool]:
    """As the document has them, without what was placed beyond MOST_CARDS."""
    shown, cards, more = [], 0, False
    for part in parts:
        html, claim_ids = part.html, part.claim_ids
        if cards + len(claim_ids) > MOST_CARDS:
            more = True
            pieces = html.split("<!--claim:")
            kept = MOST_CARDS - cards
            rest = [piece.partition("-->")[2] for piece in pieces[kept + 1 :]]
            html = "<!--claim:".join(pieces[: kept + 1]) + "".join(rest)
            claim_ids = claim_ids[:kept]
        cards += len(claim_ids)
        shown.append({"id": part.id, "heading": part.heading, "html": html, "claim_ids": claim_ids})
    return shown, more


def _cards(
    claims: Sequence[Claim], supplements: Iterable[str]
) -> tuple[dict[str, ClaimEntry], dict[str, str]]:
    """The entry of each claim by id, and a notice for each that has no card."""
    as_of = AsOf(position().number)
    versions = as_of.by_ids([*(claim.public_id for claim in claims), *supplements])
    notices = {i: withdrawn_notice(v) for i, v in versions.items() if v.tombstone}
    printed = {i: document_of(v) for i, v in versions.items() if v.document}
    documents = {i: document for i, document in printed.items() if document["kind"] == "claim"}
    drafts = [c for c in claims if c.public_id not in versions]
    notices |= {
        c.public_id: f"“{c.slug}” has no adopted assessment yet, and so no card."
        for c in drafts
        if c.assessment is None
    }
    documents |= _draft_documents(c.pk for c in drafts if c.assessment is not None)
    items = printed | _sources(as_of, documents.values())
    return {i: claim_entry(document, items) for i, document in documents.items()}, notices


def _draft_documents(keys: Iterable[int]) -> dict[str, dict]:
    related = Claim.objects.select_related("supplement", "form", "assessment")
    claims = related.prefetch_related("conditions", "citations__source", "summary_rows__source")
    found = claims.filter(pk__in=list(keys))
    return {c.public_id: json.loads(canonical(draft_document(c))) for c in found}


def _sources(as_of: AsOf, documents: Iterable[dict]) -> dict[str, dict]:
    """What the claims cite: as in print, else the draft."""
    cited = {c["source_id"] for document in documents for c in document["citations"]}
    versions: dict[str, Version] = as_of.by_ids(cited)
    printed = {i: document_of(v) for i, v in versions.items() if v.document}
    drafts = Source.objects.filter(public_id__in=cited - set(versions))
    drafts = drafts.prefetch_related("forms_tested")
    unprinted = {s.public_id: json.loads(canonical(s.document())) for s in drafts}
    return printed | unprinted
