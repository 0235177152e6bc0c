"""Reading level: the formulas as published, syllables about as spoken, and no text that takes long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.readability import LongSentence, readability, syllables

EASY = "The cat sat on the mat. " * 10
HARD = (
    "Comprehensive investigation of neurotransmitter concentrations, "
    "undertaken repeatedly by independent university laboratories, "
    "demonstrated considerable methodological heterogeneity and "
    "insufficient participant identification across populations everywhere in many different countries."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("magnesium", 4), ("migraine", 2), ("evidence", 3), ("people", 2), ("muscles", 2),
        ("tired", 1), ("needed", 2), ("settled", 2), ("causes", 2), ("makes", 1), ("headaches", 2),
        ("fatigue", 2), ("the", 1), ("science", 2), ("trial", 2), ("period", 3), ("usual", 3),
        ("social", 2), ("tension", 2), ("language", 2), ("idea", 3), ("tea", 1), ("quiet", 2),
        ("fibromyalgia", 5), ("breast-feeding", 3), ("they're", 2), ("400", 1), ("mg", 1), ("ł", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_about_as_spoken(word, count):
    assert syllables(word) == count


def test_easy_text_has_the_figures_of_the_formulas():
    read = readability(EASY)
    assert (read.words, read.sentences, read.syllables) == (60, 10, 60)
    assert read.ease == round(206.835 - 1.015 * 6 - 84.6, 1)
    assert read.grade == round(0.39 * 6 + 11.8 - 15.59, 1)
    assert (read.reaches_goal, read.age) == (True, 5)
    assert (read.longest, read.hard_words) == ((), ())


def test_hard_text_misses_the_goal_and_says_why():
    read = readability(f"{HARD} {EASY}\nInvestigation of investigation.")
    assert not readability(HARD * 2).reaches_goal
    (longest,) = read.longest
    assert longest == LongSentence(26, f"{HARD[:139].rstrip()}…")
    assert read.hard_words[0] == ("investigation", 3)


def test_long_sentence_that_fits_is_quoted_whole():
    sentence = " ".join(["we"] * 25) + "."
    assert readability(sentence).longest == (LongSentence(25, sentence),)


def test_lines_end_sentences_and_marks_alone_are_none():
    read = readability("One two\nthree four\n…\n— !\n")
    assert (read.words, read.sentences) == (4, 2)


def test_short_text_has_no_figures():
    read = readability("Too short to say.")
    assert (read.words, read.ease, read.grade, read.age) == (4, None, None, None)
    assert not read.reaches_goal


@given(st.text(max_size=300))
def test_any_text_gets_an_answer_and_counts_that_agree(text):
    read = readability(text)
    assert 0 <= read.sentences <= read.words <= read.syllables
    assert (read.grade is None) is (read.words < 30)


@given(st.text(alphabet="aeiouy'-xléß", min_size=1, max_size=60))
def test_any_word_has_a_syllable_and_no_more_than_letters(word):
    assert 1 <= syllables(word) <= 2 * len(word)


@pytest.mark.parametrize(
    "piece", ["a", "a-", "ia", "e.g.", ". ", "we ", "([", "*_", "\n", "[[claim:", "’"]
)
def test_time_grows_with_the_length_and_no_faster(piece):
    start = time.process_time()
    readability(piece * (200_000 // len(piece)))
    assert time.process_time() - start < 2
