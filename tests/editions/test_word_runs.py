"""Which runs of words two texts share: the texts come out whole, and a long one in time."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgsite.editions.word_runs import compared

WORDS = st.lists(st.sampled_from(["a ", "b ", "end. ", "<p>", "line\n"]), max_size=40)
SENTENCE = [f"w{n} " for n in range(17)] + ["end. "]


def sides(runs) -> tuple[list[str], list[str]]:
    return [w for run in runs for w in run[1]], [w for run in runs for w in run[2]]


@given(WORDS, WORDS)
def test_both_texts_are_whole_in_the_runs(old, new):
    runs = compared(old, new)
    assert sides(runs) == (old, new)
    assert all(run[1] == run[2] for run in runs if run[0] == "equal")
    assert all(a[0] != b[0] for a, b in pairwise(runs))


def test_a_long_text_is_compared_by_word_inside_the_sentences_that_differ():
    old = [f"s{n} {word}" if word == "w1 " else word for n in range(1000) for word in SENTENCE]
    new = list(old)
    new[4] = "other "
    new[-1] = "stop. "
    assert compared(old, new) == [
        ("equal", old[:4], new[:4]),
        ("replace", ["w4 "], ["other "]),
        ("equal", old[5:-1], new[5:-1]),
        ("replace", ["end. "], ["stop. "]),
    ]


def test_a_long_run_of_new_sentences_stands_as_one():
    old = ["same. "] + [f"a{n} " if n % 2 else "x. " for n in range(4_000)]
    new = ["same. "] + [f"b{n} " if n % 2 else "x. " for n in range(4_000)]
    runs = compared(old, new)
    assert [run[0] for run in runs] == ["equal", "replace"]
    assert sides(runs) == (old, new)


@pytest.mark.parametrize("changed", [[], [3], [3, 4_000]])
def test_one_sentence_five_thousand_times_keeps_its_ends(changed):
    old = ["again. "] * 5_000
    new = [("other. " if n in changed else word) for n, word in enumerate(old)]
    runs = compared(old, new)
    assert sides(runs) == (old, new)
    first, last = (changed[0], changed[-1] + 1) if changed else (5_000, 5_000)
    assert [(run[0], len(run[1])) for run in runs] == [
        each
        for each in [("equal", first), ("replace", last - first), ("equal", 5_000 - last)]
        if each[1]
    ]


def test_words_without_a_sentence_end_are_cut_into_runs():
    old = ["so "] * 300 + [f"w{n} " for n in range(500)]
    new = ["so "] * 300 + [f"w{n} " for n in range(499)] + ["last "]
    assert compared(old, new) == [
        ("equal", old[:799], new[:799]),
        ("replace", ["w499 "], ["last "]),
    ]
