"""GRADE.md §6: 3 causes, cures, is proven; 2 does; 1 can, may; 0 asks or defines. The sentences are ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.strength import clauses, hedges, strength, strength_at, unnamed_studies


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Tea cures a cold.", 3),
        ("Lack of tea causes a bad mood.", 3),
        ("Tea is proven to warm.", 3),
        ("Two cups is the optimal dose.", 3),
        ("Tea has been shown to warm.", 3),
        ("Research has shown that tea warms.", 3),
        ("Research has shown that tea may warm.", 1),
        ("Tea is not a cure for a cold.", 2),
        ("Tea isn't proven to warm.", 2),
        ("Tea reduces thirst.", 2),
        ("Tea can reduce thirst.", 1),
        ("Tea is linked to good sleep.", 1),
        ("Does tea help?", 0),
        ("Drink tea.", 2),
        ("", 0),
    ],
)
def test_strength_of_a_sentence(text, step):
    assert strength(text) == step


def test_definition_is_worded_with_strength_0():
    assert strength("Tea is a drink of leaves.", defines=True) == 0


def test_each_clause_speaks_for_itself():
    text = "Tea has been shown to warm, which may help you sleep, and relax."
    assert [(clause.strength, clause.words) for clause in clauses(text)] == [
        (3, "shown to"),
        (1, "may"),
        (1, ""),
    ]
    assert strength_at(text, [text.index("sleep")]) == 1
    assert strength_at(text, [text.index("warm")]) == 3
    assert strength_at(text, []) == 3
    assert strength_at(text, [0], defines=True) == 0
    assert strength_at("Does it?", [0]) == 0


def test_beginning_without_a_verb_speaks_as_what_follows():
    text = "By warming the hands, tea may ease pain - a relief."
    assert [clause.strength for clause in clauses(text)] == [1, 1, 1]


def test_hedges_and_appeals_to_unnamed_studies_are_quoted():
    text = "Studies show that tea might possibly help, and it is known to warm."
    assert hedges(text) == ("might", "possibly")
    assert unnamed_studies(text) == ("Studies show", "known to")


@given(st.text(max_size=200))
def test_any_text_has_a_strength(text):
    assert strength(text) in range(4)
    ends = [(clause.start, clause.end) for clause in clauses(text)]
    assert ends == sorted(ends)
