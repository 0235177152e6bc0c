"""The page of a claim: the judgement, all that it rests on, and how it came to be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from claims.vocabulary import Importance
from mgsite.editions.models import Address, Edition, Event, Link, Version
from mgsite.editions.readers import AsOf, document_of, tombstone_of
from mgsite.public.arithmetic import GradedTwice, graded_twice, without_concern
from mgsite.public.change_of_mind import change_of_mind
from mgsite.public.claim_entry import ClaimEntry, claim_entry
from mgsite.public.composition.parts import documents
from mgsite.public.composition.summary import Summary, summary
from mgsite.public.forms_given import form_name, ledger_of
from mgsite.public.gaps import Appearing, appearing, boldest, measured
from mgsite.public.phrases import counted
from mgsite.public.reviewed import Reviewed, reviewed
from mgsite.public.revisions import Revised, revised

# Roles by which other items name a claim: as an answer, in an article, as said elsewhere, as the
# grading of one of their outcomes.
PLACES = ("headline", "places", "appearance", "outcome")
COMPARED = 10  # versions whose words are set against those before; older ones are listed only


@dataclass(frozen=True)
class Past:
    """One version of the claim, as far as it may still be read, and what it changed."""

    version: int
    edition: Edition
    event: str
    verdict: str
    certainty: str
    notice: str
    grade_changes: tuple[Revised, ...] = ()
    other_changes: tuple[Revised, ...] = ()


@dataclass(frozen=True)
class SaidIn:
    """An article by somebody else that makes the claim, with the boldest place where it does."""

    check: dict
    place: Appearing
    places: int


@dataclass(frozen=True)
class ClaimPage:
    """`would_change` are sentences of the arithmetic; what an editor wrote is in the document."""

    document: dict
    claim: ClaimEntry
    reviewed: Reviewed
    sentence: str
    question: tuple[tuple[str, str], ...]  # PICO, term and words
    summary: Summary | None
    without_concern: tuple[str, ...]
    would_change: tuple[str, ...]
    graded_twice: GradedTwice | None
    conditions: tuple[dict, ...]
    supplement: dict | None
    placed_in: tuple[dict, ...]
    said_in: tuple[SaidIn, ...]
    n_checks: int  # articles by somebody else that we read, in print
    history: tuple[Past, ...]

    @property
    def is_refused(self) -> bool:
        """Whether a reader asked for numbers at a risk that cannot be."""
        return self.summary is not None and self.summary.is_refused


def found(as_of: AsOf, slug: str) -> list[Version]:
    """The claim and everything that it names, or ever named, in one query; the claim first.

    With the sources of the official limits of its supplement, which a dose is held against.
    """
    address = Address.objects.filter(kind="claim", slug=slug)
    owner = address.values("public_id")
    own_links = Link.objects.filter(
        version__public_id__in=owner, version__edition__lte=as_of.number
    )
    supplements = own_links.filter(role="supplement").values("target")
    limits = Link.objects.filter(role="limit", version__public_id__in=supplements)
    rows = list(
        as_of.versions()
        .filter(
            Q(public_id__in=owner)
            | Q(public_id__in=own_links.values("target"))
            | Q(public_id__in=limits.values("target"))
        )
        .annotate(
            is_asked_for=Exists(address.filter(public_id=OuterRef("public_id"))),
            checks_in_print=_checks_in_print(as_of),
        )
    )
    # A claim also names the claims that grade its further outcomes: its kind does not tell it.
    this = [row for row in rows if row.is_asked_for]
    return this + [row for row in rows if not row.is_asked_for] if this else []


def _checks_in_print(as_of: AsOf) -> Coalesce:
    checks = as_of.plain().filter(kind="check", state=Version.PUBLISHED, redacted_at=None)
    counts = checks.values("kind").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counts), 0)


def claim_page(as_of: AsOf, rows: Sequence[Version], parameters: Mapping[str, str]) -> ClaimPage:
    """Composed from `found()` and one query more. `parameters` are those of the address."""
    this = rows[0]
    document = document_of(this)
    items = documents(rows[1:])
    around = _around(as_of, this)
    supplement = items.get(document["supplement_id"], {})
    grading = document["grading"] or {}
    ledger = ledger_of(document, items)
    would_change = change_of_mind(grading, ledger)
    return ClaimPage(
        document=document,
        claim=claim_entry(document, items),
        reviewed=reviewed([document]),
        # Documents of the first editions have none.
        sentence=document.get("sentence") or "",
        question=tuple(_question(document)),
        summary=summary(document, items, parameters),
        without_concern=without_concern(grading),
        would_change=tuple(would_change.sentences(form_name(ledger.form, supplement))),
        graded_twice=graded_twice(grading),
        conditions=tuple(items[i] for i in document["condition_ids"] if i in items),
        supplement=supplement or None,
        placed_in=tuple(
            document_of(v)
            for v in around
            if v.public_id != this.public_id and v.document and v.kind != "check"
        ),
        said_in=said_in(document, [document_of(v) for v in around if v.kind == "check"]),
        n_checks=this.checks_in_print,  # type: ignore[attr-defined]  # annotated by found()
        history=tuple(_history([v for v in around if v.public_id == this.public_id], items)),
    )


def said_in(claim: dict, checks: Iterable[dict]) -> tuple[SaidIn, ...]:
    """The boldest wording first; what was blanked since says nothing."""
    found = []
    for check in checks:
        places = measured(appearing(check, {claim["id"]: claim})) if check else []
        if bold := boldest(places) or tuple(places[:1]):
            found.append(SaidIn(check, bold[0], len(places)))
    return tuple(sorted(found, key=lambda each: (-(each.place.gap or 0), each.check["title"])))


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


def _history(versions: Sequence[Version], items: Mapping[str, dict]) -> Iterable[Past]:
    """Newest first, each against the one before as long as the words of both may be read."""
    for place, version in enumerate(versions):
        before = versions[place + 1] if place + 1 < len(versions) else None
        grade: tuple[Revised, ...] = ()
        other: tuple[Revised, ...] = ()
        if place < COMPARED and before and before.document and version.document:
            grade, other = revised(document_of(before), document_of(version), items)
        yield Past(
            version=version.version,
            edition=version.edition,
            event=Event(version.event).label,
            verdict=version.verdict,
            certainty=version.certainty,
            notice=tombstone_of(version).get("notice_text", ""),
            grade_changes=grade,
            other_changes=other,
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
