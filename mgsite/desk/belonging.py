"""What an editor may want in an edition: what was found by words, and what belongs together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest

from articles.models import Article, SourceArticle
from claims.models import Claim, Condition, Curated, Review, Source
from claims.review import APPROVING, State
from mgsite.desk.checks import names_of_holders
from mgsite.editions.closure import companions
from mgsite.editions.kinds import MODELS
from mgsite.editions.models import Version

MOST_FOUND = 25


@dataclass(frozen=True)
class Found:
    """An approved item and how it stands to print; `held_by` names an edition that has it."""

    item: Curated
    standing: str
    held_by: str


def with_print(rows: QuerySet) -> QuerySet:
    """With `approved_at`, and `printed_at` and `print_state` of its current version, if any."""
    decided = Review.objects.filter(subject_id=OuterRef("public_id"), decision__in=APPROVING)
    current = Version.objects.current().filter(public_id=OuterRef("public_id"))
    return rows.annotate(
        approved_at=Subquery(decided.order_by("-at", "-pk").values("at")[:1]),
        printed_at=Subquery(current.values("edition__published_at")[:1]),
        print_state=Subquery(current.values("state")[:1]),
    )


def awaiting_print(rows: QuerySet) -> QuerySet:
    """Approved, and never in print or approved since. Withdrawn items count once approved anew."""
    newer = Q(printed_at=None) | Q(approved_at__gt=F("printed_at"))
    return with_print(rows).filter(newer, state=State.APPROVED)


def found(request: HttpRequest, words: str, kind: str, *, held: Iterable[str]) -> list[Found]:
    """Approved items by the words that their lists are searched by; without words, those that wait.

    `kind` empty means all; `held` are public ids to leave out. At most MOST_FOUND and one more,
    by which the caller sees that there are others.
    """
    items: list[Curated] = []
    for name in [kind] if kind in MODELS else MODELS:
        model_admin = admin.site.get_model_admin(MODELS[name])
        rows = MODELS[name]._default_manager.exclude(public_id__in=list(held))
        if words.strip():
            rows, several = model_admin.get_search_results(request, rows, words.strip())
            rows = with_print(rows.distinct() if several else rows).filter(state=State.APPROVED)
        else:
            rows = awaiting_print(rows)
        items += rows.order_by(F("approved_at").desc(nulls_last=True), "pk")[: MOST_FOUND + 1]
    items.sort(key=lambda item: not _awaits(item))
    items = items[: MOST_FOUND + 1]
    holders = names_of_holders([item.public_id for item in items])
    return [Found(item, standing(item), holders.get(item.public_id, "")) for item in items]


@dataclass(frozen=True)
class Belonging:
    """`ready` can be added; `unready` is not approved, so it stays as it is in print."""

    ready: list[Curated]
    unready: list[Curated]


def belonging(items: Sequence[Curated]) -> Belonging:
    """What the items need to be in print, and what is best published with them.

    That is, where it is approved and not in print as it is: the claims that an article places or
    a check finds, the headline claims of a condition, and the sources that any of these cites.
    """
    known = {item.public_id for item in items}
    wider = _wider(items)
    waiting = [row for rows in wider for row in awaiting_print(rows)]
    ready = {item.public_id: item for item in [*waiting, *_needed(items)]}
    unready = [
        row
        for rows in wider
        for row in with_print(rows).exclude(state=State.APPROVED).order_by("slug")
    ]
    return Belonging(
        ready=[item for public_id, item in ready.items() if public_id not in known],
        unready=[item for item in unready if item.public_id not in known],
    )


def _needed(items: Sequence[Curated]) -> list[Curated]:
    """Approved items that would be missing in print, and those that they need in turn.

    What was withdrawn does not come back by itself: its approval has to be younger.
    """
    needed: dict[str, Curated] = {}
    newest = list(items)
    while newest:
        fresh = [item for item in companions(newest) if item.public_id not in needed]
        needed |= {item.public_id: item for item in fresh}
        newest = fresh
    return [
        row
        for kind, model in MODELS.items()
        if (ids := [i for i, item in needed.items() if item.kind == kind])
        for row in awaiting_print(model._default_manager.filter(public_id__in=ids))
    ]


def _wider(items: Sequence[Curated]) -> tuple[QuerySet, QuerySet]:
    """Claims and sources, as queries: what is placed, found, or the headline; then its sources."""
    by_kind: dict[type, list[Curated]] = {}
    for item in items:
        by_kind.setdefault(type(item), []).append(item)
    slugs = {slug for each in by_kind.get(Article, ()) for slug in each.claims_placed()}
    headlines = {
        pk
        for each in by_kind.get(Condition, ())
        for pk in (each.headline_claim_id, each.second_headline_claim_id)
        if pk is not None
    }
    claims = Claim.objects.filter(
        Q(slug__in=slugs)
        | Q(pk__in=headlines)
        | Q(pk__in=[each.pk for each in by_kind.get(Claim, ())])
        | Q(appearances__source_article__in=by_kind.get(SourceArticle, []))
    ).distinct()
    cited = Source.objects.filter(citations__claim__in=claims.values("pk")).distinct()
    return claims, cited


def _awaits(item: Curated) -> bool:
    return item.printed_at is None or (
        item.approved_at is not None and item.approved_at > item.printed_at
    )


def standing(item: Curated) -> str:
    """How an approved item of `with_print` stands to print."""
    if item.printed_at is None:
        return "not in print yet"
    if item.print_state == Version.WITHDRAWN:
        return "withdrawn; publishing brings it back"
    return "ahead of print" if _awaits(item) else "in print as it is"
