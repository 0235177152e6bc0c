"""A claimed dose in the words of a page: each way to read it, and where that stands against limits.

Pure module: documents in, text out; the sums and the limits are claims.dose's. “400 mg of magnesium
glycinate” is 56 mg of magnesium by one reading and above two official limits by the other: both are
said whenever a claim does not say which it means (GRADE.md §4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from claims.dose import (
    Amounts,
    ClaimedDose,
    DailyLimit,
    LimitCheck,
    Reading,
    Standing,
    compound_mg,
    elemental_mg,
    readings,
)
from claims.vocabulary import DoseBasis, DosePer
from mgsite.public.forms_given import FORM_IN_QUESTION
from mgsite.public.phrases import inside, listed, short_citation

Document = Mapping
UPPER_LEVEL = "upper-level"
EXAMPLE_COMPOUND_MG = Decimal(400)
EXAMPLE_ELEMENT_MG = Decimal(200)
STANDING_WORDS = {
    Standing.ABOVE: "above",
    Standing.PARTLY_ABOVE: "at its upper end above",
    Standing.AT: "equal to",
    Standing.WITHIN: "below",
}
SAID = {
    DoseBasis.ELEMENTAL: "elemental magnesium",
    DoseBasis.COMPOUND: "weight of the compound",
    DoseBasis.UNSPECIFIED: "without saying whether compound or elemental magnesium",
}


@dataclass(frozen=True)
class LimitLine:
    """One limit and where the dose stands against it; `source` is None when it is not at hand."""

    max_mg: str
    authority: str
    is_upper_level: bool
    applies_to: str
    standing: str
    words: str
    source: Document | None
    cited: str


@dataclass(frozen=True)
class DoseWords:
    """One way to read the dose: `sentence` says it whole, `limits` one by one."""

    heading: str
    amount: str
    equals: str
    sentence: str
    limits: tuple[LimitLine, ...]


Lines = tuple[LimitLine, ...]


@dataclass(frozen=True)
class DoseReading:
    """`amount` as claimed; one entry of `readings` for each way to read it."""

    amount: str
    readings: tuple[DoseWords, ...]


@dataclass(frozen=True)
class FormRow:
    """A line of the table that turns compound into element. Shares in per cent, masses in mg."""

    name: str
    share: str
    element_in_example: str
    compound_for_example: str


def dose_reading(
    dose: Document | None, form: str | None, supplement: Document, items: Mapping[str, Document]
) -> DoseReading | None:
    """A claim's dose read out; `form` is the slug of the form claimed.

    A claim that names no form is read as the form that its readers come for, and the words say so.
    """
    amounts = _amounts(dose) if dose else None
    if dose is None or amounts is None:
        return None
    forms = {each["slug"]: each for each in supplement.get("forms", ())}
    named = forms.get(form or "")
    read_as = named or forms.get(FORM_IN_QUESTION)
    limits = (named or supplement).get("limits", ())
    share = Decimal(read_as["elemental_share"]) if read_as else None
    claimed = ClaimedDose(*amounts, dose["basis"], dose["per"] or DosePer.DAY)
    found = readings(claimed, share, [_daily(limit) for limit in limits])
    said = SAID[DoseBasis(dose["basis"])]
    amount = f"{_range(amounts)} {_per(dose)}".strip()
    told = []
    for reading in found:
        pairs = zip(reading.checks, limits, strict=True)
        lines = tuple(_limit_line(check, limit, items) for check, limit in pairs)
        if reading.basis is DoseBasis.ELEMENTAL:
            told.append(_as_element(reading, _per(dose), read_as, lines))
        else:
            told.append(_as_compound(reading, _per(dose), read_as, named is not None, lines))
    return DoseReading(f"{amount}, {said}", tuple(told))


def form_rows(forms: Sequence[Document]) -> tuple[FormRow, ...]:
    """How much magnesium EXAMPLE_COMPOUND_MG holds, and what EXAMPLE_ELEMENT_MG of it weighs."""
    ordered = sorted(forms, key=lambda form: -Decimal(form["elemental_share"]))
    return tuple(
        FormRow(
            name=form["name"],
            share=form["elemental_share"],
            element_in_example=str(
                elemental_mg(EXAMPLE_COMPOUND_MG, Decimal(form["elemental_share"]))
            ),
            compound_for_example=str(
                compound_mg(EXAMPLE_ELEMENT_MG, Decimal(form["elemental_share"]))
            ),
        )
        for form in ordered
    )


def _amounts(dose: Document) -> Amounts | None:
    """None for a dose without an amount above 0; a lower end of 0 means “up to”."""
    low, high = (Decimal(dose[end] or 0) or None for end in ("min_mg", "max_mg"))
    most = high or low
    return None if most is None else (low, most)


def _daily(limit: Document) -> DailyLimit:
    return DailyLimit(limit["authority"], Decimal(limit["max_mg"]), limit["kind"] == UPPER_LEVEL)


def _as_element(reading: Reading, per: str, form: Document | None, lines: Lines) -> DoseWords:
    element = f"{_range(reading.element)} {per}".strip()
    weight = ""
    if form and reading.compound:
        weight = f"in {_about(reading.compound)} of {inside(form['name'])}"
    said = _sentence(f"As elemental magnesium, {element}", " is ", reading.checks)
    return DoseWords("As elemental magnesium", element, weight, said, lines)


def _as_compound(
    reading: Reading, per: str, form: Document | None, is_named: bool, lines: Lines
) -> DoseWords:
    compound = inside(form["name"]) if form else "a compound"
    such_as = compound if is_named or not form else f"a compound such as {compound}"
    heading = f"As the weight of {such_as}"
    if reading.element is None:
        unknown = "the magnesium in it depends on the form"
        return DoseWords(heading, f"{unknown.capitalize()}.", "", f"{heading}, {unknown}.", lines)
    element = f"{_about(reading.element)} of magnesium {per}".strip()
    weight = f"in {_range(reading.compound)} of {compound}"
    said = _sentence(f"{heading}, it holds {element}", ", ", reading.checks)
    return DoseWords(heading, element, weight, said, lines)


def _limit_line(check: LimitCheck, limit: Document, items: Mapping[str, Document]) -> LimitLine:
    source = items.get(limit["source_id"])
    return LimitLine(
        max_mg=_plain(check.limit.max_mg),
        authority=limit["authority"],
        is_upper_level=check.limit.is_upper_level,
        applies_to=limit["applies_to"],
        standing=check.standing,
        words=Standing(check.standing).label,
        source=source,
        cited=short_citation(source) if source else "",
    )


def _sentence(said: str, joint: str, checks: Sequence[LimitCheck]) -> str:
    """“…, above the limits of 350 mg (IOM) and 250 mg (EFSA).” What is not known is left out."""
    parts = []
    for standing, words in STANDING_WORDS.items():
        named = [_limit_named(check.limit) for check in checks if check.standing is standing]
        if named:
            parts.append(f"{words} the limit{'s' if len(named) > 1 else ''} of {listed(named)}")
    return f"{said}{joint if parts else ''}{', '.join(parts)}."


def _limit_named(limit: DailyLimit) -> str:
    advice = "" if limit.is_upper_level else ", advice"
    return f"{_plain(limit.max_mg)} mg ({limit.authority}{advice})"


def _per(dose: Document) -> str:
    return DosePer(dose["per"]).label if dose["per"] else ""


def _range(amounts: Amounts | None) -> str:
    """“28–56 mg”, “up to 400 mg”."""
    low, high = amounts or (None, Decimal(0))
    ends = [_plain(end) for end in (low, high) if end is not None]
    return f"{'up to ' if low is None else ''}{'–'.join(dict.fromkeys(ends))} mg"


def _about(amounts: Amounts) -> str:
    """“about 28–56 mg”, “up to about 56 mg”: a computed weight, in whole milligrams."""
    low, high = amounts
    if low is None:
        return f"up to about {_plain(_whole(high))} mg"
    return f"about {_range((_whole(low), _whole(high)))}"


def _whole(amount: Decimal) -> Decimal:
    """Halves away from 0."""
    return amount.quantize(Decimal(1), ROUND_HALF_UP)


def _plain(amount: Decimal) -> str:
    return format(amount.normalize(), "f")
