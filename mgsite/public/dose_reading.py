"""What a claimed dose amounts to in elemental magnesium, and which limit it breaks. Pure module.

“400 mg of magnesium glycinate” is 56 mg of magnesium by one reading and above two official
limits by the other: both are said whenever a claim does not say which it means (GRADE.md §4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.dose import compound_mg, elemental_mg
from claims.vocabulary import DoseBasis, DosePer

UPPER_LEVEL = "upper-level"
EXAMPLE_COMPOUND_MG = Decimal(400)
EXAMPLE_ELEMENT_MG = Decimal(200)


@dataclass(frozen=True)
class DoseReading:
    """`amount` as claimed; `readings` are sentences, one for each way to read it."""

    amount: str
    readings: tuple[str, ...]


@dataclass(frozen=True)
class FormRow:
    """A line of the table that turns compound into element. Shares in per cent, masses in mg."""

    name: str
    share: str
    element_in_example: str
    compound_for_example: str


def dose_reading(
    dose: Mapping | None, form: Mapping | None, limits: Sequence[Mapping]
) -> DoseReading | None:
    """A claim's dose read out; `form` is the form claimed as the supplement's document has it."""
    if not dose:
        return None
    amounts = sorted({Decimal(v) for v in (dose["min_mg"], dose["max_mg"]) if v is not None})
    if not amounts:
        return None
    up_to = "up to " if dose["min_mg"] is None else ""
    amount = (
        f"{up_to}{_range(amounts)} mg {DosePer(dose['per']).label if dose['per'] else ''}".strip()
    )
    basis = DoseBasis(dose["basis"])
    daily = dose["per"] != DosePer.DOSE
    as_element = _as_element(amounts[-1], limits) if daily else ()
    as_compound = _as_compound(amounts, form)
    if basis is DoseBasis.ELEMENTAL:
        return DoseReading(f"{amount}, elemental magnesium", as_element)
    if basis is DoseBasis.COMPOUND:
        return DoseReading(f"{amount}, weight of the compound", as_compound)
    unsaid = f"{amount}, without saying whether compound or elemental magnesium"
    return DoseReading(unsaid, as_compound + as_element)


def form_rows(forms: Sequence[Mapping]) -> tuple[FormRow, ...]:
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


def _as_compound(amounts: Sequence[Decimal], form: Mapping | None) -> tuple[str, ...]:
    if form is None:
        return ("If it is the weight of a compound, the magnesium in it depends on the form.",)
    share = Decimal(form["elemental_share"])
    held = _range([elemental_mg(amount, share) for amount in amounts])
    return (
        f"If it is the weight of {_lower(form['name'])}, it holds about {held} mg of magnesium.",
    )


def _as_element(most: Decimal, limits: Sequence[Mapping]) -> tuple[str, ...]:
    broken = [
        f"{limit['max_mg']} mg, {limit['authority']}"
        for limit in limits
        if limit["kind"] == UPPER_LEVEL and most > Decimal(limit["max_mg"])
    ]
    if not broken:
        return ()
    return (
        f"If it is elemental magnesium, {_plain(most)} mg a day is above the upper level for "
        f"supplements ({'; '.join(broken)}).",
    )


def _range(amounts: Sequence[Decimal]) -> str:
    return "–".join(_plain(amount) for amount in amounts)


def _plain(amount: Decimal) -> str:
    return format(amount.normalize(), "f")


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
