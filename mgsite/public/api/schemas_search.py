"""The shape of what search finds."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from claims.vocabulary import Certainty, ClaimKind, Verdict
from mgsite.public.api.schemas import Caveat, Day, Url
from mgsite.public.api.schemas_claim import words


class Hit(Schema):
    id: str
    kind: str
    url: Url
    api_url: Url = Field(description="The whole item.")
    version: int
    title: str = Field(description="Of a claim: its conclusion.")
    text: str = Field(description="In plain language, or the passage where the words stand.")
    claim_kind: Annotated[str, words(ClaimKind)] | None
    certainty: Annotated[str, words(Certainty)] | None
    verdict: Annotated[str, words(Verdict)] | None
    last_reviewed: Day | None
    caveats: list[Caveat]


class SearchCounts(Schema):
    """What each value of a filter would leave, the other filters as they are."""

    kind: dict[str, int]
    condition: dict[str, int] = Field(description="By slug.")
    certainty: dict[str, int]
    verdict: dict[str, int]


class Search(Schema):
    query: str = Field(description="What was read of q.")
    searched: str = Field(description="The same, typing errors corrected where nothing was found.")
    is_cut: bool = Field(description="The end of q was not read.")
    every_word: bool = Field(description="False: nothing holds all the words; some of them do.")
    total: int
    limit: int
    offset: int
    next: Url | None
    edition: int
    counts: SearchCounts
    items: list[Hit] = Field(description="The best first.")
