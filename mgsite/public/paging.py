"""Long lists in numbered pages: `?page=2`. A number that leads nowhere is a helpful 404."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest

from mgsite.public.responses import NoSuchPage


@dataclass(frozen=True)
class Pages:
    """One page of `total` items. `keep` holds the other parameters of the address."""

    number: int
    size: int
    total: int
    keep: tuple[tuple[str, str], ...] = ()

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def start(self) -> int:
        """Items before this page."""
        return (self.number - 1) * self.size

    @property
    def query(self) -> list[tuple[str, str]]:
        return self._query(self.number)

    @property
    def newer(self) -> str:
        """The address of the page before; empty on the first."""
        return self._link(self.number - 1) if self.number > 1 else ""

    @property
    def older(self) -> str:
        return self._link(self.number + 1) if self.number < self.last else ""

    def cut(self, items: Sequence | QuerySet) -> Any:
        return items[self.start : self.start + self.size]

    def _query(self, number: int) -> list[tuple[str, str]]:
        return [*self.keep, *([("page", str(number))] if number > 1 else [])]

    def _link(self, number: int) -> str:
        return "?" + urlencode(self._query(number))


def pages_asked(
    request: HttpRequest, total: int, size: int, keep: tuple[tuple[str, str], ...] = ()
) -> Pages:
    """Raises NoSuchPage for a page that is no number or past the end."""
    asked = request.GET.get("page", "1")
    # Not int() alone, which also reads “1_0” and digits of other scripts.
    found = Pages(int(asked) if re.fullmatch("[1-9][0-9]{0,6}", asked) else 0, size, total, keep)
    if not 1 <= found.number <= found.last:
        raise NoSuchPage(
            f"This list has {found.last} page{'' if found.last == 1 else 's'}, and not the one asked for."
        )
    return found
