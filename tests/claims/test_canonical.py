"""One document, one run of bytes."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.canonical import canonical, decimal_text, fingerprint, utc_text
from claims.vocabulary import Certainty


def test_canonical_is_sorted_compact_and_utf8():
    document = {"b": [1, True, None], "a": {"ü": "β ≤ ½", "A": ("x",)}}
    assert canonical(document) == '{"a":{"A":["x"],"ü":"β ≤ ½"},"b":[1,true,null]}'


def test_canonical_of_every_type_a_document_may_hold():
    noon = datetime(2026, 11, 22, 14, 5, tzinfo=timezone(timedelta(hours=2)))
    document = {
        "certainty": Certainty.LOW,
        "dose": Decimal("400.00"),
        "on": date(2026, 11, 22),
        "at": noon,
        3: "key",
    }
    assert canonical(document) == (
        '{"3":"key","at":"2026-11-22T12:05:00Z","certainty":"low","dose":"400","on":"2026-11-22"}'
    )


@pytest.mark.parametrize(
    ("value", "error", "sentence"),
    [
        (0.1, TypeError, "A published document cannot hold float: 0.1."),
        ({"a": [b"x"]}, TypeError, "A published document cannot hold bytes: b'x'."),
        ({"a": {"x"}}, TypeError, "A published document cannot hold set: {'x'}."),
        (Decimal("NaN"), ValueError, "A published document cannot hold the number NaN."),
        (
            [Decimal("-Infinity")],
            ValueError,
            "A published document cannot hold the number -Infinity.",
        ),
    ],
)
def test_canonical_refuses_what_has_no_single_text(value, error, sentence):
    with pytest.raises(error) as caught:
        canonical(value)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("14.10", "14.1"),
        ("14.00", "14"),
        ("2E+2", "200"),
        ("100", "100"),
        ("-0.350", "-0.35"),
        ("0.000", "0"),
        ("-0.0", "0"),
        ("-0", "0"),
        ("1E-7", "0.0000001"),
        ("123456789012345678901234567890.10", "123456789012345678901234567890.1"),
    ],
)
def test_decimal_has_one_text(value, text):
    assert decimal_text(Decimal(value)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_decimal_text_keeps_the_number(value):
    assert Decimal(decimal_text(value)) == value
    assert decimal_text(Decimal(decimal_text(value))) == decimal_text(value)


leaves = st.none() | st.booleans() | st.integers() | st.text()
documents = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(documents)
def test_canonical_says_the_same_as_the_document(document):
    assert json.loads(canonical(document)) == document
    assert canonical(json.loads(canonical(document))) == canonical(document)


def test_fingerprint_is_sha256_of_the_utf8_bytes():
    assert fingerprint("½ β") == hashlib.sha256("½ β".encode()).hexdigest()


def test_moment_is_written_in_utc_and_whole_seconds():
    assert utc_text(datetime(2026, 11, 22, 14, 5, 59, 999999, tzinfo=UTC)) == "2026-11-22T14:05:59Z"
