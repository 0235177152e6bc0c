"""A file of rows, from bytes to text: CSV, XLSX or JSON, by the ending of its name. Pure module.

Raises Refused with what to do about a file that cannot be read whole. What is wrong with one cell is
kept beside it, so that all of it can be said at once.
"""

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from claims.errors import Refused
from claims.formula_safe import unescaped
from claims.references.text import quoted
from mgsite.desk.tables.cells import text_of, unfit

MOST_BYTES = 5_000_000
MOST_ROWS = 2_000
MOST_COLUMNS = 200
MOST_UNPACKED = 30_000_000  # bytes of a workbook's parts together
ENDINGS = (".csv", ".xlsx", ".json")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# What openpyxl raises for parts that are missing, broken or not what they say.
BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    zlib.error,
    SyntaxError,  # of the XML
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
HEADING = 10_000  # characters of it that tell what parts the cells


@dataclass(frozen=True)
class Row:
    """`number` is the spreadsheet's own, the heading being 1; of JSON, the object's place.

    `faults` are (place of the cell, sentence).
    """

    number: int
    cells: tuple[str, ...]
    faults: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Table:
    """Every row is as long as the heading. `decimal_comma`: numbers may be written “320,5”."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    decimal_comma: bool = False


@dataclass
class Raw:
    """Rows as the file holds them, any length, the heading first; values that are no text yet."""

    headers: list[object]
    rows: list[tuple[int, list[object]]] = field(default_factory=list)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    escapes: bool = True
    decimal_comma: bool = False


def read_table(content: bytes, name: str) -> Table:
    """The rows of a file whose name says which of the formats it is."""
    ending = PurePath(name.casefold()).suffix
    if ending not in READERS:
        raise Refused("Choose a file whose name ends in .csv, .xlsx or .json.")
    if len(content) > MOST_BYTES:
        raise Refused(f"It is larger than {MOST_BYTES / 1e6:.0f} MB: split it.")
    if not content.strip():
        raise Refused("It is empty.")
    return _table(READERS[ending](content))


def _table(raw: Raw) -> Table:
    width = max((place for place, header in enumerate(raw.headers, 1) if _bare(header)), default=0)
    if not width:
        raise Refused("Its first row is empty: it has to hold the names of the columns.")
    if width > MOST_COLUMNS:
        raise Refused(f"It has more than {MOST_COLUMNS} columns.")
    rows = [_row(raw, *each, width) for each in raw.rows]
    rows = [row for row in rows if any(row.cells) or row.faults]
    if len(rows) > MOST_ROWS:
        raise Refused(f"It has more than {MOST_ROWS:,} rows: split it.")
    if not rows:
        raise Refused("It holds no rows under its heading.")
    headers = tuple(_bare(header) for header in raw.headers[:width])
    return Table(headers, tuple(rows), raw.decimal_comma)


def _bare(value: object) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _row(raw: Raw, number: int, values: list[object], width: int) -> Row:
    cells: list[str] = []
    faults: dict[int, str] = {}
    for place, value in enumerate(values):
        try:
            text = text_of(value)
            fault = raw.faults.get((number, place)) or unfit(text)
        except ValueError as error:
            text, fault = "", str(error)
        if fault:
            faults[place] = fault
        elif place >= width and text:
            faults.setdefault(0, "the row has more cells than the heading has columns.")
        cells.append(unescaped(text) if raw.escapes else text)
    padded = [*cells[:width], *[""] * (width - len(cells))]
    return Row(number, tuple(padded), tuple(faults.items()))


# -- CSV


def _csv(content: bytes) -> Raw:
    """Comma, semicolon or tab, whichever parts the heading; as Excel of any country saves it."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused("It is a workbook, not CSV: let its name end in .xlsx.")
    text = _decoded(content)
    if text[:4].casefold() == "sep=":  # Excel's own way to say it
        text = text.partition("\n")[2]
    heading = text.partition("\n")[0][:HEADING]
    comma = max(",;\t", key=lambda sign: len(next(csv.reader([heading], delimiter=sign))))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    try:
        first, *others = [*lines] or [[]]
    except csv.Error as error:
        raise Refused(f"It cannot be read as CSV (line {lines.line_num}: {error}).") from error
    return Raw(first, list(enumerate(others, 2)), decimal_comma=comma == ";")


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in UTF_16 else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(
            f"It is not in UTF-8 (see line {line}): save it from Excel as “CSV UTF-8”, or as XLSX."
        ) from error


# -- JSON


def _json(content: bytes) -> Raw:
    """A list of objects; the columns are the keys of all of them, in order of appearance."""
    try:
        entries = json.loads(_decoded(content))
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Refused(f"It cannot be read as JSON{where}.") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise Refused("It has to be a list of objects, as an export gives it.")
    headers = list(dict.fromkeys(key for entry in entries[: MOST_ROWS + 1] for key in entry))
    for entry in entries[: MOST_ROWS + 1]:
        if lacking := [key for key in headers if key not in entry]:
            number = entries.index(entry) + 1
            raise Refused(f"Row {number} lacks {quoted(lacking[0])}, which other rows have.")
    rows = [(n, [e.get(key) for key in headers]) for n, e in enumerate(entries, 1)]
    return Raw(headers, rows, escapes=False)


# -- XLSX


def _xlsx(content: bytes) -> Raw:
    """The first sheet in view. Formulas give the value that was saved with them."""
    try:
        _refuse_bomb(content)
        raw, formulas = _sheet(content, values=False)
        saved = _sheet(content, values=True)[0] if formulas else Raw([])
    except BROKEN as error:
        raise Refused("It cannot be read as XLSX: open it in Excel and save it again.") from error
    values = {number: list(cells) for number, cells in saved.rows} | {1: list(saved.headers)}
    for number, cells in [(1, raw.headers), *raw.rows]:
        for place in formulas.get(number, ()):
            found = values.get(number, [])
            cells[place] = found[place] if place < len(found) else None
            if cells[place] is None:
                raw.faults[number, place] = (
                    "it holds a formula without its value: save the file in Excel, or type the value."
                )
    raw.faults |= saved.faults
    return raw


def _refuse_bomb(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        # What a part says of its size is all that is ever read of it.
        size = sum(part.file_size for part in parts.infolist())
    if size > MOST_UNPACKED:
        raise Refused(f"It unpacks to more than {MOST_UNPACKED / 1e6:.0f} MB: split it.")


def _sheet(content: bytes, *, values: bool) -> tuple[Raw, dict[int, list[int]]]:
    """Its rows, and the places of formulas by row: with `values` what was saved, and none of them."""
    book = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=values, keep_links=False
    )
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise Refused("It has no sheet in view.")
    sheets[0].reset_dimensions()  # what a file says of its own size may be wrong
    raw, formulas = Raw([]), dict[int, list[int]]()
    for number, cells in enumerate(sheets[0].iter_rows(max_col=MOST_COLUMNS + 1), 1):
        if number == 1:
            raw.headers = [cell.value for cell in cells]
        elif any(cell.value is not None for cell in cells):
            raw.rows.append((number, [cell.value for cell in cells]))
        for place, cell in enumerate(cells):
            if cell.data_type == "f":
                formulas.setdefault(number, []).append(place)
            elif cell.data_type == "e":
                raw.faults[number, place] = f"it holds an error ({cell.value}): mend it in Excel."
        if len(raw.rows) > MOST_ROWS:
            break
    book.close()
    return raw, formulas


READERS: dict[str, Callable[[bytes], Raw]] = {".csv": _csv, ".xlsx": _xlsx, ".json": _json}
