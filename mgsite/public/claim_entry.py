"""A published claim as a page shows it: every word worked out here, so that templates only place them.

Pure module: documents in, frozen dataclasses out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from claims.effects import RATIOS
from claims.vocabulary import (
    Direction,
    EffectMeasure,
    Integrity,
    Size,
    Stance,
    StudyDesign,
    Verdict,
)
from mgsite.public.arithmetic import Step, equation, steps
from mgsite.public.dose_reading import DoseReading, dose_reading
from mgsite.public.finding_words import more_or_fewer
from mgsite.public.forms_given import FormsGiven, forms_given
from mgsite.public.phrases import counted, day, number, short_citation

Document = Mapping
GRAVE = (Integrity.RETRACTED, Integrity.CONCERN)
# What speaks against a claim is read first: it is the easier to overlook.
STANCES = (Stance.CONTRADICTS, Stance.MIXED, Stance.SUPPORTS, Stance.CONTEXT)


@dataclass(frozen=True)
class Cited:
    """A source as one claim cites it. `alert` is set when its integrity is in question."""

    slug: str
    label: str
    title: str
    facts: str
    found: str
    locator: str
    quote: str
    note: str
    alert: str


@dataclass(frozen=True)
class StanceGroup:
    stance: str
    label: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class Alert:
    """A source under this claim is in question; `grave` when the claim may not stand.

    `slug` and `label` lead to the source, empty when it is not in print any more.
    """

    text: str
    grave: bool
    slug: str
    label: str
    state: str
    since: str
    bears: bool  # cited as evidence, not for context only


@dataclass(frozen=True)
class ClaimEntry:
    """`equation` says the level in one line (“High −1 −1 = Low”), `steps` line by line."""

    id: str
    slug: str
    kind: str
    conclusion: str
    plain_language: str
    statement: str
    as_claimed: str
    everywhere: bool
    verdict: str
    certainty: str
    equation: str
    steps: tuple[Step, ...]
    ungraded: str
    rationale: str
    verdict_reason: str
    effect: str
    studies: str
    dose: DoseReading | None
    forms: FormsGiven | None
    cites: tuple[StanceGroup, ...]
    alerts: tuple[Alert, ...]


def claim_entry(claim: Document, items: Mapping[str, Document]) -> ClaimEntry:
    """`items` are the documents of its sources and of its supplement, by id.

    A source that is not among them (withdrawn since) keeps its place without its facts.
    """
    grading = claim["grading"] or {}
    supplement = items.get(claim["supplement_id"], {})
    return ClaimEntry(
        id=claim["id"],
        slug=claim["slug"],
        kind=claim["claim_kind"],
        conclusion=claim["conclusion"],
        plain_language=claim["plain_language"],
        statement=claim["statement"],
        as_claimed=claim["as_claimed"] or "",
        everywhere=claim["applies_to_all"],
        verdict=claim["verdict"] or "",
        certainty=grading.get("certainty") or "",
        equation=equation(grading),
        steps=steps(grading),
        ungraded=_ungraded(claim),
        rationale=grading.get("rationale") or "",
        verdict_reason=grading.get("verdict_reason") or "",
        effect=effect_sentence(grading, items),
        studies=_studies(grading),
        dose=dose_reading(claim["dose"], claim["intervention"]["form"], supplement, items),
        forms=forms_given(claim, items, supplement),
        cites=_cites(claim, items),
        alerts=claim_alerts(claim, items),
    )


def effect_sentence(grading: Mapping, items: Mapping[str, Document]) -> str:
    """The estimate with its interval and where it stands; empty when there is none."""
    effect = grading.get("effect")
    if not effect:
        return ""
    measure = EffectMeasure(effect["measure"])
    words = f"{measure.label} {number(effect['value'])}"
    if effect["unit"]:
        # A ratio has no unit; there it says what is set against what.
        words += f", {effect['unit']}" if measure in RATIOS else f" {effect['unit']}"
    if effect["ci_low"] is not None and effect["ci_high"] is not None:
        words += (
            f" (95\N{NO-BREAK SPACE}% CI {number(effect['ci_low'])} to {number(effect['ci_high'])})"
        )
    if effect["difference_per_1000"] is not None:
        words += f", {more_or_fewer(Decimal(effect['difference_per_1000']))} of 1000"
    if effect["direction"]:
        words += f"; {Direction(effect['direction']).label.lower()}"
    source = items.get(effect["source_id"])
    return f"{words} ({short_citation(source)})." if source else f"{words}."


def _ungraded(claim: Document) -> str:
    """Why there is no level; empty when there is one."""
    grading = claim["grading"] or {}
    if grading.get("certainty"):
        return ""
    if claim["verdict"] == Verdict.NOT_STUDIED:
        searched = claim["searched_on"]
        return "Not studied in people" + (f"; last searched {day(searched)}" if searched else "")
    return "Reference: a settled fact or an official limit, with no GRADE level"


def _studies(grading: Mapping) -> str:
    """“5 studies, 312 people”; a size of effect comes after it."""
    parts = []
    if grading.get("n_studies") is not None:
        parts.append(counted(grading["n_studies"], "study", "studies"))
    if grading.get("n_participants") is not None:
        parts.append(counted(grading["n_participants"], "person", "people"))
    if grading.get("size"):
        parts.append(f"size of effect: {Size(grading['size']).label.lower()}")
    return f"{', '.join(parts)}." if parts else ""


def _cites(claim: Document, items: Mapping[str, Document]) -> tuple[StanceGroup, ...]:
    groups = []
    for stance in STANCES:
        found = tuple(
            cited(citation, items.get(citation["source_id"], {}))
            for citation in claim["citations"]
            if citation["stance"] == stance
        )
        if found:
            groups.append(StanceGroup(stance.value, stance.label, found))
    return tuple(groups)


def cited(citation: Mapping, source: Document) -> Cited:
    if not source:
        gone = "a source that was withdrawn"
        return Cited("", gone, "", "", "", "", "", citation["note"] or "", "")
    return Cited(
        slug=source["slug"],
        label=short_citation(source),
        title=source["title"],
        facts=study_facts(source),
        found=source["effect"] or "",
        locator=citation["locator"] or "",
        quote=citation.get("quote") or "",
        note=citation["note"] or "",
        alert=integrity_alert(source["integrity"]),
    )


def study_facts(source: Document) -> str:
    """“Randomised controlled trial, 81 people, 2015”, as far as it is known."""
    design = source["study_design"]
    parts = [StudyDesign(design).label] if design else []
    if source["n_participants"]:
        parts.append(counted(source["n_participants"], "person", "people"))
    if source["year"]:
        parts.append(str(source["year"]))
    return ", ".join(parts)


def integrity_alert(integrity: str) -> str:
    """A word of warning for a source's state, or nothing when there is none."""
    if integrity in (Integrity.OK, Integrity.UNCHECKED):
        return ""
    return Integrity(integrity).label


def claim_alerts(claim: Document, items: Mapping[str, Document]) -> tuple[Alert, ...]:
    """In the order in which the document lists them."""
    return tuple(_alert(alert, items.get(alert["source_id"])) for alert in claim["source_alerts"])


def _alert(alert: Mapping, source: Document | None) -> Alert:
    name = short_citation(source) if source else "A source"
    state = Integrity(alert["integrity"])
    noted = f", noted {day(alert['since'])}" if alert["since"] else ""
    return Alert(
        text=f"{name}: {state.label.lower()}{noted}.",
        grave=state in GRAVE,
        slug=source.get("slug", "") if source else "",
        label=name,
        state=state,
        since=alert["since"] or "",
        bears=alert["stance"] != Stance.CONTEXT,
    )
