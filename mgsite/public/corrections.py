"""What was put right: versions published as corrections, withdrawals and retractions."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from mgsite.editions.models import Event, Reason, Version
from mgsite.editions.readers import tombstone_of

PUT_RIGHT = (Event.CORRECTED, Event.WITHDRAWN, Event.RETRACTED)


@dataclass(frozen=True)
class Correction:
    """`reason` is empty for what was corrected; `notice` where the edition's note says it all."""

    version: Version
    reason: str
    notice: str


def put_right(number: int) -> QuerySet[Version]:
    """Up to that edition, newest first. What was merged was no mistake."""
    return (
        Version.objects.filter(event__in=PUT_RIGHT, edition__lte=number)
        .select_related("edition")
        .defer("document", "search_text")
        .order_by("-seq")
    )


def corrections(versions: Iterable[Version]) -> list[Correction]:
    return [_correction(version, tombstone_of(version)) for version in versions]


def _correction(version: Version, tombstone: dict) -> Correction:
    notice = tombstone.get("notice_text", "")
    return Correction(
        version=version,
        reason=Reason(tombstone["reason"]).label if tombstone else "",
        notice="" if notice == version.edition.note else notice,
    )
