"""CSL-JSON, as Zotero, Crossref and citation processors write it. No Django in here."""

import json
import re
from collections.abc import Iterator
from typing import Any

from claims.references.dates import issued
from claims.references.names import organisation, person
from claims.references.rows import Faulty, Row, faulty, row_of
from claims.references.text import quoted

TYPES = {
    **dict.fromkeys(
        ("article-journal", "article-magazine", "article-newspaper"), "article-journal"
    ),
    **dict.fromkeys(("article", "manuscript"), "article"),
    **dict.fromkeys(("webpage", "post", "post-weblog"), "webpage"),
    **dict.fromkeys(("report", "standard"), "report"),
    **dict.fromkeys(("book", "monograph"), "book"),
    **dict.fromkeys(("chapter", "entry", "entry-encyclopedia", "entry-dictionary"), "chapter"),
    "journal-article": "article-journal",  # Crossref's own word
}
OPENING = re.compile(r'\s*(?:\{\s*"items"\s*:\s*)?\[')
BETWEEN = re.compile(r"[\s,]*")
NOTED_PMID = re.compile(r"\bPMID:? ?(\d{1,8})\b", re.ASCII)
NOTED_PMCID = re.compile(r"\bPMCID:? ?(PMC\d{1,9})\b", re.ASCII)
CUT_OFF = "the list is not closed with a “]”: the file may be cut off there."


def _no_number(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


DECODER = json.JSONDecoder(parse_constant=_no_number, strict=False)


def rows(text: str) -> Iterator[Row]:
    """Item by item, so that what stands before a fault is read all the same."""
    opening = OPENING.match(text)
    at = BETWEEN.match(text, opening.end() if opening else 0).end()  # type: ignore[union-attr]
    number, line, counted = 0, 1, 0
    while at < len(text) and text[at] != "]":
        number += 1
        line, counted = line + text.count("\n", counted, at), at
        try:
            item, at = _item(text, at)
        except Faulty as fault:
            yield faulty(number, line, str(fault))
            return
        yield _row(number, line, item)
        at = BETWEEN.match(text, at).end()  # type: ignore[union-attr]
        if not opening:
            return
    if at >= len(text):
        yield faulty(number + 1, text.count("\n") + 1, CUT_OFF)


def _item(text: str, at: int) -> tuple[Any, int]:
    try:
        return DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise Faulty(
            f"it is no whole JSON (line {error.lineno}, column {error.colno}); "
            "nothing after it can be read. Is the file cut off there?"
        ) from error
    except ValueError as error:
        raise Faulty(
            "a number in it is no number of JSON, or far too long; nothing after it can be read."
        ) from error
    except RecursionError as error:
        raise Faulty(
            "it is nested deeper than any reference; nothing after it can be read."
        ) from error


def _row(number: int, line: int, item: Any) -> Row:
    if not isinstance(item, dict):
        return faulty(number, line, "it is no reference: one is an object in {braces}.")
    kind = _text(item.get("type"))
    csl_type = TYPES.get(kind, "article")
    warnings = [] if kind in TYPES else [f"The type {quoted(kind)} was taken for “article”."]
    authors = item.get("author")
    if not authors and csl_type == "book":
        authors = item.get("editor")
        warnings += ["The editors were taken for authors."] if authors else []
    note = _text(item.get("note"))
    found = {
        "csl_type": csl_type,
        "source_title": _title(item),
        "authors": [_name(author) for author in authors] if isinstance(authors, list) else [],
        "container_title": _text(item.get("container-title")),
        "issued": _date(item.get("issued")),
        **{
            name: _text(item.get(name))
            for name in ("volume", "issue", "page", "number", "publisher")
        },
        "doi": _text(item.get("DOI")),
        "pmid": _text(item.get("PMID")) or _noted(NOTED_PMID, note),
        "pmcid": _text(item.get("PMCID")) or _noted(NOTED_PMCID, note),
        "url": _text(item.get("URL")),
        "isbn": _text(item.get("ISBN")),
        "types": [_text(item.get("genre"))],
    }
    return row_of(number, line, found, warnings)


def _text(value: Any) -> str:
    """A text or a number as text; the first of a list, as Crossref has them; else nothing."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value)


def _title(item: dict) -> str:
    """Crossref keeps a subtitle apart."""
    subtitle = _text(item.get("subtitle"))
    title = _text(item.get("title"))
    return f"{title}: {subtitle}" if title and subtitle else title


def _name(author: Any) -> dict[str, str] | None:
    if not isinstance(author, dict):
        return organisation(_text(author))
    literal = _text(author.get("literal")) or _text(author.get("name"))
    if literal:
        return organisation(literal)
    family = " ".join(
        filter(
            None,
            [
                _text(author.get(part))
                for part in ("dropping-particle", "non-dropping-particle", "family")
            ],
        )
    )
    return person(family, _text(author.get("given")), _text(author.get("suffix")))


def _date(value: Any) -> str:
    if not isinstance(value, dict):
        return issued(_text(value))
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return issued("-".join(_text(part) for part in parts[0][:3]))
    return issued(_text(value.get("raw")) or _text(value.get("literal")))


def _noted(pattern: re.Pattern, note: str) -> str:
    """Zotero keeps both in its field “Extra”, which it exports as a note."""
    match = pattern.search(note)
    return match[1] if match else ""
