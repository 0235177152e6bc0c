"""Text from outside, made plain."""

from hypothesis import given
from hypothesis import strategies as st

from claims.references.text import folded, plain, quoted, without_markup


def test_plain_text_has_no_unseen_characters_and_one_line():
    assert plain("a\u200bb\u202ec\r\n\td\ud800 \xa0e\x00f") == "abc d e f"
    assert plain("e\u0301") == "é"
    assert plain("\u0645\u06cc\u200c\u062e") == "\u0645\u06cc\u200c\u062e"


@given(st.text())
def test_plain_text_is_plain_for_good_and_can_be_stored(text):
    once = plain(text)
    assert plain(once) == once
    assert once.encode().decode() == once


def test_markup_of_titles_goes_and_signs_of_mathematics_stay():
    assert (
        without_markup('<i>in vivo</i> <span class="nocase">H<SUB>2</SUB>O</span>') == "in vivo H2O"
    )
    assert without_markup("p < 0.05 and n > 3 <script>") == "p < 0.05 and n > 3 <script>"


def test_quoted_text_is_short():
    assert quoted("a\nb") == "“a b”"
    assert quoted("x" * 100) == f"“{'x' * 79}…”"


def test_folded_text_has_no_accents():
    assert folded("Frøyland ŁÓDŹ Straße") == "froyland lodz strasse"
