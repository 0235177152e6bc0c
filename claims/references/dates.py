"""Dates of publication as reference files write them. No Django in here."""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TOKENS = re.compile(r"\d+|[^\W\d_]+")
READ_CHARACTERS = 60
Parts = tuple[int | None, int | None, int | None]


def issued(*texts: str) -> str:
    """`2017`, `2017-04` or `2017-04-26`, as precise as the texts allow; empty without a year.

    The first year counts. A later text may add month and day where it names the same year or
    none, as EndNote's PY 2017 and DA “Apr 26” do.
    """
    found = [_parts(text) for text in texts]
    year = next((parts[0] for parts in found if parts[0]), None)
    if year is None:
        return ""
    same = [parts for parts in found if parts[0] in (None, year)]
    month, day = next(((m, d) for _, m, d in same if m and d), (None, None))
    if month is None:
        month = next((m for _, m, _ in same if m), None)
    return _written(year, month, day)


def _written(year: int, month: int | None, day: int | None) -> str:
    if month is None or not 1 <= month <= 12:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04}-{month:02}"


def _parts(text: str) -> Parts:
    """(year, month, day); what is not said, or cannot be told for sure, is None."""
    tokens = TOKENS.findall(text[:READ_CHARACTERS])
    if tokens and re.fullmatch(r"[12]\d{7}", tokens[0]):
        whole = tokens[0]
        return int(whole[:4]), int(whole[4:6]), int(whole[6:])
    at = next((n for n, token in enumerate(tokens) if re.fullmatch(r"[12]\d{3}", token)), None)
    year = None if at is None else int(tokens[at])
    named = [MONTHS.index(t[:3].lower()) + 1 for t in tokens if t[:3].lower() in MONTHS]
    short = [int(token) for token in tokens if token.isdecimal() and len(token) <= 2]
    if named:
        return year, named[0], short[0] if short else None
    if year is None:
        return None, None, None
    if at == 0:
        return year, short[0] if short else None, short[1] if len(short) > 1 else None
    return year, *_before_year(short)


def _before_year(short: list[int]) -> tuple[int | None, int | None]:
    """Month and day before the year: 17/05/2013 and 05/17/2013, but not 05/06/2013."""
    if len(short) < 2:
        return (short[0] if short else None), None
    first, second = short[:2]
    if first > 12 >= second:
        return second, first
    if second > 12 >= first:
        return first, second
    return None, None
