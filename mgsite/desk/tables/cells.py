"""One cell of a table, as text that is the same in CSV, XLSX and JSON. Pure module."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

NUL = "\0"
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")


def text_of(value: object) -> str:
    """A value as a workbook or JSON holds it: 320.0 is “320”, a day “2026-11-22”, True “yes”.

    Raises ValueError for a list or an object, with the sentence.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = value.time() == datetime.min.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, (str, int, Decimal, date)):
        return str(value)
    raise ValueError("give text or a number here, as an export does.")


def settled(text: str) -> str:
    """For comparing: line ends of Unix, and no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def same_number(text: str, other: str) -> bool:
    """Whether both write one number: a workbook gives 320 for what is stored as 320.00."""
    try:
        return Decimal(text) == Decimal(other)
    except InvalidOperation:
        return False


def unfit(text: str) -> str:
    """Why no database could store the text, or ""."""
    if NUL in text:
        return "it holds a character that cannot be stored (NUL): delete and retype it."
    if any("\ud800" <= character <= "\udfff" for character in text):
        return "it holds half a character (a lone surrogate): delete and retype it."
    return ""


def with_point(text: str) -> str:
    """A number of a German spreadsheet, “320,5”, with its decimal point; any other text as it is."""
    return text.replace(",", ".") if DECIMAL_COMMA.fullmatch(text) else text
