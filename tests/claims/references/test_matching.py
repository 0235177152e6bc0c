"""What counts as the same reference, and what is said where two differ."""

import time

import pytest

from claims.references.matching import Clash, Index, Known, Status, normal_title, preview
from claims.references.rows import faulty, row_of

LONG = "Magnesium supplementation for subjective anxiety"


def fields(**values):
    return row_of(1, 1, {"source_title": LONG, "issued": "2017"} | values).fields


def index(*sources) -> Index:
    return Index(
        Known(f"“source-{n}”", source, f"source-{n}") for n, source in enumerate(sources, start=1)
    )


def match(stored: dict, **values) -> tuple[str, tuple[str, ...]] | None:
    found = index(stored).find(fields(**values))
    return found and (found.by, found.conflicts)


@pytest.mark.parametrize(
    ("stored", "values", "by"),
    [
        ({"doi": "10.1000/ABC"}, {"doi": "10.1000/abc"}, "DOI"),
        ({"pmid": "1", "source_title": "Other"}, {"pmid": "1", "source_title": "Other."}, "PMID"),
        ({"pmcid": "PMC1"}, {"pmcid": "PMC1.2"}, "PMCID"),
        ({"number": "NCT01234567"}, {"number": "NCT01234567"}, "NCT number"),
        (
            {"csl_type": "book", "number": "ISBN 0306406152"},
            {"csl_type": "book", "number": "ISBN 0306406152"},
            "ISBN",
        ),
        (
            {},
            {"source_title": "MAGNÉSIUM supplementation, for subjective-anxiety."},
            "title and year",
        ),
        ({"issued": "2017-04"}, {"issued": "2017-05"}, "title and year"),
    ],
)
def test_same_reference_is_recognised(stored, values, by):
    assert match(fields(**stored), **values) == (by, ())


@pytest.mark.parametrize(
    ("stored", "values"),
    [
        ({}, {"issued": "2018"}),
        ({}, {"source_title": LONG + " and stress"}),
        (
            {"source_title": "Editorial", "doi": "10.1000/1"},
            {"source_title": "Editorial", "doi": "10.1000/2"},
        ),
        (
            {"source_title": "Editorial", "authors": [{"family": "Boyle"}]},
            {"source_title": "Editorial", "authors": [{"family": "Dye"}]},
        ),
        (
            {"csl_type": "chapter", "number": "ISBN 0306406152"},
            {"csl_type": "chapter", "number": "ISBN 0306406152", "source_title": "Another chapter"},
        ),
    ],
)
def test_other_reference_is_no_match(stored, values):
    assert match(fields(**stored), **values) is None


def test_conflicts_are_listed_field_by_field():
    stored = fields(
        doi="10.1000/182",
        pmid="1",
        volume="9",
        page="454-461",
        container_title="Nutrients",
        authors=[{"family": "Boyle"}],
        integrity="ok",
    )
    found = match(
        stored,
        doi="10.1000/182",
        pmid="2",
        volume="10",
        page="454-61",
        container_title="NUTRIENTS",
        issued="2018",
        source_title="Quite another title",
        authors=[{"literal": "NICE"}],
        integrity="retracted",
    )
    assert found == (
        "DOI",
        (
            "PMID “2” in the file, “1” here",
            f"title “Quite another title” in the file, “{LONG}” here",
            "date “2018” in the file, “2017” here",
            "volume “10” in the file, “9” here",
            "integrity “retracted” in the file, “ok” here",
            "the first author is another",
        ),
    )


def test_same_long_title_and_year_with_another_doi_is_a_duplicate_in_conflict():
    assert match(fields(doi="10.1000/1"), doi="10.1000/2") == (
        "title and year",
        ("DOI “10.1000/2” in the file, “10.1000/1” here",),
    )


def test_title_that_stands_in_for_an_unknown_one_is_no_conflict():
    stand_in = {"source_title": "Title not entered yet", "unverified_fields": ["title"]}
    assert match(fields(pmid="7"), pmid="7", **stand_in) == ("PMID", ())
    assert match(fields(pmid="7", **stand_in), pmid="7") == (
        "PMID",
        (f"title “{LONG}” in the file, “Title not entered yet” here",),
    )


def test_identifiers_of_two_sources_clash():
    known = index(fields(doi="10.1000/1", source_title="A"), fields(pmid="1", source_title="B"))
    with pytest.raises(Clash) as caught:
        known.find(fields(doi="10.1000/1", pmid="1"))
    assert str(caught.value) == (
        "its DOI is that of “source-1” and its PMID is that of “source-2”: correct the one that is wrong."
    )


def test_title_of_signs_alone_is_compared_as_it_is():
    assert normal_title("???") == "???"
    assert normal_title("Magnésium — the H2O_question?") == "magnesiumtheh2oquestion"


def rows(*many):
    return [
        row_of(n, n, {"source_title": LONG, "issued": "2017"} | values)
        for n, values in enumerate(many, start=1)
    ]


def test_preview_says_what_would_become_of_each_row():
    known = index(fields(doi="10.1000/1", volume="9"), fields(pmid="7", source_title="Other"))
    found = preview(
        [
            *rows(
                {"doi": "10.1000/1", "volume": "10"},
                {"doi": "10.1000/3", "source_title": "New"},
                {"doi": "10.1000/3", "source_title": "New again"},
                {"issued": "2020"},
                {"doi": "10.1000/1", "pmid": "7"},
                {"source_title": "Refused"},
            ),
            faulty(7, 30, "it has no title."),
        ],
        known,
        lambda row: "no." if row.title == "Refused" else "",
    )
    assert [(entry.status, entry.sentence) for entry in found] == [
        (
            Status.DUPLICATE,
            "Record 1 (line 1): the same DOI as “source-1”; left as it is. They differ: volume “10” in "
            "the file, “9” here.",
        ),
        (Status.NEW, "Record 2 (line 2): new."),
        (
            Status.DUPLICATE,
            "Record 3 (line 3): the same DOI as record 2 of this file; left as it is. They differ: title "
            "“New again” in the file, “New” here.",
        ),
        (
            Status.NEW,
            "Record 4 (line 4): new. The same title is that of “source-1”: are they one work?",
        ),
        (
            Status.FAULTY,
            "Record 5 (line 5): its DOI is that of “source-1” and its PMID is that of “source-2”: "
            "correct the one that is wrong.",
        ),
        (Status.FAULTY, "Record 6 (line 6): no."),
        (Status.FAULTY, "Record 7 (line 30): it has no title."),
    ]
    assert found.summary == "2 new, 2 here already, 3 faulty"
    assert [len(part) for part in (found.new, found.duplicates, found.faulty)] == [2, 2, 3]
    assert found.duplicates[0].match.known.slug == "source-1"


def test_fingerprint_is_that_of_what_is_told():
    def told(*stored, values) -> str:
        return preview(rows(values), index(*stored), lambda row: "").fingerprint

    one = fields(doi="10.1000/1", volume="9")
    new, again = told(values={"doi": "10.1000/1"}), told(values={"doi": "10.1000/1"})
    here, conflict = (told(one, values={"doi": "10.1000/1", "volume": v}) for v in ("9", "10"))
    assert new == again
    assert len({new, here, conflict}) == 3


def test_refused_row_is_no_duplicate_of_the_next():
    found = preview(
        rows({"doi": "10.1000/1", "volume": "bad"}, {"doi": "10.1000/1"}),
        index(),
        lambda row: "no." if row.fields["volume"] == "bad" else "",
    )
    assert [entry.status for entry in found] == [Status.FAULTY, Status.NEW]


def test_ten_thousand_works_of_one_title_are_compared_in_seconds():
    many = rows(*({"source_title": "Editorial", "doi": f"10.1000/{n}"} for n in range(10_000)))
    started = time.monotonic()
    assert len(preview(many, index(), lambda row: "").new) == 10_000
    assert time.monotonic() - started < 20
