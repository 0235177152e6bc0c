"""The shapes of the composed answers about a source and a check."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from claims.vocabulary import Certainty, Stance, Verdict
from mgsite.public.api.schemas import ClaimId, SupplementId, Url
from mgsite.public.api.schemas_claim import words
from mgsite.public.api.schemas_items import Check, Claim, Source


class Judged(Schema):
    conclusion: str
    verdict: Annotated[str, words(Verdict)] | None
    certainty: Annotated[str, words(Certainty)] | None


class CitedBy(Judged):
    claim_id: ClaimId
    url: Url
    stance: Annotated[str, words(Stance)] | None = Field(
        description="Null: only an estimate comes from the source."
    )
    locator: str | None
    note: str | None


class LimitUse(Schema):
    supplement_id: SupplementId
    authority: str
    kind: str
    max_mg: int
    applies_to: str


class SafetyUse(Schema):
    supplement_id: SupplementId
    heading: str
    text: str
    confirmed: bool


class SourcePage(Schema):
    edition: int
    source: Source
    cited_by: list[CitedBy]
    limits: list[LimitUse]
    safety_points: list[SafetyUse]


class JudgedAppearance(Schema):
    quote: str
    claim_id: ClaimId
    strength: int = Field(description="As in the check.")
    conclusion: str | None = Field(
        description="This and what follows is null where the claim is out of print."
    )
    verdict: Annotated[str, words(Verdict)] | None
    certainty: Annotated[str, words(Certainty)] | None
    gap: int | None = Field(
        description="How much bolder the wording is than the evidence permits; 0 to 4."
    )


class CheckTotals(Schema):
    appearances: int
    claims: int = Field(description="Distinct claims, in print.")
    bolder_than_evidence: int = Field(description="Appearances with a gap above 0.")
    largest_gap: int
    verdict: dict[str, int]
    certainty: dict[str, int] = Field(description="“none” counts claims without a level.")


class CheckPage(Schema):
    edition: int
    check: Check
    appearances: list[JudgedAppearance]
    claims: list[Claim]
    totals: CheckTotals
