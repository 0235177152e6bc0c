"""Sentences cut by hand: offsets stay, and corrections go with the words."""

import pytest

from articles.reading.cuts import Cut, CutKind, carried, cut, with_join, with_split
from claims.errors import Refused

TEXT = "Sleep\n\nTea is warm and milk is white. Take it. 1. Pain: It helps."
SPLIT, JOIN = CutKind.SPLIT, CutKind.JOIN


def words(cuts=()) -> list[str]:
    return [segment.text for segment in cut(TEXT, cuts)]


def at(phrase: str) -> int:
    return TEXT.index(phrase)


def test_without_cuts_the_rules_cut_stands():
    assert words()[:3] == ["Sleep", "Tea is warm and milk is white.", "Take it."]


def test_split_makes_two_and_moves_no_other_offset():
    before = {segment.text: segment.start for segment in cut(TEXT)}
    cuts = with_split(TEXT, (), at(" and milk"))
    assert cuts == (Cut(at("and milk"), SPLIT),)
    found = cut(TEXT, cuts)
    assert [segment.text for segment in found[:4]] == [
        "Sleep",
        "Tea is warm",
        "and milk is white.",
        "Take it.",
    ]
    assert [segment.position for segment in found] == list(range(len(found)))
    assert {s.text: s.start for s in found if s.text in before} == {
        text: start for text, start in before.items() if "milk" not in text
    }
    assert all(TEXT[s.start : s.end] == s.text for s in found)
    assert found[2].heading == 0


def test_join_makes_one_of_two():
    cuts = with_join(TEXT, (), at("Take it."))
    assert cuts == (Cut(at("Take it."), JOIN),)
    assert words(cuts)[:2] == ["Sleep", "Tea is warm and milk is white. Take it."]


def test_join_takes_a_split_back_and_a_split_a_join():
    split = with_split(TEXT, (), at("and milk"))
    assert with_join(TEXT, split, at("and milk")) == ()
    joined = with_join(TEXT, (), at("Take it."))
    assert with_split(TEXT, joined, at("Take it.")) == ()


@pytest.mark.parametrize("place", [0, at("Tea"), at("\n\nTea"), len(TEXT) - 1 + 1, 10_000])
def test_split_where_nothing_could_be_cut_is_refused(place):
    with pytest.raises(Refused, match="Choose a place inside the sentence"):
        with_split(TEXT, (), place)


@pytest.mark.parametrize("place", [0, at("milk"), 10_000])
def test_join_of_no_second_sentence_is_refused(place):
    with pytest.raises(Refused, match="no sentence before it"):
        with_join(TEXT, (), place)


def test_cuts_that_fit_nowhere_are_passed_over():
    lost = (Cut(at("ea is"), JOIN), Cut(at(" is warm"), SPLIT), Cut(0, JOIN), Cut(999, SPLIT))
    assert words(lost) == words()


def test_cuts_move_with_their_words():
    cuts = (Cut(at("and milk"), SPLIT), Cut(at("1. Pain"), JOIN))
    new = f"Good morning.\n\n{TEXT}"
    moved = carried(cuts, TEXT, new)
    assert moved == tuple(Cut(each.at + 15, each.kind) for each in cuts)
    assert [s.text for s in cut(new, moved)][1:] == words(cuts)


def test_cut_moves_to_the_nearest_of_the_same_words():
    new = "Tea is warm and milk is white. Yes. " + TEXT
    (moved,) = carried([Cut(at("and milk"), SPLIT)], TEXT, new)
    assert moved.at == at("and milk") - at("Tea")
    (moved,) = carried(
        [Cut(at("and milk"), SPLIT)], TEXT, "No. " + TEXT + " Tea is warm and milk is white."
    )
    assert moved.at == at("and milk") + 4


@pytest.mark.parametrize(
    "each", [Cut(at("and milk"), SPLIT), Cut(0, JOIN), Cut(at("Tea is"), JOIN), Cut(999, SPLIT)]
)
def test_cuts_whose_words_are_gone_go_too(each):
    assert carried([each], TEXT, "Another text.") == ()
    assert carried([each], "", "Another text.") == ()
