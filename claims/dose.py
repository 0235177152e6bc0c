"""Dose truth: how much of a compound is the element. Pure module.

Source: standard atomic weight of magnesium 24.305 (IUPAC 2021); GRADE.md §4. The limits are
values passed in: each is a row with its own cited source.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from claims.vocabulary import DoseBasis, DosePer, Word

MAGNESIUM_MOLAR_MASS = Decimal("24.305")  # g/mol


def elemental_share(molar_mass: Decimal, magnesium_atoms: int = 1) -> Decimal:
    """Magnesium in a compound, in per cent by mass, two decimals.

    `molar_mass` in g/mol, with the water of the hydrate. Raises ValueError when the compound
    would weigh less than its magnesium.
    """
    magnesium = MAGNESIUM_MOLAR_MASS * magnesium_atoms
    if magnesium_atoms < 1 or molar_mass < magnesium:
        raise ValueError(
            f"{magnesium_atoms} magnesium atoms ({magnesium} g/mol) do not fit into a molar "
            f"mass of {molar_mass} g/mol."
        )
    return (100 * magnesium / molar_mass).quantize(Decimal("0.01"), ROUND_HALF_UP)


def elemental_mg(compound_mg: Decimal, share: Decimal) -> Decimal:
    """Milligrams of magnesium in `compound_mg` of a compound; `share` in per cent."""
    return (compound_mg * share / 100).quantize(Decimal("1"), ROUND_HALF_UP)


def compound_mg(element_mg: Decimal, share: Decimal) -> Decimal:
    """Milligrams of compound that hold `element_mg` of magnesium; `share` in per cent."""
    return (element_mg * 100 / share).quantize(Decimal("1"), ROUND_HALF_UP)


def label_share(element_mg: Decimal, compound_mg: Decimal) -> Decimal:
    """The share that a product's label gives, in per cent: it wins over theory, because hydrates
    and buffered products differ. Raises ValueError when the element outweighs its compound."""
    if not 0 < element_mg <= compound_mg:
        raise ValueError(
            f"{element_mg} mg of magnesium do not fit into {compound_mg} mg of the compound."
        )
    return (100 * element_mg / compound_mg).quantize(Decimal("0.01"), ROUND_HALF_UP)


# -- a claimed dose, both ways to read it, and the limits


Amounts = tuple[Decimal | None, Decimal]  # mg from and to; None in front means “up to”


class Standing(Word):
    """A dose against a limit."""

    WITHIN = "within", "below the limit"
    AT = "at", "equal to the limit"
    PARTLY_ABOVE = "partly-above", "above the limit at its upper end"
    ABOVE = "above", "above the limit"
    UNKNOWN = "unknown", "depends on how often it is taken, or on the form"


@dataclass(frozen=True)
class DailyLimit:
    """The most an authority names, in mg of the element a day; `is_upper_level` False is advice."""

    authority: str
    max_mg: Decimal
    is_upper_level: bool = True


@dataclass(frozen=True)
class ClaimedDose:
    """A dose as it was claimed, in mg. One end missing: “up to” (no `low_mg`) or a single amount.

    A dose that says nothing of how often is read as a day's, as readers do.
    """

    low_mg: Decimal | None
    high_mg: Decimal | None
    basis: str
    per: str = DosePer.DAY


@dataclass(frozen=True)
class LimitCheck:
    limit: DailyLimit
    standing: Standing

    @property
    def is_broken(self) -> bool:
        """Above an upper level, if only at the upper end. Advice is not broken, nor is “equal to”."""
        above = self.standing in (Standing.ABOVE, Standing.PARTLY_ABOVE)
        return above and self.limit.is_upper_level


@dataclass(frozen=True)
class Reading:
    """A claimed dose read one way, ELEMENTAL or COMPOUND, in mg, unrounded.

    `element` and `compound` are (low, high), either None when the form's share is not known; a low
    end of None means “up to”. `checks` follow the order in which the limits were given.
    """

    basis: DoseBasis
    element: Amounts | None
    compound: Amounts | None
    checks: tuple[LimitCheck, ...]

    @property
    def broken(self) -> tuple[DailyLimit, ...]:
        return tuple(check.limit for check in self.checks if check.is_broken)


def readings(
    dose: ClaimedDose, share: Decimal | None, limits: Iterable[DailyLimit]
) -> tuple[Reading, ...]:
    """Each way to read the dose: one when it says its basis, both when it does not.

    `share` is the form's elemental share in per cent, None when no form is named; `limits` are
    those that apply to the form (GRADE.md §4). Raises ValueError for a dose without an amount, not
    above 0 or from more to less, and for a share outside 0 to 100.
    """
    amounts = _amounts(dose)
    if share is not None and not 0 < share <= 100:
        raise ValueError(f"A share of {share} % is not between 0 and 100.")
    limits = tuple(limits)
    bases = (
        (DoseBasis.COMPOUND, DoseBasis.ELEMENTAL)
        if dose.basis == DoseBasis.UNSPECIFIED
        else (DoseBasis(dose.basis),)
    )
    read = []
    for basis in bases:
        element, compound = _both_weights(amounts, basis, share)
        checks = tuple(LimitCheck(limit, _standing(element, dose.per, limit)) for limit in limits)
        read.append(Reading(basis, element, compound, checks))
    return tuple(read)


def _amounts(dose: ClaimedDose) -> Amounts:
    low, high = dose.low_mg, dose.high_mg
    if high is None:
        high = low
    if high is None:
        raise ValueError("A dose needs an amount.")
    if high <= 0 or (low is not None and low <= 0):
        raise ValueError("A dose must be above 0 mg.")
    if low is not None and low > high:
        raise ValueError(f"The dose runs from {low} mg down to {high} mg: its ends are swapped.")
    return low, high


def _both_weights(
    claimed: Amounts, basis: DoseBasis, share: Decimal | None
) -> tuple[Amounts | None, Amounts | None]:
    """The weight of the element and of the compound; one of them needs the share."""
    other = None
    if share is not None:
        factor = share / 100 if basis is DoseBasis.COMPOUND else 100 / share
        low, high = claimed
        other = (None if low is None else low * factor, high * factor)
    return (other, claimed) if basis is DoseBasis.COMPOUND else (claimed, other)


def _standing(element: Amounts | None, per: str, limit: DailyLimit) -> Standing:
    """A single dose above a daily limit breaks it; one below says nothing about the day."""
    if element is None:
        return Standing.UNKNOWN
    low, high = element
    if high > limit.max_mg:
        return Standing.ABOVE if low is not None and low > limit.max_mg else Standing.PARTLY_ABOVE
    if per == DosePer.DOSE:
        return Standing.UNKNOWN
    return Standing.AT if high == limit.max_mg else Standing.WITHIN
