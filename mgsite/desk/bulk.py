"""Do one thing to many items, and say before what would become of each.

What it would do is found by doing it: the very actions run, each item in a savepoint, and all of it
is rolled back. So no rule is written twice, and no mail is sent, since mails wait for the commit.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction

from claims import mail
from claims.errors import Refused
from claims.models import Curated
from claims.people import name_of
from mgsite.editions.publish import Outcome, earlier_outcome, lock_roots
from mgsite.editions.publishing_views import change_url

MOST_ITEMS = 200
NOT_SHOWN = 0  # no item has this lock_version
NEWLY_POSSIBLE = (
    "It could not when you looked, and now it can: read its difference, then do it again."
)


class LookAgain(Refused):
    """It can be done, but not to what was seen: the page that says so shows it as it is now."""


@dataclass(frozen=True)
class Deed:
    """What can be done to many.

    `done` holds {items}, `permission` may hold {app} and {model}; `right` is the check of the
    ModelAdmin that says the same. `act(item=, by=, **words)` does it to one item;
    `together(items=, by=, **words)`, where there is one, to all at once after `act` was tried on
    each and undone. `assumed` stands for what has not been typed yet. With `reads`, a person may
    do it only to what the page showed as possible.
    """

    key: str
    label: str
    button: str
    done: str
    not_done: str
    permission: str
    right: str
    form: type
    act: Callable[..., object]
    assumed: Mapping[str, Any] = field(default_factory=dict)
    together: Callable[..., Outcome] | None = None
    reads: bool = False
    caution: str = ""

    def permissions(self, kinds: Iterable[type[models.Model]]) -> set[str]:
        """What an account needs to do it to items of these kinds."""
        return {
            self.permission.format(app=kind._meta.app_label, model=kind._meta.model_name)
            for kind in kinds
        }


@dataclass(frozen=True)
class Line:
    """One item, by its number in the list, as it was before; without a `refusal` it can.

    `shown` is what the page sends back of it: its lock_version, or NOT_SHOWN.
    """

    number: int
    item: Curated
    state: str
    shown: int
    refusal: Refused | None

    @property
    def changed(self) -> bool:
        return isinstance(self.refusal, LookAgain)

    @property
    def url(self) -> str:
        return change_url(self.item)


@dataclass(frozen=True)
class Performance:
    """What became of each item. `written` False: of none, whatever the lines say could be.

    `edition` is what a deed done together made, now or when the same request came before.
    """

    lines: tuple[Line, ...]
    written: bool = False
    edition: Outcome | None = None

    @property
    def can(self) -> list[Line]:
        return [line for line in self.lines if line.refusal is None]

    @property
    def cannot(self) -> list[Line]:
        return [line for line in self.lines if line.refusal is not None]


def rehearse(
    deed: Deed, items: Sequence[Curated], by: AbstractUser, words: Mapping[str, Any]
) -> Performance:
    """What would become of each item now. Nothing stays written."""
    with transaction.atomic(durable=True):
        lines = _lines(deed, items, {}, by, words)
        transaction.set_rollback(True)
    return Performance(lines)


def carry_out(
    *,
    deed: Deed,
    items: Sequence[Curated],
    seen: Mapping[str, int],
    by: AbstractUser,
    words: Mapping[str, Any],
    those_that_can: bool,
) -> Performance:
    """Do it to all of them or to none; or, if `those_that_can`, to each that it is possible for.

    `seen` holds the lock_version of each item, by public id, as the page showed it, or NOT_SHOWN.
    One transaction. Order of locks: the items by kind and key, then Head.
    """
    with transaction.atomic(durable=True):
        if deed.together and (earlier := earlier_outcome(words["operation"])) is not None:
            return Performance((), True, earlier)
        with mail.gathered():
            performed = Performance(_lines(deed, items, seen, by, words))
        can, edition = performed.can, None
        written = bool(can) and (those_that_can or not performed.cannot)
        if written and deed.together:
            edition = deed.together(items=[line.item for line in can], by=by, **words)
        transaction.set_rollback(not written)
    return Performance(performed.lines, written, edition)


def _lines(deed, items, seen, by, words) -> tuple[Line, ...]:
    locked = {item.public_id: item for item in lock_roots(items)}
    rows = [locked[item.public_id] for item in items]
    return tuple(
        _line(deed, number, item, seen.get(item.public_id), by, words)
        for number, item in enumerate(rows, 1)
    )


def _line(deed: Deed, number: int, item: Curated, seen: int | None, by, words) -> Line:
    state, version = item.get_state_display(), item.lock_version
    refusal = _refusal(deed, item, seen, by, words)
    unread = deed.reads and refusal is not None and not isinstance(refusal, LookAgain)
    return Line(number, item, state, NOT_SHOWN if unread else version, refusal)


def _refusal(deed: Deed, item: Curated, seen: int | None, by, words) -> Refused | None:
    """Do it to one item, in a savepoint that a refusal rolls back."""
    try:
        with transaction.atomic():
            if seen and seen != item.lock_version:
                raise LookAgain(f"It was changed {_by_whom(item)} since you looked: read it again.")
            deed.act(item=item, by=by, **words)
            if seen == NOT_SHOWN and deed.reads:
                raise LookAgain(NEWLY_POSSIBLE)
            transaction.set_rollback(deed.together is not None)
    except Refused as refusal:
        return refusal
    return None


def _by_whom(item: Curated) -> str:
    last = item.history.select_related("history_user").first()
    return f"by {name_of(last.history_user)}" if last and last.history_user else "by somebody"
