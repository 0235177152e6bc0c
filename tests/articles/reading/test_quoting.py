"""No two sentences that follow each other are quoted, whatever is claimed where."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.reading.quoting import LONGEST_QUOTE, Place, quoted

SENTENCES = ["One is first.", "Two is next.", "Three comes.", "Four ends.", "Five more."]


def places(*rows: tuple[int, str, int]) -> list[Place]:
    return [Place(*row) for row in rows]


def test_every_second_sentence_of_a_run_is_quoted():
    made = places(*((n, f"claim-{n}", 2) for n in range(5)))
    assert quoted(SENTENCES, made) == {0, 2, 4}


def test_claim_is_quoted_once_and_at_its_boldest():
    assert quoted(SENTENCES, places((0, "a", 1), (2, "a", 3), (4, "a", 3))) == {1}


def test_sentence_is_quoted_for_each_claim_that_it_makes():
    assert quoted(SENTENCES, places((0, "a", 1), (0, "b", 2))) == {0, 1}


def test_bold_sentence_goes_before_its_neighbour():
    assert quoted(SENTENCES, places((0, "a", 1), (1, "b", 3))) == {1}


def test_title_counts_as_shown_whole_or_cut_off():
    made = places((0, "a", 2), (1, "b", 3), (2, "c", 1))
    assert quoted(SENTENCES, made, ["ONE  is first."]) == {0, 2}
    assert quoted(SENTENCES, made, ["One is…"]) == {0, 2}
    assert quoted(SENTENCES, made, ["…", "A title of ours"]) == {1}


def test_sentence_that_is_repeated_gives_its_other_place_away_too():
    repeated = ["A is.", "B is.", "C is.", "A is.", "D is."]
    assert quoted(repeated, places((0, "a", 3), (4, "d", 2), (1, "b", 1), (2, "c", 1))) == {0}


def test_sentence_that_is_repeated_at_once_may_be_quoted():
    assert quoted(["A is.", "A is."], places((0, "a", 3), (1, "b", 1))) == {0, 1}


def test_what_people_joined_and_what_is_long_is_not_quoted():
    two = "One is first. Two is next."
    long = "very " * (LONGEST_QUOTE // 5) + "long."
    assert quoted([two, long], places((0, "a", 3), (1, "b", 3))) == frozenset()


@given(
    st.lists(
        st.sampled_from(["A is.", "B is.", "C is.", "D is.", "E is."]), min_size=1, max_size=9
    ),
    st.lists(st.tuples(st.integers(0, 8), st.sampled_from("abc"), st.integers(0, 3)), max_size=9),
    st.sampled_from(["", "A is.", "B is."]),
)
def test_no_two_sentences_that_follow_each_other_are_ever_shown(sentences, rows, title):
    made = [Place(n % len(sentences), claim, strength) for n, claim, strength in rows]
    found = quoted(sentences, made, [title])
    shown = {sentences[made[index].position] for index in found} | {title}
    together = {
        (first, second)
        for first, second in pairwise(sentences)
        if first != second and first in shown and second in shown
    }
    assert together == set()
    assert len({made[index].claim for index in found}) == len(found)
