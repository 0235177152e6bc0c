"""The editions as readers see them: what was published, when, why, and what it changed."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, QuerySet

from mgsite.editions.models import Change, Edition, Event, Version
from mgsite.public.phrases import counted

LISTED = 12  # an edition with more items is summed up in the list of changes
PLURALS = {
    "condition": "conditions",
    "supplement": "supplements",
    "article": "articles",
    "claim": "claims",
    "source": "sources",
    "check": "checks",
}
KIND_ORDER = list(PLURALS)
COLUMNS = (
    "public_id",
    "kind",
    "version",
    "edition_id",
    "state",
    "event",
    "seq",
    "slug",
    "title",
    "certainty",
    "verdict",
    "claim_kind",
)


def edition_in_print(number: int, head_number: int) -> Edition | None:
    """None for a number that no edition has yet, however large."""
    if not 1 <= number <= head_number:
        return None
    return Edition.objects.filter(number=number).first()


def changes_counted(number: int) -> dict[str, int]:
    """Editions up to this one by what kind of news they are, the most urgent first."""
    rows = Edition.objects.filter(number__lte=number).order_by().values_list("change")
    found = dict(rows.annotate(editions=Count("pk")))
    return {change: found[change] for change in Change if change in found}


def editions_of(number: int, change: str) -> QuerySet[Edition]:
    """The editions up to this one, newest first; of one kind of news, or of all when empty."""
    editions = Edition.objects.filter(number__lte=number)
    return editions.filter(change=change) if change else editions


def with_items(editions: Iterable[Edition]) -> list[dict]:
    """[{edition, items, counts}]; `items` is empty for a long edition."""
    editions = list(editions)
    counts: dict[int, list[dict]] = {edition.number: [] for edition in editions}
    for row in _counts(counts):
        counts[row["edition_id"]].append(row)
    short = [n for n, rows in counts.items() if sum(row["items"] for row in rows) <= LISTED]
    items: dict[int, list[dict]] = {n: [] for n in counts}
    for line in with_what_was(items_of(short)):
        items[line["version"].edition_id].append(line)
    return [{"edition": e, "items": items[e.number], "counts": counts[e.number]} for e in editions]


def items_of(numbers: Iterable[int]) -> QuerySet[Version]:
    """The versions that these editions brought, without their documents."""
    return Version.objects.filter(edition__in=list(numbers)).only(*COLUMNS).order_by("seq")


def with_what_was(versions: Iterable[Version]) -> list[dict]:
    """[{version, before}]: `before` is the version that a regraded claim replaced, else None."""
    versions = sorted(versions, key=lambda v: (KIND_ORDER.index(v.kind), v.seq))
    regraded = [v.public_id for v in versions if v.event == Event.REGRADED]
    earlier = Version.objects.filter(public_id__in=regraded).only(*COLUMNS)
    before = {(v.public_id, v.version): v for v in earlier}
    return [
        {
            "version": v,
            "before": before.get((v.public_id, v.version - 1))
            if v.event == Event.REGRADED
            else None,
        }
        for v in versions
    ]


def counts_of(number: int) -> list[dict]:
    return list(_counts([number]))


def _counts(numbers: Iterable[int]) -> Sequence[dict]:
    """[{edition_id, items, text}], text as “133 sources published”, in the order of the kinds."""
    rows = (
        Version.objects.filter(edition__in=list(numbers))
        .order_by()
        .values("edition_id", "kind", "event")
        .annotate(items=Count("pk"))
    )
    return [
        row
        | {
            "text": f"{counted(row['items'], row['kind'], PLURALS[row['kind']])} "
            f"{Event(row['event']).label.lower()}"
        }
        for row in sorted(rows, key=lambda row: (KIND_ORDER.index(row["kind"]), row["event"]))
    ]
