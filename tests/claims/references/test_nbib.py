"""PubMed's own format, by NLM's list of its fields."""

from pathlib import Path

import pytest

from claims.references import nbib
from claims.references.nbib import whole_pages
from claims.references.reading import read_file

FILES = Path(__file__).parent / "files"
SOURCE = "SO  - Nutrients. 2017.\n"


def read(text: str):
    return read_file(text.encode()).rows


def test_article_is_read_whole():
    row = read_file((FILES / "pubmed.nbib").read_bytes()).rows[0]
    assert (row.line, row.fields) == (
        2,
        {
            "csl_type": "article-journal",
            "source_title": "The Effects of Magnesium Supplementation on Subjective Anxiety and "
            "Stress-A Systematic Review",
            "authors": [
                {"family": "Boyle", "given": "Neil Bernard"},
                {"family": "Lawton", "given": "Clare"},
                {"family": "Dye", "given": "Louise"},
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
            "url": "",
            "study_design": "systematic-review",
            "unverified_fields": ["study_design", "route"],
        },
    )


def test_short_names_and_an_organisation_keep_their_order():
    row = read_file((FILES / "pubmed.nbib").read_bytes()).rows[1]
    assert row.fields["authors"] == [
        {"family": "Amin", "given": "F M"},
        {"family": "de Koning", "given": "P J H"},
        {"family": "Smith", "given": "J A, Jr"},
        {"literal": "Danish Headache Consortium"},
    ]
    assert (row.fields["study_design"], row.fields["page"]) == ("rct", "454-461")


def test_retraction_that_pubmed_knows_of_comes_along():
    row = read_file((FILES / "pubmed.nbib").read_bytes()).rows[1]
    assert (row.fields["integrity"], row.fields["integrity_note"]) == (
        "retracted",
        "PubMed: Retraction in Lancet Neurol. 2015 Jan;14(1):1. doi: 10.1016/x. PMID: 1",
    )


@pytest.mark.parametrize(
    ("line", "integrity", "note"),
    [
        ("PT  - Retracted Publication", "retracted", "PubMed: Retracted Publication."),
        ("ECI - J. 2015;1:1", "concern", "PubMed: Expression of concern in J. 2015;1:1"),
        ("EIN - J. 2015;1:1", "corrected", "PubMed: Erratum in J. 2015;1:1"),
    ],
)
def test_notice_becomes_the_integrity(line, integrity, note):
    (row,) = read(f"PMID- 1\nTI  - One.\n{line}\n{SOURCE}")
    assert (row.fields["integrity"], row.fields["integrity_note"]) == (integrity, note)


def test_chapter_and_book_have_their_titles():
    chapter = read_file((FILES / "pubmed.nbib").read_bytes()).rows[2].fields
    assert (chapter["csl_type"], chapter["source_title"], chapter["container_title"]) == (
        "chapter",
        "Magnesium",
        "StatPearls",
    )
    assert chapter["number"] == "ISBN 9780306406157"
    (row,) = read(f"PMID- 1\nBTI - A handbook.\nCTI - A series\n{SOURCE}")
    assert (row.fields["csl_type"], row.title) == ("book", "A handbook")


@pytest.mark.parametrize(
    ("pages", "whole"),
    [
        ("454-61", "454-461"),
        ("454-461", "454-461"),
        ("98-101", "98-101"),
        ("429", "429"),
        ("E97-E112", "E97-E112"),
        ("461-54", "461-54"),
        ("", ""),
    ],
)
def test_shortened_pages_are_written_out(pages, whole):
    assert whole_pages(pages) == whole


def test_file_cut_off_is_reported_for_its_last_record():
    whole = f"PMID- 1\nTI  - One.\n{SOURCE}\n"
    rows = read(f"{whole}PMID- 2\nTI  - Tw")
    assert [row.fault for row in rows] == [
        "",
        "Record 2 (line 5): it has no source line “SO  -”, with which PubMed ends a record: the file "
        "may be cut off.",
    ]
    assert [bool(row.fault) for row in read(f"{whole}PMID- 2\nTI  - Two.\n")] == [False, True]


def test_exporter_that_writes_no_source_lines_is_understood():
    assert [row.fault for row in read("PMID- 1\nTI  - One.\n\nPMID- 2\nTI  - Two.\n")] == ["", ""]


def test_other_faults_are_named_by_record():
    long = "AB  - " + "x" * 400_000
    rows = read(
        f"AU  - Lost A\n\nPMID- 1\nTI  - One.\n{SOURCE}\nPMID- 2\n{long}\n{SOURCE}\nPMID- x\nTI  - T\n{SOURCE}"
    )
    assert [row.fault for row in rows] == [
        "Record 1 (line 1): reference lines outside a record: no line “PMID-” stands before them.",
        "",
        "Record 3 (line 7): it is longer than any reference: is a line “PMID-” missing?",
        "Record 4 (line 11): “x” is no PMID: one has one to eight digits, as in 28445426.",
    ]


def test_text_without_a_record_gives_no_rows():
    assert list(nbib.rows("nothing of the kind\n")) == []
