"""The page of a condition: the answer, every claim about it, doses, safety, sources, changes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import Q

from claims.vocabulary import ClaimKind, Urgency, Verdict
from mgsite.editions.models import Link, Version
from mgsite.editions.readers import AsOf, document_of, tombstone_of
from mgsite.public.claim_entry import ClaimEntry, claim_entry
from mgsite.public.composition.parts import (
    EditionLine,
    SourceLine,
    documents,
    edition_lines,
    source_lines,
)
from mgsite.public.dose_reading import FormRow, form_rows
from mgsite.public.key_messages import KeyMessage, key_messages
from mgsite.public.phrases import day, short_citation
from mgsite.public.reviewed import Reviewed, reviewed

SECTIONS = {
    ClaimKind.EFFECT: ("effects", "What taking it does", "Trials and reviews in people."),
    ClaimKind.ASSOCIATION: (
        "low-magnesium",
        "Low magnesium and this condition",
        "A link in a survey does not show that one causes the other.",
    ),
    ClaimKind.MECHANISM: (
        "how-it-might-work",
        "How it is said to work",
        "An explanation, even a good one, does not show that it helps people.",
    ),
    ClaimKind.ABSORPTION: ("absorption", "Forms and absorption", ""),
    ClaimKind.DOSE: ("dose", "How much", ""),
    ClaimKind.TIMING: ("timing", "When to take it", ""),
    ClaimKind.SAFETY: ("safety", "Safety, interactions, and who should ask first", ""),
}
CERTAINTY_ORDER = ("high", "moderate", "low", "", "very-low")  # “” is the method reference

PROMISES_FIRST = (
    Verdict.CONTRADICTED,
    Verdict.NO_IMPORTANT_EFFECT,
    Verdict.NOT_STUDIED,
    Verdict.INSUFFICIENT,
    Verdict.MIXED,
    Verdict.SUPPORTED,
)


@dataclass(frozen=True)
class ClaimSection:
    anchor: str
    heading: str
    caution: str
    claims: tuple[ClaimEntry, ...]


@dataclass(frozen=True)
class UrgencyGroup:
    urgency: str
    heading: str
    flags: tuple[dict, ...]


@dataclass(frozen=True)
class SafetyPoint:
    heading: str
    text: str
    confirmed: bool
    sources: tuple[tuple[str, str], ...]  # slug, short name


@dataclass(frozen=True)
class Answer:
    """A headline claim, or the notice that stands in the place of a withdrawn one."""

    about: str
    claim: ClaimEntry | None
    notice: str = ""


@dataclass(frozen=True)
class ConditionPage:
    document: dict
    headlines: tuple[dict, ...]
    answers: tuple[Answer, ...]
    messages: tuple[KeyMessage, ...]
    promises: tuple[ClaimEntry, ...]
    description: str
    reviewed: Reviewed
    red_flags: tuple[UrgencyGroup, ...]
    sections: tuple[ClaimSection, ...]
    verdict_counts: tuple[tuple[str, int], ...]
    promise_counts: tuple[tuple[str, int], ...]
    n_claims: int
    supplements: tuple[dict, ...]
    forms: tuple[FormRow, ...]
    limits: tuple[tuple[dict, str, str], ...]  # limit, source slug, short name
    safety_points: tuple[SafetyPoint, ...]
    articles: tuple[dict, ...]
    sources: tuple[SourceLine, ...]
    changes: tuple[EditionLine, ...]
    first_published_at: datetime
    last_searched: str


def about(as_of: AsOf, slug: str) -> list[Version]:
    """The condition and what is about it; the first is the condition, in print or not."""
    return as_of.with_what_is_about("condition", slug)


def condition_page(as_of: AsOf, found: Sequence[Version]) -> ConditionPage:
    """Composed from `about()` and one query more, whatever the number of claims."""
    condition = document_of(found[0])
    items = documents(found[1:])
    claims = [item for item in items.values() if item["kind"] == "claim"]
    named = _named_by(as_of, condition, claims, set(items))
    items |= documents(named)
    entries = {
        item["id"]: claim_entry(item, items) for item in items.values() if item["kind"] == "claim"
    }
    shown = [entries[claim["id"]] for claim in sorted(claims, key=partial(_place, condition))]
    supplements = [items[i] for i in sorted({c["supplement_id"] for c in claims}) if i in items]
    headlines = [items[i] for i in condition["headline_claim_ids"] if i in items]
    tombstones = {v.public_id: tombstone_of(v) for v in named if v.tombstone}
    answers = tuple(_answers(condition, items, entries, tombstones))
    promises = _promises(condition, claims, entries)
    return ConditionPage(
        document=condition,
        headlines=tuple(headlines),
        answers=answers,
        messages=key_messages(headlines, claims, items),
        promises=tuple(promises),
        promise_counts=_verdict_counts(promises),
        description=_description(condition, answers),
        reviewed=reviewed([condition, *headlines]),
        red_flags=tuple(_urgency_groups(condition["red_flags"])),
        sections=tuple(_sections(shown)),
        verdict_counts=_verdict_counts(shown),
        n_claims=len(shown),
        supplements=tuple(supplements),
        forms=form_rows(_forms_in_question(condition["id"], supplements, items)),
        limits=tuple(_limits(supplements, items)),
        safety_points=tuple(_safety_points(condition["id"], supplements, items)),
        articles=tuple(item for item in items.values() if item["kind"] == "article"),
        sources=source_lines(item for item in items.values() if item["kind"] == "source"),
        changes=edition_lines(v for v in found if v.kind != "supplement"),
        first_published_at=found[0].first_published_at,
        last_searched=day(min(filter(None, (c["searched_on"] for c in headlines)), default="")),
    )


def cited_sources(as_of: AsOf, found: Sequence[Version]) -> list[dict]:
    """The documents of all sources that the page lists, from `about()` and one query more."""
    items = documents(found[1:])
    claims = [item for item in items.values() if item["kind"] == "claim"]
    named = documents(_named_by(as_of, document_of(found[0]), claims, set(items)))
    return [item for item in named.values() if item["kind"] == "source"]


def _named_by(as_of: AsOf, condition: dict, claims: list[dict], known: set[str]) -> list[Version]:
    """Sources, supplements, and the supplements' own sources, in one query."""
    supplements = {claim["supplement_id"] for claim in claims}
    ids = set(condition["headline_claim_ids"]) | supplements
    ids |= {citation["source_id"] for claim in claims for citation in claim["citations"]}
    then = as_of.plain().filter(public_id__in=sorted(supplements))
    of_supplements = Link.objects.filter(
        role__in=("safety", "limit"), version__in=then.values("pk")
    )
    return list(
        as_of.versions()
        .filter(Q(public_id__in=sorted(ids)) | Q(public_id__in=of_supplements.values("target")))
        .exclude(public_id__in=sorted(known))
    )


def _answers(condition, items, entries, tombstones) -> Iterable[Answer]:
    for public_id in condition["headline_claim_ids"]:
        if public_id in entries:
            yield Answer(items[public_id]["intervention"]["name"], entries[public_id])
        elif public_id in tombstones:
            yield Answer("", None, tombstones[public_id]["notice_text"])


def _description(condition: Mapping, answers: Sequence[Answer]) -> str:
    """What search engines and cards say of the page: its answers."""
    return " ".join(a.claim.conclusion for a in answers if a.claim) or condition["summary"]


def _promises(condition, claims: Sequence[dict], entries) -> list[ClaimEntry]:
    """What popular articles promise about this condition, the boldest against the evidence first."""
    order = list(PROMISES_FIRST)
    made = [c for c in claims if c["as_claimed"] and condition["id"] in c["condition_ids"]]
    judged = [c for c in made if c["verdict"] and c["claim_kind"] != ClaimKind.SAFETY]
    ordered = sorted(judged, key=lambda c: (order.index(Verdict(c["verdict"])), c["as_claimed"]))
    return [entries[claim["id"]] for claim in ordered]


def _urgency_groups(flags: Sequence[dict]) -> Iterable[UrgencyGroup]:
    for urgency in Urgency:
        if group := tuple(flag for flag in flags if flag["urgency"] == urgency):
            yield UrgencyGroup(urgency.value, urgency.label, group)


def _sections(claims: Sequence[ClaimEntry]) -> Iterable[ClaimSection]:
    for kind, (anchor, heading, caution) in SECTIONS.items():
        of_kind = tuple(claim for claim in claims if claim.kind == kind)
        # Doses and safety have more to say than their claims, so they always stand.
        if of_kind or kind in (ClaimKind.DOSE, ClaimKind.SAFETY):
            yield ClaimSection(anchor, heading, caution, of_kind)


def _place(condition: Mapping, claim: Mapping) -> tuple:
    """The answers first, then what is about this condition alone; what was studied, by certainty."""
    certainty = (claim["grading"] or {}).get("certainty") or ""
    verdict = claim["verdict"] or Verdict.NOT_STUDIED
    return (
        claim["id"] not in condition["headline_claim_ids"],
        claim["applies_to_all"],
        len(claim["condition_ids"]) > 1,
        verdict == Verdict.NOT_STUDIED,
        CERTAINTY_ORDER.index(certainty),
        list(Verdict).index(verdict),
        claim["slug"],
    )


def _verdict_counts(claims: Sequence[ClaimEntry]) -> tuple[tuple[str, int], ...]:
    """Without safety claims: a proven harm must not swell the number of supported claims."""
    counts = Counter(claim.verdict for claim in claims if claim.kind != ClaimKind.SAFETY)
    return tuple((verdict.value, counts[verdict]) for verdict in Verdict if counts[verdict])


def _forms_in_question(
    condition_id: str, supplements: Sequence[dict], items: Mapping[str, dict]
) -> list[dict]:
    """The forms that claims about this condition alone name, or that their sources tested."""
    wanted = set()
    for claim in items.values():
        if claim["kind"] == "claim" and claim["condition_ids"] == [condition_id]:
            wanted.add(claim["intervention"]["form"])
            for citation in claim["citations"]:
                wanted |= set(items.get(citation["source_id"], {}).get("forms_tested", ()))
    return [form for s in supplements for form in s["forms"] if form["slug"] in wanted]


def _limits(supplements: Sequence[dict], items: Mapping[str, dict]):
    for supplement in supplements:
        for limit in supplement["limits"]:
            source = items.get(limit["source_id"])
            yield limit, source["slug"] if source else "", short_citation(source) if source else ""


def _safety_points(
    condition_id: str, supplements: Sequence[dict], items: Mapping[str, dict]
) -> Iterable[SafetyPoint]:
    for supplement in supplements:
        for point in supplement["safety_points"]:
            if not point["condition_ids"] or condition_id in point["condition_ids"]:
                sources = [items[i] for i in point["source_ids"] if i in items]
                yield SafetyPoint(
                    heading=point["heading"],
                    text=point["text"],
                    confirmed=point["confirmed"],
                    sources=tuple((s["slug"], short_citation(s)) for s in sources),
                )
