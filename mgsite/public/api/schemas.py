"""Shapes of the answers around the items: envelope, problems, changes, manifest, root.

They document and are tested against real answers; answers themselves are built from stored
documents and never pass through these classes, which would be twenty times slower.
Enumerations in answers are open: a client must bear a word that it does not know.
"""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from mgsite.public.api.parameters import ID_EXAMPLE, ID_PATTERN

Moment = Annotated[
    str,
    Field(
        json_schema_extra={"format": "date-time"},
        description="RFC 3339 in UTC.",
        examples=["2026-11-22T14:05:00Z"],
    ),
]
Day = Annotated[str, Field(json_schema_extra={"format": "date"}, examples=["2026-11-22"])]
Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Template = Annotated[
    str, Field(description="A URI template of RFC 6570: put your own value in the braces.")
]
Amount = Annotated[
    str,
    Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$", description="A decimal, as text.", examples=["200"]),
]


def _an_id(kind: str):
    return Field(
        pattern=ID_PATTERN[kind],
        description=f"Public id of a {kind}; never reused.",
        examples=[ID_EXAMPLE[kind]],
    )


ConditionId = Annotated[str, _an_id("condition")]
SupplementId = Annotated[str, _an_id("supplement")]
ArticleId = Annotated[str, _an_id("article")]
ClaimId = Annotated[str, _an_id("claim")]
SourceId = Annotated[str, _an_id("source")]
CheckId = Annotated[str, _an_id("check")]


class Reviewer(Schema):
    name: str
    role: str
    credentials: str | None


class ReviewKind(Schema):
    kind: str = Field(description="Known: approved, forced, starter (not independently reviewed).")
    note: str | None


class Correction(Schema):
    at: Moment
    severity: str = Field(description="Known: routine, important, safety.")
    note: str
    version: int = Field(description="The version that corrected.")


class Caveat(Schema):
    code: str = Field(
        description="Known: not-medical-advice, starter-content, unconfirmed-points, source-alert."
    )
    text: str
    must_accompany: bool = Field(description="Wherever the item is shown, this is shown too.")


class LaterNotice(Schema):
    """What readers of an earlier edition must know today."""

    id: str
    kind: str
    edition: int = Field(description="The edition that said so.")
    at: Moment
    reason: str = Field(
        description="Why it was withdrawn (as in a tombstone); for a source still in print, its "
        "integrity now."
    )
    notice_text: str
    replaced_by: list[str] = Field(description="Public ids.")


class Usage(Schema):
    license_spdx: str | None
    license_url: Url | None
    attribution_text: str
    attribution_html: str
    attribution_required: bool
    modification: str
    refresh_within: str = Field(description="ISO 8601 duration.", examples=["P7D"])
    apply_urgent_within: str = Field(
        description="For changes whose urgency is important or safety.", examples=["PT24H"]
    )


class ItemLinks(Schema):
    self: Url
    html: Url
    page: Url | None = Field(description="The composed answer; null for kinds that have none.")
    history: Url
    collection: Url


class Envelope(Schema):
    """What every item carries around its document."""

    url: Url = Field(description="The page for readers. Holds the slug, which may change.")
    state: Literal["published"]
    version: int = Field(description="Counts the published versions of this item from 1.")
    edition: int = Field(description="The edition that published this version.")
    etag: str = Field(examples=['W/"1-0f2c9a41b7d35e68c0a1f4e29b7d6c53"'])
    language: str = Field(examples=["en-GB"])
    title: str
    published_at: Moment
    modified_at: Moment
    last_reviewed: Day | None = Field(description="Null when nobody has reviewed it independently.")
    next_review: Day | None
    reviewed_by: list[Reviewer]
    review: ReviewKind
    corrections: list[Correction]
    caveats: list[Caveat]
    notices: list[LaterNotice] = Field(
        description="With as_of: what has been said since of this item and of what it names. "
        "Empty for what is in print now."
    )
    usage: Usage
    links: ItemLinks


class Listing(Schema):
    total: int = Field(description="Items that the filters leave, on all pages.")
    limit: int
    next: Url | None = Field(description="The next page; null on the last.")
    edition: int
    changes_cursor: int = Field(
        description="Where /changes goes on from this state; keep the one of the first page."
    )
    changes_url: Url


class Fault(Schema):
    in_: str = Field(alias="in", description="query or path")
    name: str
    code: str
    detail: str


class Problem(Schema):
    """RFC 9457. `type` leads to a page that says what to do."""

    type: Url
    title: str
    status: int
    detail: str
    instance: str = Field(description="Names this one request; quote it when you ask us.")
    errors: list[Fault]


class Notice(Schema):
    reason: str = Field(
        description="Known: withdrawn, retracted, merged, superseded, legal, error."
    )
    notice_text: str
    replaced_by: list[str] = Field(description="Public ids.")
    withdrawn_at: Moment


class Tombstone(Notice):
    id: str
    kind: str


class WithdrawnProblem(Problem):
    tombstone: Tombstone
    version: int
    changed_at: Moment


class CursorResetProblem(Problem):
    bootstrap: Url


class ComparisonLinks(Schema):
    conditions: Url
    forms: Url
    claims: Url
    map: Url


class RootLinks(Schema):
    self: Url
    openapi: Url
    docs: Url
    changes: Url
    manifest: Url
    export: Url
    status: Url
    search: Template
    resources: Template
    comparisons: ComparisonLinks
    conditions: Url
    supplements: Url
    articles: Url
    claims: Url
    sources: Url
    checks: Url
    html: Url


class Contact(Schema):
    name: str
    url: Url


class Root(Schema):
    title: str
    contract_revision: str
    links: RootLinks
    usage: Usage
    contact: Contact
    epoch: str
    edition: int
    cursor: int
    changed_at: Moment | None
    changes_url: Url = Field(description="Follow this for what changes from now on.")


class Status(Schema):
    epoch: str
    edition: int
    cursor: int
    changed_at: Moment | None
    changes_url: Url
    contract_revision: str
    build: str = Field(description="Another after each change of the software.")


class ManifestEntry(Schema):
    id: str
    kind: str
    version: int
    state: str = Field(description="published or withdrawn")
    etag: str | None = Field(description="Null for what was withdrawn.")
    changed_at: Moment


class Manifest(Schema):
    epoch: str
    edition: int
    cursor: int
    changes_url: Url
    count: int
    digest: str = Field(
        description="“sha256:” and the hexadecimal SHA-256 over one line for each item in the order of "
        "ids: id, kind, version, state and etag (a hyphen when null), parted by single spaces, each "
        "line ended by a line feed, in UTF-8.",
    )
    items: list[ManifestEntry]
