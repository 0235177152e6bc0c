"""Canonical JSON: one document, one run of bytes, one sha256.

UTF-8, keys sorted, no white space, decimals as strings without trailing noise, dates as
ISO 8601. Stored as text, because a JSON column of a database may reorder and renumber.
Pure module.
"""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal


def canonical(document: object) -> str:
    """The one text of a document made of dict, list, str, int, bool, None, Decimal and date.

    Raises TypeError for a float (its text is not stable across writers) and any other type, and
    ValueError for a decimal that is no number.
    """
    return json.dumps(_plain(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    """sha256, in hexadecimal, of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def decimal_text(value: Decimal) -> str:
    """`Decimal("14.10")` as `14.1`, `Decimal("2E+2")` as `200`. Raises ValueError for NaN and ∞."""
    if not value.is_finite():
        raise ValueError(f"A published document cannot hold the number {value}.")
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def utc_text(moment: datetime) -> str:
    """RFC 3339 in UTC, whole seconds: `2026-11-22T14:05:00Z`. The moment must be aware."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | bool | int):
        return value
    raise TypeError(f"A published document cannot hold {type(value).__name__}: {value!r}.")
