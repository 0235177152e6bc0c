"""The home page: each condition with its answer, all verdicts at a glance, the newest editions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from claims.vocabulary import ClaimKind, Verdict
from mgsite.editions.models import Edition, Link, Version
from mgsite.editions.readers import AsOf
from mgsite.public.composition.parts import documents
from mgsite.public.drawings import bar

NEWEST = 3
UNDECIDED = (Verdict.INSUFFICIENT, Verdict.NOT_STUDIED)


@dataclass(frozen=True)
class ConditionLine:
    document: dict
    headlines: tuple[dict, ...]


@dataclass(frozen=True)
class Share:
    """How many claims have a verdict; `start` and `width` are its place in a bar of 100."""

    verdict: str
    n: int
    start: float
    width: float


@dataclass(frozen=True)
class HomePage:
    conditions: tuple[ConditionLine, ...]
    shares: tuple[Share, ...]
    editions: Sequence[Edition]

    @property
    def n_claims(self) -> int:
        return sum(share.n for share in self.shares)

    @property
    def n_open(self) -> int:
        """Claims on which the evidence decides nothing yet."""
        return sum(share.n for share in self.shares if share.verdict in UNDECIDED)


def home_page(as_of: AsOf) -> HomePage:
    """Three queries: conditions with their headline claims, the counts, and the newest editions."""
    headlines = Link.objects.filter(role="headline").values("target")
    items = documents(
        as_of.versions()
        .filter(Q(kind="condition") | Q(public_id__in=headlines), state=Version.PUBLISHED)
        .order_by("title")
    )
    editions = Edition.objects.filter(number__lte=as_of.number).order_by("-number")[:NEWEST]
    return HomePage(
        conditions=tuple(
            ConditionLine(item, tuple(items[i] for i in item["headline_claim_ids"] if i in items))
            for item in items.values()
            if item["kind"] == "condition"
        ),
        shares=shares(_verdicts(as_of)),
        editions=list(editions),
    )


def _verdicts(as_of: AsOf) -> dict[str, int]:
    """Without safety claims: a proven harm must not swell what is supported."""
    rows = (
        as_of.plain()
        .filter(kind="claim", state=Version.PUBLISHED, redacted_at=None)
        .exclude(claim_kind=ClaimKind.SAFETY)
        .values_list("verdict")
        .annotate(Count("pk"))
    )
    return dict(rows)


def shares(counts: Mapping[str, int]) -> tuple[Share, ...]:
    """In the order of the vocabulary; a verdict that nothing has is left out."""
    by_verdict = {verdict.value: counts.get(verdict, 0) for verdict in Verdict}
    return tuple(Share(*part) for part in bar(by_verdict))
