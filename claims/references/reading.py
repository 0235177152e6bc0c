"""A file or a pasted text, from bytes to rows. No Django in here."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from claims.errors import Refused
from claims.references import bibtex, csl_json, nbib, pasted, ris
from claims.references.rows import Row

MOST_BYTES = 10_000_000
MOST_RECORDS = 50_000
MOST_PASTED = 1_000_000  # characters
READERS: dict[str, tuple[str, Callable[[str], Iterable[Row]]]] = {
    "ris": ("RIS", ris.rows),
    "nbib": ("PubMed (nbib)", nbib.rows),
    "bibtex": ("BibTeX", bibtex.rows),
    "csl-json": ("CSL-JSON", csl_json.rows),
    "pasted": ("pasted identifiers", pasted.rows),
}
JSON = re.compile(r'\s*(?:\{\s*"|\[\s*(?:\{|\]|\Z))')  # a pasted list may start with “[1]”
SIGNS = {
    "ris": re.compile(r"^[ \t]{0,3}TY {1,2}-", re.MULTILINE),
    "nbib": re.compile(r"^PMID {0,3}- ?\d", re.MULTILINE),
    "bibtex": re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE),
}
UNKNOWN = (
    "It is none of the formats that can be read: RIS (.ris), PubMed (.nbib), BibTeX (.bib) or "
    "CSL-JSON (.json)."
)


@dataclass(frozen=True)
class Reading:
    """`format` is a key of READERS, or "" for something else."""

    format: str
    rows: tuple[Row, ...]

    @property
    def format_name(self) -> str:
        return READERS[self.format][0]


def read_file(content: bytes) -> Reading:
    """The rows of a file, whatever its name. Raises Refused where there are none to be read."""
    text = text_of(content)
    found = format_of(text)
    if not found:
        raise Refused(UNKNOWN)
    return _reading(found, text)


def read_pasted(text: str) -> Reading:
    """Pasted references in any of the formats, or identifiers in any order. Raises Refused."""
    if len(text) > MOST_PASTED:
        raise Refused(
            f"It has {len(text):,} characters; paste at most {MOST_PASTED:,}, or import a file."
        )
    text = text_of(text.encode("utf-8", errors="replace"))
    return _reading(format_of(text) or "pasted", text)


def format_of(text: str) -> str:
    """The format whose first record comes first; JSON starts with its bracket."""
    if JSON.match(text):
        return "csl-json"
    starts = {name: match.start() for name, sign in SIGNS.items() if (match := sign.search(text))}
    return min(starts, key=lambda name: starts[name]) if starts else ""


def text_of(content: bytes) -> str:
    """UTF-8 with Unix line ends. Raises Refused with the line that is something else."""
    refuse_too_large(len(content))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        raise Refused("It is binary, or text in UTF-16: export it again as text in UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(
            f"Line {line} is not in UTF-8 (byte {error.start + 1} of the file does not fit): "
            "export it again as text in UTF-8."
        ) from error
    if not text.strip():
        raise Refused("There is nothing in it.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_too_large(size: int) -> None:
    """Raises Refused. For whoever knows the size in bytes before reading that many."""
    if size > MOST_BYTES:
        raise Refused(
            f"It has {size / 1e6:.1f} MB; a list of references may have {MOST_BYTES / 1e6:.0f} MB. "
            "Split it, or export fewer fields."
        )


def _reading(name: str, text: str) -> Reading:
    rows: list[Row] = []
    for row in READERS[name][1](text):
        if len(rows) == MOST_RECORDS:
            raise Refused(
                f"It has more than {MOST_RECORDS:,} records: split it into smaller files."
            )
        rows.append(row)
    if not rows:
        raise Refused(f"There is no reference in it, though it looks like {READERS[name][0]}.")
    return Reading(name, tuple(rows))
