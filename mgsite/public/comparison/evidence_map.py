"""The evidence map: conditions by outcomes, with trials and certainty, as table and drawing. Pure module."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mgsite.public.comparison.conditions import NO_TRIAL, NO_TRIAL_COUNTED, is_about
from mgsite.public.comparison.table import Cell, Column, Entry, Group, Row, Table
from mgsite.public.forms_given import ledger_of
from mgsite.public.phrases import counted

NO_CLAIM = "No claim examined"
NO_OUTCOME = "Outcome not stated"

# The drawing, in its own units.
LABELS, COLUMN, LINE, TOP = 250, 90, 24, 34
SMALLEST, LARGEST, MANY = 3.5, 10.5, 10  # a radius; MANY trials or more have the largest

Document = Mapping


@dataclass(frozen=True)
class Spot:
    """One claim: `level` is its certainty or “none”."""

    x: float
    y: float
    radius: float
    level: str


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    columns: tuple[Label, ...]
    rows: tuple[Label, ...]
    spots: tuple[Spot, ...]
    empty: tuple[Label, ...]


def evidence_map(
    conditions: Sequence[Document],
    claims: Iterable[Document],
    sources: Mapping[str, Document],
    *,
    heading: str,
    by_name: bool,
) -> tuple[Table, Drawing]:
    """A row for each outcome of the claims; by name, or those of the most conditions first."""
    by_outcome: dict[str, list[Document]] = {}
    for claim in sorted(claims, key=lambda claim: claim["slug"]):
        by_outcome.setdefault(claim["outcome"]["name"] or NO_OUTCOME, []).append(claim)

    def rank(outcome: str) -> tuple[int, str]:
        reached = [c for c in conditions if any(is_about(d, c["id"]) for d in by_outcome[outcome])]
        return (0 if by_name else -len(reached), outcome.casefold())

    ordered = sorted(by_outcome, key=rank)
    trials = {
        claim["id"]: len(ledger_of(claim, sources).trials)
        for found in by_outcome.values()
        for claim in found
    }
    grid = [
        (o, [[d for d in by_outcome[o] if is_about(d, c["id"])] for c in conditions])
        for o in ordered
    ]
    rows = tuple(Row(o, tuple(_cell(found, trials) for found in cells)) for o, cells in grid)
    columns = tuple(Column(c["title"], "condition", c["slug"]) for c in conditions)
    table = Table(columns, (Group(heading, rows),) if rows else ())
    return table, _drawing(conditions, grid, trials)


def _cell(found: Sequence[Document], trials: Mapping[str, int]) -> Cell:
    entries = (
        Entry(claim, claim["intervention"]["name"], _trials(claim, trials[claim["id"]]), "claim")
        for claim in found
    )
    return Cell(tuple(entries), empty=NO_CLAIM)


def _trials(claim: Document, amount: int) -> str:
    if amount:
        return counted(amount, "trial", "trials")
    return NO_TRIAL if claim["verdict"] == "not-studied" else NO_TRIAL_COUNTED


def _drawing(
    conditions: Sequence[Document],
    grid: Sequence[tuple[str, list[list[Document]]]],
    trials: Mapping[str, int],
) -> Drawing:
    def middle(place: int) -> float:
        return LABELS + COLUMN * (place + 0.5)

    spots, empty = [], []
    for line, (_, cells) in enumerate(grid):
        y = TOP + LINE * (line + 0.5)
        for place, found in enumerate(cells):
            for nth, claim in enumerate(found):
                x = middle(place) + 2 * LARGEST * (nth - (len(found) - 1) / 2)
                level = (claim["grading"] or {}).get("certainty") or "none"
                spots.append(Spot(x, y, _radius(trials[claim["id"]]), level))
            if not found:
                empty.append(Label(middle(place), y, "–"))
    return Drawing(
        width=LABELS + COLUMN * len(conditions),
        height=TOP + LINE * len(grid),
        columns=tuple(Label(middle(i), TOP - 14, c["title"]) for i, c in enumerate(conditions)),
        rows=tuple(Label(0, TOP + LINE * (i + 0.5), o) for i, (o, _) in enumerate(grid)),
        spots=tuple(spots),
        empty=tuple(empty),
    )


def _radius(amount: int) -> float:
    """The area grows with the number of trials."""
    share = math.sqrt(min(amount, MANY) / MANY)
    return round(SMALLEST + (LARGEST - SMALLEST) * share, 1)
