"""How much bolder an article says something than the evidence permits (GRADE.md §6)."""

from collections.abc import Mapping

from claims.vocabulary import Certainty, Method, Verdict

# For what is supported.
PERMITTED: dict[str | None, int] = {
    Certainty.HIGH: 3,
    Certainty.MODERATE: 2,
    Certainty.LOW: 1,
    Certainty.VERY_LOW: 0,
}


def gap_of(appearance: Mapping, claim: Mapping) -> int:
    """0 where the wording is no bolder than permitted, to 4."""
    return max(0, appearance["strength"] - permitted_strength(claim))


def permitted_strength(claim: Mapping) -> int:
    """The boldest wording that the evidence permits, from −1 to 3 (GRADE.md §6)."""
    verdict, grading = claim["verdict"], claim["grading"] or {}
    if verdict in (Verdict.CONTRADICTED, Verdict.NO_IMPORTANT_EFFECT, Verdict.NOT_STUDIED):
        return -1
    if verdict != Verdict.SUPPORTED:
        return 0
    if grading.get("method") == Method.REFERENCE:
        return 3
    return PERMITTED.get(grading.get("certainty"), 0)
