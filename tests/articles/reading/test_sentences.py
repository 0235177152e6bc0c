"""The texts here are our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.sentences import LONGEST, SegmentKind, segments


def cut(text):
    return [(segment.kind.value, segment.text) for segment in segments(text)]


def sentences(text):
    return [segment.text for segment in segments(text)]


def test_heading_items_and_sentences_are_told_apart():
    text = "Why tea?\n\nTea is warm. It is wet.\n\n- One cup\n2) Two cups. No more.\n# Last words\nthe end"
    assert cut(text) == [
        ("heading", "Why tea?"),
        ("sentence", "Tea is warm."),
        ("sentence", "It is wet."),
        ("item", "- One cup"),
        ("item", "2) Two cups."),
        ("sentence", "No more."),
        ("heading", "# Last words"),
        ("sentence", "the end"),
    ]


def test_numbered_beginning_before_a_colon_is_a_heading_of_its_sentences():
    read = segments("1. Pain Relief: Tea eases pain. It also warms.\nStart Slowly: Take a sip.")
    assert [(s.kind.value, s.text, s.heading) for s in read] == [
        ("heading", "1. Pain Relief:", None),
        ("sentence", "Tea eases pain.", 0),
        ("sentence", "It also warms.", 0),
        ("heading", "Start Slowly:", 0),
        ("sentence", "Take a sip.", 3),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Remember this: tea is hot.",  # no capitals: a sentence with a colon
        "- Tea: hot",  # nothing that is a sentence follows
        "- The tea that we all like to drink in the morning: It is hot.",  # longer than a heading
        "It costs 3.50 pounds: Cheap",
    ],
)
def test_colon_alone_makes_no_heading(line):
    assert SegmentKind.HEADING not in [segment.kind for segment in segments(f"{line} Yes.")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Take 200-400 mg. It helps.", 2),
        ("Take 1.5 mg. Then stop.", 2),
        ("Some drugs, e.g. Omeprazole, matter. Ask Dr. Smith.", 2),
        ("It promotes sleep.It also calms.", 2),
        ("See www.example.com or a.Bc for more. Yes.", 2),
        ("“It works.” He said so. (It does.) Yes.", 4),
        ("See Smith et al. (2019). It was small.", 2),
        ("Is it safe? Mostly! Yes… And no.", 4),
        ("Vitamin B. Smith took it vs. Nothing at all. Fine.", 2),
        ("“Is it?” asked the tea. It was.", 2),
        ("it helps with sleep. take it at night, approx. one hour before. fine", 3),
        ("The U.S. Limit is 350 mg. The U.K. Differs.", 2),
        ("So do I. And you.", 2),
        ("お茶は温かい。とても。", 2),
        ("A cup… of tea. Yes.", 2),
        ("Well . Yes.", 2),
    ],
)
def test_sentences_end_where_a_reader_would_say(text, count):
    assert len(segments(text)) == count


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Tips for tea drinkers:", "heading"),
        ("Read This First!", "heading"),
        ("So it goes!", "sentence"),
        ("and then,", "sentence"),
        ("Tea is warm. It is wet", "sentence"),
        ("What is it, and why does it work?", "heading"),
        (" ".join(["Word"] * 26), "sentence"),
        ("Who? Me? Yes:", "sentence"),
        ("1. Better Sleep", "heading"),
        ("– Start slowly:", "heading"),
        ("1. Nuts", "item"),
        ("- Better Sleep", "item"),
        ("1. Better Sleep.", "item"),
    ],
)
def test_what_is_a_heading(line, kind):
    assert segments(line)[0].kind.value == kind


def test_white_space_alone_gives_nothing():
    assert segments(" \n\t\r\n\u2028 ") == ()


def test_what_has_no_full_stops_is_cut_between_words():
    read = sentences("tea " * 700)
    assert [len(piece) for piece in read] == [LONGEST - 1, LONGEST - 1, 399]


def test_what_has_no_spaces_is_cut_too():
    assert [len(piece) for piece in sentences("t" * 3000)] == [LONGEST, LONGEST, 600]


marks = st.sampled_from(
    [". ", "? ", ".", ": ", "\n", "\r\n", "- ", "1. ", "”", " ", "e.g. ", "…", "# "]
)
words = st.sampled_from(["Tea", "magnesium", "A", "3.5", "mg", "the", "Éa", "\u00a0", "🙂"])


@given(
    st.one_of(st.text(max_size=300), st.lists(st.one_of(marks, words), max_size=60).map("".join))
)
def test_nothing_but_white_space_lies_between_segments(text):
    at = 0
    for position, segment in enumerate(segments(text)):
        assert segment.position == position
        assert text[segment.start : segment.end] == segment.text == segment.text.strip() != ""
        assert text[at : segment.start].strip() == ""
        assert segment.heading is None or segment.heading < position
        at = segment.end
    assert text[at:].strip() == ""
