"""A claim and its grading as the API shows them. Contract: API.md §3."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from claims.vocabulary import (
    Certainty,
    ClaimKind,
    Direction,
    DoseBasis,
    DosePer,
    EffectMeasure,
    Importance,
    Integrity,
    Method,
    Size,
    Stance,
    Start,
    Verdict,
    Word,
)
from claims.wording import Change
from mgsite.public.api.schemas import (
    Amount,
    ClaimId,
    ConditionId,
    Day,
    Envelope,
    SourceId,
    SupplementId,
)


def words(vocabulary: type[Word]):
    """Describes a text by its known values; open, so that a new one breaks no client."""
    return Field(
        description=f"Known: {', '.join(vocabulary)}.", examples=[str(next(iter(vocabulary)))]
    )


class Intervention(Schema):
    name: str
    form: str | None = Field(description="Slug of the form claimed; null for any form.")
    subject: str | None = Field(
        description="What the sentence is about where it is not the supplement alone."
    )


class Outcome(Schema):
    name: str | None
    measure: str | None
    timeframe_days: int | None
    importance: Annotated[str, words(Importance)]
    important_difference: Amount | None = Field(
        description="The smallest difference that matters, in the unit of the estimate."
    )
    important_difference_note: str | None = Field(description="Its unit and who set it.")


class Dose(Schema):
    min_mg: Amount | None
    max_mg: Amount | None
    basis: Annotated[str, words(DoseBasis)]
    per: Annotated[str, words(DosePer)] | None


class Downgrade(Schema):
    domain: str
    levels: int = Field(ge=1, le=3)
    reason: str


class Upgrade(Schema):
    domain: str
    levels: int = Field(ge=1, le=2)
    reason: str


class Estimate(Schema):
    measure: Annotated[str, words(EffectMeasure)]
    value: Amount
    ci_low: Amount | None
    ci_high: Amount | None
    unit: str | None
    direction: Annotated[str, words(Direction)] | None
    baseline_per_1000: Amount | None


class Effect(Estimate):
    difference_per_1000: Amount | None = Field(
        description="Computed from the effect and the baseline; below 0 is fewer."
    )
    source_id: SourceId | None


class FurtherOutcome(Schema):
    """A line of the summary of findings beside the claim's own outcome, which comes first."""

    outcome: str
    measure: str | None
    timeframe_days: int | None
    importance: Annotated[str, words(Importance)]
    is_harm: bool
    effect: Estimate | None = Field(description="Null: not estimable.")
    n_studies: int | None
    n_participants: int | None
    source_id: SourceId | None
    source_certainty: Annotated[str, words(Certainty)] | None = Field(
        description="As the authors of the source rate it; ours is that of `claim_id`."
    )
    claim_id: ClaimId | None = Field(description="The claim that grades this outcome.")
    what_happens: str | None
    note: str | None


class GradedTwice(Schema):
    name: str
    first: str
    second: str
    agreed: bool


class SecondGrading(Schema):
    """Two people graded blind of each other; `reason` says how it was settled."""

    blind: bool
    agreed: int
    of: int
    judgements: list[GradedTwice]
    reason: str
    settled_on: Day


class Grading(Schema):
    """The level follows from start, downgrades and upgrades: anyone can recompute it."""

    method: Annotated[str, words(Method)]
    rule_version: str
    certainty: Annotated[str, words(Certainty)] | None = Field(
        description="Null for the method reference and for what was not studied."
    )
    start_level: Annotated[str, words(Certainty)] | None
    start_design: Annotated[str, words(Start)] | None
    start_reason: str | None
    downgrades: list[Downgrade]
    upgrades: list[Upgrade] = Field(description="Those that counted.")
    refused_upgrades: list[Upgrade] = Field(description="Judged, not counted; the reason says why.")
    effect: Effect | None
    change: Annotated[str, words(Change)] | None = Field(
        description="What was found to happen to the outcome; null when that is unclear."
    )
    size: Annotated[str, words(Size)] | None
    i_squared: Amount | None = Field(description="Per cent.")
    n_events: int | None
    n_studies: int | None
    n_participants: int | None
    rationale: str
    verdict_reason: str | None
    assessed_by: str
    assessed_at: Day
    second_grading: SecondGrading | None


class Citation(Schema):
    source_id: SourceId
    stance: Annotated[str, words(Stance)]
    locator: str | None
    quote: str | None = Field(description="The source's own words, quoted.")
    note: str | None


class SourceAlert(Schema):
    source_id: SourceId
    stance: Annotated[str, words(Stance)]
    integrity: Annotated[str, words(Integrity)]
    since: Day | None


class Claim(Envelope):
    id: ClaimId
    kind: str
    statement: str = Field(
        description="What is claimed, often false: never to be shown without the verdict."
    )
    as_claimed: str | None
    conclusion: str = Field(description="What the evidence bears; the title.")
    sentence: str | None = Field(
        description="Made from certainty, verdict and size by the ladder of GRADE; null where "
        "that does not apply.",
    )
    plain_language: str
    claim_kind: Annotated[str, words(ClaimKind)]
    applies_to_all: bool = Field(description="Holds for every condition.")
    supplement_id: SupplementId
    condition_ids: list[ConditionId]
    population: str | None
    intervention: Intervention
    comparator: str | None
    outcome: Outcome
    dose: Dose | None
    searched_on: Day | None
    dispute: str | None = Field(description="What an expert would dispute.")
    verdict: Annotated[str, words(Verdict)] | None
    grading: Grading | None
    upgrade_path: list[str] = Field(description="What would change our mind.")
    further_outcomes: list[FurtherOutcome]
    citations: list[Citation]
    source_alerts: list[SourceAlert]
