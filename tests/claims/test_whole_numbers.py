"""Whole numbers as strangers write them."""

import pytest

from claims.whole_numbers import VERSION_DIGITS, whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1.0", None),
        (" 1", None),
        ("1_000", None),
        ("²", None),
        ("١", None),
        ("x", None),
    ],
)
def test_only_plain_digits_are_a_number(text, number):
    assert whole(text) == number


def test_a_version_has_fewer_digits_than_a_key():
    assert [whole("9" * n, VERSION_DIGITS) for n in (9, 10)] == [10**9 - 1, None]
