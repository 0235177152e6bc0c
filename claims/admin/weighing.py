"""What a claim's sources and the numbers typed so far say together, before anybody saves.

`values` are an assessment's fields as far as they are known; None or missing where they are not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from claims.effects import (
    WITH_RISKS,
    Absolute,
    EffectError,
    Estimate,
    absolute,
    check,
    large_effect,
)
from claims.forms_ledger import TRIALS, CitedSource, FormLedger, form_ledger
from claims.grading import Found, SuggestedVerdict, suggested_verdict
from claims.models import Assessment, Citation, Claim
from claims.suggestions import Evidence, Suggestion, Trial, suggestions
from claims.vocabulary import ClaimKind, Direction, EffectMeasure, Stance, Start, StudyDesign
from claims.wording import Change
from claims.wording_gate import claim_sentence

# The form that readers come for, asked about where a claim names none.
ASKED_FORM = "glycinate"
# These speak of studies in people without saying which, so they leave open whether there are any.
OPINIONS = {StudyDesign.GUIDELINE, StudyDesign.NARRATIVE_REVIEW, StudyDesign.FACT_SHEET}
# What `Source.funding` holds where the payer is known; anything else is not known.
PAID_BY_INDUSTRY = {"industry": True, "public": False}


@dataclass(frozen=True)
class Interval:
    """The 95 % interval as a difference: per 1000, in the outcome's unit, or a ratio around 1."""

    low: Decimal
    high: Decimal
    important: Decimal | None
    no_effect: Decimal = Decimal(0)


def cited_by(claim: Claim) -> list[Citation]:
    """The citations with their sources and the forms tested, those that contradict first."""
    rank = {Stance.CONTRADICTS: 0, Stance.MIXED: 1, Stance.SUPPORTS: 2, Stance.CONTEXT: 3}
    found = claim.citations.select_related("source").prefetch_related("source__forms_tested")
    return sorted(found, key=lambda citation: rank[Stance(citation.stance)])


def ledger_of(claim: Claim, citations: Iterable[Citation]) -> FormLedger:
    """Which forms the trials tested, against the form claimed (claims.forms_ledger)."""
    cited = [
        CitedSource(
            citation.source.slug,
            citation.source.study_design,
            citation.stance,
            frozenset(form.slug for form in citation.source.forms_tested.all()),
        )
        for citation in citations
    ]
    form = claim.form.slug if claim.form else ASKED_FORM
    return form_ledger(form, cited, claimed=claim.form is not None)


def estimate_of(values: Mapping) -> Estimate | None:
    """The estimate, or None where it is incomplete or contradicts itself."""
    if not values.get("effect_measure") or values.get("effect_value") is None:
        return None
    estimate = Estimate(
        values["effect_measure"],
        values["effect_value"],
        values.get("effect_ci_low"),
        values.get("effect_ci_high"),
    )
    try:
        check(estimate, baseline_of(values))
    except EffectError:
        return None
    return estimate


def baseline_of(values: Mapping) -> Decimal | None:
    """The risk without the supplement as a share, which forms ask for per 1000."""
    per_1000 = values.get("baseline_per_1000")
    return None if per_1000 is None else per_1000 / 1000


def absolute_of(values: Mapping) -> Absolute | None:
    """What the effect means in people, where there is a baseline risk to apply it to."""
    estimate, baseline = estimate_of(values), baseline_of(values)
    if estimate is None or baseline is None or estimate.measure not in WITH_RISKS:
        return None
    return absolute(estimate, baseline)


def interval_of(values: Mapping, important: Decimal | None) -> Interval | None:
    """In the unit in which the smallest important difference is stored (Claim.important_difference)."""
    estimate = estimate_of(values)
    if estimate is None or estimate.interval is None:
        return None
    low, high = estimate.interval
    if estimate.measure == EffectMeasure.RD:
        return Interval(1000 * low, 1000 * high, important)
    if not estimate.is_ratio:
        return Interval(low, high, important)
    people = absolute_of(values)
    if people is None or people.per_1000_low is None or people.per_1000_high is None:
        return Interval(low, high, None, no_effect=Decimal(1))
    return Interval(*map(_tenths, (people.per_1000_low, people.per_1000_high)), important)


def _tenths(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"))


def suggestions_for(
    claim: Claim, citations: Iterable[Citation], values: Mapping
) -> tuple[Suggestion, ...]:
    """What the numbers suggest for the domains, and for a large effect of non-randomised studies."""
    interval = interval_of(values, claim.important_difference)
    trials = [c.source for c in citations if _is_trial(c)]
    found = suggestions(
        Evidence(
            low=interval.low if interval else None,
            high=interval.high if interval else None,
            important=interval.important if interval else None,
            no_effect=interval.no_effect if interval else Decimal(0),
            participants=values.get("n_participants"),
            events=values.get("n_events"),
            i_squared=values.get("i_squared"),
            n_studies=values.get("n_studies"),
            forms=ledger_of(claim, citations),
            trials=tuple(
                Trial(s.n_participants, PAID_BY_INDUSTRY.get(s.funding.lower())) for s in trials
            ),
        )
    )
    return (*found, *_large_effect(values))


def _large_effect(values: Mapping) -> Iterable[Suggestion]:
    estimate = estimate_of(values)
    if estimate is None or values.get("start") in (None, "", Start.RANDOMISED):
        return
    if levels := large_effect(estimate, baseline_of(values)):
        size = (
            "very large (RR above 5 or below 0.2)"
            if levels == 2
            else "large (RR above 2 or below 0.5)"
        )
        yield Suggestion("large_effect", levels, f"The effect is {size}, and no chance finding.")


def verdict_for(
    claim: Claim, citations: Iterable[Citation], values: Mapping, certainty: str | None
) -> SuggestedVerdict:
    """The verdict that the rule gives for these values (claims.grading.suggested_verdict)."""
    interval = interval_of(values, claim.important_difference)
    stances = {citation.stance for citation in citations}
    return suggested_verdict(
        Found(
            certainty=certainty,
            method=values.get("method") or "",
            inconsistency=values.get("inconsistency"),
            studied_in_people=_studied_in_people(citations, values),
            sources_conflict={Stance.SUPPORTS, Stance.CONTRADICTS} <= stances,
            as_claimed=_as_claimed(claim, values),
            low=interval.low if interval else None,
            high=interval.high if interval else None,
            important=interval.important if interval else None,
            no_effect=interval.no_effect if interval else Decimal(0),
        )
    )


def _as_claimed(claim: Claim, values: Mapping) -> bool | None:
    """Only of a benefit is it known which direction is the one claimed."""
    if claim.claim_kind != ClaimKind.EFFECT or values.get("change") == Change.HARM:
        return None
    ways = {Direction.FAVOURS_SUPPLEMENT: True, Direction.FAVOURS_COMPARATOR: False}
    return ways.get(values.get("effect_direction") or "")


def _is_trial(citation: Citation) -> bool:
    return citation.stance != Stance.CONTEXT and citation.source.study_design in TRIALS


def _studied_in_people(citations: Iterable[Citation], values: Mapping) -> bool | None:
    designs = {c.source.study_design for c in citations if c.stance != Stance.CONTEXT}
    if values.get("n_studies") or designs - OPINIONS - {StudyDesign.IN_VITRO}:
        return True
    return None if designs & OPINIONS else False


def sentence_for(claim: Claim, values: Mapping, certainty: str | None) -> str | None:
    """The sentence that readers would see, or None while the ladder has nothing to say."""
    names = ("verdict", "change", "size", "method")
    typed = {name: values.get(name) or "" for name in names}
    if not typed["verdict"]:
        return None
    return claim_sentence(claim, Assessment(level=certainty or "", **typed))
