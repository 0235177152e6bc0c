"""Which promises recur across articles, how boldly, and what the evidence bears. Pure module."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.vocabulary import ClaimKind
from mgsite.public.comparison.table import Cell, Column, Entry, Group, Row, Table
from mgsite.public.gaps import Appearing, measured, promise
from mgsite.public.phrases import counted

Document = Mapping
SEVERAL = 2  # articles that make a promise recur
NOT_THERE = "Not said there"


@dataclass(frozen=True)
class Recurring:
    """A claim, and by the id of each check that makes it, its boldest place there; of `articles` read."""

    claim: Document
    places: Mapping[str, Appearing]
    articles: int

    @property
    def how_often(self) -> str:
        """“4 of 5 articles”."""
        return f"{len(self.places)} of {counted(self.articles, 'article', 'articles')}"

    @property
    def promise(self) -> str:
        return promise(self.claim)

    @property
    def largest(self) -> int:
        return max(place.gap or 0 for place in self.places.values())

    @property
    def is_bold_promise(self) -> bool:
        """Whether it promises that something happens, more boldly than the evidence bears."""
        return self.claim["claim_kind"] == ClaimKind.EFFECT and self.largest > 0


def recurring(
    read: Sequence[tuple[Document, Iterable[Appearing]]], least: int = SEVERAL
) -> list[Recurring]:
    """Of claims that `least` articles make: the most widespread first, then the boldest.

    `read` are the checks with their places.
    """
    claims: dict[str, Document] = {}
    found: dict[str, dict[str, Appearing]] = {}
    for check, places in read:
        for place in measured(places):
            claim = place.claim or {}
            claims[claim["id"]] = claim
            here = found.setdefault(claim["id"], {})
            before = here.get(check["id"])
            if before is None or place.strength > before.strength:
                here[check["id"]] = place
    all_found = [
        Recurring(claims[public_id], places, len(read))
        for public_id, places in found.items()
        if len(places) >= least
    ]
    return sorted(all_found, key=lambda each: (-len(each.places), -each.largest, each.promise))


def across(checks: Sequence[Document], found: Iterable[Recurring]) -> Table:
    """A row for each promise, a column for each article, grouped by how many make it."""
    groups: dict[str, list[Row]] = {}
    for each in found:
        groups.setdefault(f"Said in {each.how_often}", []).append(_row(each, checks))
    columns = (
        Column("What the evidence bears"),
        *(Column(check["title"], "check", check["slug"]) for check in checks),
    )
    return Table(columns, tuple(Group(name, tuple(rows)) for name, rows in groups.items()))


def _row(each: Recurring, checks: Iterable[Document]) -> Row:
    return Row(
        each.promise,
        (
            Cell((Entry(each.claim, text=each.claim["conclusion"], shows="claim"),)),
            *(_cell(check, each.places.get(check["id"])) for check in checks),
        ),
    )


def _cell(check: Document, place: Appearing | None) -> Cell:
    return Cell((worded(check, place),)) if place else Cell(empty=NOT_THERE)


def worded(check: Document, place: Appearing, label: str = "", text: str = "") -> Entry:
    """How boldly the article says it, leading to the sentence."""
    return Entry(
        check,
        label=label,
        text=text,
        shows="wording",
        anchor=place.anchor,
        strength=place.strength,
        gap=place.gap or 0,
    )
