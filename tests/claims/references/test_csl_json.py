"""CSL-JSON as Zotero and Crossref give it, and what goes wrong in it."""

import json
from pathlib import Path

import pytest

from claims.references.reading import read_file

FILES = Path(__file__).parent / "files"


def read(text: str):
    return read_file(text.encode()).rows


def one(**item):
    (row,) = read(json.dumps([{"type": "article-journal", "title": "One"} | item]))
    assert row.fault == ""
    return row


def test_zotero_items_are_read_whole():
    article, book = read_file((FILES / "zotero.json").read_bytes()).rows
    assert article.fields == {
        "csl_type": "article-journal",
        "source_title": "The Effects of Magnesium Supplementation on Subjective Anxiety and "
        "Stress—A Systematic Review",
        "authors": [
            {"family": "Boyle", "given": "Neil Bernard"},
            {"family": "Lawton", "given": "Clare"},
            {"family": "van der Berg", "given": "J., Jr"},
            {"literal": "Office of Dietary Supplements, NIH"},
        ],
        "container_title": "Nutrients",
        "issued": "2017-04-26",
        "volume": "9",
        "issue": "5",
        "page": "429",
        "number": "",
        "publisher": "",
        "doi": "10.3390/nu9050429",
        "pmid": "28445426",
        "pmcid": "PMC5452159",
        "url": "https://www.mdpi.com/2072-6643/9/5/429",
        "study_design": "systematic-review",
        "unverified_fields": ["study_design", "route"],
    }
    assert (book.number, book.line, book.fields["number"]) == (2, 27, "ISBN 9780306406157")


def test_item_of_crossref_is_read():
    row = one(
        type="journal-article",
        title=["Magnesium"],
        subtitle=["A review"],
        volume=9,
        author=[{"name": "NICE"}, "WHO", {"given": "Madonna"}, {}, 7],
        issued={"raw": "2017 Apr"},
    )
    assert (row.fields["csl_type"], row.title) == ("article-journal", "Magnesium: A review")
    assert (row.fields["volume"], row.fields["issued"]) == ("9", "2017-04")
    assert row.fields["authors"] == [
        {"literal": "NICE"},
        {"literal": "WHO"},
        {"literal": "Madonna"},
        {"literal": "7"},
    ]


@pytest.mark.parametrize(
    ("value", "issued"),
    [
        ({"date-parts": [[2017, 4, 26]]}, "2017-04-26"),
        ({"date-parts": [["2017"]]}, "2017"),
        ({"date-parts": [[None]]}, ""),
        ({"date-parts": []}, ""),
        ({"literal": "Spring 2017"}, "2017"),
        ("2017-04", "2017-04"),
        (None, ""),
    ],
)
def test_dates_are_read_in_each_shape(value, issued):
    assert one(issued=value).fields["issued"] == issued


def test_values_of_the_wrong_kind_are_nothing():
    row = one(volume={"a": 1}, page=True, DOI=None, author="Boyle", publisher=[])
    assert (row.fields["volume"], row.fields["page"], row.fields["authors"]) == ("", "", [])


def test_book_without_authors_has_its_editors_and_unknown_types_are_said():
    row = one(type="book", editor=[{"family": "Vink", "given": "R."}])
    assert row.fields["authors"] == [{"family": "Vink", "given": "R."}]
    assert row.warnings == ("The editors were taken for authors.",)
    assert one(type="patent").warnings == ("The type “patent” was taken for “article”.",)


def test_half_character_in_an_unknown_type_is_not_said_again():
    """It could neither be shown on a page nor be stored in the notes of the draft."""
    assert one(type="pat\ud800ent").warnings == ("The type “patent” was taken for “article”.",)


@pytest.mark.parametrize(
    "text",
    ['{"type": "book", "title": "One"}', '{"items": [{"type": "book", "title": "One"}]}'],
)
def test_single_item_and_list_of_items_are_read(text):
    assert [row.title for row in read(text)] == ["One"]


def test_items_before_the_cut_are_read_and_the_cut_is_named():
    whole = '[\n{"type": "book", "title": "One"},\n{"type": "book"},\n'
    rows = read(whole + '{"type": "book", "tit')
    assert [(row.title, row.fault) for row in rows] == [
        ("One", ""),
        ("", "Record 2 (line 3): it has no title."),
        (
            "",
            "Record 3 (line 4): it is no whole JSON (line 4, column 18); nothing after it can be read. "
            "Is the file cut off there?",
        ),
    ]
    assert [row.fault for row in read(whole)][2:] == [
        "Record 3 (line 4): the list is not closed with a “]”: the file may be cut off there."
    ]


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        ("7", "it is no reference: one is an object in {braces}."),
        (
            '{"title": NaN}',
            "a number in it is no number of JSON, or far too long; nothing after it can be read.",
        ),
        (
            '{"title": ' + "[" * 100_000,
            "it is nested deeper than any reference; nothing after it can be read.",
        ),
    ],
)
def test_other_faults_are_named_by_record(item, fault):
    rows = read('[{"type": "book", "title": "One"}, ' + item)
    assert rows[1].fault == f"Record 2 (line 1): {fault}"


def test_half_a_character_in_an_escape_cannot_reach_the_database():
    assert read('[{"type": "book", "title": "One \\ud800 two"}]')[0].title == "One two"
