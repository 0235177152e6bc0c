"""How much bolder an article says something than the evidence permits, of published documents."""

from collections.abc import Mapping

from articles.reading.gap import gap, permitted


def gap_of(appearance: Mapping, claim: Mapping) -> int:
    """0 where the wording is no bolder than permitted, to 4 (GRADE.md §6)."""
    grading = claim["grading"] or {}
    allowed = permitted(claim["verdict"], grading.get("certainty"), grading.get("method"))
    return gap(appearance["strength"], allowed)
