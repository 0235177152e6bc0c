"""Which state of the store an answer is about: today's, or with `as_of` that of an earlier edition.

An answer about the past says what readers of today must know of it (`notices`), so it changes when
something is withdrawn and is never `immutable`.
"""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Max, Q
from django.utils import timezone

from claims.canonical import utc_text
from claims.public_ids import PATTERN
from mgsite.editions.models import Edition, Version
from mgsite.editions.readers import AsOf, Position, document_of, edition_on, tombstone_of
from mgsite.public.api.problems import NOT_FOUND, Problem, fault
from mgsite.public.claim_entry import integrity_alert


def position_asked(head: Position, as_of: str | None) -> Position:
    """The head, or the position of the edition named by number or by a day (UTC) on which it stood.

    Raises Problem: 404 for an edition that never was, and for a day that never was or is to come.
    """
    if as_of is None:
        return head
    if not head.number:
        raise _not_found("Nothing has been published yet.")
    number = int(as_of) if re.fullmatch("[0-9]+", as_of) else _number_on(as_of)
    if not 1 <= number <= head.number:
        raise _not_found(
            f"There is no edition {number}: they are numbered from 1 to {head.number}."
        )
    edition = Edition.objects.get(number=number)
    seq = Version.objects.filter(edition__lte=number).aggregate(last=Max("seq"))["last"] or 0
    return Position(head.epoch, number, seq, edition.published_at, today=head)


def _number_on(text: str) -> int:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _not_found(f"There is no day {text}.") from None
    if day > timezone.now().date():  # UTC, as the days of editions are
        raise _not_found("That day has not come yet: give today or a day before.")
    if number := edition_on(day):
        return number
    raise _not_found(f"Nothing had been published by the end of {text} (UTC).")


def _not_found(detail: str) -> Problem:
    return Problem(NOT_FOUND, detail, errors=[fault("query", "as_of", "not-found", detail)])


def was_later(head: Position, public_id: str) -> str:
    """A sentence for an item that was not there yet in an earlier edition; empty for any other."""
    if head.today is None:
        return ""
    first = Version.objects.filter(public_id=public_id, version=1).values_list("edition", flat=True)
    return (
        f" It was not in print in edition {head.number}; it is since {first[0]}." if first else ""
    )


def named_in(texts: Iterable[str]) -> set[str]:
    """Every public id in the texts."""
    return {match[0] for text in texts for match in PATTERN.finditer(text)}


def notices(head: Position, ids: Iterable[str]) -> dict[str, dict]:
    """By id, what has been said since of items as of an earlier edition: withdrawals, and sources
    that are not what they were. Empty for today."""
    if head.today is None or head.number == head.today.number:
        return {}
    newer = list(
        Version.objects.as_of(head.today.number)
        .filter(public_id__in=list(ids), edition__gt=head.number)
        .filter(Q(state=Version.WITHDRAWN) | Q(kind="source"))
        .select_related("edition")
        .defer("search_text")
        .order_by("seq")
    )
    sources = AsOf(head.number).by_ids(v.public_id for v in newer if v.kind == "source")
    was = {i: document_of(v).get("integrity") for i, v in sources.items()}
    found = {v.public_id: _notice(v, was.get(v.public_id)) for v in newer}
    return {public_id: notice for public_id, notice in found.items() if notice}


def _notice(version: Version, was: str | None) -> dict | None:
    if version.state == Version.WITHDRAWN:
        tombstone = tombstone_of(version)
        said = {key: tombstone[key] for key in ("reason", "notice_text", "replaced_by")}
    else:
        now = document_of(version).get("integrity", "")
        if not now or now == was or not (words := integrity_alert(now)):
            return None
        said = {"reason": now, "notice_text": words, "replaced_by": []}
    return {
        "id": version.public_id,
        "kind": version.kind,
        "edition": version.edition_id,
        "at": utc_text(version.edition.published_at),
        **said,
    }
