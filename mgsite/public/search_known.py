"""What search knows of an edition before anybody asks: names, conditions, and what must never be missed.

Read once for each edition and process; the key holds the moment of the edition, too, so that a
restored database or a test is never taken for another.
"""

from dataclasses import dataclass
from functools import lru_cache

from mgsite.editions.models import Link, Version
from mgsite.editions.readers import AsOf, Position
from mgsite.public.search_query import Naming, namings


@dataclass(frozen=True)
class Named:
    """A condition in print: what a link or a filter needs of it."""

    slug: str
    title: str
    public_id: str


@dataclass(frozen=True)
class Known:
    """`headlines` are public ids of claims that answer the question of a condition.

    `landmarks` are the keys of those claims, the conditions and the supplements: few, and what a
    reader most likely means, so they are put in order with whatever the database thinks best.
    """

    namings: tuple[Naming, ...]
    conditions: tuple[Named, ...]
    headlines: frozenset[str]
    landmarks: tuple[int, ...]


@lru_cache(maxsize=2)  # the newest edition, and the one before for who still reads it
def known(head: Position) -> Known:
    in_print = AsOf(head.number).plain().filter(state=Version.PUBLISHED)
    named = list(
        in_print.filter(kind__in=("condition", "supplement"))
        .order_by("seq")
        .values_list("pk", "kind", "slug", "title", "public_id", "search_entry__names")
    )
    links = Link.objects.filter(
        role="headline", version__in=[pk for pk, kind, *_ in named if kind == "condition"]
    )
    headlines = frozenset(links.values_list("target", flat=True))
    answers = in_print.filter(public_id__in=headlines).values_list("pk", flat=True)
    conditions = [
        Named(slug, title, public_id)
        for _, kind, slug, title, public_id, _ in named
        if kind == "condition"
    ]
    lines = [line for *_, names in named for line in (names or "").split("\n")]
    return Known(
        namings=tuple(namings(lines)),
        conditions=tuple(sorted(conditions, key=lambda c: (c.title.casefold(), c.public_id))),
        headlines=headlines,
        landmarks=(*(pk for pk, *_ in named), *sorted(answers)),
    )
