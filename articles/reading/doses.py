"""The doses that a sentence names, with unit, basis and how often. Pure module: text in, values out.

The basis is what the words say: an article that names “400 mg” seldom says whether it weighs the compound
or the magnesium in it (GRADE.md §4).
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.vocabulary import DoseBasis, DosePer

# Nine digits at most, so that nothing long is tried twice.
NUMBER = r"\d{1,6}(?:,\d{3})?(?:\.\d{1,3})?"
DOSE = re.compile(
    rf"(?<![\d.,])(?:(?P<low>{NUMBER}) ?(?P<low_unit>mg|g|grams?|milligrams?)? ?(?:-|–|—|to|and|or) ?)?"
    rf"(?P<high>{NUMBER})[ \u00a0-]?(?P<unit>milligrams?|grams?|mgs?|mcg|µg|g)\b",
    re.IGNORECASE,
)
CONCENTRATION = re.compile(r" ?(?:/|\bper\b) ?(?:d?l|ml|litre|kg)\b", re.IGNORECASE)
DAILY = re.compile(r"(?:per|a|each|every|/) ?day\b|\bdaily\b", re.IGNORECASE)
ONCE = re.compile(r"\b(?:per|a|each|single) (?:dose|capsule|tablet|serving)\b", re.IGNORECASE)
COMPOUND = re.compile(r"\b(?:of the compound|compound weight|by weight of)\b", re.IGNORECASE)
ELEMENTAL = re.compile(r"\belemental\b", re.IGNORECASE)
IN_MG = {"g": Decimal(1000), "m": Decimal(1)}


@dataclass(frozen=True)
class NamedDose:
    """In mg; `low_mg` equals `high_mg` when one number is named. Offsets in the text that was read."""

    low_mg: Decimal
    high_mg: Decimal
    basis: DoseBasis
    per: DosePer | None
    start: int
    end: int

    @property
    def is_range(self) -> bool:
        return self.low_mg != self.high_mg


def doses(text: str) -> tuple[NamedDose, ...]:
    """In the order of the text. Left out: concentrations (mg/dL), amounts by weight (mg/kg), micrograms."""
    basis = _basis(text)
    per = DosePer.DAY if DAILY.search(text) else DosePer.DOSE if ONCE.search(text) else None
    found = []
    for match in DOSE.finditer(text):
        unit = match["unit"].lower()
        if unit in ("mcg", "µg") or CONCENTRATION.match(text, match.end()):
            continue
        low_unit = (match["low_unit"] or unit).lower()
        high = _number(match["high"]) * IN_MG[unit[0]]
        low = _number(match["low"]) * IN_MG[low_unit[0]] if match["low"] else high
        found.append(NamedDose(min(low, high), max(low, high), basis, per, *match.span()))
    return tuple(found)


def _basis(text: str) -> DoseBasis:
    if ELEMENTAL.search(text):
        return DoseBasis.ELEMENTAL
    return DoseBasis.COMPOUND if COMPOUND.search(text) else DoseBasis.UNSPECIFIED


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
