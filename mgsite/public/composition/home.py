"""The home page: each condition with its answer, and the newest editions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from mgsite.editions.models import Edition, Link, Version
from mgsite.editions.readers import AsOf
from mgsite.public.composition.parts import documents

NEWEST = 3


@dataclass(frozen=True)
class ConditionLine:
    document: dict
    headlines: tuple[dict, ...]


@dataclass(frozen=True)
class HomePage:
    conditions: tuple[ConditionLine, ...]
    editions: Sequence[Edition]


def home_page(as_of: AsOf) -> HomePage:
    """Two queries: conditions with their headline claims, and the newest editions."""
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
        editions=list(editions),
    )
