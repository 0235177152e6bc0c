"""How much bolder an article says something than the evidence permits (GRADE.md §6), of documents. Pure module."""

from collections.abc import Mapping

from articles.reading.gap import gap, permitted


def gap_of(appearance: Mapping, claim: Mapping) -> int:
    """0 where the wording is no bolder than permitted, to 4."""
    return gap(appearance["strength"], permitted_strength(claim))


def permitted_strength(claim: Mapping) -> int:
    """The boldest wording that the evidence permits, from −1 (none at all) to 3."""
    grading = claim["grading"] or {}
    return permitted(claim["verdict"], grading.get("certainty"), grading.get("method"))
