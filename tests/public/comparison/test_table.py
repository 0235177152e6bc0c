"""The cells of a comparison in words, whatever file or page shows them."""

import pytest

from mgsite.public.comparison.table import (
    Cell,
    Column,
    Entry,
    Group,
    Row,
    Table,
    as_rows,
    differing,
)

CLAIM = {"verdict": "mixed", "claim_kind": "effect", "grading": {"certainty": "low"}}


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (Entry(None, "Mixed", "2"), "2 mixed"),
        (Entry(CLAIM, text="Short-term use."), "Short-term use."),
        (Entry(CLAIM, text="2026-11-22", shows="date"), "22 November 2026"),
        (Entry(CLAIM, shows="verdict"), "Mixed"),
        (Entry(CLAIM, shows="certainty"), "Low certainty"),
        (Entry(CLAIM, text="Perhaps.", shows="claim"), "Perhaps. Mixed Low certainty"),
        (Entry(CLAIM | {"claim_kind": "safety"}, shows="verdict"), "Safety: Mixed"),
        (Entry(CLAIM | {"verdict": None, "grading": None}, shows="claim"), "Not graded yet"),
    ],
)
def test_entry_says_what_a_reader_sees(entry, words):
    assert entry.words == words


def test_cell_labels_its_lines_only_where_there_are_several():
    one, other = Entry(CLAIM, "Oxide", "Yes."), Entry(CLAIM, "Citrate", "No.")

    assert Cell((one,)).lines == ("Yes.",)
    assert Cell((one, other)).lines == ("Oxide: Yes.", "Citrate: No.")
    assert Cell(empty="None").lines == ("None",)


def table(*rows):
    return Table((Column("A"), Column("B")), (Group("One", rows), Group("Two", rows[:1])))


def test_differing_leaves_out_rows_that_say_the_same_and_groups_without_rows():
    shared = Row("Shared", (Cell(empty="x"), Cell(empty="x")))
    across = Row("Across", (Cell(empty="x", span=2),))
    other = Row("Other", (Cell(empty="x"), Cell(empty="y")))

    assert differing(table(shared, across, other)).groups == (Group("One", (other,)),)


def test_rows_repeat_what_stands_across_columns():
    rows = as_rows(table(Row("Across", (Cell(empty="x", span=2),), "a note")))

    assert rows[:2] == [
        ["Group", "Row", "Note", "A", "B"],
        ["One", "Across", "a note", "x", "x"],
    ]
