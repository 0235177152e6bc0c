"""From bytes to rows: which format, what is refused as a whole, what is reported by record."""

import time
from pathlib import Path

import pytest

from claims.errors import Refused
from claims.references import reading
from claims.references.reading import read_file, read_pasted

FILES = Path(__file__).parent / "files"
TITLE = "The Effects of Magnesium Supplementation on Subjective Anxiety and Stress"
RIS = "TY  - JOUR\nTI  - {}\nER  - \n"


def faults(content: bytes) -> list[str]:
    return [row.fault for row in read_file(content).rows]


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_file(content)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "format_name", "records"),
    [
        ("pubmed.nbib", "PubMed (nbib)", 3),
        ("endnote.ris", "RIS", 2),
        ("zotero.ris", "RIS", 3),
        ("zotero.bib", "BibTeX", 3),
        ("endnote.bib", "BibTeX", 1),
        ("zotero.json", "CSL-JSON", 2),
    ],
)
def test_file_is_known_by_what_it_holds(name, format_name, records):
    found = read_file((FILES / name).read_bytes())
    assert (found.format_name, len(found.rows)) == (format_name, records)
    assert [row.fault for row in found.rows] == [""] * records
    assert [row.number for row in found.rows] == list(range(1, records + 1))


@pytest.mark.parametrize(
    "name", ["pubmed.nbib", "endnote.ris", "zotero.bib", "endnote.bib", "zotero.json"]
)
def test_one_paper_is_the_same_source_from_every_program(name):
    fields = read_file((FILES / name).read_bytes()).rows[0].fields
    assert (fields["csl_type"], fields["doi"], fields["issued"][:4]) == (
        "article-journal",
        "10.3390/nu9050429",
        "2017",
    )
    assert fields["source_title"].startswith(TITLE)
    assert fields["authors"][0]["family"] == "Boyle"
    assert (fields["container_title"], fields["volume"], fields["issue"]) == ("Nutrients", "9", "5")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_and_a_byte_order_mark_make_no_difference(end):
    content = b"\xef\xbb\xbf" + RIS.format("One").replace("\n", end).encode()
    (row,) = read_file(content).rows
    assert (row.title, row.line) == ("One", 1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is nothing in it."),
        (b" \n", "There is nothing in it."),
        (
            "TY  - JOUR".encode("utf-16"),
            "It is binary, or text in UTF-16: export it again as text in UTF-8.",
        ),
        (b"TY  - \0", "It is binary, or text in UTF-16: export it again as text in UTF-8."),
        (
            b"TY  - JOUR\nTI  - Magn\xe9sium\nER  - \n",
            "Line 2 is not in UTF-8 (byte 22 of the file does not fit): export it again as text in "
            "UTF-8.",
        ),
        (
            b"Dear all,\nsee the list.",
            "It is none of the formats that can be read: RIS (.ris), PubMed (.nbib), BibTeX (.bib) or "
            "CSL-JSON (.json).",
        ),
        (b"[]", "There is no reference in it, though it looks like CSL-JSON."),
        (b"@comment{nothing}", "There is no reference in it, though it looks like BibTeX."),
        (
            b"x" * 10_000_001,
            "It has 10.0 MB; a list of references may have 10 MB. Split it, or export fewer fields.",
        ),
    ],
)
def test_file_that_cannot_be_read_is_refused_with_a_sentence(content, sentence):
    assert refusal(content) == sentence


def test_more_records_than_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_RECORDS", 3)
    assert len(read_file(RIS.format("x").encode() * 3).rows) == 3
    assert refusal(RIS.format("x").encode() * 4) == (
        "It has more than 3 records: split it into smaller files."
    )


def test_as_many_records_as_the_limit_are_read_in_seconds():
    content = RIS.format("x").encode() * reading.MOST_RECORDS
    started = time.monotonic()
    assert len(read_file(content).rows) == reading.MOST_RECORDS
    assert time.monotonic() - started < 60


def test_pasted_references_are_read_in_their_format_and_identifiers_otherwise():
    assert read_pasted(RIS.format("One")).format == "ris"
    found = read_pasted("[1] doi:10.1000/182\n[2] PMID: 1")
    assert found.format == "pasted"
    assert [(row.fields["doi"], row.fields["pmid"]) for row in found.rows] == [
        ("10.1000/182", ""),
        ("", "1"),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is nothing in it."),
        ("a\0", "It is binary, or text in UTF-16: export it again as text in UTF-8."),
        (
            "x" * 1_000_001,
            "It has 1,000,001 characters; paste at most 1,000,000, or import a file.",
        ),
    ],
)
def test_pasted_text_that_cannot_be_read_is_refused(text, sentence):
    with pytest.raises(Refused) as caught:
        read_pasted(text)
    assert str(caught.value) == sentence


def test_lone_half_of_a_character_in_pasted_text_is_no_crash():
    assert [row.fault for row in read_pasted("10.1000/a \ud800").rows] == [""]


BOMBS = {
    "one record of a million lines": b"TY  - JOUR\nTI  - a\n" + b"      x\n" * 1_000_000,
    "a DOI of brackets": b"TY  - JOUR\nTI  - a\nDO  - 10.1000/" + b")" * 250_000 + b"\nER  - \n",
    "a title of opened tags": b"TY  - JOUR\nTI  - " + b"<i " * 90_000 + b"\nER  - \n",
    "braces": b"@article{a, title={" + b"{" * 5_000_000,
    "accents": b"@article{a, title={" + b"\\'" * 40_000 + b"e}}",
    "mathematics": b"@article{a, title={$" + b"^{" * 30_000 + b"}" * 30_000 + b"}}",
    "authors": b"@article{a, title={x}, author={" + b"and and " * 10_000 + b"}}",
    "spaces before nothing": b"@a{" + b" " * 5_000_000 + b"@",
    "deep JSON": b'[{"title":' + b"[" * 1_000_000,
    "a number of a million digits": b'[{"title":' + b"9" * 1_000_000 + b"}]",
    "commas": b"[{}" + b"," * 5_000_000,
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS.keys())
def test_bomb_is_reported_as_a_fault_in_little_time(content):
    started = time.monotonic()
    rows = read_file(content).rows
    assert time.monotonic() - started < 20
    assert {bool(row.fault) for row in rows} == {True}
    assert max(len(row.fault) for row in rows) < 300
