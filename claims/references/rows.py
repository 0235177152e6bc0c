"""One record of a reference file, as a source's fields or as the sentence that says what is wrong.

No Django in here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from claims.references import designs, identifiers
from claims.references.text import plain, quoted, without_markup

# The fields of a source that every format can carry, in the order of the admin form.
HELD = (
    "csl_type",
    "source_title",
    "authors",
    "container_title",
    "issued",
    "volume",
    "issue",
    "page",
    "number",
    "publisher",
    "doi",
    "pmid",
    "pmcid",
    "url",
)
TITLE_LENGTH = 1_000
MOST_AUTHORS = 6_000  # the longest author list in print has a little over 5,000
NAME_LENGTH = 300
URL_LENGTH = 500
DASHES = re.compile(r"\s*(?:-+|[‐‑‒–—−])\s*")
WEB = re.compile(r"https?://\S+", re.IGNORECASE)
ISBN = "ISBN "  # how a book's ISBN stands in `number`
# What a file cannot know for us: kept out of print until an editor has confirmed it.
GUESSED = ("study_design", "route")


class Faulty(Exception):
    """The record cannot be read; the sentence says why, without saying where."""


@dataclass(frozen=True)
class Row:
    """`fields` are keyword arguments of claims.models.Source, empty where there is a `fault`.

    `number` counts the records of the file and `line` is where this one starts, both from 1.
    `warnings` say what was left out or taken for something else.
    """

    number: int
    line: int
    fields: dict[str, Any] = field(default_factory=dict)
    fault: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.fields.get("source_title", "")

    @property
    def place(self) -> str:
        return f"Record {self.number} (line {self.line})"


def faulty(number: int, line: int, sentence: str) -> Row:
    row = Row(number, line)
    return Row(number, line, fault=f"{row.place}: {sentence}")


def row_of(number: int, line: int, found: Mapping[str, Any], warnings: Iterable[str] = ()) -> Row:
    """The row that `found` makes. Its keys are HELD and `isbn`, `types`, `integrity`, `integrity_note`.

    Values are as the file had them; `types` are the publication types it names.
    """
    notes = list(warnings)
    try:
        return Row(number, line, _fields(found, notes), warnings=tuple(notes))
    except Faulty as fault:
        return faulty(number, line, str(fault))


def _fields(found: Mapping[str, Any], notes: list[str]) -> dict[str, Any]:
    texts = {name: plain(found.get(name) or "") for name in HELD}
    title = plain(without_markup(texts["source_title"]))
    fields = texts | {
        "csl_type": texts["csl_type"] or "article-journal",
        "source_title": _title(title),
        "authors": _authors(found.get("authors") or []),
        "container_title": plain(without_markup(texts["container_title"])),
        "page": DASHES.sub("-", texts["page"]),
        "number": texts["number"] or _isbn(found.get("isbn") or "", texts["csl_type"], notes),
        "url": _address(texts["url"], notes),
        "doi": _identifier("doi", texts["doi"]) or _doi_in(texts["url"]),
        "pmid": _identifier("pmid", texts["pmid"]),
        "pmcid": _identifier("pmcid", texts["pmcid"]),
        "study_design": str(designs.guessed(found.get("types") or (), title)),
        "unverified_fields": [*GUESSED, *(found.get("unverified_fields") or ())],
    }
    if integrity := found.get("integrity"):
        fields |= {
            "integrity": str(integrity),
            "integrity_note": plain(found.get("integrity_note") or ""),
        }
    return fields


def _title(title: str) -> str:
    if not title:
        raise Faulty("it has no title.")
    if len(title) > TITLE_LENGTH:
        raise Faulty(
            f"its title has {len(title):,} characters; the longest may have {TITLE_LENGTH:,}."
        )
    return title


def _authors(authors: Iterable[Mapping[str, str] | None]) -> list[dict[str, str]]:
    named = [dict(author) for author in authors if author]
    if len(named) > MOST_AUTHORS:
        raise Faulty(f"it has {len(named):,} authors; no reference has more than {MOST_AUTHORS:,}.")
    for author in named:
        if max(map(len, author.values())) > NAME_LENGTH:
            raise Faulty(f"{quoted(max(author.values(), key=len))} is too long for a name.")
    return named


def _identifier(kind: str, text: str) -> str:
    if not text:
        return ""
    found = identifiers.checked(kind, text)
    if found.fault:
        raise Faulty(found.fault)
    return found.value


def _doi_in(url: str) -> str:
    """The DOI of an address at doi.org, for files that name it only there."""
    return identifiers.normal_doi(url) if "doi.org/10." in url else ""


def _address(url: str, notes: list[str]) -> str:
    if not url:
        return ""
    if not WEB.fullmatch(url):
        raise Faulty(f"{quoted(url)} is no web address: one starts with https:// or http://.")
    if len(url) > URL_LENGTH:
        notes.append(f"The web address {quoted(url)} was left out: it is too long.")
        return ""
    return url


def _isbn(text: str, csl_type: str, notes: list[str]) -> str:
    """A book's first ISBN. An ISSN, which some formats keep in the same place, names a journal."""
    if csl_type not in ("book", "chapter"):
        return ""
    candidates = [part for part in re.split(r"[;,()]|\s(?=97)", plain(text)) if part.strip()]
    for part in candidates:
        if isbn := identifiers.normal_isbn(part.upper().replace("ISBN", "").lstrip(": ")):
            return ISBN + isbn
        if re.fullmatch(r"\s*[\d\- ]{10,}[\dXx]?\s*", part):
            notes.append(f"{quoted(part)} was left out: it is no ISBN, its check digit is wrong.")
    return ""
