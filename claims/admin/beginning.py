"""What the form of a new grading starts from: the adopted one, a copy, two blind ones, or nothing.

Whoever grades blind starts from nothing and is shown nothing that was graded before.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.forms.models import model_to_dict
from django.http import HttpRequest

from claims import actions_grading
from claims.canonical import decimal_text
from claims.models import Assessment, BlindGrading, Claim
from claims.models.assessment import DOMAINS, UPGRADES
from claims.vocabulary import Word
from claims.whole_numbers import whole

VALUES = [f.name for f in Assessment._meta.fields if f.editable and f.name not in ("id", "claim")]
REASONED = ("start", *DOMAINS, *UPGRADES, "verdict")


class Kind(Word):
    """How the form came to its first content; the notice above it says so."""

    NO_CLAIM = "no-claim", "No claim is chosen yet"
    EMPTY = "empty", "Nothing is filled in"
    ADOPTED = "adopted", "Filled in from the adopted assessment"
    COPY = "copy", "Filled in from an assessment that was chosen"
    TOGETHER = "together", "Filled in where two blind gradings agree"
    BLIND = "blind", "Nothing is filled in, nothing earlier is shown"
    CLOSED = "closed", "Others are grading blind"


@dataclass(frozen=True)
class Beginning:
    """`beside` stand read-only next to each answer; `refusal` says why nobody else grades now."""

    kind: Kind
    claim: Claim | None = None
    blind: BlindGrading | None = None
    beside: tuple[Assessment, ...] = ()
    refusal: str = ""

    def initial(self) -> dict:
        """The form's first values."""
        if self.kind is Kind.TOGETHER:
            return agreed_values(*self.beside)
        if self.kind in (Kind.ADOPTED, Kind.COPY):
            return values_of(self.beside[0])
        return {}


def beginning(request: HttpRequest) -> Beginning:
    """From the address (`claim`, `start=empty`, `copy`) and from whoever asks; read once a request."""
    if not hasattr(request, "grading_beginning"):
        request.grading_beginning = _beginning(request)
    return request.grading_beginning


def _beginning(request: HttpRequest) -> Beginning:
    claim = claim_in(request.POST.get("claim") or request.GET.get("claim", ""))
    if claim is None:
        return Beginning(Kind.NO_CLAIM)
    blind = actions_grading.open_blind_grading(claim)
    if blind is not None and actions_grading.is_complete(blind):
        return Beginning(Kind.TOGETHER, claim, blind, both(blind))
    if blind is not None:
        refusal = actions_grading.refusal_to_grade(blind, request.user)
        return Beginning(Kind.CLOSED if refusal else Kind.BLIND, claim, blind, refusal=refusal)
    if (number := whole(request.GET.get("copy", ""))) is not None:
        shown = Assessment.objects.shown_to(request.user).filter(claim=claim, pk=number)
        if copied := shown.select_related("assessed_by").first():
            return Beginning(Kind.COPY, claim, beside=(copied,))
    if claim.assessment is None or request.GET.get("start") == "empty":
        return Beginning(Kind.EMPTY, claim)
    return Beginning(Kind.ADOPTED, claim, beside=(claim.assessment,))


def claim_in(text: str) -> Claim | None:
    """The claim that an address or a form names by its key."""
    related = ("assessment__assessed_by", "supplement", "form")
    number = whole(text)
    return Claim.objects.select_related(*related).filter(pk=number).first() if number else None


def both(blind: BlindGrading) -> tuple[Assessment, ...]:
    """The two gradings of a complete blind grading, in the order in which they were stored."""
    return tuple(blind.assessments.select_related("assessed_by").order_by("assessed_at", "pk"))


def values_of(assessment: Assessment) -> dict:
    """As a form holds them; numbers without the zeros that the column adds."""
    stored = model_to_dict(assessment, VALUES)
    return {n: decimal_text(v) if isinstance(v, Decimal) else v for n, v in stored.items()}


def agreed_values(first: Assessment, second: Assessment) -> dict:
    """What two gradings have in common; a reason of either is kept where the judgement is the same."""
    one, other = values_of(first), values_of(second)
    agreed = {name: value for name, value in one.items() if value == other[name]}
    for name in REASONED:
        if name in agreed:
            agreed[f"{name}_reason"] = one[f"{name}_reason"] or other[f"{name}_reason"]
    return agreed
