"""The shape of a comparison: a table whose empty cells say so."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from claims.vocabulary import Certainty, Verdict
from mgsite.public.api.schemas import LaterNotice, Moment, Url
from mgsite.public.api.schemas_claim import words


class CellItem(Schema):
    kind: str = Field(description="Known: claim, source, check.")
    id: str
    url: Url
    api_url: Url
    verdict: Annotated[str, words(Verdict)] | None
    certainty: Annotated[str, words(Certainty)] | None


class CellEntry(Schema):
    text: str = Field(description="What stands on the page.")
    item: CellItem | None = Field(description="What it comes from; null for a sum or a count.")


class ComparisonCell(Schema):
    span: int = Field(description="Columns that it stands across.")
    evidence_gap: bool = Field(
        description="There is nothing to show; `empty` says what is missing."
    )
    empty: str | None
    entries: list[CellEntry]


class ComparisonRow(Schema):
    heading: str
    note: str | None
    cells: list[ComparisonCell]


class ComparisonGroup(Schema):
    heading: str
    rows: list[ComparisonRow]


class ComparisonColumn(Schema):
    heading: str
    url: Url | None


class Comparison(Schema):
    title: str
    description: str
    url: Url = Field(description="The page that shows the same.")
    edition: int
    published_at: Moment | None
    changes_cursor: int
    changes_url: Url
    columns: list[ComparisonColumn]
    groups: list[ComparisonGroup]
    notices: list[LaterNotice] = Field(
        description="With as_of: what has been said since of what stands in the cells."
    )
