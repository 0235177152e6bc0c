"""Headings: the columns of an export, in any order; what is none of them is named."""

import pytest

from tests import builders
from tests.desk.tables.sending import (
    csv_of,
    exported,
    refusals_of,
    rows_in,
    summary_of,
    upload,
)
from tests.forms import signed_in


@pytest.fixture
def editor(ada):
    return signed_in(ada)


@pytest.fixture
def row(ada, editor):
    """The export of one claim, “one”."""
    builders.condition("headache")
    builders.claim("one", by=ada)
    return rows_in(exported(editor, "claim"))[0]


def test_unknown_columns_are_named_and_the_offered_ones_listed(editor, row):
    (said,) = refusals_of(upload(editor, "claim", csv_of([row | {"colour": "red", "<b>": ""}])))

    assert said.startswith(
        "“table.csv”: No column of claims: “colour”, “<b>”. There are: public id,"
    )
    assert "conclusion" in said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"slug,Slug\na,b\n", "More than one column is called “slug”."),
        (b"slug,,name\na,,b\n", "No column of conditions: the empty one at place 2."),
        (b"public id,slug\ncnd_1,b\n", "It has no column “lock version”"),
        (b"slug\na\n", "A new condition needs these columns, which the file lacks: name,"),
    ],
)
def test_heading_that_says_too_little_is_refused_once(editor, content, sentence):
    (said,) = refusals_of(upload(editor, "condition", content))

    assert said.startswith(f"“table.csv”: {sentence}")


def test_field_names_of_developers_are_columns_too(editor, row):
    few = {"public_id": row["public id"], "LOCK_VERSION": row["lock version"], "outcome_name": "X"}

    assert "1 changed" in summary_of(upload(editor, "claim", csv_of([few])))
