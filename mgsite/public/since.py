"""What has been withdrawn, retracted or blanked since the edition that an old page shows.

An old page keeps its words; what readers must know today stands in the banner above it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from mgsite.editions.facets import EVERY_CONDITION
from mgsite.editions.models import Edition, Link, Reason, Version
from mgsite.editions.readers import AsOf, document_of, tombstone_of
from mgsite.public.claim_entry import integrity_alert

# By kind of page: the roles by which others come to stand on it, and how many steps of naming it
# shows (2: what its claims cite as well).
SHOWS = {
    "condition": (("about",), 2),
    "article": ((), 2),
    "claim": (("headline", "places", "appearance", "outcome"), 1),
    "source": (("cites", "effect", "limit", "safety"), 0),
    "supplement": ((), 1),
    "check": ((), 1),
}


@dataclass(frozen=True)
class Notice:
    """What a reader of today has to know of one item. `title` is empty when it was blanked."""

    kind: str
    title: str
    address: str
    words: str
    text: str
    edition: Edition
    is_the_page: bool


@dataclass(frozen=True)
class Since:
    """`address` is where the page's item stands today; empty for a page of several."""

    notices: tuple[Notice, ...]
    address: str


def since(number: int, shown: Iterable[Version]) -> Since:
    """For a page as of edition `number` that is about the versions `shown`. Four queries at most."""
    shown = list(shown)
    if not shown:
        return Since((), "")
    then = AsOf(number)
    own = {version.public_id for version in shown}
    standing = own | _standing_on(then, shown)
    newer = (
        Version.objects.current()
        .filter(public_id__in=standing, edition__gt=number)
        .filter(Q(state=Version.WITHDRAWN) | Q(kind="source") | Q(public_id__in=own))
        .select_related("edition")
        .order_by("seq")
    )
    newer = list(newer)
    sources = then.by_ids(v.public_id for v in newer if v.kind == "source")
    was = {i: document_of(v).get("integrity") for i, v in sources.items()}
    notices = [_notice(v, was.get(v.public_id), v.public_id in own) for v in newer]
    today = {v.public_id: v for v in newer}
    page = today.get(shown[0].public_id, shown[0]) if len(shown) == 1 else None
    address = reverse(f"public:{page.kind}", args=[page.slug]) if page else ""
    found = sorted((n for n in notices if n), key=lambda n: not n.is_the_page)
    return Since(tuple(found), address)


def _standing_on(then: AsOf, shown: list[Version]) -> set[str]:
    """The ids of what a page of that edition shows besides its own items."""
    roles, steps = SHOWS[shown[0].kind]
    ids = [version.public_id for version in shown]
    targets = [*ids, EVERY_CONDITION] if "about" in roles else ids
    near = Q(pk__in=Link.objects.filter(role__in=roles, target__in=targets).values("version_id"))
    rows = set(then.plain().filter(near).values_list("pk", "public_id")) if roles else set()
    around, reached = {v.pk for v in shown}, {public_id for _, public_id in rows}
    for _ in range(steps):
        around |= {pk for pk, _ in rows}
        named = Link.objects.filter(version__in=around).values("target")
        rows = set(then.plain().filter(public_id__in=named).values_list("pk", "public_id"))
        reached |= {public_id for _, public_id in rows}
    return reached


def _notice(version: Version, was: str | None, is_the_page: bool) -> Notice | None:
    if version.state == Version.WITHDRAWN:
        tombstone = tombstone_of(version)
        words, text = Reason(tombstone["reason"]).label, tombstone["notice_text"]
    else:
        now = document_of(version).get("integrity", "")
        words, text = ("" if now == was else integrity_alert(now)) if now else "", ""
    if not words:
        return None
    address = reverse(f"public:{version.kind}", args=[version.slug])
    return Notice(version.kind, version.title, address, words, text, version.edition, is_the_page)
