"""The comparisons as of one edition: what was asked for, read and made into a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from mgsite.editions.readers import AsOf
from mgsite.public import catalogue
from mgsite.public.comparison import conditions
from mgsite.public.comparison.choices import Choice, choose_one, choose_several
from mgsite.public.comparison.table import Table, differing

MOST_CONDITIONS = 5
ROWS = (("all", "All rows"), ("differing", "Differences only"))


@dataclass(frozen=True)
class Comparison:
    table: Table
    choices: tuple[Choice, ...]

    @property
    def problems(self) -> list[str]:
        return [choice.problem for choice in self.choices if choice.problem]

    @property
    def status(self) -> int:
        return max((choice.status for choice in self.choices), default=200)

    @property
    def query(self) -> list[tuple[str, str]]:
        """What the address says, apart from what goes without saying."""
        return [pair for choice in self.choices for pair in choice.query]


def of_conditions(as_of: AsOf, asked: QueryDict) -> Comparison:
    every = {c["slug"]: c for c in catalogue.all_conditions(as_of)}
    known = [(slug, c["title"]) for slug, c in every.items()]
    which = choose_several(
        "condition", "Conditions", known, said(asked, "condition"), MOST_CONDITIONS
    )
    chosen = [every[slug] for slug in which.picked]
    claims = catalogue.claims_about(as_of, [c["id"] for c in chosen])
    headlines = [d for c in chosen for d in conditions.headline_claims(c, claims)]
    cited = catalogue.in_print(as_of, [c["source_id"] for d in headlines for c in d["citations"]])
    return _with_rows(Comparison(conditions.compare(chosen, claims, cited), (which,)), asked)


def _with_rows(found: Comparison, asked: QueryDict) -> Comparison:
    """All rows, or those that differ between the columns."""
    rows = choose_one("rows", "Rows", ROWS, said(asked, "rows"))
    table = differing(found.table) if rows.picked == ("differing",) else found.table
    return replace(found, table=table, choices=(*found.choices, rows))


def said(asked: QueryDict, name: str) -> list[str]:
    """An empty field of a form says nothing."""
    return [value for value in asked.getlist(name) if value]


@dataclass(frozen=True)
class View:
    """`name` ends the name of its address: “compare” or “compare-<name>”."""

    name: str
    title: str
    lead: str
    compose: Callable[[AsOf, QueryDict], Comparison]


VIEWS: Mapping[str, View] = {
    view.name: view
    for view in (
        View(
            "conditions",
            "Conditions side by side",
            "What is known about magnesium for each condition, how sure that is, and what it rests on.",
            of_conditions,
        ),
    )
}
