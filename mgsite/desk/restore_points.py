"""Moments in an item's history that its draft can be restored from, and their keys in addresses.

`edit-7` is the state after the edit that left history row 7, `version-3` what was approved for the
version 3 in print.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.http import Http404

from claims.actions_restore import spoken
from claims.canonical import canonical, fingerprint
from claims.models import Curated, Review
from claims.review import APPROVING
from claims.whole_numbers import whole
from mgsite.editions.differences import STAMP_KEYS
from mgsite.editions.models import Version


@dataclass(frozen=True)
class Point:
    moment: datetime
    label: str


class Points:
    """The keys for the lines of a history. `records` are the item's own history rows, oldest first."""

    def __init__(self, item: Curated, records: Sequence[Model]):
        self.version_now = item.lock_version
        self.records = records
        self.dates = [record.history_date for record in records]
        self.last = {record.lock_version: record.history_id for record in records}

    def start(self, same_save: bool) -> str:
        """Of the item as it was first saved; the parts of a new item are saved after it."""
        return self._key(1 if same_save else 0)

    def edit(self, at: datetime) -> str:
        """Of the save that a row of this moment belongs to: the item's own row is its last."""
        return self._key(bisect_left(self.dates, at))

    def version(self, version: Version) -> str:
        """Empty for a notice, which has no words, and for what the draft is still."""
        if not _has_words(version):
            return ""
        index = bisect_right(self.dates, version.edition.published_at) - 1
        if index >= 0 and not self._key(index):
            return ""
        return f"version-{version.version}"

    def _key(self, index: int) -> str:
        """Of the last row of that version: what the site makes by itself gets its parts, and its
        approval, without another."""
        if index >= len(self.records) or self.records[index].lock_version == self.version_now:
            return ""
        return f"edit-{self.last[self.records[index].lock_version]}"


def point_of(item: Curated, key: str) -> Point:
    """Raises Http404 for what is no moment of this item."""
    what, _, digits = key.partition("-")
    number = whole(digits)
    if number is not None and what == "edit":
        record = item.history.filter(history_id=number).first()
        if record is not None:
            return Point(record.history_date, f"{spoken(record.history_date)} UTC")
    if number is not None and what == "version":
        versions = Version.objects.filter(public_id=item.public_id, version=number)
        version = versions.select_related("edition").first()
        if version is not None and _has_words(version):
            return _of_version(item, version)
    raise Http404(f"“{key}” is no moment in the history of {item.slug}.")


def _has_words(version: Version) -> bool:
    """Neither a notice nor blanked for legal reasons."""
    return version.state == Version.PUBLISHED and version.redacted_at is None


def _of_version(item: Curated, version: Version) -> Point:
    """The moment of its approval: a version that only adds an alert has an approval of long ago."""
    approved = json.loads(version.document)
    approved = {key: value for key, value in approved.items() if key not in STAMP_KEYS}
    if "source_alerts" in approved:
        approved["source_alerts"] = []
    published_at = version.edition.published_at
    approvals = Review.objects.filter(
        subject_id=item.public_id,
        decision__in=APPROVING,
        fingerprint=fingerprint(canonical(approved)),
        at__lte=published_at,
    )
    approved_at = approvals.order_by("-at", "-pk").values_list("at", flat=True).first()
    label = f"version {version.version}, edition {version.edition_id}"
    return Point(approved_at or published_at, label)
