"""RIS, as EndNote, Zotero, Mendeley and publishers write it. No Django in here."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

import rispy

from claims.references.dates import issued
from claims.references.identifiers import normal_doi
from claims.references.names import from_tagged
from claims.references.rows import DASHES, Row, faulty, row_of
from claims.references.tagged import Record, records
from claims.references.text import quoted

TAG_LINE = re.compile(r"[ \t]{0,3}([A-Z][A-Z0-9]) {1,2}-(?: (.*))?$")
TYPES = {
    **dict.fromkeys(("JOUR", "EJOUR", "JFULL", "MGZN", "NEWS", "ABST", "INPR"), "article-journal"),
    **dict.fromkeys(("GEN", "UNPB", "MANSCPT", "PREPRINT"), "article"),
    **dict.fromkeys(("ELEC", "WEB", "BLOG", "ICOMM"), "webpage"),
    **dict.fromkeys(("RPRT", "GOVDOC", "STAND"), "report"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "CLSWK"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP", "ENCYC", "DICT"), "chapter"),
}
MEDLINE = re.compile(r"pubmed|medline|\bnlm\b", re.IGNORECASE)
NOTED_PMID = re.compile(r"PMID:? ?(\d{1,8})\b", re.ASCII)
NOTED_PMCID = re.compile(r"\bPMCID:? ?(PMC\d{1,9})\b", re.ASCII)
CUT_OFF = "it has no end line “ER  -”: the file may be cut off there."
STRAY = "reference lines outside a record: no line “TY  -” stands before them."
TOO_LONG = "it is longer than any reference: an end line “ER  -” may be missing."


class Parser(rispy.RisParser):
    """rispy's, for addresses with a semicolon in them, which its own setting would cut in two."""

    DEFAULT_DELIMITER_MAPPING: ClassVar[dict[str, str]] = {}


def rows(text: str) -> Iterator[Row]:
    for number, record in enumerate(records(text, TAG_LINE, "TY", "ER"), start=1):
        if record.stray:
            yield faulty(number, record.line, STRAY)
        elif record.too_long:
            yield faulty(number, record.line, TOO_LONG)
        elif not record.closed:
            yield faulty(number, record.line, CUT_OFF)
        else:
            found, warnings = _found(record)
            yield row_of(number, record.line, found, warnings)


def _found(record: Record) -> tuple[dict[str, Any], list[str]]:
    lines = [f"{tag}  - {value}" for tag, value in record.pairs]
    (entry,) = Parser(skip_unknown_tags=True).parse_lines(iter([*lines, "ER  - "]))
    kind = entry["type_of_reference"].upper()
    csl_type = TYPES.get(kind, "article")
    warnings = [] if kind in TYPES else [f"The type {quoted(kind)} was taken for “article”."]
    authors = [*entry.get("first_authors", []), *entry.get("authors", [])]
    if not authors and csl_type == "book":
        authors = record.all("A2", "A3", "ED")
        warnings += ["The editors were taken for authors."] if authors else []
    return {
        "csl_type": csl_type,
        "source_title": record.first("TI", "T1", *(("BT", "CT") if csl_type == "book" else ())),
        "authors": [from_tagged(author) for author in authors],
        "container_title": _container(record, csl_type),
        "issued": issued(entry.get("year", ""), *record.all("Y1", "DA")),
        "volume": entry.get("volume"),
        "issue": entry.get("number"),
        "page": _pages(entry.get("start_page", ""), entry.get("end_page", "")),
        "number": record.first("C7", *(() if csl_type == "article-journal" else ("M1",))),
        "publisher": entry.get("publisher"),
        "doi": entry.get("doi") or _labelled_doi(record),
        "pmid": _pmid(record),
        "pmcid": _pmcid(record),
        "url": next((url for url in entry.get("urls", []) if url), ""),
        "isbn": entry.get("issn"),
        "types": record.all("M3"),
    }, warnings


def _container(record: Record, csl_type: str) -> str:
    if csl_type == "chapter":
        return record.first("T2", "BT", "JF", "JO")
    return record.first("T2", "JF", "JO", "JA", "J2")


def _pages(start: str, end: str) -> str:
    """EndNote writes “454-461” as the start; some repeat the start as the end."""
    if not end or end == start or DASHES.search(start):
        return start
    return f"{start}-{end}" if start else end


def _labelled_doi(record: Record) -> str:
    """A DOI in the fields where older exports put one."""
    candidates = [normal_doi(text) for text in record.all("M3", "L3", "DI")]
    return next(filter(None, candidates), "")


def _pmid(record: Record) -> str:
    """EndNote keeps it as accession number, Zotero in a note of its own."""
    accession, database = record.first("AN"), record.first("DB", "DP")
    if accession.isdecimal() and len(accession) <= 8 and (not database or MEDLINE.search(database)):
        return accession
    notes = [NOTED_PMID.match(note) for note in record.all("N1", "M1", "M2")]
    return next((match[1] for match in notes if match), "")


def _pmcid(record: Record) -> str:
    custom = record.first("C2")
    if custom.upper().startswith("PMC"):
        return custom
    notes = [NOTED_PMCID.search(note) for note in record.all("N1", "M1", "M2")]
    return next((match[1] for match in notes if match), "")
