"""Which references are here already, by DOI, PMID, PMCID, or title and year. No Django in here."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from claims.references.identifiers import same_doi
from claims.references.nbib import whole_pages
from claims.references.rows import ISBN, Row
from claims.references.text import folded, quoted

NOT_WORDS = re.compile(r"[\W_]+")
# Shorter titles, “Editorial” or “Magnesium and migraine”, are given to more than one work.
TELLING_LENGTH = 25
MOST_NAMESAKES = 5
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Known:
    """A source that is here, or a record read before: `name` says which, as a sentence would."""

    name: str
    fields: Fields
    slug: str = ""


@dataclass(frozen=True)
class Match:
    """`by` names what they have in common; `conflicts` are the fields in which they differ."""

    known: Known
    by: str
    conflicts: tuple[str, ...]


class Status(StrEnum):
    NEW = "new"
    DUPLICATE = "duplicate"
    FAULTY = "faulty"


@dataclass(frozen=True)
class Entry:
    """What importing a row would do; `sentence` is the report for the person who imports."""

    row: Row
    status: Status
    sentence: str
    match: Match | None = None


@dataclass(frozen=True)
class Preview:
    """All rows of a file in its order, and what would become of each. Nothing is saved yet."""

    entries: tuple[Entry, ...]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    @property
    def new(self) -> tuple[Entry, ...]:
        return self._of(Status.NEW)

    @property
    def duplicates(self) -> tuple[Entry, ...]:
        return self._of(Status.DUPLICATE)

    @property
    def faulty(self) -> tuple[Entry, ...]:
        return self._of(Status.FAULTY)

    @property
    def summary(self) -> str:
        return (
            f"{len(self.new)} new, {len(self.duplicates)} here already, {len(self.faulty)} faulty"
        )

    @property
    def fingerprint(self) -> str:
        """Another one as soon as anything else would be done, or would be told."""
        told = "\n".join(f"{entry.status} {entry.sentence}" for entry in self.entries)
        return hashlib.sha256(told.encode()).hexdigest()

    def _of(self, status: Status) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.status is status)


class Clash(Exception):
    """The identifiers of one reference belong to two different sources."""


class Index:
    """Sources by what identifies them. The first one with an identifier keeps it."""

    def __init__(self, known: Iterable[Known] = ()):
        self._by_identifier: dict[tuple[str, str], Known] = {}
        self._by_title: dict[tuple[str, str, str], list[Known]] = {}
        self._namesake: dict[str, Known] = {}
        for source in known:
            self.add(source)

    def add(self, known: Known) -> None:
        for _, key in _identifiers(known.fields):
            self._by_identifier.setdefault(key, known)
        title = _title_key(known.fields)
        self._namesake.setdefault(title[0], known)
        works = self._by_title.setdefault(title, [])
        # Each reference is compared with all of them, so ten thousand editorials must not be.
        if len(works) < MOST_NAMESAKES:
            works.append(known)

    def find(self, fields: Fields) -> Match | None:
        """The source that this reference is. Raises Clash."""
        found = {
            label: self._by_identifier[key]
            for label, key in _identifiers(fields)
            if key in self._by_identifier
        }
        if len({known.name for known in found.values()}) > 1:
            whose = " and ".join(f"its {label} is that of {found[label].name}" for label in found)
            raise Clash(f"{whose}: correct the one that is wrong.")
        for label, known in found.items():
            return Match(known, label, conflicts(fields, known.fields))
        return self._of_same_title(fields)

    def _of_same_title(self, fields: Fields) -> Match | None:
        """Two works may share a short title, year and author when their identifiers differ."""
        key = _title_key(fields)
        for known in self._by_title.get(key, ()):
            differing = dict(_differing(fields, known.fields))
            if len(key[0]) >= TELLING_LENGTH or not differing.keys() & IDENTIFIER_LABELS:
                return Match(known, "title and year", tuple(differing.values()))
        return None

    def namesake(self, fields: Fields) -> Known | None:
        """One of the same title, which `find` may not have taken for the same work."""
        return self._namesake.get(_title_key(fields)[0])


def preview(rows: Iterable[Row], index: Index, refusal: Callable[[Row], str]) -> Preview:
    """What importing the rows would do. New ones enter the index, for the rows after them.

    `refusal` is asked for each row that looks new: a sentence why it cannot be stored, or "".
    """
    return Preview(tuple(_entry(row, index, refusal) for row in rows))


def _entry(row: Row, index: Index, refusal: Callable[[Row], str]) -> Entry:
    if row.fault:
        return Entry(row, Status.FAULTY, row.fault)
    try:
        match = index.find(row.fields)
    except Clash as clash:
        return Entry(row, Status.FAULTY, f"{row.place}: {clash}")
    if match:
        return Entry(row, Status.DUPLICATE, _already(row, match), match)
    if sentence := refusal(row):
        return Entry(row, Status.FAULTY, f"{row.place}: {sentence}")
    namesake = index.namesake(row.fields)
    if namesake:
        warning = f"The same title is that of {namesake.name}: are they one work?"
        row = replace(row, warnings=(*row.warnings, warning))
    index.add(Known(f"record {row.number} of this file", row.fields))
    return Entry(row, Status.NEW, " ".join([f"{row.place}: new.", *row.warnings]))


def _already(row: Row, match: Match) -> str:
    sentence = f"{row.place}: the same {match.by} as {match.known.name}; left as it is."
    if not match.conflicts:
        return sentence
    return f"{sentence} They differ: {'; '.join(match.conflicts)}."


def normal_title(title: str) -> str:
    """Letters and digits alone, small and without accents; signs where a title is all signs."""
    words = folded(title)
    return NOT_WORDS.sub("", words) or words


COMPARED: dict[str, tuple[str, Callable[[str], str]]] = {
    "doi": ("DOI", same_doi),
    "pmid": ("PMID", str),
    "pmcid": ("PMCID", str),
    "source_title": ("title", normal_title),
    "issued": ("date", lambda text: text[:4]),
    "container_title": ("journal or site", normal_title),
    "volume": ("volume", str.lower),
    "issue": ("issue", str.lower),
    "page": ("pages", lambda text: whole_pages(text).lower()),
    "integrity": ("integrity", str),
}
IDENTIFIER_LABELS = {"DOI", "PMID", "PMCID"}


def conflicts(fields: Fields, stored: Fields) -> tuple[str, ...]:
    """Each field that both have and in which they differ by more than its spelling."""
    return tuple(sentence for _, sentence in _differing(fields, stored))


def _differing(fields: Fields, stored: Fields) -> Iterator[tuple[str, str]]:
    # A pasted identifier has a title of ours, which says nothing about the work.
    made_up = {f"source_{name}" for name in fields.get("unverified_fields") or ()}
    for name, (label, same) in COMPARED.items():
        if name in made_up:
            continue
        new, old = str(fields.get(name) or ""), str(stored.get(name) or "")
        if new and old and same(new) != same(old):
            yield label, f"{label} {quoted(new)} in the file, {quoted(old)} here"
    authors = _first_author(fields), _first_author(stored)
    if all(authors) and authors[0] != authors[1]:
        yield "first author", "the first author is another"


def _identifiers(fields: Fields) -> Iterator[tuple[str, tuple[str, str]]]:
    """(label, key) of each identifier. A registered trial and a book have theirs in `number`."""
    for name, label in (("doi", "DOI"), ("pmid", "PMID"), ("pmcid", "PMCID")):
        if value := fields.get(name):
            yield label, (name, same_doi(value))
    number = fields.get("number") or ""
    if number.startswith("NCT"):
        yield "NCT number", ("number", number)
    elif number.startswith(ISBN) and fields.get("csl_type") == "book":
        yield "ISBN", ("number", number)


def _title_key(fields: Fields) -> tuple[str, str, str]:
    """(title, year, first author); the author counts where the title alone tells too little."""
    title = normal_title(fields["source_title"])
    author = "" if len(title) >= TELLING_LENGTH else _first_author(fields)
    return title, (fields.get("issued") or "")[:4], author


def _first_author(fields: Fields) -> str:
    authors = fields.get("authors") or [{}]
    return normal_title(authors[0].get("family") or authors[0].get("literal") or "")
