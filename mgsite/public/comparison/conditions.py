"""Conditions side by side, as one table made from published documents. Pure module.

What counts as a trial is decided by claims.forms_ledger alone (GRADE.md §5). Safety is a group of
its own, so that a proven harm never swells a count of benefits.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from claims.forms_ledger import FormLedger
from claims.vocabulary import ClaimKind, Verdict
from mgsite.public.arithmetic import equation
from mgsite.public.claim_entry import effect_sentence
from mgsite.public.comparison.table import Cell, Column, Entry, Group, Row, Table
from mgsite.public.forms_given import FORM_IN_QUESTION, ledger_of, most_used_first, studies
from mgsite.public.phrases import counted

NO_TRIAL = "No trial found"
NO_TRIAL_COUNTED = "No trial counts towards this answer"
NO_LEVEL = "Not graded by GRADE"
NO_PROMISE = "No promise recorded"

Document = Mapping


def compare(
    conditions: Sequence[Document], claims: Mapping[str, Document], sources: Mapping[str, Document]
) -> Table:
    """The table. `claims` and `sources` are the published ones by id; missing ones are left out."""
    headlines = {c["id"]: headline_claims(c, claims) for c in conditions}
    ledgers = {
        claim["id"]: ledger_of(claim, sources, FORM_IN_QUESTION)
        for found in headlines.values()
        for claim in found
    }
    about = {c["id"]: [d for d in claims.values() if is_about(d, c["id"])] for c in conditions}
    groups = (
        Group("The answer", _answer_rows(headlines, sources)),
        Group("What it rests on", _evidence_rows(headlines, ledgers, sources)),
        Group("All we looked at", _count_rows(about, headlines)),
        Group("Safety and harms, for every condition", _safety_rows(about, everywhere=True)),
        Group("Safety and harms, by condition", _safety_rows(about, everywhere=False)),
    )
    columns = (Column(c["title"], "condition", c["slug"]) for c in conditions)
    return Table(tuple(columns), tuple(group for group in groups if group.rows))


def headline_claims(condition: Document, claims: Mapping[str, Document]) -> list[Document]:
    return [claims[i] for i in condition["headline_claim_ids"] if i in claims]


def is_about(claim: Document, condition_id: str) -> bool:
    return claim["applies_to_all"] or condition_id in claim["condition_ids"]


def _answer_rows(
    headlines: Mapping[str, list[Document]], sources: Mapping[str, Document]
) -> tuple[Row, ...]:
    def row(heading: str, shows: str, text=lambda claim: "") -> Row:
        cells = (
            Cell(
                tuple(Entry(claim, _of_what(claim), text(claim), shows) for claim in found),
                empty="" if found else "No answer published yet",
            )
            for found in headlines.values()
        )
        return Row(heading, tuple(cells))

    def how_much(claim: Document) -> str:
        return effect_sentence(claim["grading"] or {}, sources) or "No estimate"

    return (
        row("Short answer", "text", lambda claim: claim["conclusion"]),
        row("Verdict", "verdict"),
        row("How much?", "text", how_much),
        row("Certainty", "certainty"),
        row(
            "Why this certain?", "text", lambda claim: equation(claim["grading"] or {}) or NO_LEVEL
        ),
        row("What articles promise", "text", lambda claim: claim["as_claimed"] or NO_PROMISE),
    )


def _evidence_rows(
    headlines: Mapping[str, list[Document]],
    ledgers: Mapping[str, FormLedger],
    sources: Mapping[str, Document],
) -> tuple[Row, ...]:
    def row(heading: str, words, note: str = "") -> Row:
        cells = (
            Cell(
                tuple(
                    Entry(claim, _of_what(claim), words(ledgers[claim["id"]]) or _none(claim))
                    for claim in found
                ),
                empty="" if found else NO_TRIAL,
            )
            for found in headlines.values()
        )
        return Row(heading, tuple(cells), note)

    return (
        row("Studies counted", studies),
        row("Was glycinate itself tested?", _form_in_question),
        row("Forms in those trials", _forms),
        row(
            "Dose in those trials",
            lambda found: dose_in_trials(found, sources),
            "Elemental magnesium, not the weight of the compound.",
        ),
    )


def _of_what(claim: Document) -> str:
    return claim["intervention"]["name"]


def _none(claim: Document) -> str:
    return NO_TRIAL if claim["verdict"] == Verdict.NOT_STUDIED else NO_TRIAL_COUNTED


def _form_in_question(found: FormLedger) -> str:
    if not found.trials:
        return ""
    return f"{'Yes' if found.with_form else 'No'}: in {found.count}"


def _forms(found: FormLedger) -> str:
    """Most used first; trials whose form is not known are named too."""
    named = [f"{form} in {len(ids)}" for form, ids in most_used_first(found)]
    unknown = len(found.of_unknown_form)
    return ", ".join(named + ([f"form not stated in {unknown}"] if unknown else []))


def dose_in_trials(found: FormLedger, sources: Mapping[str, Document]) -> str:
    """“300 to 600 mg elemental a day (stated for 5 of 7 trials)”; empty without a trial."""
    doses = trial_doses(found, sources)
    if not doses:
        return "Not stated in what we read" if found.trials else ""
    low, high = min(doses), max(doses)
    amount = _plain(low) if low == high else f"{_plain(low)} to {_plain(high)}"
    said_by = f"{len(doses)} of {counted(len(found.trials), 'trial', 'trials')}"
    return f"{amount} mg elemental a day (stated for {said_by})"


def trial_doses(found: FormLedger, sources: Mapping[str, Document]) -> list[Decimal]:
    """Milligrams of the element a day, of each trial that states it."""
    said = [sources[public_id]["dose_mg"] for public_id in found.trials]
    return [Decimal(str(dose)) for dose in said if dose is not None]


def _count_rows(
    about: Mapping[str, list[Document]], headlines: Mapping[str, list[Document]]
) -> tuple[Row, ...]:
    counts = Row(
        "Claims by verdict",
        tuple(
            Cell(_verdict_counts(found), empty="No claim published yet") for found in about.values()
        ),
        "Without safety claims, which have rows of their own below.",
    )
    searched = Row(
        "Last searched",
        tuple(
            Cell(
                tuple(
                    Entry(claim, _of_what(claim), claim["searched_on"], "date")
                    for claim in found
                    if claim["searched_on"]
                ),
                empty="No date recorded",
            )
            for found in headlines.values()
        ),
    )
    return counts, searched


def _verdict_counts(found: Iterable[Document]) -> tuple[Entry, ...]:
    counts = Counter(c["verdict"] for c in found if c["claim_kind"] != ClaimKind.SAFETY)
    return tuple(
        Entry(None, verdict.label, str(counts[verdict])) for verdict in Verdict if counts[verdict]
    )


def _safety_rows(about: Mapping[str, list[Document]], *, everywhere: bool) -> tuple[Row, ...]:
    """One row a claim; what holds for everybody stands once, across all columns."""
    claims = {
        claim["id"]: claim
        for found in about.values()
        for claim in found
        if claim["claim_kind"] == ClaimKind.SAFETY and claim["applies_to_all"] is everywhere
    }
    ordered = sorted(claims.values(), key=lambda claim: claim["slug"])
    return tuple(_safety_row(claim, list(about)) for claim in ordered)


def _safety_row(claim: Document, condition_ids: list[str]) -> Row:
    entries = (Entry(claim, text=claim["conclusion"], shows="claim"),)
    heading = claim["outcome"]["name"] or ClaimKind.SAFETY.label
    if claim["applies_to_all"]:
        return Row(heading, (Cell(entries, span=len(condition_ids)),), _of_what(claim))
    cells = (
        Cell(entries) if is_about(claim, i) else Cell(empty="No claim about this condition")
        for i in condition_ids
    )
    return Row(heading, tuple(cells), _of_what(claim))


def _plain(amount: Decimal) -> str:
    """Without an exponent and without zeros that say nothing."""
    return f"{amount.normalize():f}"
