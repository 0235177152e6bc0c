"""Reading one state of the store while others publish."""

from collections.abc import Callable
from typing import TypeVar

from mgsite.editions.readers import Position, position
from mgsite.public.api.as_of import position_asked
from mgsite.public.api.problems import UNAVAILABLE, Problem

Read = TypeVar("Read")
ATTEMPTS = 5


class Passed(Exception):
    """The head has moved on, and what was there at the one that was read is there no longer."""


class Blanked(Passed):
    """A version in print at the head that was read has lost its text since, for legal reasons."""


def settled(read: Callable[[Position], Read], as_of: str | None = None) -> Read:
    """`read` as of the head, which is read first, so that the answer is one state of the store;
    with `as_of`, of an earlier edition (as_of.py).

    Published states never change, with one exception: a legal removal blanks earlier texts. Then
    the head has moved past it, and everything is read anew.
    """
    for _ in range(ATTEMPTS):
        try:
            return read(position_asked(position(), as_of))
        except Passed:
            continue
    raise Problem(
        UNAVAILABLE, "The store is changing fast; ask again.", headers={"Retry-After": "5"}
    )
