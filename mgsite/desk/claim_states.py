"""How far each claim is that an article places: its draft, and what readers have of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from claims.models import Claim, Review
from claims.review import APPROVING, State
from mgsite.editions.models import Version


@dataclass(frozen=True)
class ClaimState:
    """`certainty` and `verdict` are those in print where there is one, else the draft's.

    `times` says how often the text places it; `alarm`, that readers would miss it.
    """

    slug: str
    words: str
    state: str
    alarm: bool = False
    certainty: str = ""
    verdict: str = ""
    kind: str = ""
    url: str = ""
    times: int = 1

    @property
    def tag(self) -> str:
        return f"[[claim:{self.slug}]]"


UNKNOWN = "There is no such claim: check the slug"


def states_of(claims: Iterable[Claim]) -> list[ClaimState]:
    """Two queries, whatever their number."""
    claims = list(claims)
    ids = [claim.public_id for claim in claims]
    versions = Version.objects.current().filter(public_id__in=ids).select_related("edition")
    current = {v.public_id: v for v in versions.defer("document", "search_text")}
    approved = approved_at(ids)
    return [
        _state(claim, current.get(claim.public_id), approved.get(claim.public_id))
        for claim in claims
    ]


def used(placed: Sequence[str], claims: dict[str, Claim]) -> list[ClaimState]:
    """Each claim once, in the order of the text, as often as it is placed; unknown slugs too."""
    times: dict[str, int] = {}
    for slug in placed:
        times[slug] = times.get(slug, 0) + 1
    known = {state.slug: state for state in states_of(claims.values())}
    missing = {slug: ClaimState(slug, "", UNKNOWN, alarm=True) for slug in times}
    return [
        ClaimState(**{**vars(known.get(slug, missing[slug])), "times": n})
        for slug, n in times.items()
    ]


def approved_at(public_ids: Iterable[str]) -> dict:
    """When the items were last approved, by public id."""
    newest = (
        Review.objects.filter(subject_id=OuterRef("subject_id"), decision__in=APPROVING)
        .order_by("-at", "-pk")
        .values("pk")[:1]
    )
    found = Review.objects.filter(subject_id__in=list(public_ids), pk=Subquery(newest))
    return dict(found.values_list("subject_id", "at"))


def _state(claim: Claim, version: Version | None, approved) -> ClaimState:
    words, alarm = _said(claim, version, approved)
    grading = claim.assessment
    printed = version is not None and version.state == Version.PUBLISHED
    return ClaimState(
        slug=claim.slug,
        words=claim.conclusion or claim.statement,
        state=words,
        alarm=alarm,
        certainty=version.certainty if printed else grading.level if grading else "",
        verdict=version.verdict if printed else grading.verdict if grading else "",
        kind=claim.claim_kind,
        url=reverse("admin:claims_claim_change", args=[claim.pk]),
    )


def _said(claim: Claim, version: Version | None, approved) -> tuple[str, bool]:
    draft = State(claim.state).label.lower()
    if version is None:
        return {State.APPROVED: "approved, not in print yet"}.get(State(claim.state), draft), False
    if version.state == Version.WITHDRAWN:
        if returns(claim, version, approved):
            return "withdrawn, approved to return", False
        return "withdrawn", True
    if claim.state == State.APPROVED and approved and approved <= version.edition.published_at:
        return "in print", False
    return f"in print, with a newer draft ({draft})", False


def returns(item, version: Version, approved) -> bool:
    """Whether a withdrawn item was approved again since, and so may be published again."""
    is_newer = approved is not None and approved > version.edition.published_at
    return item.state == State.APPROVED and is_newer
