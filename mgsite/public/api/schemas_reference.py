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
    quote: str | None = Field(description="As in the check.")
    claim_id: ClaimId
    strength: int = Field(description="As in the check.")
    sentence: int | None = Field(description="As in the check.")
    paraphrase: str | None = Field(
        description="The claim as articles make it, in our words. This and what follows is null where "
        "the claim is out of print."
    )
    conclusion: str | None
    verdict: Annotated[str, words(Verdict)] | None
    certainty: Annotated[str, words(Certainty)] | None
    permitted: int | None = Field(
        description="The boldest wording that the evidence permits, as `strength`; −1 is none at all."
    )
    gap: int | None = Field(
        description="How much bolder the wording is than the evidence permits; 0 to 4."
    )


class CheckTotals(Schema):
    appearances: int
    measured: int = Field(description="Appearances whose claim is in print.")
    supported_as_worded: int = Field(description="Of these, with a gap of 0.")
    bolder_than_evidence: int = Field(description="Of these, with a gap above 0.")
    gap: int = Field(description="The sum of the gaps.")
    largest_gap: int
    by_gap: dict[str, int] = Field(description="Appearances by gap; without those that none has.")
    claims: int = Field(description="Distinct claims, in print.")
    verdict: dict[str, int]
    certainty: dict[str, int] = Field(description="“none” counts claims without a level.")


class CheckPage(Schema):
    edition: int
    check: Check
    appearances: list[JudgedAppearance]
    claims: list[Claim]
    totals: CheckTotals
