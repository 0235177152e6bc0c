"""How alike two texts are, by the words that say something."""

import pytest

from mgsite.questions.likeness import ranked

ENTRIES = [
    ("Magnesium prevents migraine attacks.", "", "Magnesium may reduce how often migraine comes."),
    ("Magnesium stops leg cramps at night.", "Sleep without cramps."),
    ("Magnesium raises serotonin.",),
    ("Magnesium oxide is hardly absorbed.",),
    ("Magnesium is safe in pregnancy.",),
]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("prevents MIGRAINE attacks: magnesium!", 0),
        ("It stops the attacks of migraines within a week, I read", 0),
        ("How often does migraine come?", 0),
        ("No more cramps, better sleep", 1),
        ("It makes the seratonin rise", 2),  # mended to the word that a text holds
        ("Oxyde is not absorbed", 3),
        ("pregnant women, pregnancy", 4),
    ],
)
def test_closest_entry_comes_first(text, first):
    assert ranked(text, ENTRIES)[0][1] == first


@pytest.mark.parametrize("text", ["", "…", "Zinc shortens a cold.", "zn"])
def test_nothing_in_common_is_not_alike(text):
    assert ranked(text, ENTRIES) == []


def test_word_that_every_text_holds_says_less_than_one_that_few_hold():
    scores = {place: score for score, place in ranked("Magnesium and serotonin", ENTRIES)}
    assert scores[2] > 2 * max([score for place, score in scores.items() if place != 2], default=0)


def test_same_words_are_a_hundred_and_equals_keep_their_order():
    assert ranked("Magnesium raises serotonin", [*ENTRIES, *ENTRIES])[:2] == [(100, 2), (100, 7)]


@pytest.mark.parametrize("entries", [[], [("",)], [()]])
def test_no_text_at_all_is_alike_to_nothing(entries):
    assert ranked("", entries) == ranked("magnesium", entries) == []
