"""The six kinds as the API shows them: stored document and envelope. Contract: API.md §3."""

from typing import Annotated

from ninja import Schema
from pydantic import Field, create_model

from claims.vocabulary import (
    CodeSystem,
    Integrity,
    StudyDesign,
    Urgency,
)
from mgsite.public.api.addresses import PLURALS
from mgsite.public.api.schemas import (
    Amount,
    ArticleId,
    CheckId,
    ClaimId,
    ConditionId,
    Day,
    Envelope,
    Listing,
    SourceId,
    SupplementId,
    Url,
)
from mgsite.public.api.schemas_claim import Claim, words


class Code(Schema):
    system: Annotated[str, words(CodeSystem)]
    code: str
    label: str


class RedFlag(Schema):
    urgency: Annotated[str, words(Urgency)]
    text: str
    confirmed: bool


class Condition(Envelope):
    id: ConditionId
    kind: str
    name: str
    question: str
    alternate_names: list[str]
    summary: str
    codes: list[Code]
    red_flags: list[RedFlag]
    headline_claim_ids: list[ClaimId]


class Limit(Schema):
    authority: str
    kind: str = Field(description="Known: upper-level, advice.")
    max_mg: int = Field(description="mg of the element a day")
    applies_to: str
    source_id: SourceId


class Form(Schema):
    slug: str
    name: str
    alternate_names: list[str]
    formula: str
    molar_mass: Amount = Field(description="g/mol")
    magnesium_atoms: int
    elemental_share: Amount = Field(description="Share of the element in the mass, from 0 to 1.")
    hydrate: str | None
    stoichiometry: str | None
    note: str | None
    limits: list[Limit]


class SafetyPoint(Schema):
    heading: str
    text: str
    condition_ids: list[ConditionId] = Field(description="Empty: for every condition.")
    source_ids: list[SourceId]
    confirmed: bool


class Supplement(Envelope):
    id: SupplementId
    kind: str
    name: str
    alternate_names: list[str]
    summary: str
    forms: list[Form]
    limits: list[Limit]
    safety_points: list[SafetyPoint]


class Section(Schema):
    id: str
    heading: str
    aspect: str = Field(
        description="Known: answer, condition, evidence, dose, safety, help, method."
    )
    html: str = Field(
        description="Sanitised. <!--claim:ID--> stands where the card of that claim goes."
    )
    text: str
    standalone: bool = Field(description="Whether it may be quoted without its claims.")
    claim_ids: list[ClaimId]


class Article(Envelope):
    id: ArticleId
    kind: str
    summary: str
    byline: list[str]
    condition_ids: list[ConditionId]
    supplements: list[SupplementId]
    sections: list[Section]
    word_count: int


class Author(Schema):
    """CSL: family and given, or literal for a body; the others are empty."""

    family: str
    given: str
    literal: str


class Source(Envelope):
    id: SourceId
    kind: str
    type: str | None = Field(description="CSL type.", examples=["article-journal"])
    authors: list[Author]
    container: str | None
    issued: str | None = Field(description="YYYY, YYYY-MM or YYYY-MM-DD")
    year: int | None
    volume: str | None
    issue: str | None
    page: str | None
    number: str | None
    publisher: str | None
    doi: str | None
    pmid: str | None
    pmcid: str | None
    source_url: str | None
    study_design: Annotated[str, words(StudyDesign)] | None
    n_participants: int | None
    population: str | None
    intervention: str | None
    forms_tested: list[str] = Field(description="Slugs of forms.")
    form_note: str | None
    route: str | None
    dose_mg: Amount | None = Field(description="mg elemental a day")
    comparator: str | None
    outcome: str | None
    effect: str | None
    duration_weeks: Amount | None
    funding: str | None
    integrity: Annotated[str, words(Integrity)]
    integrity_note: str | None
    integrity_checked_at: Day | None


class Appearance(Schema):
    quote: str | None = Field(
        description="One sentence of the text. Null where we quote none: no claim is quoted twice, no two "
        "sentences that follow each other, and nothing of a text that we may not keep."
    )
    claim_id: ClaimId
    strength: int = Field(
        description="Of the wording: 3 is proven, 2 does, 1 may, 0 asks or defines."
    )
    sentence: int | None = Field(
        None, description="Its number in the text, from 1. Null in checks of the first editions."
    )


class Sentences(Schema):
    """Every sentence, heading and list item of the text has one class."""

    total: int
    claim: int
    background: int
    advice: int
    call_to_action: int
    debris: int
    heading: int


class Omission(Schema):
    kind: str = Field(description="Known: source, basis, limit, kidneys, medicines.")
    sentence: str = Field(description="What is missing, in our words.")


class Check(Envelope):
    id: CheckId
    kind: str
    publisher: str | None
    source_url: Url | None
    retrieved_on: Day | None
    content_sha256: str
    text_sha256: str | None = Field(
        None, description="Of the text as it was read, cleaned of debris."
    )
    sentences: Sentences | None = Field(description="Null in checks of the first editions.")
    unmatched: int | None = Field(
        None, description="Claim sentences without a claim of ours in print."
    )
    appearances: list[Appearance] = Field(
        description="In the order of the text; a sentence stands as often as it makes claims."
    )
    omissions: list[Omission] = Field(
        [], description="What the text leaves out that a reader would need, found by rule."
    )


ITEMS = {
    "condition": Condition,
    "supplement": Supplement,
    "article": Article,
    "claim": Claim,
    "source": Source,
    "check": Check,
}
LISTS: dict[str, type[Listing]] = {
    kind: create_model(PLURALS[kind].capitalize(), __base__=Listing, items=(list[shape], ...))  # type: ignore[valid-type]
    for kind, shape in ITEMS.items()
}
