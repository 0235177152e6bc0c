"""What an article says, how boldly, and what the evidence would bear: from the documents alone."""

import pytest

from articles.reading.gap import Totals
from mgsite.public.gaps import (
    appearing,
    boldest,
    gap_words,
    measured,
    permitted_strength,
    promise,
    said_of,
    steps,
    summed,
)


def claim(public_id, verdict="supported", certainty="low", method="grade", **fields):
    grading = {"certainty": certainty, "method": method}
    usual = {"id": public_id, "statement": f"{public_id} stated.", "as_claimed": None}
    return usual | {"verdict": verdict, "grading": grading} | fields


LOW = claim("low")
GONE_WRONG = claim("wrong", "contradicted", as_claimed="It is the best.")
CLAIMS = {"low": LOW, "wrong": GONE_WRONG}


def place(claim_id, strength, quote=None, **more):
    return {"claim_id": claim_id, "strength": strength, "quote": quote, **more}


def read(*appearances):
    return appearing({"appearances": appearances}, CLAIMS)


@pytest.mark.parametrize(
    ("found", "allowed"),
    [
        (claim("a", certainty="high"), 3),
        (claim("a", certainty=None, method="reference"), 3),
        (claim("a", "mixed", "high"), 0),
        (claim("a", "not-studied", None), -1),
        (claim("a", None) | {"grading": None}, 0),
    ],
)
def test_permitted_is_read_from_the_document(found, allowed):
    assert permitted_strength(found) == allowed


def test_place_has_their_words_or_ours():
    theirs, ours, stated, again = read(
        place("low", 2, "It works.", sentence=4), place("wrong", 3), place("low", 1),
        place("wrong", 0, "It works.", sentence=4),
    )  # fmt: skip

    assert (theirs.words, theirs.is_quoted, theirs.anchor) == ("It works.", True, "sentence-4")
    assert (ours.words, ours.is_quoted, ours.anchor) == ("It is the best.", False, "")
    assert stated.words == promise(LOW) == "low stated."
    assert (again.words, again.is_quoted) == ("It is the best.", False), "a sentence is quoted once"


def test_place_is_measured_against_its_claim():
    one, none, _ = read(place("low", 2), place("wrong", 3), place("low", 3))

    assert (one.permitted, one.gap, one.borne) == (1, 1, "“can, may”")
    assert (none.permitted, none.gap, none.borne) == (-1, 4, "no such claim at all")


def test_place_without_a_claim_in_print_is_not_measured():
    (gone,) = read(place("gone", 3))

    assert (gone.claim, gone.words, gone.permitted, gone.gap, gone.borne) == (
        None,
        "",
        None,
        None,
        "",
    )
    assert (measured([gone]), summed([gone]), steps([gone])) == ([], Totals(0, 0, 0), ())


def test_boldest_are_one_place_for_each_claim_and_quoted_where_they_can_be():
    places = read(
        place("low", 2), place("wrong", 2, "A."), place("wrong", 3), place("wrong", 3, "B."),
        place("low", 1),
    )  # fmt: skip

    assert [(each.words, each.gap) for each in boldest(places)] == [("B.", 4), ("low stated.", 1)]
    assert len(boldest(places, most=1)) == 1


def test_hedged_sentence_within_the_evidence_is_never_among_the_boldest():
    places = read(place("low", 1), place("low", 0))

    assert (boldest(places), summed(places)) == ((), Totals(2, 2, 0))


def test_bar_is_a_hundred_wide_and_leaves_out_what_is_not_there():
    bar = steps(read(place("low", 1), place("low", 2), place("wrong", 3), place("wrong", 3)))

    assert [(each.gap, each.places, each.start, each.width) for each in bar] == [
        (0, 1, 0.0, 25.0), (1, 1, 25.0, 25.0), (4, 2, 50.0, 50.0),
    ]  # fmt: skip


def test_gap_is_said_in_words():
    assert [gap_words(steps) for steps in range(5)] == [
        "Within the evidence", "One step too bold", "Two steps too bold", "Three steps too bold",
        "Four steps too bold",
    ]  # fmt: skip


def test_sentences_are_counted_by_class():
    counts = {
        "total": 6, "claim": 1, "background": 2, "advice": 0, "call_to_action": 1, "debris": 0,
        "heading": 2,
    }  # fmt: skip

    assert said_of(counts) == [
        "1 claim", "2 of background", "1 that sells or sends elsewhere", "2 headings",
    ]  # fmt: skip
