"""Reading one state of the store while others publish."""

from collections.abc import Callable
from typing import TypeVar

from mgsite.editions.readers import Position, position
from mgsite.public.api.problems import UNAVAILABLE, Problem

Read = TypeVar("Read")
ATTEMPTS = 5


class Blanked(Exception):
    """A version in print at the head that was read has lost its text since, for legal reasons."""


def settled(read: Callable[[Position], Read]) -> Read:
    """`read` as of the head, which is read first, so that the answer is one state of the store.

    Published states never change, with one exception: a legal removal blanks earlier texts. Then
    the head has moved past it, and everything is read anew.
    """
    for _ in range(ATTEMPTS):
        try:
            return read(position())
        except Blanked:
            continue
    raise Problem(
        UNAVAILABLE, "The store is changing fast; ask again.", headers={"Retry-After": "5"}
    )
