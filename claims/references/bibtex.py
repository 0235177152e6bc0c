"""BibTeX and BibLaTeX, as Zotero, EndNote, JabRef and journals write it. No Django in here."""

import logging
import re
from collections.abc import Iterator
from typing import Any

from bibtexparser.model import Block, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock, String
from bibtexparser.splitter import Splitter

from claims.references.dates import issued
from claims.references.latex import decoded
from claims.references.names import NOBODY, organisation, person
from claims.references.rows import Faulty, Row, faulty, row_of
from claims.references.text import plain, quoted

# It warns of each broken entry in the log; we report each to the person who imports.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

ENTRY_START = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]", re.MULTILINE)
ENTRY_LENGTH = 500_000
VALUE_LENGTH = 100_000  # of a field with its abbreviations written out
TYPES = {
    "article": "article-journal",
    **dict.fromkeys(("book", "mvbook", "collection", "proceedings", "booklet"), "book"),
    **dict.fromkeys(("incollection", "inbook", "inreference"), "chapter"),
    **dict.fromkeys(("techreport", "report", "manual"), "report"),
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    **dict.fromkeys(("unpublished", "preprint"), "article"),
}
NOT_CLOSED = "the entry is not closed: a brace, a quotation mark or a comma is missing, or the file is cut off there."
TOO_LONG = "the entry is longer than any reference: a closing brace may be missing."
NOTED_PMID = re.compile(r"\bPMID:? ?(\d{1,8})\b", re.ASCII)
NOTED_PMCID = re.compile(r"\bPMCID:? ?(PMC\d{1,9})\b", re.ASCII)
VALUE_PART = re.compile(r'[{}"#\\]')
AND = re.compile(r"\sand\s", re.IGNORECASE)
Fields = dict[str, str]


def rows(text: str) -> Iterator[Row]:
    abbreviations: dict[str, str | None] = {}
    number = 0
    for line, chunk in _entries(text):
        blocks = [] if len(chunk) > ENTRY_LENGTH else Splitter(chunk).split().blocks
        entries = [b for b in blocks if isinstance(b, (Entry, ParsingFailedBlock))]
        for block in blocks:
            if isinstance(block, String):
                abbreviations[block.key.lower()] = _abbreviation(block.value, abbreviations)
        for block in entries:
            number += 1
            yield _row(number, line + (block.start_line or 0), block, abbreviations)
        if len(chunk) > ENTRY_LENGTH:
            number += 1
            yield faulty(number, line, TOO_LONG)
        elif not any(type(b).__name__ != "ImplicitComment" for b in blocks):
            number += 1
            yield faulty(number, line, NOT_CLOSED)


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """(line, text) from each line that opens an entry to the next; what stands before is comment."""
    starts = [match.start() for match in ENTRY_START.finditer(text)]
    line, counted = 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line, counted = line + text.count("\n", counted, start), start
        yield line, text[start:end]


def _row(number: int, line: int, block: Block, abbreviations: dict[str, str | None]) -> Row:
    try:
        entry = _entry(block)
        fields = _fields(entry, abbreviations)
        found, warnings = _found(entry.entry_type.lower(), fields)
    except Faulty as fault:
        return faulty(number, line, str(fault))
    return row_of(number, line, found, warnings)


def _entry(block: Block) -> Entry:
    if isinstance(block, Entry):
        return block
    if isinstance(block, DuplicateFieldKeyBlock):
        repeated = ", ".join(f"“{plain(key)[:40]}”" for key in sorted(block.duplicate_keys))
        raise Faulty(f"the field {repeated} stands in it twice.")
    raise Faulty(NOT_CLOSED)


def _fields(entry: Entry, abbreviations: dict[str, str | None]) -> Fields:
    """The raw value of each field by its name in small letters."""
    return {field.key.lower(): _value(str(field.value), abbreviations) for field in entry.fields}


def _abbreviation(raw: str, abbreviations: dict[str, str | None]) -> str | None:
    """What @string defines, or None where it grows beyond any reference: then nothing may use it."""
    try:
        return _value(raw, abbreviations)
    except Faulty:
        return None


def _value(raw: str, abbreviations: dict[str, str | None]) -> str:
    """The parts that # joins, with the abbreviations written out, one pair of braces taken off."""
    parts, length = [], 0
    for part in _parts(raw):
        if part[:1] in ('"', "{"):
            part = part[1:-1]
        else:
            known = abbreviations.get(part.lower(), part)
            if known is None:
                raise Faulty(f"the abbreviation {quoted(part)} grows beyond any reference.")
            part = known
        length += len(part)
        if length > VALUE_LENGTH:
            raise Faulty(f"a field has more than {VALUE_LENGTH:,} characters.")
        parts.append(part)
    return "".join(parts)


def _parts(raw: str) -> Iterator[str]:
    depth, quotes, start, at = 0, False, 0, 0
    while match := VALUE_PART.search(raw, at):
        at = match.end()
        if match[0] == "\\":
            at += 1
        elif match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif match[0] == '"' and not depth:
            quotes = not quotes
        elif match[0] == "#" and not depth and not quotes:
            yield raw[start : match.start()].strip()
            start = at
    yield raw[start:].strip()


def _found(kind: str, fields: Fields) -> tuple[dict[str, Any], list[str]]:
    words = {name: decoded(value) for name, value in fields.items() if name in TEXTS}
    exact = {name: decoded(fields.get(name, ""), verbatim=True) for name in EXACT}
    csl_type = _csl_type(kind, fields)
    journal = csl_type == "article-journal"
    names = fields.get("author") or (fields.get("editor", "") if csl_type == "book" else "")
    known = kind in TYPES or kind == "misc"
    warnings = [] if known else [f"The type {quoted(kind)} was taken for “article”."]
    if names and not fields.get("author"):
        warnings.append("The editors were taken for authors.")
    first = words.get
    subtitle = plain(first("subtitle", ""))
    return {
        "csl_type": csl_type,
        "source_title": ": ".join(filter(None, [plain(first("title", "")), subtitle])),
        "authors": authors(names),
        "container_title": _first(words, "booktitle", "journal", "journaltitle", "organization"),
        "issued": _issued(words),
        "volume": first("volume"),
        "issue": _first(words, "issue", "number") if journal else first("issue"),
        "page": first("pages"),
        "number": _first(words, "eid") if journal else first("number"),
        "publisher": _first(words, "publisher", "institution", "school"),
        "doi": exact["doi"],
        "pmid": exact["pmid"] or _noted(NOTED_PMID, words) or _eprint(fields, "pubmed"),
        "pmcid": exact["pmcid"] or _noted(NOTED_PMCID, words) or _eprint(fields, "pmc"),
        "url": exact["url"] or _howpublished(fields),
        "isbn": first("isbn"),
        "types": [first("type", ""), first("keywords", "")] if first("type") else [],
    }, warnings


TEXTS = {
    *("title", "subtitle", "journal", "journaltitle", "booktitle", "organization", "date", "year"),
    *("month", "day", "volume", "number", "issue", "pages", "eid", "publisher", "institution"),
    *("school", "isbn", "type", "note", "annote", "keywords"),
}
EXACT = ("doi", "url", "pmid", "pmcid")


def _first(words: Fields, *names: str) -> str:
    return next((words[name] for name in names if words.get(name)), "")


def _csl_type(kind: str, fields: Fields) -> str:
    """@misc is a web page where an address is all it has, else a preprint or the like."""
    if kind == "misc":
        address = fields.get("url") or "\\url" in fields.get("howpublished", "")
        return "webpage" if address and not fields.get("doi") else "article"
    return TYPES.get(kind, "article")


def _issued(words: Fields) -> str:
    year, month, day = (plain(words.get(name, "")) for name in ("year", "month", "day"))
    if month.isdecimal():
        return issued(words.get("date", ""), f"{year}-{month}-{day}", year)
    return issued(words.get("date", ""), year, f"{month} {day}")


def _noted(pattern: re.Pattern, words: Fields) -> str:
    match = pattern.search(words.get("note", "")) or pattern.search(words.get("annote", ""))
    return match[1] if match else ""


def _eprint(fields: Fields, archive: str) -> str:
    kind = fields.get("eprinttype", fields.get("archiveprefix", "")).lower()
    return fields.get("eprint", "") if kind == archive else ""


def _howpublished(fields: Fields) -> str:
    match = re.search(r"https?://[^\s{}]+", fields.get("howpublished", ""))
    return decoded(match[0], verbatim=True) if match else ""


def authors(names: str) -> list[dict[str, str] | None]:
    """BibTeX's list of names: “Last, First”, “First von Last”, or an organisation in braces."""
    return [_author(name) for name in _split(names, AND) if plain(name).lower() not in NOBODY]


def _author(name: str) -> dict[str, str] | None:
    name = name.strip()
    if name.startswith("{") and _closing(name) == len(name) - 1:
        return organisation(decoded(name))
    parts = [decoded(part) for part in _split(name, re.compile(","))]
    if len(parts) > 2:
        return person(parts[0], " ".join(parts[2:]), parts[1])
    if len(parts) == 2:
        return person(parts[0], parts[1])
    words = [decoded(word) for word in _split(name, re.compile(r"\s+"))]
    particles = [n for n, word in enumerate(words[:-1]) if n and word[:1].islower()]
    family = particles[0] if particles else len(words) - 1
    return person(" ".join(words[family:]), " ".join(words[:family]))


def _split(text: str, separator: re.Pattern) -> list[str]:
    """Cut at each separator outside braces."""
    pieces, start, inside = [], 0, _braced(text)
    for match in separator.finditer(text):
        if match.start() >= start and not inside[match.start()]:
            pieces.append(text[start : match.start()])
            start = match.end()
    return [*pieces, text[start:]]


def _braced(text: str) -> list[bool]:
    depth, inside, escaped = 0, [], False
    for sign in text:
        if not escaped:
            depth += (sign == "{") - (sign == "}")
        inside.append(depth > 0)
        escaped = sign == "\\" and not escaped
    return inside


def _closing(text: str) -> int:
    """Where the brace closes that opens the text; -1 where it never does."""
    inside = _braced(text)
    return inside.index(False) if False in inside else -1
