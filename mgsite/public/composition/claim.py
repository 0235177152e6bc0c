"""The page of a claim: the judgement and all that it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from claims.vocabulary import Importance
from mgsite.editions.models import Address, Edition, Event, Link, Version
from mgsite.editions.readers import AsOf, document_of
from mgsite.public.claim_entry import ClaimEntry, claim_entry
from mgsite.public.comparison import Ledger, ledger
from mgsite.public.composition.parts import documents, review_sentence
from mgsite.public.phrases import counted

PLACES = ("headline", "places", "appearance")  # roles by which other items name a claim


@dataclass(frozen=True)
class Past:
    """One version of the claim, as far as it may still be read."""

    version: int
    edition: Edition
    event: str
    verdict: str
    certainty: str
    is_this: bool


@dataclass(frozen=True)
class ClaimPage:
    document: dict
    claim: ClaimEntry
    reviewed: str
    question: tuple[tuple[str, str], ...]  # PICO, term and words
    forms: tuple[str, ...]
    conditions: tuple[dict, ...]
    supplement: dict | None
    placed_in: tuple[dict, ...]
    history: tuple[Past, ...]


def found(as_of: AsOf, slug: str) -> list[Version]:
    """The claim and everything that it names, in one query; the claim first, in print or not."""
    owner = Address.objects.filter(kind="claim", slug=slug).values("public_id")
    now = Version.objects.as_of(as_of.number).filter(public_id__in=owner)
    named = Link.objects.filter(version__in=now.values("pk")).values("target")
    rows = list(as_of.versions().filter(Q(public_id__in=owner) | Q(public_id__in=named)))
    # A claim names conditions, sources and a supplement, never another claim.
    claim = [row for row in rows if row.kind == "claim"]
    return claim + [row for row in rows if row.kind != "claim"] if claim else []


def claim_page(as_of: AsOf, rows: Sequence[Version]) -> ClaimPage:
    """Composed from `found()` and one query more."""
    this = rows[0]
    document = document_of(this)
    items = documents(rows[1:])
    around = _around(as_of, this)
    supplement = items.get(document["supplement_id"])
    return ClaimPage(
        document=document,
        claim=claim_entry(document, items),
        reviewed=review_sentence([document]),
        question=tuple(_question(document)),
        forms=tuple(_forms(document, items, supplement or {})),
        conditions=tuple(item for item in items.values() if item["kind"] == "condition"),
        supplement=supplement,
        placed_in=tuple(
            document_of(v) for v in around if v.public_id != this.public_id and v.document
        ),
        history=tuple(_past(v, this) for v in around if v.public_id == this.public_id),
    )


def cited_sources(_as_of: AsOf, rows: Sequence[Version]) -> list[dict]:
    """The documents of the sources that it cites, from `found()` alone."""
    cited = {citation["source_id"] for citation in document_of(rows[0])["citations"]}
    return [item for public_id, item in documents(rows[1:]).items() if public_id in cited]


def _around(as_of: AsOf, this: Version) -> list[Version]:
    """Every version of the claim so far, newest first, and what is in print that names it."""
    links = Link.objects.filter(target=this.public_id, role__in=PLACES)
    naming = Version.objects.as_of(as_of.number).filter(
        pk__in=links.values("version_id"), state=Version.PUBLISHED
    )
    return list(
        Version.objects.filter(edition__lte=as_of.number)
        .filter(Q(public_id=this.public_id) | Q(pk__in=naming.values("pk")))
        .select_related("edition")
        .order_by("-seq")
    )


def _past(version: Version, this: Version) -> Past:
    return Past(
        version=version.version,
        edition=version.edition,
        event=Event(version.event).label,
        verdict=version.verdict,
        certainty=version.certainty,
        is_this=version.pk == this.pk,
    )


def _question(claim: Mapping) -> Iterable[tuple[str, str]]:
    """Population, intervention, comparison, outcome: as far as each is said."""
    pairs = [
        ("In whom", claim["population"]),
        ("Taking", claim["intervention"]["name"]),
        ("Compared with", claim["comparator"]),
        ("Outcome", _outcome(claim["outcome"])),
    ]
    return ((term, words) for term, words in pairs if words)


def _outcome(outcome: Mapping) -> str:
    if not outcome["name"]:
        return ""
    measured = [outcome["measure"]] if outcome["measure"] else []
    if outcome["timeframe_days"]:
        measured.append(f"after {counted(outcome['timeframe_days'], 'day', 'days')}")
    how = f" ({', '.join(measured)})" if measured else ""
    return f"{outcome['name']}{how}. {Importance(outcome['importance']).label}."


def _forms(claim: Mapping, items: Mapping[str, dict], supplement: Mapping) -> Iterable[str]:
    """Sentences that set the form claimed against the forms that were tested."""
    names = {form["slug"]: form["name"].lower() for form in supplement.get("forms", ())}
    tested = ledger(claim, items)
    claimed = claim["intervention"]["form"]
    if tested.trials:
        if claimed:
            yield _tested_with(claimed, names, tested)
        forms = [f"{names.get(slug, slug)} in {n}" for slug, n in _most_used_first(tested)]
        if unsaid := sum(not trial["forms_tested"] for trial in tested.trials):
            forms.append(f"form not stated in {unsaid}")
        yield f"Forms in {counted(len(tested.trials), 'trial', 'trials')}: {', '.join(forms)}."
    elif claimed:
        yield f"None of the sources counted here is a trial, so none tested {names.get(claimed, claimed)}."
    if tested.reviews:
        reviews = counted(tested.reviews, "review", "reviews")
        yield f"{reviews} of several trials count as evidence, but not as a trial of one form."


def _tested_with(claimed: str, names: Mapping[str, str], tested: Ledger) -> str:
    with_it = tested.forms.get(claimed, 0)
    of = counted(len(tested.trials), "trial", "trials")
    return f"The claim is about {names.get(claimed, claimed)}; {with_it} of {of} tested it."


def _most_used_first(tested: Ledger) -> list[tuple[str, int]]:
    return sorted(tested.forms.items(), key=lambda form: (-form[1], form[0]))
