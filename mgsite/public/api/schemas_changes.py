"""The shape of `/changes`: OpenActive RPDE with members of our own, and the composed pages."""

from typing import Literal

from ninja import Schema
from pydantic import Field

from mgsite.public.api.schemas import CheckId, Moment, Notice, Url
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


class TestedForm(Schema):
    form: str
    trials: int


class Forms(Schema):
    claimed: str | None = Field(description="Slug; null when any form is meant.")
    tested: list[TestedForm] = Field(
        description="Primary trials by form; dicitrate counts as citrate."
    )
    trials: int = Field(description="Distinct primary trials cited other than as context.")
    form_not_stated: int = Field(description="Of these, trials whose form is not known.")
    match: bool | None = Field(
        description="Whether a trial tested the form claimed; null when any form is meant."
    )


class ClaimAppearance(Schema):
    check_id: CheckId
    publisher: str | None
    quote: str
    strength: int
    gap: int = Field(
        description="How much bolder the wording is than the evidence permits; 0 to 4."
    )


class ClaimPage(Schema):
    edition: int
    claim: Claim
    conditions: list[Condition]
    sources: list[Source]
    forms: Forms
    appearances: list[ClaimAppearance]


class Counts(Schema):
    certainty: dict[str, int] = Field(description="Claims by level; “none” for those without one.")
    verdict: dict[str, int]


class ConditionPage(Schema):
    edition: int
    condition: Condition
    claims: list[Claim]
    articles: list[Article]
    sources: list[Source]
    counts: Counts
