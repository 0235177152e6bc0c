"""Notices in the column layout of the Retraction Watch database, and what they come to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import Refused
from claims.retractions import GRAVITY, BadRow, Notice, notices, standing
from claims.vocabulary import Integrity

HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes"
)
ROW = (
    '12,"A title, with a comma",(HSC),,J,P,UK,A;B,,Research Article;,1/31/2019 0:00,10.1000/notice,0,'
    "5/1/2013 0:00,10.1000/PAPER,23578775,Retraction,+Error in Data;+Plagiarism of Text;,No,"
)


def read(*lines: str) -> list[Notice | BadRow]:
    return list(notices([line + "\n" for line in lines]))


def small(*cells: str, header: str = "OriginalPaperDOI,RetractionNature,RetractionDate,Reason"):
    (row,) = read(header, ",".join(cells))
    return row


def test_row_of_the_database_is_read():
    assert read("\ufeff" + HEADER, ROW) == [
        Notice(
            line=2,
            record_id="12",
            nature=Integrity.RETRACTED,
            doi="10.1000/PAPER",
            pmid="23578775",
            on=date(2019, 1, 31),
            notice_doi="10.1000/notice",
            reasons="Error in Data; Plagiarism of Text",
        )
    ]


def test_sentence_says_what_when_why_and_where():
    (notice,) = read(HEADER, ROW)
    assert notice.sentence == (
        "Retracted on 2019-01-31: Error in Data; Plagiarism of Text. Notice: doi:10.1000/notice. "
        "(Retraction Watch 12)"
    )
    assert small("10.1000/1", "Correction", "", "").sentence == "Corrected."


def test_columns_are_found_in_any_order_and_case():
    row = small(
        "Expression of Concern", "5", "x", header="retraction_nature,Original Paper PubMed ID,Other"
    )
    assert (row.nature, row.pmid, row.doi, row.on) == (Integrity.CONCERN, "5", "", None)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("1/31/2019 0:00", date(2019, 1, 31)),
        ("2019-01-31", date(2019, 1, 31)),
        ("31/1/2019", None),
        ("2019-02-30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_are_month_day_year_or_iso(text, on):
    assert small("10.1000/1", "Retraction", text, "").on == on


def test_cells_that_a_spreadsheet_would_run_lose_their_sign():
    row = small("10.1000/1", "=Retraction", "", '"=HYPERLINK(""http://x"");@SUM(1);-+2."')
    assert row.nature is Integrity.RETRACTED
    assert row.sentence == 'Retracted: HYPERLINK("http://x"); SUM(1); 2.'


def test_reasons_without_end_are_cut():
    assert len(small("10.1000/1", "Retraction", "", "x" * 10_000).reasons) == 400


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (
            ("10.1000/1", "Withdrawal", "", ""),
            "Line 2: “Withdrawal” is none of Retraction, Expression of concern, Correction, "
            "Reinstatement.",
        ),
        (
            ("unavailable", "Retraction", "", ""),
            "Line 2: it names the paper by no DOI and no PMID.",
        ),
        (("10.1000/1", "Retraction"), "Line 2: it has 2 cells for 4 columns."),
    ],
)
def test_unusable_row_is_reported_by_line(cells, sentence):
    assert small(*cells) == BadRow(2, sentence)


def test_empty_lines_are_passed_over():
    assert read(HEADER, "", ",,,") == []


@pytest.mark.parametrize(
    "lines", [[], ["Title,Author"], ["RetractionNature,Title"], ["OriginalPaperDOI"]]
)
def test_file_of_other_columns_is_refused(lines):
    with pytest.raises(Refused) as caught:
        read(*lines)
    assert str(caught.value) == (
        "The first line must name the columns of the Retraction Watch database: RetractionNature, "
        "and OriginalPaperDOI or OriginalPaperPubMedID."
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('10.1000/1,"Retraction', "unexpected end of data"),
        ('10.1000/1,"Retraction"x', "',' expected after '\"'"),
        ("x" * 200_000, "field larger than field limit (131072)"),
    ],
)
def test_file_that_is_no_csv_is_refused_from_its_line_on(line, why):
    with pytest.raises(Refused) as caught:
        read("OriginalPaperDOI,RetractionNature", line)
    assert str(caught.value) == f"Line 2: it is no CSV from here on ({why}). Is the file cut off?"


def notice(nature: str, on: str = "") -> Notice:
    return small("10.1000/1", nature, on, "")


@pytest.mark.parametrize(
    ("found", "integrity", "lifted"),
    [
        ([notice("Correction", "1/1/2019")], "corrected", False),
        ([notice("Correction", "1/1/2020"), notice("Retraction", "1/1/2019")], "retracted", False),
        (
            [notice("Expression of concern", "1/1/2018"), notice("Retraction", "1/1/2019")],
            "retracted",
            False,
        ),
        ([notice("Reinstatement", "1/1/2020"), notice("Retraction", "1/1/2019")], "ok", True),
        (
            [
                notice("Retraction", "1/1/2019"),
                notice("Reinstatement", "1/1/2020"),
                notice("Retraction", "1/1/2021"),
            ],
            "retracted",
            False,
        ),
        (
            [
                notice("Correction", "1/1/2018"),
                notice("Retraction", "1/1/2019"),
                notice("Reinstatement", "1/1/2020"),
            ],
            "corrected",
            True,
        ),
        ([notice("Reinstatement"), notice("Retraction", "1/1/2019")], "retracted", False),
    ],
)
def test_gravest_notice_since_the_last_reinstatement_stands(found, integrity, lifted):
    now = standing(found)
    assert (now.integrity, now.lifted) == (integrity, lifted)


def test_note_of_a_reinstated_and_corrected_paper_names_both():
    now = standing(
        [
            notice("Correction", "1/1/2018"),
            notice("Retraction", "1/1/2019"),
            notice("Reinstatement", "1/1/2020"),
        ]
    )
    assert now.note == "Corrected on 2018-01-01. Reinstated on 2020-01-01."


@pytest.mark.parametrize(
    ("natures", "current", "replaces"),
    [
        (["Correction"], "unchecked", True),
        (["Correction"], "ok", True),
        (["Correction"], "corrected", False),
        (["Correction"], "superseded", False),
        (["Correction"], "retired", False),
        (["Correction"], "retracted", False),
        (["Retraction"], "retired", True),
        (["Retraction"], "concern", True),
        (["Retraction"], "retracted", False),
        (["Retraction", "Reinstatement"], "retracted", True),
        (["Retraction", "Reinstatement"], "concern", True),
        (["Retraction", "Reinstatement"], "unchecked", False),
        (["Retraction", "Reinstatement"], "superseded", False),
    ],
)
def test_lesser_notice_lowers_nothing(natures, current, replaces):
    found = [notice(nature, f"1/1/{2018 + n}") for n, nature in enumerate(natures)]
    assert standing(found).replaces(current) is replaces


@given(
    st.lists(
        st.sampled_from(["Retraction", "Correction", "Reinstatement", "Expression of concern"]),
        min_size=1,
    ),
    st.sampled_from(GRAVITY),
)
def test_what_was_set_once_is_not_set_again(natures, current):
    now = standing([notice(nature) for nature in natures])
    after = now.integrity if now.replaces(current) else current
    assert not now.replaces(after)
