import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.tokens import Phrases, tokens, words


def found(table, text):
    return [(hit.value, hit.first, hit.last) for hit in Phrases(table).find(tokens(text))]


def test_words_are_small_with_straight_marks_and_their_places():
    read = tokens("Don’t take 1,000 mg well‑known PILLS")
    assert [token.word for token in read] == ["don't", "take", "1,000", "mg", "well-known", "pills"]
    assert (read[2].start, read[2].end) == (11, 16)
    assert words("One, two") == ("one", "two")


def test_letter_that_grows_when_made_small_moves_no_place():
    read = tokens("İyi magnesium")
    assert "İyi magnesium"[read[1].start : read[1].end] == "magnesium"


def test_longest_phrase_counts_and_equal_ones_both():
    table = [("sleep", 1), ("sleep quality", 2), ("sleep quality", 3), ("quality", 4)]
    assert found(table, "Better sleep quality") == [(2, 1, 3), (3, 1, 3)]


def test_star_ends_the_beginning_of_a_word():
    table = [("reliev*", "relief"), ("leg cramp*", "cramps")]
    assert found(table, "Relieves leg cramps, not legs") == [("relief", 0, 1), ("cramps", 1, 3)]


def test_phrase_that_goes_on_past_the_end_is_not_found():
    assert found([("leg cramps", 1), ("", 2)], "my leg") == []


def test_too_short_a_beginning_is_refused():
    with pytest.raises(ValueError, match="“ab\\*” begins with fewer than 3 letters"):
        Phrases([("ab*", 1)])


@given(st.text(max_size=200))
def test_places_are_those_of_the_text(text):
    read = tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in read)
    assert [t.start for t in read] == sorted(t.start for t in read)
