"""How everything public reads the store: one head, then versions as of that number.

A page reads the head first and composes as of it, so no page mixes two editions, however
many queries it takes.
"""

import json
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from mgsite.editions.facets import EVERY_CONDITION
from mgsite.editions.models import Address, Edition, Event, Head, Link, Version


@dataclass(frozen=True)
class Position:
    """Where the store stands: what a reader quotes to say which state was seen."""

    epoch: str
    number: int
    seq: int
    changed_at: datetime | None
    today: "Position | None" = None  # where it stands now, for a position of the past


# Where somebody asks which edition an answer was composed as of, the positions read meanwhile, in order.
positions_read: ContextVar[list[Position] | None] = ContextVar("positions_read", default=None)


def position() -> Position:
    """The head, in one query."""
    last = Edition.objects.filter(number=OuterRef("number")).values("published_at")
    row = (
        Head.objects.filter(pk=1)
        .annotate(changed_at=Subquery(last))
        .values_list("epoch", "number", "seq", "changed_at")
        .first()
    )
    found = Position(*row) if row else Position("", 0, 0, None)
    if (read := positions_read.get()) is not None:
        read.append(found)
    return found


def edition_on(day: date) -> int:
    """The number of the last edition published by the end of that day (UTC); 0 if none."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()), UTC)
    before = Edition.objects.filter(published_at__lt=end).order_by("-number")
    return before.values_list("number", flat=True).first() or 0


def seq_before(moment: datetime) -> int:
    """The last seq of the editions published before the moment; 0 if none."""
    before = Version.objects.filter(edition__published_at__lt=moment)
    return before.aggregate(last=Max("seq"))["last"] or 0


class AsOf:
    """The state of the store in one edition, tombstones included."""

    def __init__(self, number: int):
        self.number = number

    def versions(self) -> QuerySet[Version]:
        """With `edition` joined and `first_published_at`: what an envelope needs, in one query."""
        first = Version.objects.filter(public_id=OuterRef("public_id"), version=1)
        return (
            Version.objects.as_of(self.number)
            .select_related("edition")
            .annotate(first_published_at=Subquery(first.values("edition__published_at")))
        )

    def plain(self) -> QuerySet[Version]:
        """Without what an envelope needs."""
        return Version.objects.as_of(self.number).order_by()

    def one(self, kind: str, slug: str) -> Version | None:
        """The version that the address leads to, if the item existed by then."""
        return self.versions().filter(public_id__in=_owner(kind, slug)).first()

    def by_ids(self, ids: Iterable[str]) -> dict[str, Version]:
        return {v.public_id: v for v in self.versions().filter(public_id__in=list(set(ids)))}

    def kind(self, kind: str) -> QuerySet[Version]:
        """Everything in print of one kind, but for what was blanked since."""
        return self.versions().filter(kind=kind, state=Version.PUBLISHED, redacted_at=None)

    def linking_to(self, target: str, *roles: str) -> QuerySet[Version]:
        """What is in print and names the target; role “about” counts what is about everything."""
        targets = [target, EVERY_CONDITION] if "about" in roles else [target]
        named = Link.objects.filter(role__in=roles, target__in=targets)
        return self.versions().filter(
            pk__in=named.values("version_id"), state=Version.PUBLISHED, redacted_at=None
        )

    def corrections(self, ids: Iterable[str]) -> dict[str, list[Version]]:
        """By id, the versions that corrected an item up to this edition, oldest first."""
        corrected = Version.objects.filter(
            public_id__in=list(set(ids)), event=Event.CORRECTED, edition__lte=self.number
        )
        found: dict[str, list[Version]] = {}
        for version in corrected.select_related("edition").order_by("seq"):
            found.setdefault(version.public_id, []).append(version)
        return found

    def with_what_is_about(self, kind: str, slug: str) -> list[Version]:
        """The item at an address and all in print that is about it, in one query.

        The item itself comes first, withdrawn or not; empty when the address is unknown.
        """
        owner = _owner(kind, slug)
        named = Link.objects.filter(role="about").filter(
            Q(target__in=owner) | Q(target=EVERY_CONDITION)
        )
        rows = self.versions().filter(
            Q(public_id__in=owner) | Q(pk__in=named.values("version_id"), state=Version.PUBLISHED)
        )
        rows = list(rows)
        # Claims, articles and supplements are about conditions, never a condition about another.
        item = [v for v in rows if v.kind == kind]
        return item + [v for v in rows if v.kind != kind] if item else []


def _owner(kind: str, slug: str) -> QuerySet:
    return Address.objects.filter(kind=kind, slug=slug).values("public_id")


def document_of(version: Version) -> dict:
    """The published document; empty for a withdrawn or redacted version."""
    return json.loads(version.document) if version.document else {}


def tombstone_of(version: Version) -> dict:
    return json.loads(version.tombstone) if version.tombstone else {}
