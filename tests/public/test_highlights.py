"""Where what was asked for stands in a text."""

from mgsite.public.highlights import Piece, marked, passage, phrases_of
from mgsite.public.search_query import parse

PHRASES = phrases_of(parse('sleep "restless legs"'))
FILLER = " ".join(f"w{n}" for n in range(60))


def hits(text: str) -> list[str]:
    return [piece.text for piece in marked(text, PHRASES) if piece.is_hit]


def test_marked_keeps_the_text_and_marks_each_form_of_a_word():
    assert marked("Sleeping <b>well", PHRASES) == [
        Piece("Sleeping", True),
        Piece(" <b>well", False),
    ]
    assert "".join(piece.text for piece in marked(FILLER, PHRASES)) == FILLER


def test_marked_takes_a_phrase_as_one_hit():
    assert hits("Restless legs; legs; sleep") == ["Restless legs", "sleep"]


def test_marked_of_nothing_is_nothing():
    assert marked("", PHRASES) == []


def test_passage_of_a_short_text_is_the_text():
    assert passage("Sleep well.", PHRASES) == "Sleep well."


def test_passage_stands_around_the_first_hit():
    found = passage(f"{FILLER} sleep {FILLER}.", PHRASES)
    assert (
        found == f"… w52 w53 w54 w55 w56 w57 w58 w59 sleep {' '.join(f'w{n}' for n in range(31))} …"
    )


def test_passage_without_a_hit_is_the_beginning():
    assert passage(FILLER, PHRASES) == " ".join(f"w{n}" for n in range(40)) + " …"


def test_passage_at_the_end_keeps_the_full_stop():
    assert passage(f"{FILLER} sleep.", PHRASES) == "… w52 w53 w54 w55 w56 w57 w58 w59 sleep."
