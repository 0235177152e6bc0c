"""The shape of `/changes`: OpenActive RPDE with members of our own."""

from typing import Literal

from ninja import Schema
from pydantic import Field

from mgsite.public.api.schemas import Moment, Notice, Url
from mgsite.public.api.schemas_items import (
    Article,
    Check,
    Claim,
    Condition,
    Source,
    Supplement,
)


class Change(Schema):
    kind: str
    id: str
    modified: int = Field(description="Place in the sequence of all changes.")
    version: int
    event: str = Field(
        description="Known: published, updated, corrected, regraded, reviewed, retracted, withdrawn, "
        "merged, restored."
    )
    urgency: str = Field(description="Known: routine, important, safety.")
    changed_at: Moment


class Updated(Change):
    state: Literal["updated"]
    data: Condition | Supplement | Article | Claim | Source | Check


class Deleted(Change):
    state: Literal["deleted"]
    tombstone: Notice


class Changes(Schema):
    next: Url = Field(description="Always follow this; on an empty page it is the page itself.")
    cursor: int = Field(description="Where a copy stands after this page.")
    head: int = Field(description="The last change when this page was read.")
    more: bool = Field(description="False: the copy now equals the published state at head.")
    license: Url
    attribution: str
    poll_after_seconds: int
    items: list[Updated | Deleted]
