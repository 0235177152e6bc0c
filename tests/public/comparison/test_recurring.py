"""Promises across articles, and beside their evidence."""

import pytest

from mgsite.public.comparison.promises import against_evidence
from mgsite.public.comparison.recurring import across, recurring
from mgsite.public.comparison.table import as_rows
from mgsite.public.gaps import appearing
from tests.public.comparison.test_conditions import claim

CLAIMS = {
    each["id"]: each
    for each in (
        claim("sleep", verdict="mixed", grading={"certainty": "low", "method": "grade"}),
        claim("calm", verdict="supported", grading={"certainty": "low", "method": "grade"}),
        claim("rare", as_claimed=None, statement="It is rare."),
    )
}
SLEEP, CALM, RARE = CLAIMS


def check(name, *appearances):
    return {
        "id": name, "kind": "check", "slug": name, "title": name.upper(),
        "appearances": [
            {"claim_id": claim_id, "strength": strength, "quote": quote, "sentence": number}
            for number, (claim_id, strength, quote) in enumerate(appearances, 1)
        ],
    }  # fmt: skip


CHECKS = [
    check(
        "a", (SLEEP, 1, None), (SLEEP, 3, "It ends bad nights."), (CALM, 1, None), (SLEEP, 2, None)
    ),
    check("b", (SLEEP, 2, None), (RARE, 2, None)),
    check("c", (CALM, 1, None), (SLEEP, 1, None)),
]


@pytest.fixture
def read():
    return [(each, appearing(each, CLAIMS)) for each in CHECKS]


def test_promises_recur_in_two_articles_or_more_the_most_widespread_first(read):
    found = recurring(read)

    assert [(each.claim["id"], each.how_often, each.largest) for each in found] == [
        (SLEEP, "3 of 3 articles", 3), (CALM, "2 of 3 articles", 0),
    ]  # fmt: skip
    assert [each.is_bold_promise for each in found] == [True, False]


def test_table_has_the_boldest_wording_of_each_article(read):
    head, *rows = as_rows(across(CHECKS, recurring(read)))

    assert head[3:] == ["What the evidence bears", "A", "B", "C"]
    assert [row[:2] + row[4:] for row in rows] == [
        ["Said in 3 of 3 articles", "It does sleep.", "“causes, is proven” Three steps too bold",
         "“does, helps” Two steps too bold", "“can, may” One step too bold"],
        ["Said in 2 of 3 articles", "It does calm.", "“can, may” Within the evidence",
         "Not said there", "“can, may” Within the evidence"],
    ]  # fmt: skip


def test_promises_stand_beside_the_words_of_the_articles(read):
    table = against_evidence(CLAIMS.values(), "certainty", read)

    words = {row.heading: row.cells[0].lines for group in table.groups for row in group.rows}
    assert table.columns[0].heading == "In articles that we read"
    assert words == {
        "It does calm.": ("A: “can, may” Within the evidence", "C: “can, may” Within the evidence"),
        "It does sleep.": (
            "A: “It ends bad nights.” “causes, is proven” Three steps too bold",
            "B: “does, helps” Two steps too bold",
            "C: “can, may” One step too bold",
        ),
        "It is rare.": ("B: “does, helps” Two steps too bold",),
    }


def test_promises_of_one_article_need_no_name(read):
    table = against_evidence(CLAIMS.values(), "kind", read[2:])

    assert [row.cells[0].lines for row in table.groups[0].rows] == [
        ("“can, may” Within the evidence",), ("“can, may” One step too bold",),
    ]  # fmt: skip


def test_promise_of_no_article_that_we_read_says_so(read):
    table = against_evidence([claim("unread")], "kind", read)

    assert table.groups[0].rows[0].cells[0].lines == ("Not said there",)
