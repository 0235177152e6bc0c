"""The weakest review speaks for all that bears an answer, and nobody is named who did not review."""

import pytest

from mgsite.public.reviewed import NOBODY, Reviewed, reviewed


def document(kind="approved", on="2026-11-22", due="2027-11-22", by="Ben"):
    people = [{"name": by}] if by else []
    return {
        "review": {"kind": kind},
        "last_reviewed": on,
        "next_review": due,
        "reviewed_by": people,
    }


@pytest.mark.parametrize(
    ("documents", "found"),
    [
        (
            [document(), document(on="2026-10-01", due="2027-01-01", by="Cleo")],
            Reviewed(
                "Last reviewed 1 October 2026 by Ben and Cleo; due again 1 January 2027",
                "2026-10-01",
                ("Ben", "Cleo"),
            ),
        ),
        (
            [document(by=NOBODY)],
            Reviewed("Last reviewed 22 November 2026; due again 22 November 2027", "2026-11-22"),
        ),
        (
            [document(), document("forced")],
            Reviewed(
                "Not independently reviewed: approved 22 November 2026 by a publisher without a second person; "
                "due again 22 November 2027"
            ),
        ),
        (
            [document(), document("starter", None, None, "")],
            Reviewed("Starter content, not yet independently reviewed"),
        ),
        ([document(), {}], Reviewed("Not approved yet")),
    ],
)
def test_reviewed_says_who_stands_behind_it(documents, found):
    assert reviewed(documents) == found
    assert str(found) == found.sentence
