"""RIS as EndNote and Zotero export it, and what goes wrong in it."""

from pathlib import Path

import pytest

from claims.references.reading import read_file

FILES = Path(__file__).parent / "files"


def read(text: str):
    return read_file(text.encode()).rows


def record(*lines: str, kind: str = "JOUR", title: str = "One") -> str:
    return "\n".join([f"TY  - {kind}", f"TI  - {title}", *lines, "ER  - ", ""])


def field(name: str, *lines: str, kind: str = "JOUR"):
    (row,) = read(record(*lines, kind=kind))
    assert row.fault == ""
    return row.fields[name]


def test_endnote_article_is_read_whole():
    row = read_file((FILES / "endnote.ris").read_bytes()).rows[0]
    assert row.fields == {
        "csl_type": "article-journal",
        "source_title": "The Effects of Magnesium Supplementation on Subjective Anxiety and "
        "Stress-A Systematic Review",
        "authors": [
            {"family": "Boyle", "given": "N. B."},
            {"family": "Lawton", "given": "C."},
            {"literal": "World Health Organization"},
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
        "url": "https://www.mdpi.com/2072-6643/9/5/429;jsessionid=1",
        "study_design": "systematic-review",
        "unverified_fields": ["study_design", "route"],
    }


def test_zotero_records_are_read_with_their_types_notes_and_isbn():
    article, page, chapter = (r.fields for r in read_file((FILES / "zotero.ris").read_bytes()).rows)
    assert (article["source_title"], article["page"], article["issued"]) == (
        "Magnesium in vivo: the H2O question",
        "454-461",
        "2019-03",
    )
    assert (article["pmid"], article["pmcid"]) == ("23578775", "PMC3703169")
    assert (page["csl_type"], page["authors"]) == (
        "webpage",
        [{"literal": "American Migraine Foundation"}],
    )
    assert (chapter["csl_type"], chapter["container_title"], chapter["number"]) == (
        "chapter",
        "Magnesium in the Central Nervous System",
        "ISBN 9780306406157",
    )


@pytest.mark.parametrize(
    ("lines", "pmid"),
    [
        (["AN  - 28445426"], "28445426"),
        (["AN  - 28445426", "DB  - Embase"], ""),
        (["AN  - 28445426", "DB  - Ovid MEDLINE(R)"], "28445426"),
        (["AN  - L2001234567"], ""),
        (["N1  - PMID: 28445426"], "28445426"),
        (["N1  - Comment in PMID: 28445426"], ""),
        (["M2  - PMID: 28445426"], "28445426"),
    ],
)
def test_pmid_is_found_where_programs_keep_it(lines, pmid):
    assert field("pmid", *lines) == pmid


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        (["SP  - 454", "EP  - 461"], "454-461"),
        (["SP  - 454-461"], "454-461"),
        (["SP  - 454–461", "EP  - 461"], "454-461"),
        (["SP  - 429", "EP  - 429"], "429"),
        (["EP  - 461"], "461"),
        ([], ""),
    ],
)
def test_pages_are_one_range(lines, pages):
    assert field("page", *lines) == pages


def test_doi_is_found_where_older_programs_keep_it():
    assert field("doi", "M3  - doi: 10.1000/182") == "10.1000/182"
    assert field("doi", "L3  - 10.1000/182") == "10.1000/182"
    assert field("doi", "UR  - https://doi.org/10.1000/182") == "10.1000/182"


def test_unknown_type_is_said_and_kept_as_something_else():
    (row,) = read(record(kind="PAT"))
    assert (row.fields["csl_type"], row.warnings) == (
        "article",
        ("The type “PAT” was taken for “article”.",),
    )


def test_editors_stand_for_the_authors_of_a_book_without_any():
    (row,) = read(record("A2  - Vink, Robert", kind="BOOK"))
    assert row.fields["authors"] == [{"family": "Vink", "given": "Robert"}]
    assert row.warnings == ("The editors were taken for authors.",)


def test_book_that_calls_its_title_book_title_has_it():
    (row,) = read("TY  - BOOK\nBT  - A handbook\nER  - \n")
    assert row.title == "A handbook"


def test_wrong_isbn_is_left_out_and_said():
    (row,) = read(record("SN  - 978-0-306-40615-8", kind="BOOK"))
    assert row.fields["number"] == ""
    assert row.warnings == (
        "“978-0-306-40615-8” was left out: it is no ISBN, its check digit is wrong.",
    )


def test_words_beside_an_isbn_are_passed_over():
    assert field("number", "SN  - pbk; 0-306-40615-2 (hardback)", kind="BOOK") == "ISBN 0306406152"


def test_closing_line_without_a_record_is_passed_over():
    assert [row.title for row in read("ER  - \n" + record() + "ER  - \n\n")] == ["One"]


def test_each_broken_record_is_reported_and_the_others_are_read():
    text = (
        "Provider: somebody\n"
        "TY  - JOUR\nTI  - Never closed\n"
        + record(title="Good")
        + "AU  - Lost, Somebody\n"
        + "PY  - 2017\n"
        + "TY  - JOUR\nAU  - No, Title\nER  - \n"
        + record("DO  - not a doi")
        + record("AN  - 28445426", "DO  - https://doi.org/10.1000/182")
        + record("UR  - javascript:alert(1)")
        + "TY  - JOUR\nTI  - Cut o"
    )
    assert [(row.title, row.fault) for row in read(text)] == [
        ("", "Record 1 (line 2): it has no end line “ER  -”: the file may be cut off there."),
        ("Good", ""),
        (
            "",
            "Record 3 (line 7): reference lines outside a record: no line “TY  -” stands before them.",
        ),
        ("", "Record 4 (line 9): it has no title."),
        (
            "",
            "Record 5 (line 12): “not a doi” is no DOI: one starts with 10., a number of four to nine "
            "digits and a slash, as in 10.1000/182.",
        ),
        ("One", ""),
        (
            "",
            "Record 7 (line 21): “javascript:alert(1)” is no web address: one starts with https:// or "
            "http://.",
        ),
        ("", "Record 8 (line 25): it has no end line “ER  -”: the file may be cut off there."),
    ]


def test_address_too_long_to_keep_is_left_out_and_said():
    (row,) = read(record("UR  - https://example.org/" + "x" * 500))
    assert row.fields["url"] == ""
    assert len(row.warnings) == 1


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (["AU  - " + "x" * 301], "is too long for a name."),
        (["AU  - A, B"] * 6_001, "an end line “ER  -” may be missing."),
        (["A1  - A, B"] * 3_001 + ["AU  - A, B"] * 1_900, ""),
    ],
)
def test_authors_without_end_are_a_fault(lines, fault):
    (row,) = read(record(*lines))
    assert row.fault.endswith(fault)
    assert bool(row.fault) == bool(fault)
