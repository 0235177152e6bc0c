"""What popular articles promise, in our words, against what the evidence bears, claim by claim. Pure module."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from claims.vocabulary import Certainty, ClaimKind, Verdict
from mgsite.public.comparison.recurring import NOT_THERE, Recurring, recurring, worded
from mgsite.public.comparison.table import (
    Cell,
    Column,
    Entry,
    Group,
    Row,
    Table,
    certainty_words,
)
from mgsite.public.gaps import Appearing, promise

Document = Mapping
COLUMNS = ("What the evidence bears", "Verdict", "Certainty", "Last searched")
WORDED = "In articles that we read"

# What the rows are grouped by: the headings in their order, and the heading of one claim.
Heading = Callable[[Document], str]
GROUPED: Mapping[str, tuple[list[str], Heading]] = {
    "kind": ([k.label for k in ClaimKind], lambda claim: ClaimKind(claim["claim_kind"]).label),
    "verdict": (
        [*(v.label for v in Verdict), "Not graded yet"],
        lambda claim: Verdict(claim["verdict"]).label if claim["verdict"] else "Not graded yet",
    ),
    "certainty": ([f"{c.label} certainty" for c in Certainty], certainty_words),
}


def against_evidence(
    claims: Iterable[Document],
    by: str,
    read: Sequence[tuple[Document, Iterable[Appearing]]] = (),
) -> Table:
    """`by` is a key of GROUPED. A claim that no article makes is left out.

    `read` are checks with their places: where there are any, a column says how boldly each article
    words the claim.
    """
    said = {each.claim["id"]: each for each in recurring(read, 1)}
    promised = [claim for claim in claims if claim["as_claimed"] or claim["id"] in said]
    order, heading = GROUPED[by]
    found: dict[str, list[Row]] = {name: [] for name in order}
    for claim in sorted(promised, key=promise):
        cells = _cells(claim)
        if read:
            cells = (_worded(said.get(claim["id"]), [check for check, _ in read]), *cells)
        found.setdefault(heading(claim), []).append(Row(promise(claim), cells))
    groups = (Group(name, tuple(rows)) for name, rows in found.items() if rows)
    return Table(tuple(map(Column, (WORDED, *COLUMNS) if read else COLUMNS)), tuple(groups))


def _worded(said: Recurring | None, checks: Sequence[Document]) -> Cell:
    """A line for each article, with its sentence where one is quoted."""
    if said is None:
        return Cell(empty=NOT_THERE)
    there = [check for check in checks if check["id"] in said.places]
    return Cell(tuple(_words(check, said, several=len(checks) > 1) for check in there))


def _words(check: Document, said: Recurring, *, several: bool) -> Entry:
    place = said.places[check["id"]]
    label = check["title"] if several else ""
    return worded(check, place, label, place.words if place.is_quoted else "")


def _cells(claim: Document) -> tuple[Cell, ...]:
    searched = claim["searched_on"]
    return (
        Cell((Entry(claim, text=claim["conclusion"]),)),
        Cell((Entry(claim, shows="verdict"),) if claim["verdict"] else (), "Not graded yet"),
        Cell((Entry(claim, shows="certainty"),)),
        Cell((Entry(claim, text=searched, shows="date"),) if searched else (), "No date"),
    )
