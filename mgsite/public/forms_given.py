"""Which forms the trials behind a published claim gave, told the same way on every page and in the API.

Pure module: documents in, a ledger and its words out. What counts as a trial is decided by
claims.forms_ledger alone; sources go by their public ids here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claims.forms_ledger import CitedSource, FormLedger, form_ledger
from claims.vocabulary import ClaimKind
from mgsite.public.phrases import counted, inside, listed

FORM_IN_QUESTION = "glycinate"  # the form that the articles we check are about

Document = Mapping


@dataclass(frozen=True)
class FormLine:
    """One form and the documents of the trials that gave it."""

    name: str
    trials: tuple[Document, ...]


@dataclass(frozen=True)
class FormsGiven:
    """A ledger as a page shows it.

    `words` say how many trials gave the form asked about, `mismatch` why that speaks against the
    claim (empty when it does not). `reviews` and `others` are no trials of any form.
    """

    words: str
    mismatch: str
    lines: tuple[FormLine, ...]
    reviews: tuple[Document, ...]
    others: tuple[Document, ...]


def ledger_of(
    claim: Document, sources: Mapping[str, Document], form: str | None = None
) -> FormLedger:
    """About the form that the claim names; else, or if another is given, about that one."""
    claimed = claim["intervention"]["form"]
    asked = form or claimed or FORM_IN_QUESTION
    return form_ledger(asked, cited_sources([claim], sources), claimed=asked == claimed)


def cited_sources(
    claims: Iterable[Document], sources: Mapping[str, Document]
) -> Iterable[CitedSource]:
    """Every citation of the claims whose source is among the documents given."""
    for claim in claims:
        for citation in claim["citations"]:
            if source := sources.get(citation["source_id"]):
                yield CitedSource(
                    slug=citation["source_id"],
                    design=source["study_design"] or "",
                    stance=citation["stance"],
                    forms=frozenset(source["forms_tested"]),
                )


def is_about_taking_it(claim: Document, ledger: FormLedger) -> bool:
    """Whether a reader needs the ledger: for each effect, each form claimed and each trial."""
    named = claim["intervention"]["form"] is not None
    return claim["claim_kind"] == ClaimKind.EFFECT or named or bool(ledger.trials)


def forms_given(
    claim: Document, sources: Mapping[str, Document], supplement: Document
) -> FormsGiven | None:
    """None for a claim that says nothing about taking anything."""
    ledger = ledger_of(claim, sources)
    if not is_about_taking_it(claim, ledger):
        return None
    lines = [
        FormLine(form_name(form, supplement), _documents(ids, sources))
        for form, ids in most_used_first(ledger)
    ]
    if ledger.of_unknown_form:
        lines.append(FormLine("form not stated", _documents(ledger.of_unknown_form, sources)))
    return FormsGiven(
        words=ledger.words(form_name(ledger.form, supplement)),
        mismatch=ledger.suggestion or "",
        lines=tuple(lines),
        reviews=_documents(ledger.reviews, sources),
        others=_documents(ledger.observational, sources),
    )


def form_name(slug: str, supplement: Document) -> str:
    """“magnesium citrate”: as it stands inside a sentence, without the note on its chemistry."""
    names = {form["slug"]: form["name"] for form in supplement.get("forms", ())}
    return inside(names.get(slug, slug).partition(" (")[0])


def most_used_first(ledger: FormLedger) -> list[tuple[str, tuple[str, ...]]]:
    """(form, ids of the trials that gave it); a trial of two forms stands under each."""
    return sorted(ledger.by_form.items(), key=lambda line: (-len(line[1]), line[0]))


def studies(ledger: FormLedger) -> str:
    """“2 trials, 1 review or guideline and 1 other study”; empty when nothing counts."""
    parts = [
        (len(ledger.trials), "trial", "trials"),
        (len(ledger.reviews), "review or guideline", "reviews or guidelines"),
        (len(ledger.observational), "other study", "other studies"),
    ]
    return listed([counted(n, one, many) for n, one, many in parts if n])


def _documents(ids: Iterable[str], sources: Mapping[str, Document]) -> tuple[Document, ...]:
    """Oldest study first, as a field grows."""
    found = (sources[public_id] for public_id in ids)
    return tuple(sorted(found, key=lambda source: (source["year"] or 0, source["title"])))
