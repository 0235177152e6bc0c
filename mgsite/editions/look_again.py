"""The desk's list of claims whose sources carry an alert, in a draft or in print.

Each with the level now and as it would be without the source. An erratum puts nothing here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from claims.level_without import level_without
from claims.models import Claim, Source
from claims.vocabulary import ALERTING, Integrity
from mgsite.editions.models import Link, Version

MOST_ROWS = 50
ONLY_IN_PRINT = "The draft cites it no more; what is in print still does: publish the draft."
NOTHING_ADOPTED = "The claim has no adopted grading yet."


@dataclass(frozen=True)
class AlertedSource:
    """`source` is None when there is no draft of it; the alert is the draft's, else the one in print."""

    slug: str
    integrity: str
    in_print: bool
    source: Source | None = None

    @property
    def label(self) -> str:
        return Integrity(self.integrity).label


@dataclass(frozen=True)
class ClaimToLookAt:
    claim: Claim
    sources: tuple[AlertedSource, ...]
    sentence: str


def claims_to_look_at_again() -> tuple[list[ClaimToLookAt], int]:
    """The first rows, and how many there are in all: seven queries at most.

    Claims that rest on an alerted source come before those that cite it as context.
    """
    printed = {version.public_id: version for version in _alerts_in_print()}
    cited = dict(_citations_in_print(printed))
    found = Claim.objects.to_look_at_again(sources_in_print=printed, claims_in_print=cited)
    count = found.count()
    rows = [_row(claim, printed, cited) for claim in found[:MOST_ROWS]]
    return rows, count


def _alerts_in_print() -> Iterable[Version]:
    """Published sources whose document says so: `integrity` is a key of sources alone."""
    said = Q()
    for word in ALERTING:
        said |= Q(document__contains=f'"integrity":"{word.value}"')
    live = Version.objects.live().filter(said, kind="source")
    return live.only("public_id", "slug", "document")


def _citations_in_print(sources: Iterable[str]) -> Iterable[tuple[str, list[str]]]:
    """Each published claim that cites one of these sources, with those that it cites."""
    if not sources:
        return []
    links = Link.objects.filter(
        role="cites",
        target__in=list(sources),
        version__until=None,
        version__state=Version.PUBLISHED,
        version__kind="claim",
    )
    cited: dict[str, list[str]] = {}
    for claim, source in links.values_list("version__public_id", "target"):
        cited.setdefault(claim, []).append(source)
    return cited.items()


def _row(claim: Claim, printed: dict[str, Version], cited: dict[str, list[str]]) -> ClaimToLookAt:
    drafts = {citation.source.public_id: citation.source for citation in claim.citations.all()}
    alerted = [
        AlertedSource(source.slug, _integrity(source, printed), public_id in printed, source)
        for public_id, source in drafts.items()
        if source.integrity in ALERTING or public_id in printed
    ]
    if not alerted:
        gone = [printed[public_id] for public_id in cited.get(claim.public_id, [])]
        sources = tuple(AlertedSource(v.slug, _printed_integrity(v), True) for v in gone)
        return ClaimToLookAt(claim, sources, ONLY_IN_PRINT)
    told = level_without(claim, frozenset(source.slug for source in alerted))
    return ClaimToLookAt(claim, tuple(alerted), told.sentence if told else NOTHING_ADOPTED)


def _integrity(source: Source, printed: dict[str, Version]) -> str:
    if source.integrity in ALERTING:
        return source.integrity
    return _printed_integrity(printed[source.public_id])


def _printed_integrity(version: Version) -> str:
    return next(
        word.value for word in ALERTING if f'"integrity":"{word.value}"' in version.document
    )
