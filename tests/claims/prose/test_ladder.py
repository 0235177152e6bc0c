"""The ladder and the lint agree: no sentence that the ladder gives is refused by the lint."""

from itertools import product

import pytest

from claims.prose.lint import lint
from claims.vocabulary import Certainty, Size, Verdict
from claims.wording import Change, Effect, sentence

CERTAINTIES = [certainty.value for certainty in Certainty]


@pytest.mark.parametrize("plural", [False, True])
@pytest.mark.parametrize("certainty", CERTAINTIES)
@pytest.mark.parametrize("verdict", [v.value for v in Verdict if v is not Verdict.NOT_STUDIED])
def test_every_sentence_of_the_ladder_passes_the_lint(verdict, certainty, plural):
    sizes = [None, *Size] if verdict != "no-important-effect" else [None, Size.TRIVIAL]
    refused = []
    for size, change in product(sizes, Change):
        words = sentence(
            Effect(
                "Magnesium tablets" if plural else "Magnesium",
                "leg cramps",
                verdict,
                certainty=certainty,
                change=change,
                size=size,
                population="Adults",
                plural=plural,
            )
        )
        refused += lint(words, certainty, verdict, "grade", kind_of_text="conclusion", size=size)
    assert refused == []


def test_sentence_of_what_was_not_studied_passes_the_lint():
    words = sentence(Effect("Magnesium", "leg cramps", "not-studied"))
    assert lint(words, None, "not-studied", "grade", kind_of_text="conclusion") == ()
