"""What popular articles promise, in our words, against what the evidence bears, claim by claim. Pure module."""

from collections.abc import Callable, Iterable, Mapping

from claims.vocabulary import Certainty, ClaimKind, Verdict
from mgsite.public.comparison.table import (
    Cell,
    Column,
    Entry,
    Group,
    Row,
    Table,
    certainty_words,
)

Document = Mapping
COLUMNS = ("What the evidence bears", "Verdict", "Certainty", "Last searched")

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


def against_evidence(claims: Iterable[Document], by: str) -> Table:
    """`by` is a key of GROUPED. A claim without a recorded promise is left out."""
    promised = sorted((c for c in claims if c["as_claimed"]), key=lambda c: c["as_claimed"])
    order, heading = GROUPED[by]
    found: dict[str, list[Row]] = {name: [] for name in order}
    for claim in promised:
        found.setdefault(heading(claim), []).append(_row(claim))
    groups = (Group(name, tuple(rows)) for name, rows in found.items() if rows)
    return Table(tuple(map(Column, COLUMNS)), tuple(groups))


def _row(claim: Document) -> Row:
    searched = claim["searched_on"]
    return Row(
        claim["as_claimed"],
        (
            Cell((Entry(claim, text=claim["conclusion"]),)),
            Cell((Entry(claim, shows="verdict"),) if claim["verdict"] else (), "Not graded yet"),
            Cell((Entry(claim, shows="certainty"),)),
            Cell((Entry(claim, text=searched, shows="date"),) if searched else (), "No date"),
        ),
    )
