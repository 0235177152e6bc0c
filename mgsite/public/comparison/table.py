"""A comparison as values: the page, the CSV and the JSON all show these. Pure module."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from claims.vocabulary import Certainty, ClaimKind, Verdict
from mgsite.public.gaps import WORDED, gap_words
from mgsite.public.phrases import day, no_level

Document = Mapping


@dataclass(frozen=True)
class Entry:
    """One line of a cell. `item` is the claim or source it comes from, which the line links to.

    `shows` is what stands there: “text”, “verdict”, “certainty”, “claim” (text and both marks),
    “date” (then `text` is ISO) or “wording” (the text, if any, with its strength and gap). `anchor`
    is a place on the item's page.
    """

    item: Document | None
    label: str = ""
    text: str = ""
    shows: str = "text"
    anchor: str = ""
    strength: int = 0
    gap: int = 0

    @property
    def words(self) -> str:
        """What a reader sees, without the label."""
        if self.item is None:
            return f"{self.text} {self.label.lower()}".strip()
        if self.shows == "text":
            return self.text
        if self.shows == "date":
            return day(self.text)
        if self.shows == "wording":
            said = [f"“{self.text}”"] if self.text else []
            return " ".join([*said, f"“{WORDED[self.strength]}”", gap_words(self.gap)])
        verdict, certainty = verdict_words(self.item), certainty_words(self.item)
        marks = {"verdict": [verdict], "certainty": [certainty]}
        parts = marks.get(self.shows, [self.text, verdict, certainty])
        return " ".join(filter(None, parts))


@dataclass(frozen=True)
class Cell:
    """Never blank: without entries it says in `empty` why. `span` is in columns."""

    entries: tuple[Entry, ...] = ()
    empty: str = ""
    span: int = 1

    @property
    def several(self) -> bool:
        """Whether a reader has to be told which entry is which."""
        return len(self.entries) > 1

    @property
    def lines(self) -> tuple[str, ...]:
        """One for each entry, with its label where there are several, and always that of an article."""
        if not self.entries:
            return (self.empty,)
        return tuple(
            f"{entry.label}: {entry.words}"
            if entry.item and entry.label and (self.several or entry.shows == "wording")
            else entry.words
            for entry in self.entries
        )


@dataclass(frozen=True)
class Row:
    heading: str
    cells: tuple[Cell, ...]
    note: str = ""

    @property
    def differs(self) -> bool:
        return len({cell.lines for cell in self.cells}) > 1


@dataclass(frozen=True)
class Group:
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Column:
    """`slug` is of the item of `kind` that the column is about, `anchor` a place on its page."""

    heading: str
    kind: str = ""
    slug: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Table:
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]


def differing(table: Table) -> Table:
    """Without the rows that say the same in every column."""
    groups = (
        Group(group.heading, tuple(row for row in group.rows if row.differs))
        for group in table.groups
    )
    return replace(table, groups=tuple(group for group in groups if group.rows))


def as_rows(table: Table) -> list[list[str]]:
    """A line for each row: group, row, note, then the columns; a heading line first.

    Several entries of a cell stand on lines of their own; a cell across columns stands in each.
    """
    heading = ["Group", "Row", "Note", *(column.heading for column in table.columns)]
    return [heading] + [
        [group.heading, row.heading, row.note, *_texts(row)]
        for group in table.groups
        for row in group.rows
    ]


def _texts(row: Row) -> list[str]:
    return ["\n".join(cell.lines) for cell in row.cells for _ in range(cell.span)]


def verdict_words(claim: Document) -> str:
    if not claim["verdict"]:
        return ""
    harm = "Safety: " if claim["claim_kind"] == ClaimKind.SAFETY else ""
    return harm + Verdict(claim["verdict"]).label


def certainty_words(claim: Document) -> str:
    level = (claim["grading"] or {}).get("certainty")
    return f"{Certainty(level).label} certainty" if level else no_level(claim["verdict"])
