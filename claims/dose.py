"""Dose truth: how much of a compound is the element. Pure module.

Source: standard atomic weight of magnesium 24.305 (IUPAC 2021); GRADE.md §4.
"""

from decimal import ROUND_HALF_UP, Decimal

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
