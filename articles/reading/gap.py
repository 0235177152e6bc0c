"""How far a wording goes beyond its evidence (GRADE.md §6). Pure module: values in, numbers out."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.vocabulary import Certainty, Method, Verdict

BY_CERTAINTY: dict[str | None, int] = {Certainty.HIGH: 3, Certainty.MODERATE: 2, Certainty.LOW: 1}
NOTHING_PERMITTED = (Verdict.CONTRADICTED, Verdict.NO_IMPORTANT_EFFECT, Verdict.NOT_STUDIED)


@dataclass(frozen=True)
class Totals:
    """Of one article: `claims` places where a claim is made, `supported` of them no bolder than allowed."""

    claims: int
    supported: int
    gap: int

    def __str__(self) -> str:
        noun = "claim" if self.claims == 1 else "claims"
        return f"{self.claims} {noun}, {self.supported} supported as worded"


def permitted(verdict: str | None, certainty: str | None, method: str | None) -> int:
    """The boldest wording that the evidence permits, from −1 (none at all) to 3. Ungraded permits 0."""
    if verdict in NOTHING_PERMITTED:
        return -1
    if verdict != Verdict.SUPPORTED:
        return 0
    return 3 if method == Method.REFERENCE else BY_CERTAINTY.get(certainty, 0)


def gap(strength: int, permitted: int) -> int:
    """0 when the wording stays within what is permitted: a modest sentence never pays for a bold one."""
    return max(0, strength - permitted)


def totals(pairs: Iterable[tuple[int, int]]) -> Totals:
    """From the strength and the permitted strength of each place."""
    gaps = [gap(strength, allowed) for strength, allowed in pairs]
    return Totals(len(gaps), gaps.count(0), sum(gaps))
