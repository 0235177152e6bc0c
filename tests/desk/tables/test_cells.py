"""Cells: one text, whatever kind of file it came from."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from mgsite.desk.tables.cells import (
    same_number,
    settled,
    text_of,
    unfit,
    with_point,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (320, "320"),
        (320.0, "320"),
        (0.1, "0.1"),
        (1e300, "1e+300"),
        (Decimal("1.50"), "1.50"),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime.combine(date(2026, 11, 22), time(0)), "2026-11-22"),
        (datetime.combine(date(2026, 11, 22), time(9, 30)), "2026-11-22 09:30:00"),
        ("as it is ", "as it is "),
    ],
)
def test_value_becomes_the_text_that_an_editor_would_type(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize("value", [["a"], {"a": 1}, time(9, 30)])
def test_value_that_is_no_single_text_is_refused(value):
    with pytest.raises(ValueError, match=r"^give text or a number here, as an export does\.$"):
        text_of(value)


def test_texts_are_compared_without_blanks_around_and_by_unix_line_ends():
    assert settled(" a\r\nb\rc \n") == "a\nb\nc"


@pytest.mark.parametrize(
    ("text", "other", "same"),
    [("320", "320.00", True), ("320", "321", False), ("", "0", False), ("a", "a", False)],
)
def test_numbers_are_the_same_however_they_are_written(text, other, same):
    assert same_number(text, other) is same


def test_what_no_database_stores_is_named():
    assert unfit("a\0") == "it holds a character that cannot be stored (NUL): delete and retype it."
    assert unfit("\ud800").startswith("it holds half a character")
    assert unfit("é 𝟙") == ""


@pytest.mark.parametrize(
    ("text", "read"), [("320,5", "320.5"), ("-1,5", "-1.5"), ("1.000,5", "1.000,5"), ("5", "5")]
)
def test_decimal_comma_becomes_a_point_where_it_is_certain(text, read):
    assert with_point(text) == read
