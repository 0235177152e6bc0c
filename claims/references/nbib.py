"""nbib, PubMed's own format (MEDLINE), by NLM's list of its fields. No Django in here."""

import re
from collections.abc import Iterator
from typing import Any

from claims.references.dates import issued
from claims.references.names import from_initials, from_tagged, organisation
from claims.references.rows import Row, faulty, row_of
from claims.references.tagged import Record, records
from claims.references.text import plain
from claims.vocabulary import Integrity

TAG_LINE = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,3}-(?: (.*))?$")
CUT_OFF = "it has no source line “SO  -”, with which PubMed ends a record: the file may be cut off."
STRAY = "reference lines outside a record: no line “PMID-” stands before them."
TOO_LONG = "it is longer than any reference: is a line “PMID-” missing?"
SHORT_PAGES = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
NOTICES = [
    ("RIN", "Retracted Publication", Integrity.RETRACTED, "Retraction in"),
    ("ECI", "Expression of Concern in", Integrity.CONCERN, "Expression of concern in"),
    ("EIN", "Corrected and Republished Article", Integrity.CORRECTED, "Erratum in"),
]


def rows(text: str) -> Iterator[Row]:
    """A record is written once the next begins, since only the last can be cut off unseen."""
    waiting: tuple[int, Record] | None = None
    source_lines = False
    for number, record in enumerate(records(text, TAG_LINE, "PMID"), start=1):
        if waiting:
            source_lines = source_lines or bool(waiting[1].first("SO"))
            yield _row(*waiting)
        waiting = number, record
    if waiting:
        whole = bool(waiting[1].first("SO")) or (text.endswith("\n") and not source_lines)
        yield _row(*waiting, whole=whole)


def _row(number: int, record: Record, whole: bool = True) -> Row:
    if record.stray:
        return faulty(number, record.line, STRAY)
    if record.too_long:
        return faulty(number, record.line, TOO_LONG)
    if not whole:
        return faulty(number, record.line, CUT_OFF)
    return row_of(number, record.line, _found(record))


def _found(record: Record) -> dict[str, Any]:
    types = record.all("PT")
    csl_type, title, container = _kind(record)
    integrity, note = _notice(record, types)
    return {
        "csl_type": csl_type,
        "source_title": plain(title).removesuffix("."),
        "authors": _authors(record),
        "container_title": container,
        "issued": issued(record.first("DP"), record.first("DEP")),
        "volume": record.first("VI"),
        "issue": record.first("IP"),
        "page": whole_pages(record.first("PG")),
        "publisher": record.first("PB"),
        "doi": _location(record, "[doi]"),
        "pmid": record.first("PMID"),
        "pmcid": record.first("PMC"),
        "isbn": record.first("ISBN"),
        "types": types,
        "integrity": integrity,
        "integrity_note": note,
    }


def _kind(record: Record) -> tuple[str, str, str]:
    """(type, title, container): a record with a book title is a book or a part of one."""
    title, book = record.first("TI"), record.first("BTI")
    if not book:
        return "article-journal", title or record.first("TT"), record.first("JT", "TA")
    if title:
        return "chapter", title, plain(book).removesuffix(".")
    return "book", book, record.first("CTI")


def _authors(record: Record) -> list[dict[str, str] | None]:
    """Full names where PubMed has them, organisations where they stand among them."""
    full = "FAU" if record.first("FAU") else "AU"
    named: list[dict[str, str] | None] = []
    for tag, value in record.pairs:
        if tag == "CN":
            named.append(organisation(value))
        elif tag == full:
            named.append(from_tagged(value) if tag == "FAU" else from_initials(value))
    return named


def _location(record: Record, kind: str) -> str:
    """“10.3390/nu9050429 [doi]” of LID or AID."""
    values = [value for value in record.all("LID", "AID") if value.endswith(kind)]
    return values[0].removesuffix(kind).strip() if values else ""


def _notice(record: Record, types: list[str]) -> tuple[Integrity | None, str]:
    """What PubMed says was published about the paper since, the gravest first."""
    for tag, publication_type, integrity, words in NOTICES:
        where = record.first(tag)
        if where:
            return integrity, f"PubMed: {words} {where}"
        if publication_type in types:
            return integrity, f"PubMed: {publication_type}."
    return None, ""


def whole_pages(pages: str) -> str:
    """“454-61”, as PubMed shortens a range, written out: 454-461."""
    match = SHORT_PAGES.fullmatch(plain(pages))
    if not match:
        return pages
    first, last = match.groups()
    if len(last) >= len(first):
        return pages
    whole = first[: len(first) - len(last)] + last
    return f"{first}-{whole}" if int(whole) > int(first) else pages
