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
from claims.models import Curated, Review
from claims.review import APPROVING
from mgsite.editions.differences import STAMP_KEYS
from mgsite.editions.models import Version

LONGEST_KEY = 18  # digits; a column holds no longer ones
# What publishing adds to the document of an approved item.
ADDED = {*STAMP_KEYS, "source_alerts"}


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

    def start(self, same_save: bool) -> str:
        """Of the item as it was first saved; the parts of a new item are saved after it."""
        return self._key(1 if same_save else 0)

    def edit(self, at: datetime) -> str:
        """Of the save that a row of this moment belongs to: the item's own row is its last."""
        return self._key(bisect_left(self.dates, at))

    def version(self, version: Version) -> str:
        """Empty for a notice, which has no words, and for what the draft is still."""
        if version.state != Version.PUBLISHED:
            return ""
        index = bisect_right(self.dates, version.edition.published_at) - 1
        if index >= 0 and not self._key(index):
            return ""
        return f"version-{version.version}"

    def _key(self, index: int) -> str:
        if index >= len(self.records) or self.records[index].lock_version == self.version_now:
            return ""
        return f"edit-{self.records[index].history_id}"


def point_of(item: Curated, key: str) -> Point:
    """Raises Http404 for what is no moment of this item."""
    what, _, number = key.partition("-")
    known = number.isascii() and number.isdigit() and len(number) <= LONGEST_KEY
    if known and what == "edit":
        record = item.history.filter(history_id=int(number)).first()
        if record is not None:
            return Point(record.history_date, f"{spoken(record.history_date)} UTC")
    if known and what == "version":
        versions = Version.objects.filter(public_id=item.public_id).select_related("edition")
        found = list(versions.filter(version__lte=int(number)).order_by("-version"))
        if found and found[0].version == int(number) and found[0].state == Version.PUBLISHED:
            return _of_version(item, found)
    raise Http404(f"“{key}” is no moment in the history of {item.slug}.")


def _of_version(item: Curated, versions: list[Version]) -> Point:
    """The approval behind the newest of these; a version that only adds an alert has none of its own."""
    newest = versions[0]
    words = _words(newest)
    for older in versions[1:]:
        if older.state != Version.PUBLISHED or _words(older) != words:
            break
        newest = older
    published_at = newest.edition.published_at
    approvals = Review.objects.filter(
        subject_id=item.public_id, decision__in=APPROVING, at__lte=published_at
    )
    approved_at = approvals.order_by("-at", "-pk").values_list("at", flat=True).first()
    label = f"version {versions[0].version}, edition {versions[0].edition_id}"
    return Point(approved_at or published_at, label)


def _words(version: Version) -> dict:
    """Its document without what publishing added. Blanked for legal reasons it has none."""
    document = json.loads(version.document) if version.document else {}
    return {key: value for key, value in document.items() if key not in ADDED}
