"""What /how-we-grade/ shows of the rules at work: claims in print, chosen by rule.

The first that fits in the order of slugs, so the same edition always shows the same ones. What
nothing in print shows is None, and the page says less.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from claims.grading import LEVELS
from claims.vocabulary import Certainty, ClaimKind, DoseBasis, Verdict
from mgsite.editions.models import Version
from mgsite.editions.readers import AsOf, document_of
from mgsite.public.arithmetic import Step, equation, points, steps
from mgsite.public.composition.parts import documents
from mgsite.public.dose_reading import DoseReading, dose_reading
from mgsite.public.forms_given import FormsGiven, forms_given, ledger_of

LOOKED_AT = 6  # claims that are read in search of a fitting one


@dataclass(frozen=True)
class Sum:
    claim: Mapping
    equation: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class OtherForm:
    claim: Mapping
    forms: FormsGiven


@dataclass(frozen=True)
class TwoReadings:
    claim: Mapping
    dose: DoseReading


@dataclass(frozen=True)
class Examples:
    """`verdicts` holds a claim for each verdict that one in print has, by the verdict's name with
    underscores, as a template can ask for it."""

    verdicts: Mapping[str, Mapping]
    sum: Sum | None
    other_form: OtherForm | None
    two_readings: TwoReadings | None


def examples(as_of: AsOf) -> Examples:
    """Two queries: the claims to choose from, then what those name."""
    claims = [document_of(version) for version in _candidates(as_of)]
    with_form = [claim for claim in claims if claim["intervention"]["form"]]
    with_dose = [
        claim
        for claim in claims
        if claim["dose"] and claim["dose"]["basis"] == DoseBasis.UNSPECIFIED
    ]
    named = {claim["supplement_id"] for claim in [*with_form, *with_dose]}
    named |= {c["source_id"] for claim in with_form for c in claim["citations"]}
    items = documents(as_of.by_ids(named).values())
    return Examples(
        verdicts={
            claim["verdict"].replace("-", "_"): claim
            for claim in reversed(claims)
            if claim["verdict"] and claim["claim_kind"] != ClaimKind.SAFETY
        },
        sum=_sum(claims),
        other_form=_other_form(with_form, items),
        two_readings=_two_readings(with_dose, items),
    )


def _candidates(as_of: AsOf) -> QuerySet[Version]:
    """A few by each column that tells what a claim may show; never all of them."""
    claims = Version.objects.as_of(as_of.number).filter(kind="claim", state=Version.PUBLISHED)

    def first(few: int, condition: Q) -> Q:
        return Q(pk__in=claims.filter(condition).order_by("slug").values("pk")[:few])

    wanted = first(LOOKED_AT, Q(certainty=Certainty.LOW) | Q(certainty=Certainty.VERY_LOW))
    wanted |= first(LOOKED_AT, ~Q(form="") & ~Q(verdict=Verdict.NOT_STUDIED))
    wanted |= first(LOOKED_AT, Q(claim_kind=ClaimKind.DOSE))
    for verdict in Verdict:
        wanted |= first(1, Q(verdict=verdict) & ~Q(claim_kind=ClaimKind.SAFETY))
    return claims.filter(wanted).order_by("slug")


def _sum(claims: Sequence[Mapping]) -> Sum | None:
    """The one with most to add up whose sum stays within the four levels, if there is one."""
    graded = [c for c in claims if (c["grading"] or {}).get("certainty")]
    if not graded:
        return None
    chosen = max(
        graded,
        key=lambda claim: (
            points(claim["grading"]) >= min(LEVELS),
            len(claim["grading"]["downgrades"]),
        ),
    )
    return Sum(chosen, equation(chosen["grading"]), steps(chosen["grading"]))


def _other_form(claims: Iterable[Mapping], items: Mapping[str, dict]) -> OtherForm | None:
    for claim in claims:
        if ledger_of(claim, items).is_mismatch:
            found = forms_given(claim, items, items.get(claim["supplement_id"], {}))
            return OtherForm(claim, found) if found else None
    return None


def _two_readings(claims: Iterable[Mapping], items: Mapping[str, dict]) -> TwoReadings | None:
    """A claim about the dose itself before one that only names it."""
    for claim in sorted(claims, key=lambda claim: claim["claim_kind"] != ClaimKind.DOSE):
        supplement = items.get(claim["supplement_id"], {})
        dose = dose_reading(claim["dose"], claim["intervention"]["form"], supplement, items)
        if dose and any(reading.limits for reading in dose.readings):
            return TwoReadings(claim, dose)
    return None
