"""Forms of a supplement side by side, from published documents. Pure module.

The sums are claims.dose's, what counts as a trial of a form is decided by claims.forms_ledger.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from claims.dose import ClaimedDose, DailyLimit, compound_mg, readings
from claims.forms_ledger import FormLedger, family, form_ledger
from claims.vocabulary import ClaimKind, DoseBasis
from mgsite.public.comparison.conditions import headline_claims
from mgsite.public.comparison.table import Cell, Column, Entry, Group, Row, Table
from mgsite.public.dose_reading import STANDING_WORDS, UPPER_LEVEL
from mgsite.public.forms_given import cited_sources, form_name
from mgsite.public.phrases import counted, number, short_citation

NO_TRIAL = "No trial of this form"
NO_CLAIM = "No claim about this form"
DOSES = ("200", "300", "400", "500")  # mg of the element a day

Document = Mapping
Documents = Mapping[str, Document]


def compare(
    supplement: Document,
    forms: Sequence[Document],
    dose: Decimal,
    conditions: Sequence[Document],
    items: Documents,
) -> Table:
    """`forms` are of the supplement, `dose` is in mg of the element a day, `items` are the claims
    about it and the sources that they cite, by id."""
    claims = [item for item in items.values() if item["kind"] == "claim"]
    columns = tuple(
        Column(form["name"], "supplement", supplement["slug"], f"form-{form['slug']}")
        for form in forms
    )
    groups = (
        Group("How much magnesium", _amounts(forms, dose)),
        Group("Trials behind our answer on", _tested(supplement, forms, conditions, items)),
        Group("Absorption", (_said(forms, claims, ClaimKind.ABSORPTION, "How well absorbed"),)),
        Group(
            "Harms",
            (
                _said(forms, claims, ClaimKind.SAFETY, "Stomach, bowel and other harms"),
                *_for_every_form(forms, claims),
            ),
        ),
    )
    return Table(columns, groups)


def trials_of(form: Document, items: Documents) -> int:
    """Distinct trials of the form that speak for or against any claim."""
    claims = [item for item in items.values() if item["kind"] == "claim"]
    return len(form_ledger(form["slug"], cited_sources(claims, items)).with_form)


def _amounts(forms: Sequence[Document], dose: Decimal) -> tuple[Row, ...]:
    shares = [Decimal(form["elemental_share"]) for form in forms]
    of_dose = f"{number(str(dose))} mg of magnesium"
    return (
        Row("Magnesium by weight", tuple(_text(f"{form['elemental_share']} %") for form in forms)),
        Row(
            f"Compound for {of_dose}",
            tuple(_text(f"{number(str(compound_mg(dose, share)))} mg") for share in shares),
        ),
        Row(
            f"Limits for {of_dose} a day",
            tuple(_limits(form, dose) for form in forms),
            "From supplements, on top of food.",
        ),
    )


def _text(text: str) -> Cell:
    return Cell((Entry(None, text=text),))


def _limits(form: Document, dose: Decimal) -> Cell:
    limits = [
        DailyLimit(limit["authority"], Decimal(limit["max_mg"]), limit["kind"] == UPPER_LEVEL)
        for limit in form["limits"]
    ]
    claimed = ClaimedDose(dose, dose, DoseBasis.ELEMENTAL)
    (reading,) = readings(claimed, Decimal(form["elemental_share"]), limits)
    words = (
        f"{STANDING_WORDS[check.standing].capitalize()} {number(str(check.limit.max_mg))} mg, "
        f"{check.limit.authority}{'' if check.limit.is_upper_level else ' (advice)'}"
        for check in reading.checks
    )
    return Cell(tuple(Entry(None, text=said) for said in words), empty="No limit published")


def _tested(
    supplement: Document,
    forms: Sequence[Document],
    conditions: Sequence[Document],
    items: Documents,
) -> tuple[Row, ...]:
    """By the claims that answer the condition's question: others may rest on other people's trials."""
    rows = []
    for condition in conditions:
        cited = tuple(cited_sources(headline_claims(condition, items), items))
        cells = (
            _trials(supplement, form, form_ledger(form["slug"], cited), items) for form in forms
        )
        rows.append(Row(condition["title"], tuple(cells)))
    return tuple(rows)


def _trials(supplement: Document, form: Document, found: FormLedger, items: Documents) -> Cell:
    if family(form["slug"]) != form["slug"]:
        return Cell(empty=f"Counted with {form_name(family(form['slug']), supplement)}")
    trials = sorted((items[i] for i in found.with_form), key=lambda s: (s["year"] or 0, s["title"]))
    if not trials:
        return Cell(empty=NO_TRIAL)
    people = [trial["n_participants"] for trial in trials if trial["n_participants"] is not None]
    words = counted(len(trials), "trial", "trials")
    words += f", {counted(sum(people), 'person', 'people')}" if people else ""
    unknown = len(trials) - len(people)
    words += f" (number of people not stated in {unknown})" if unknown else ""
    return Cell((Entry(None, text=words), *(Entry(t, text=short_citation(t)) for t in trials)))


def _said(
    forms: Sequence[Document], claims: Iterable[Document], kind: ClaimKind, heading: str
) -> Row:
    """What is claimed of one form, with how sure it is."""
    found = sorted((c for c in claims if c["claim_kind"] == kind), key=lambda c: c["slug"])
    cells = (
        Cell(
            tuple(
                Entry(claim, text=claim["conclusion"], shows="claim")
                for claim in found
                if claim["intervention"]["form"] == form["slug"]
            ),
            empty=NO_CLAIM,
        )
        for form in forms
    )
    return Row(heading, tuple(cells))


def _for_every_form(forms: Sequence[Document], claims: Iterable[Document]) -> list[Row]:
    """What holds whatever the form stands once, across all columns."""
    return [
        Row(
            claim["outcome"]["name"] or ClaimKind.SAFETY.label,
            (Cell((Entry(claim, text=claim["conclusion"], shows="claim"),), span=len(forms)),),
            "Any form",
        )
        for claim in sorted(claims, key=lambda c: c["slug"])
        if claim["claim_kind"] == ClaimKind.SAFETY
        and claim["intervention"]["form"] is None
        and claim["applies_to_all"]
    ]
