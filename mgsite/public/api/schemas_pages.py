"""The shapes of the composed answers: an item with what is derived from the items around it."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from claims.vocabulary import Certainty, Importance
from mgsite.public.api.schemas import CheckId, ClaimId, SourceId
from mgsite.public.api.schemas_claim import Estimate, SourceAlert, words
from mgsite.public.api.schemas_items import Article, Claim, Condition, Source


class TestedForm(Schema):
    form: str
    trials: int
    source_ids: list[SourceId]


class Forms(Schema):
    """The form ledger. A trial is a distinct primary study that gave people something to take and
    is cited other than as context; dicitrate counts as citrate."""

    claimed: str | None = Field(description="Slug; null when any form is meant.")
    asked: str = Field(
        description="Slug of the form that `words` and `trials_with_form` are about."
    )
    words: str = Field(examples=["Tested with magnesium glycinate: 1 of 4 trials."])
    tested: list[TestedForm] = Field(description="A trial of two forms stands under each.")
    trials: int
    trials_with_form: int = Field(description="Of these, trials of the form asked about.")
    form_not_stated: int = Field(description="Of these, trials whose form is not known.")
    reviews: int = Field(description="Reviews and guidelines, which count for no form.")
    other_studies: int = Field(description="Studies that gave people nothing to take.")
    match: bool | None = Field(
        description="Whether a trial tested the form claimed; null when any form is meant."
    )
    mismatch: str | None = Field(
        description="Why the forms tested speak against the claim; null when they do not."
    )


class People(Schema):
    """Whole people of 1000, with the 95 % interval."""

    value: int
    low: int | None
    high: int | None


class Finding(Schema):
    """One outcome. Absolute numbers stand at the risk that its source reports without the
    supplement (`effect.baseline_per_1000`), and are null where none is reported."""

    outcome: str
    measure: str | None
    timeframe_days: int | None
    importance: Annotated[str, words(Importance)]
    is_harm: bool
    effect: Estimate | None = Field(description="Null: not estimable.")
    n_studies: int | None
    n_participants: int | None
    source_id: SourceId | None
    risk_without_per_1000: int | None
    risk_with_per_1000: People | None
    difference_per_1000: People | None = Field(description="Below 0 is fewer.")
    number_needed_to_treat: int | None = Field(
        description="Null when the interval includes no effect, and for associations."
    )
    certainty: Annotated[str, words(Certainty)] | None
    certainty_by: str | None = Field(
        description="Known: mgsite (the grading of `claim_id`), source (rated by its authors)."
    )
    claim_id: ClaimId | None = Field(description="The claim that grades this outcome.")
    what_happens: str | None
    note: str | None


class Overall(Schema):
    """The lowest certainty among the critical outcomes."""

    certainty: Annotated[str, words(Certainty)] | None
    decided_by: list[str]
    ungraded: list[str] = Field(description="Critical outcomes without a level.")


class SummaryOfFindings(Schema):
    rows: list[Finding] = Field(description="The claim's own outcome first.")
    overall: Overall


class Lift(Schema):
    domain: str
    levels: int
    certainty_without: Annotated[str, words(Certainty)] = Field(
        description="The level if this domain alone were no concern."
    )


class WouldChange(Schema):
    """By the arithmetic; what editors add is the claim's `upgrade_path`."""

    lifts: list[Lift]
    participants_missing: int | None = Field(
        description="To 400, where imprecision lowers the level."
    )
    events_missing: int | None = Field(description="To 300, where imprecision lowers the level.")
    untested_form: str | None = Field(description="Slug of a form claimed that no trial gave.")


class ClaimAlert(SourceAlert):
    grave: bool = Field(description="Retraction or concern: the claim may not stand.")
    text: str


class ClaimAppearance(Schema):
    check_id: CheckId
    publisher: str | None
    quote: str | None
    strength: int
    gap: int = Field(
        description="How much bolder the wording is than the evidence permits; 0 to 4."
    )


class ClaimPage(Schema):
    edition: int
    claim: Claim
    conditions: list[Condition]
    sources: list[Source] = Field(
        description="Those it cites, and those that its estimates come from."
    )
    summary_of_findings: SummaryOfFindings
    forms: Forms
    would_change: WouldChange
    alerts: list[ClaimAlert]
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
