"""What a spreadsheet could run leaves with an apostrophe, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.formula_safe import escaped, unescaped


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_text_that_begins_like_a_formula_gets_an_apostrophe(sign):
    assert escaped(f"{sign}1+1") == f"'{sign}1+1"
    assert escaped(f"'{sign}1") == f"''{sign}1"


@pytest.mark.parametrize("text", ["", "plain", "'quoted'", "a=b", "−1 point", "5-HTP"])
def test_other_texts_stay_as_they_are(text):
    assert escaped(text) == unescaped(text) == text


@given(st.text(alphabet="'=+-@\t\r\nab ", max_size=6) | st.text())
def test_escaping_is_undone_exactly(text):
    assert unescaped(escaped(text)) == text
