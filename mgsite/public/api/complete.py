"""Documents of every age with the same keys: what an older one did not say is null, or an empty list."""

from collections.abc import Mapping
from typing import Any

CLAIM: dict[str, Any] = {"sentence": None, "further_outcomes": []}
OUTCOME = {"important_difference": None, "important_difference_note": None}
GRADING = {
    "change": None,
    "size": None,
    "i_squared": None,
    "n_events": None,
    "second_grading": None,
}
AUTHOR = {"family": "", "given": "", "literal": ""}


def completed(document: dict) -> dict:
    """The same, or the document itself where nothing was ever added to its kind."""
    if document.get("kind") == "claim":
        return CLAIM | document | _parts_of_a_claim(document)
    if document.get("kind") == "source":
        return document | {"authors": [AUTHOR | author for author in document["authors"]]}
    return document


def _parts_of_a_claim(claim: Mapping) -> dict:
    grading = claim["grading"]
    return {
        "intervention": {"subject": None} | claim["intervention"],
        "outcome": OUTCOME | claim["outcome"],
        "grading": grading and GRADING | grading,
        "citations": [{"quote": None} | citation for citation in claim["citations"]],
    }
