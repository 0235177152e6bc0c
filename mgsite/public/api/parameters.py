"""What may stand in a query: one class a resource. Refusals say what is accepted."""

import re
from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Path, Schema
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from claims.public_ids import ALPHABET, KINDS, LENGTH, PREFIXES
from claims.vocabulary import Certainty, ClaimKind, Verdict
from mgsite.public.search_query import MAX_LENGTH

ID = f"({'|'.join(KINDS)})_[{ALPHABET}]{{{LENGTH}}}"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
WHOLE = r"[0-9]+"  # not \d, which takes the digits of every script
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
YEAR = "([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"  # there was no year 0
MONTH_AND_DAY = (
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"
)
HOUR_AND_MINUTE = "([01][0-9]|2[0-3]):[0-5][0-9]"
MOMENT = (
    rf"{YEAR}-{MONTH_AND_DAY}[Tt]{HOUR_AND_MINUTE}:[0-5][0-9](\.[0-9]{{1,6}})?"
    rf"([Zz]|[+-]{HOUR_AND_MINUTE})"
)
ID_PATTERN = {kind: f"^{prefix}_[{ALPHABET}]{{{LENGTH}}}$" for kind, prefix in PREFIXES.items()}
ID_EXAMPLE = {kind: f"{prefix}_0a1b2c3d4e5f" for kind, prefix in PREFIXES.items()}


def shaped(pattern: str, sentence: str) -> BeforeValidator:
    """Refuses a text that is not wholly of the pattern, in our words."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise PydanticCustomError("malformed", sentence)
        return text

    return BeforeValidator(check)


def _a_day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("malformed", "There is no such day.") from None
    return text


def _a_moment(text: str) -> str:
    try:
        if text != "now":
            moment_of(text)
    except (ValueError, OverflowError):
        raise PydanticCustomError("malformed", "There is no such moment.") from None
    return text


def path_id(kind: str):
    """The `id` in a path. Its form is described, not checked: a malformed one is a 404 with a hint."""
    return Path(..., example=ID_EXAMPLE[kind], description=f"Public id of a {kind}.")


def moment_of(text: str) -> datetime:
    """An aware datetime from RFC 3339. Raises ValueError."""
    return datetime.fromisoformat(text.upper())


Slug = Annotated[
    str,
    Field(pattern=f"^{SLUG}$", max_length=80),
    shaped(SLUG, "A slug has lower-case letters, digits and single hyphens, as in “headache”."),
]
Cursor = Annotated[
    str,
    Field(pattern=f"^{ID}$", description="Where the page before ended; taken from its “next”."),
    shaped(ID, "Take the cursor from “next” of the page before, unchanged."),
]
IdOrSlug = Annotated[
    str,
    Field(
        pattern=f"^(cnd_[{ALPHABET}]{{{LENGTH}}}|{SLUG})$",
        max_length=80,
        description="A condition, by id or by slug such as headache; what is about every condition "
        "counts too.",
    ),
    shaped(
        f"cnd_[{ALPHABET}]{{{LENGTH}}}|{SLUG}", "Give the id (cnd_…) or the slug of a condition."
    ),
]
Day = Annotated[
    str,
    Field(
        pattern=f"^{DAY}$",
        json_schema_extra={"format": "date"},
        description="Last reviewed before this day; what was never reviewed is left out.",
    ),
    shaped(DAY, "Give a day as YYYY-MM-DD."),
    AfterValidator(_a_day),
]
PageSize = Annotated[int, Field(ge=1, le=100), shaped(WHOLE, "Give a whole number from 1 to 100.")]
ChangesSize = Annotated[
    int, Field(ge=1, le=500), shaped(WHOLE, "Give a whole number from 1 to 500.")
]
Seq = Annotated[int, Field(ge=0), shaped(WHOLE, "Give a whole number, 0 or more.")]
Version = Annotated[
    int,
    Field(ge=1, le=1_000_000_000),
    shaped("[0-9]{1,12}", "Give the number of a version, from 1."),
]
LAST_OFFSET = 10_000
Offset = Annotated[
    int, Field(ge=0, le=LAST_OFFSET), shaped(WHOLE, "Give a whole number from 0 to 10000.")
]
Words = Annotated[
    str,
    Field(
        min_length=1,
        max_length=MAX_LENGTH,
        description="What to look for: words, “phrases” and -exclusions.",
        examples=["leg cramps at night"],
    ),
]
Epoch = Annotated[
    str,
    Field(
        pattern="^[0-9a-z]{1,16}$",
        description="Taken from “next”; an earlier epoch is answered 410.",
    ),
    shaped(r"[0-9a-z]{1,16}", "Take the epoch from “next” of the page before, unchanged."),
]
Since = Annotated[
    str,
    Field(
        pattern=f"^(now|{MOMENT})$",
        description="“now” or a moment: answers 302 to the matching number. May repeat, never skips.",
    ),
    shaped(
        f"now|{MOMENT}",
        "Give “now” or a moment of RFC 3339 such as 2026-11-22T14:05:00Z (write a plus sign as %2B).",
    ),
    AfterValidator(_a_moment),
]


MAX_IDS = 100


EditionOrDay = Annotated[
    str,
    Field(
        pattern=f"^([0-9]{{1,9}}|{DAY})$",
        description="As it was in this edition, or at the end of this day (UTC). Notices of today "
        "are shown all the same.",
        examples=["1"],
    ),
    shaped(
        f"[0-9]{{1,9}}|{DAY}",
        "Give the number of an edition, such as 1, or a day as YYYY-MM-DD.",
    ),
]


def _few(text: str) -> str:
    if len(set(text.split(","))) > MAX_IDS:
        raise PydanticCustomError("too_many", f"Give at most {MAX_IDS} ids in one request.")
    return text


Ids = Annotated[
    str,
    Field(
        json_schema_extra={"pattern": f"^{ID}(,{ID}){{0,{MAX_IDS - 1}}}$"},
        description=f"Public ids of any kinds, parted by commas; at most {MAX_IDS}.",
    ),
    AfterValidator(_few),
    shaped(f"{ID}(,{ID})*", "Give public ids parted by commas, such as clm_0a1b2c3d4e5f."),
]


def _slugs(most: str):
    """Two or more, as the document says; fewer are refused by the comparison, in words of its own."""
    return Annotated[
        str,
        Field(max_length=500, json_schema_extra={"pattern": f"^{SLUG}(,{SLUG}){{1,{most}}}$"}),
        shaped(f"{SLUG}(,{SLUG})*", "Give slugs parted by commas, as in “headache,migraine”."),
    ]


Slugs, FewSlugs = _slugs(""), _slugs("4")


Kind = Literal["condition", "supplement", "article", "claim", "source", "check"]


class AsOfQuery(Schema):
    as_of: EditionOrDay | None = None


class ListQuery(AsOfQuery):
    limit: PageSize = Field(50, description="Items on a page.")
    cursor: Cursor | None = None
    slug: Slug | None = Field(None, description="The one item at this slug, former slugs included.")


class ArticlesQuery(ListQuery):
    condition: IdOrSlug | None = None


class ClaimsQuery(ArticlesQuery):
    kind: ClaimKind | None = Field(None, description="What the claim is about.")
    certainty: Certainty | None = Field(None, description="The GRADE level.")
    verdict: Verdict | None = Field(None, description="Which way the evidence points.")
    form: Slug | None = Field(None, description="The form that is claimed, such as glycinate.")
    reviewed_before: Day | None = None


class ChangesQuery(Schema):
    afterChangeNumber: Seq | None = Field(  # the name is RPDE's
        None, description="Changes after this number; left out: from the beginning."
    )
    epoch: Epoch | None = None
    since: Since | None = None
    kind: Kind | None = Field(None, description="Only items of this kind.")
    limit: ChangesSize = Field(200, description="Changes on a page.")


class ResourcesQuery(AsOfQuery):
    ids: Ids


class HistoryQuery(Schema):
    limit: PageSize = Field(50, description="Versions on a page.")
    before: Version | None = Field(None, description="Versions before this one.")


class CompareConditionsQuery(AsOfQuery):
    condition: FewSlugs | None = Field(  # type: ignore[valid-type]
        None, description="Two to five conditions, by slug, parted by commas."
    )
    rows: Literal["all", "differing"] = Field(
        "all", description="Every row, or those that are not the same in all columns."
    )


class CompareFormsQuery(AsOfQuery):
    form: Slugs | None = Field(  # type: ignore[valid-type]
        None, description="Two forms or more, by slug, parted by commas."
    )
    dose: Literal["200", "300", "400", "500"] = Field(
        "200", description="Elemental magnesium a day, in mg, that the sums are made for."
    )
    sort: Literal["share", "name", "trials"] = Field("share", description="The order of the forms.")
    rows: Literal["all", "differing"] = Field(
        "all", description="Every row, or those that are not the same in all columns."
    )


class CompareClaimsQuery(AsOfQuery):
    condition: Slug | None = Field(None, description="A condition, by slug; left out: all.")
    verdict: Verdict | None = Field(None, description="Which way the evidence points.")
    by: Literal["kind", "verdict", "certainty"] = Field("kind", description="Grouped by.")
    check: Slug | None = Field(None, description="A check, by slug; left out: all.")


class EvidenceMapQuery(AsOfQuery):
    condition: FewSlugs | None = Field(  # type: ignore[valid-type]
        None, description="Two to five conditions, by slug, parted by commas."
    )
    kind: ClaimKind = Field(ClaimKind.EFFECT, description="What the claims are about.")
    sort: Literal["conditions", "name"] = Field(
        "conditions", description="Outcomes of the most conditions first, or by name."
    )


class SearchQuery(Schema):
    q: Words
    kind: Kind | None = Field(None, description="Only items of this kind.")
    condition: Slug | None = Field(
        None, description="A condition, by slug; what is about every condition counts too."
    )
    certainty: Certainty | None = Field(None, description="The GRADE level.")
    verdict: Verdict | None = Field(None, description="Which way the evidence points.")
    limit: PageSize = Field(20, description="Items on a page.")
    offset: Offset = Field(0, description="Items before this page.")
