"""GRADE.md §4: the elemental share of each compound, from its formula."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.dose import MAGNESIUM_MOLAR_MASS, compound_mg, elemental_mg, elemental_share

# Conventional standard atomic weights, g/mol (IUPAC 2021).
WEIGHTS = {
    "Mg": MAGNESIUM_MOLAR_MASS,
    "C": Decimal("12.011"),
    "H": Decimal("1.008"),
    "N": Decimal("14.007"),
    "O": Decimal("15.999"),
    "S": Decimal("32.06"),
    "Cl": Decimal("35.45"),
}


def molar_mass(**atoms: int) -> Decimal:
    """g/mol of a compound given as its atoms; `water` counts whole molecules."""
    water = atoms.pop("water", 0)
    atoms["H"] = atoms.get("H", 0) + 2 * water
    atoms["O"] = atoms.get("O", 0) + water
    return sum((WEIGHTS[name] * n for name, n in atoms.items()), Decimal(0))


@pytest.mark.parametrize(
    ("atoms", "share"),
    [
        ({"Mg": 1, "C": 4, "H": 8, "N": 2, "O": 4}, "14.10"),  # bisglycinate
        ({"Mg": 1, "C": 4, "H": 8, "N": 2, "O": 4, "water": 2}, "11.66"),
        ({"Mg": 3, "C": 12, "H": 10, "O": 14}, "16.16"),  # trimagnesium dicitrate
        ({"Mg": 3, "C": 12, "H": 10, "O": 14, "water": 9}, "11.89"),
        ({"Mg": 1, "C": 6, "H": 6, "O": 7}, "11.34"),  # hydrogen citrate 1:1
        ({"Mg": 1, "O": 1}, "60.30"),
        ({"Mg": 1, "Cl": 2}, "25.53"),
        ({"Mg": 1, "Cl": 2, "water": 6}, "11.96"),
        ({"Mg": 1, "C": 4, "H": 4, "O": 5}, "15.54"),  # malate 1:1
        ({"Mg": 1, "C": 4, "H": 4, "O": 5, "water": 3}, "11.55"),
        ({"Mg": 1, "C": 4, "H": 12, "N": 2, "O": 6, "S": 2}, "8.92"),  # taurate
        ({"Mg": 1, "C": 8, "H": 14, "O": 10}, "8.25"),  # L-threonate
        ({"Mg": 1, "C": 8, "H": 14, "O": 10, "water": 1}, "7.78"),
        ({"Mg": 1, "S": 1, "O": 4}, "20.19"),
        ({"Mg": 1, "S": 1, "O": 4, "water": 7}, "9.86"),
    ],
)
def test_share_of_each_compound(atoms, share):
    assert elemental_share(molar_mass(**atoms), atoms["Mg"]) == Decimal(share)


def test_compound_weight_is_not_the_elements_weight():
    bisglycinate = elemental_share(Decimal("172.423"))
    assert elemental_mg(Decimal(400), bisglycinate) == Decimal(56)
    assert compound_mg(Decimal(400), bisglycinate) == Decimal(2837)  # 2.84 g


def test_pure_magnesium_is_all_magnesium():
    assert elemental_share(MAGNESIUM_MOLAR_MASS) == Decimal("100.00")


@pytest.mark.parametrize(("mass", "atoms"), [("24.304", 1), ("172.423", 0), ("60", 3)])
def test_compound_lighter_than_its_magnesium_is_refused(mass, atoms):
    with pytest.raises(
        ValueError, match=rf"^{atoms} magnesium atoms .* a molar mass of {mass} g/mol"
    ):
        elemental_share(Decimal(mass), atoms)


@given(st.decimals(min_value="24.305", max_value=2000, places=3))
def test_share_is_more_than_nothing_and_at_most_all(mass):
    assert 0 < elemental_share(mass) <= 100
