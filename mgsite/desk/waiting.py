"""What waits for somebody: every item whose draft is on its way, in a fixed number of queries.

Reads only. The six kinds are asked in one UNION; what is approved and already in print does not
come back, so that a desk of thousands of settled claims costs what it shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AbstractUser
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields import CharField
from django.urls import reverse

from claims.merged_claims import HELD
from claims.models import Claim, Curated, Review
from claims.permissions import permission_to
from claims.review import APPROVING, State
from mgsite.editions.kinds import MODELS
from mgsite.editions.models import Version
from mgsite.editions.review_stamp import months_later

# The column that holds the words by which readers know it.
TITLES = {
    "article": "article_title",
    "check": "source_title",
    "claim": "conclusion",
    "condition": "name",
    "source": "source_title",
    "supplement": "name",
}
SOON = timedelta(days=30)  # a review that comes due within so long is shown
COLUMNS = (
    "item_kind",
    "pk",
    "slug",
    "words",
    "public_id",
    "state",
    "updated_at",
    "mine",
    "in_print",
    "merged",
)


@dataclass(frozen=True)
class Named:
    """An item of whatever kind, as far as a line about it goes."""

    kind: str
    pk: int
    slug: str
    words: str

    @property
    def title(self) -> str:
        return self.words or self.slug

    @property
    def url(self) -> str:
        options = MODELS[self.kind]._meta
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[self.pk])


@dataclass(frozen=True)
class Waiting(Named):
    """One item on its way. `mine`: I edited it since it was last approved; `merged`: a claim that was
    given up for another."""

    public_id: str
    state: str
    updated_at: datetime
    mine: bool
    in_print: bool
    merged: bool

    @property
    def review_url(self) -> str:
        return reverse("desk:review", args=[self.kind, self.public_id])


def waiting(person: AbstractUser) -> list[Waiting]:
    """Drafts, items in review or returned, and what is approved and not in print as approved.

    Newest first; one query.
    """
    parts = [
        _of_kind(kind, model, person) for kind, model in MODELS.items() if _may_see(person, model)
    ]
    if not parts:
        return []
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    found = [Waiting(*row) for row in rows]
    return sorted(found, key=lambda item: item.updated_at, reverse=True)


def _may_see(person: AbstractUser, model: type[Curated]) -> bool:
    return person.has_perm(permission_to("view", model))


def _of_kind(kind: str, model: type[Curated], person: AbstractUser) -> QuerySet:
    editors = model.edited_by.through
    field = editors._meta.get_field(model._meta.model_name).attname
    live = Version.objects.live().filter(public_id=OuterRef("public_id"))
    approved_at = (
        Review.objects.filter(subject_id=OuterRef("public_id"), decision__in=APPROVING)
        .order_by("-at", "-pk")
        .values("at")[:1]
    )
    printed = Version.objects.current().filter(
        public_id=OuterRef("public_id"), edition__published_at__gte=OuterRef("approved_at")
    )
    rows = (
        model._default_manager.order_by()
        .annotate(
            item_kind=Value(kind, output_field=CharField()),
            words=F(TITLES[kind]),
            approved_at=Subquery(approved_at),
        )
        .annotate(
            mine=Exists(editors.objects.filter(**{field: OuterRef("pk"), "user_id": person.pk})),
            in_print=Exists(live),
            merged=_merged(model),
        )
        .filter(~Q(state=State.APPROVED) | ~Exists(printed))
    )
    return rows.values_list(*COLUMNS)


def _merged(model: type[Curated]) -> Case:
    given_up = [When(hold__startswith=HELD, then=True)] if model is Claim else []
    return Case(*given_up, default=False, output_field=BooleanField())


@dataclass(frozen=True)
class Due(Named):
    """A published item whose next review is due on a day."""

    due_on: date


def due_for_review(person: AbstractUser, today: date) -> tuple[list[Due], int]:
    """What is in print and due within a month, soonest first; and how many were never reviewed
    by anybody independent. One query. Each item has its own clock (`review_every_months`)."""
    parts = [_printed(kind, model) for kind, model in MODELS.items() if _may_see(person, model)]
    if not parts:
        return [], 0
    rows: Iterable = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    due, never = [], 0
    for kind, pk, slug, words, months, reviewed_on in rows:
        if reviewed_on is None:
            never += 1
            continue
        on = months_later(_day(reviewed_on), months)
        if on <= today + SOON:
            due.append(Due(kind, pk, slug, words, on))
    return sorted(due, key=lambda item: (item.due_on, item.slug)), never


def _day(value: date | str) -> date:
    """SQLite gives a date back as text where it comes through a UNION."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _printed(kind: str, model: type[Curated]) -> QuerySet:
    live = Version.objects.live().filter(public_id=OuterRef("public_id"))
    return (
        model._default_manager.order_by()
        .annotate(
            item_kind=Value(kind, output_field=CharField()),
            words=F(TITLES[kind]),
            months=F("review_every_months") + Value(0, output_field=IntegerField()),
            reviewed_on=Subquery(live.values("reviewed_on")[:1]),
        )
        .filter(Exists(live))
        .values_list("item_kind", "pk", "slug", "words", "months", "reviewed_on")
    )
