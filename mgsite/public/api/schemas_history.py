"""The shapes of an item's history, and of many items at once."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from claims.vocabulary import Certainty, Verdict
from mgsite.public.api.schemas import Moment, Tombstone, Url
from mgsite.public.api.schemas_claim import words
from mgsite.public.api.schemas_items import Article, Check, Claim, Condition, Source, Supplement


class HistoryEntry(Schema):
    version: int
    edition: int
    until: int | None = Field(description="The edition that replaced it; null while it stands.")
    published_at: Moment
    state: str = Field(description="published or withdrawn")
    event: str = Field(description="As in /changes.")
    urgency: str = Field(description="Known: routine, important, safety.")
    change: str = Field(
        description="What kind of news the edition was. Known: safety, conclusion, grade, "
        "evidence, wording."
    )
    note: str = Field(description="What readers were told about the edition.")
    title: str | None = Field(description="Null where the text was blanked for legal reasons.")
    certainty: Annotated[str, words(Certainty)] | None
    verdict: Annotated[str, words(Verdict)] | None
    redacted: bool = Field(description="Blanked for legal reasons.")
    etag: str | None
    url: Url | None = Field(description="The item as it was; null where there is no text.")


class History(Schema):
    id: str
    kind: str
    total: int = Field(description="Versions, on all pages.")
    limit: int
    next: Url | None = Field(description="Older versions; null on the last page.")
    edition: int
    items: list[HistoryEntry]


class InPrint(Schema):
    id: str
    kind: str
    version: int
    state: Literal["published"]
    data: Condition | Supplement | Article | Claim | Source | Check


class OutOfPrint(Schema):
    id: str
    kind: str
    version: int
    state: Literal["withdrawn"]
    tombstone: Tombstone


class Resources(Schema):
    edition: int
    changes_cursor: int = Field(description="Where /changes goes on from this state.")
    changes_url: Url
    items: list[InPrint | OutOfPrint] = Field(description="In the order in which they were asked.")
    unknown: list[str] = Field(description="Ids under which nothing was published by then.")
