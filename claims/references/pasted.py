"""Pasted identifiers as rows: a draft each, to which an editor adds the rest. No Django in here."""

from collections.abc import Iterator

from claims.references.identifiers import LABELS, Identifier, recognised
from claims.references.rows import ISBN, Row, faulty, row_of

REGISTRY = "https://clinicaltrials.gov/study/"
NO_SOURCE = "an ISSN names a journal; give the DOI or PMID of the article."


def rows(text: str) -> Iterator[Row]:
    """One row for each identifier, numbered through; the same one twice is left to the matching."""
    for number, found in enumerate(recognised(text), start=1):
        yield _row(number, found)


def _row(number: int, found: Identifier) -> Row:
    if found.fault:
        return faulty(number, found.line, found.fault)
    if found.kind == "issn":
        return faulty(number, found.line, NO_SOURCE)
    label = LABELS[found.kind].removesuffix(" number")
    value = found.value if found.value.startswith(("PMC", "NCT")) else f"{label} {found.value}"
    fields = {
        "source_title": f"Title not entered yet: {value}",
        "unverified_fields": ["title"],
    }
    if found.kind == "nct":
        fields |= {
            "csl_type": "webpage",
            "container_title": "ClinicalTrials.gov",
            "number": found.value,
            "url": REGISTRY + found.value,
        }
    elif found.kind == "isbn":
        fields |= {"csl_type": "book", "number": ISBN + found.value}
    else:
        fields[found.kind] = found.value
    return row_of(number, found.line, fields)
