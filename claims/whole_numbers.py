"""Whole numbers as strangers write them: in addresses, hidden fields and cells. Pure module."""

KEY_DIGITS = 18  # a primary key has no more, and SQLite cannot even be asked for one of 19
VERSION_DIGITS = 9  # of a lock_version


def whole(text: str, digits: int = KEY_DIGITS) -> int | None:
    """The number; None for anything that could not be one of so many digits, signs included."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None
