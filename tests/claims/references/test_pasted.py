"""Pasted identifiers as drafts to be filled in."""

import pytest

from claims.references.reading import read_pasted
from claims.references.rows import HELD


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "10.1000/182",
            {"source_title": "Title not entered yet: DOI 10.1000/182", "doi": "10.1000/182"},
        ),
        ("28445426", {"source_title": "Title not entered yet: PMID 28445426", "pmid": "28445426"}),
        (
            "PMC3703169",
            {"source_title": "Title not entered yet: PMC3703169", "pmcid": "PMC3703169"},
        ),
        (
            "ISBN 978-0-306-40615-7",
            {
                "csl_type": "book",
                "source_title": "Title not entered yet: ISBN 9780306406157",
                "number": "ISBN 9780306406157",
            },
        ),
        (
            "NCT01234567",
            {
                "csl_type": "webpage",
                "source_title": "Title not entered yet: NCT01234567",
                "container_title": "ClinicalTrials.gov",
                "number": "NCT01234567",
                "url": "https://clinicaltrials.gov/study/NCT01234567",
            },
        ),
    ],
)
def test_identifier_becomes_a_draft_whose_title_stays_out_of_print(text, held):
    (row,) = read_pasted(text).rows
    empty = dict.fromkeys(HELD, "") | {"authors": [], "csl_type": "article-journal"}
    assert {name: row.fields[name] for name in HELD} == empty | held
    assert row.fields["unverified_fields"] == ["study_design", "route", "title"]


def test_what_cannot_become_a_source_is_a_fault():
    rows = read_pasted("0378-5955 ISSN 0378-5955\nsomething").rows
    assert [row.fault for row in rows] == [
        "Record 1 (line 1): an ISSN names a journal; give the DOI or PMID of the article.",
        "Record 2 (line 2): “something” holds no DOI, PMID, PMCID or NCT number.",
    ]
