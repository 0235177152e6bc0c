"""What was chosen to compare, and the sentence when that cannot be shown."""

import pytest

from mgsite.public.comparison.choices import choose_one, choose_several

KNOWN = [(letter, letter.upper()) for letter in "abcdef"]


def several(*asked, most=5):
    return choose_several("letter", "Letters", KNOWN, asked, most)


def test_several_without_a_wish_are_the_first():
    choice = several()

    assert (choice.picked, choice.query, choice.status) == (tuple("abcde"), [], 200)


def test_several_come_in_their_own_order():
    choice = several("c", "a")

    assert choice.picked == ("a", "c")
    assert choice.query == [("letter", "a"), ("letter", "c")]
    assert [option.value for option in choice.options if option.chosen] == ["a", "c"]


@pytest.mark.parametrize(
    ("asked", "status", "problem"),
    [
        ("a", 400, "Choose at least two, to compare one with the other."),
        ("aab", 400, "A cannot be compared with itself. Choose another one beside it."),
        ("abcdef", 400, "Choose at most five: more do not fit side by side."),
        ("axy", 404, "We have no “x” and “y” under “Letters”. Choose from those below."),
    ],
)
def test_several_that_cannot_be_compared_show_the_first_and_say_why(asked, status, problem):
    choice = several(*asked)

    assert (choice.status, choice.problem, choice.picked) == (status, problem, tuple("abcde"))


def test_several_without_a_limit_may_be_all():
    assert several(*"abcdef", most=None).problem == ""


def test_one_is_the_first_of_the_known_or_the_last_asked_for():
    assert choose_one("by", "By", KNOWN, []).picked == ("a",)
    assert choose_one("by", "By", KNOWN, ["b", "c"]).query == [("by", "c")]


def test_one_unknown_is_said():
    choice = choose_one("by", "By", KNOWN, ["z" * 100])

    assert (choice.status, choice.picked, choice.query) == (404, ("a",), [])
    assert choice.problem == f"We have no “{'z' * 80}” under “By”. Choose from those below."
