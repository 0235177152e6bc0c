"""Checks of popular articles without their texts: our decisions by position and hash, our own titles."""

from collections.abc import Mapping
from pathlib import Path

from django.contrib.auth.models import AbstractUser

from articles.models import SourceArticle
from articles.reading.decisions import TextDecisions
from articles.reading_state import reading_of
from articles.reading_steps import Place, State, write
from articles.starter.decisions import starter_decisions
from claims.models import Claim
from claims.starter.ensure import Report
from claims.starter.records import Record, read


def load_checks(folder: Path, report: Report) -> None:
    """Raises BrokenData; claims must be loaded before. A check whose text came first is left alone."""
    records = read(folder / "checks.json")
    by_text = {each.source_text: each for each in starter_decisions(folder / "decisions").values()}
    claims = {claim.slug: claim for claim in Claim.objects.all()}
    for record in records:
        name = record["source_text"]
        if name not in by_text:
            raise record.broken("source_text", f"there are no decisions for “{name}”")
        _ensure(record, by_text[name], claims, report)


def apply_if_known(article: SourceArticle, by: AbstractUser | None = None) -> bool:
    """Our own decisions for a text that nobody has decided anything about, if we know it and all its claims
    are here; says whether it was done."""
    decided = starter_decisions().get(article.content_sha256)
    if decided is None or article.decisions.exists():
        return False
    claims = {claim.slug: claim for claim in Claim.objects.unmerged()}
    if any(each.slug not in claims for decision in decided.decisions for each in decision.claims):
        return False
    _write(article, decided, claims, by)
    return True


def is_as_prepared(article: SourceArticle) -> bool:
    """Whether it is a text that we know, and its decisions are ours, unchanged."""
    decided = starter_decisions().get(article.content_sha256)
    return decided is not None and _told(article) == _wanted(decided)


def _ensure(record: Record, decided: TextDecisions, claims, report: Report) -> None:
    for each in (each for decision in decided.decisions for each in decision.claims):
        record.look_up("source_text", each.slug, claims)
    report.step(record["slug"])
    known = SourceArticle.objects.filter(content_sha256=decided.text_sha256).first()
    known = known or SourceArticle.objects.filter(slug=record["slug"]).first()
    if known is None:
        known = SourceArticle(
            slug=record["slug"],
            source_title=record["title"],
            content_sha256=decided.text_sha256,
        )
        record.check_fields(known)
        known.omissions = [each.pick(("kind", "sentence")) for each in record.rows("omissions")]
        known.save()
        report.created.append(known.slug)
    elif known.decisions.exists():
        if _told(known) != _wanted(decided):
            report.differs.append(
                f"SourceArticle “{known.slug}”: its decisions differ from the starter content."
            )
        return
    _write(known, decided, claims, None)
    # Approved with the rest, also where the text came before its decisions.
    report.created_ids.add(known.public_id)


def _write(
    article: SourceArticle,
    decided: TextDecisions,
    claims: Mapping[str, Claim],
    by: AbstractUser | None,
) -> None:
    reading = reading_of(article)
    for decision in decided.decisions:
        place, end = Place(None, decision.position), None
        if reading.revision:
            segment = reading.segments[decision.position]
            place, end = Place(reading.revision.number, segment.start), segment.end
        state = State(
            place=place,
            end=end,
            position=decision.position,
            sha256=decision.sha256,
            segment_class=str(decision.segment_class),
            reason=decision.reason,
            claims=tuple((claims[each.slug].public_id, each.strength) for each in decision.claims),
        )
        write(article, None, state, by)


def _wanted(decided: TextDecisions) -> list[tuple]:
    return [
        (str(each.segment_class), each.reason, [(made.slug, made.strength) for made in each.claims])
        for each in decided.decisions
    ]


def _told(article: SourceArticle) -> list[tuple]:
    """Its decisions as `_wanted` says them, in the order of the text."""
    return [
        (
            row.segment_class,
            row.reason,
            [(each.claim.slug, each.strength) for each in row.appearances.all()],
        )
        for row in reading_of(article).decided.values()
    ]
