"""BibTeX as Zotero and EndNote export it, and what goes wrong in it."""

from pathlib import Path

import pytest

from claims.references.reading import read_file

FILES = Path(__file__).parent / "files"


def read(text: str):
    return read_file(text.encode()).rows


def field(name: str, lines: str, kind: str = "article"):
    (row,) = read(f"@{kind}{{key, title = {{One}}, {lines}}}")
    assert row.fault == ""
    return row.fields[name]


def test_zotero_article_is_read_whole():
    row = read_file((FILES / "zotero.bib").read_bytes()).rows[0]
    assert (row.number, row.line) == (1, 3)
    assert row.fields == {
        "csl_type": "article-journal",
        "source_title": "The Effects of Magnesium Supplementation on Subjective Anxiety and "
        "Stress—A Systematic Review",
        "authors": [
            {"family": "Boyle", "given": "Neil Bernard"},
            {"family": "Lawton", "given": "Clare"},
            {"family": "Dye", "given": "Louise"},
        ],
        "container_title": "Nutrients",
        "issued": "2017-04",
        "volume": "9",
        "issue": "5",
        "page": "429",
        "number": "",
        "publisher": "",
        "doi": "10.3390/nu9050429",
        "pmid": "28445426",
        "pmcid": "PMC5452159",
        "url": "https://www.mdpi.com/2072-6643/9/5/429?a_b=1&c=50%25",
        "study_design": "systematic-review",
        "unverified_fields": ["study_design", "route"],
    }


def test_zotero_web_page_and_book_are_read():
    page, book = (row.fields for row in read_file((FILES / "zotero.bib").read_bytes()).rows[1:])
    assert (page["csl_type"], page["authors"], page["issued"]) == (
        "webpage",
        [{"literal": "American Migraine Foundation"}],
        "2021-06",
    )
    assert book["source_title"] == "A handbook of Mg²⁺ & µmol: naïve déjà vu"
    assert (book["publisher"], book["number"]) == ("Müller & Søn", "ISBN 9780306406157")
    assert book["authors"] == [
        {"family": "van der Berg", "given": "J."},
        {"family": "Müller", "given": "Jürgen"},
        {"family": "Smith", "given": "John, Jr."},
    ]


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Ludwig van Beethoven", [{"family": "van Beethoven", "given": "Ludwig"}]),
        ("Neil B. Boyle", [{"family": "Boyle", "given": "Neil B."}]),
        ("Plato", [{"family": "Plato"}]),
        ("{NICE} and {Barnes and Noble}", [{"literal": "NICE"}, {"literal": "Barnes and Noble"}]),
        ("{Rose and Sons}, {J., Jr}", [{"family": "Rose and Sons", "given": "J., Jr"}]),
        ("Boyle, N. AND others", [{"family": "Boyle", "given": "N."}]),
        ("Fr{\\o}yland, L. and {\\'E}tienne {de la} Tour", [
            {"family": "Frøyland", "given": "L."},
            {"family": "de la Tour", "given": "Étienne"},
        ]),
        ("{open", []),
        ("", []),
    ],
)  # fmt: skip
def test_names_are_taken_apart_as_bibtex_does(names, authors):
    if names == "{open":
        assert bool(read(f"@article{{k, title={{T}}, author={{{names}}}}}")[0].fault)
        return
    assert field("authors", f"author = {{{names}}}") == authors


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ("year = 2017, month = apr", "2017-04"),
        ('year = "2017", month = 4, day = {26}', "2017-04-26"),
        ("year = {2017}, month = {April 26}", "2017-04-26"),
        ("date = {2017-04-26}", "2017-04-26"),
        ("year = {in press}", ""),
        ('year = 2017, month = "26~" # apr', "2017-04-26"),
    ],
)
def test_dates_are_read_from_date_or_year_and_month(lines, date):
    assert field("issued", lines) == date


@pytest.mark.parametrize(
    ("kind", "lines", "csl_type"),
    [
        ("misc", "url = {https://example.org}", "webpage"),
        ("misc", "howpublished = {\\url{https://example.org/a_b}}", "webpage"),
        ("misc", "url = {https://example.org}, doi = {10.1000/182}", "article"),
        ("techreport", "number = {7}", "report"),
        ("InCollection", "booktitle = {A book}", "chapter"),
        ("phdthesis", "school = {A university}", "article"),
    ],
)
def test_types_are_those_of_csl(kind, lines, csl_type):
    assert field("csl_type", lines, kind) == csl_type


def test_address_and_identifiers_are_found_in_their_other_fields():
    assert field("url", "howpublished = {\\url{https://example.org/a_b}}", "misc") == (
        "https://example.org/a_b"
    )
    assert field("pmid", "eprint = {28445426}, eprinttype = {pubmed}") == "28445426"
    assert field("pmcid", "annote = {PMCID: PMC5452159}") == "PMC5452159"
    assert field("source_title", "subtitle = {And two}") == "One: And two"


def test_field_given_twice_or_entry_without_end_is_a_fault_of_that_record():
    text = (
        "@article{a, title = {One}, year = 2016, year = 2017}\n"
        "@article{b, title = {Two\n"
        "@article{c, title = {Three}}\n"
        "@patent{d, title = {Four}}\n"
        "@article{e, title = {Five}, doi = {10.1}}\n"
        "@article{f, title = {Six}, year ="
    )
    broken = (
        "the entry is not closed: a brace, a quotation mark or a comma is missing, or the file is cut "
        "off there."
    )
    assert [(row.title, row.fault, row.warnings) for row in read(text)] == [
        ("", "Record 1 (line 1): the field “year” stands in it twice.", ()),
        ("", f"Record 2 (line 2): {broken}", ()),
        ("Three", "", ()),
        ("Four", "", ("The type “patent” was taken for “article”.",)),
        (
            "",
            "Record 5 (line 5): “10.1” is no DOI: one starts with 10., a number of four to nine digits "
            "and a slash, as in 10.1000/182.",
            (),
        ),
        ("", f"Record 6 (line 6): {broken}", ()),
    ]


@pytest.mark.parametrize("cut", ["@arti", "@article", "@article{", "@article{a", "@article{a,"])
def test_file_cut_off_anywhere_in_an_entry_is_reported(cut):
    rows = read("@article{z, title = {Whole}}\n" + cut)
    assert [bool(row.fault) for row in rows] == [False, True]


def test_entries_on_one_line_and_in_parentheses_are_read():
    rows = read("@article{a, title={One}} @article(b, title={Two})\n@Article {c,title = 3}")
    assert [(row.title, row.line) for row in rows] == [("One", 1), ("Two", 1), ("3", 2)]


def test_same_key_twice_is_no_fault():
    assert [row.title for row in read("@misc{a, title={1}}\n@misc{a, title={2}}")] == ["1", "2"]


def test_abbreviations_are_written_out_and_joined():
    text = '@string{a = "Nutr"}\n@string{b = a # {ients}}\n@article{k, title = {T}, journal = B # " \\#1"}'
    assert read(text)[0].fields["container_title"] == "Nutrients #1"


def test_abbreviations_that_grow_without_end_are_a_fault_only_where_they_are_used():
    doubling = "".join(f"@string{{x{n + 1} = x{n} # x{n}}}\n" for n in range(40))
    rows = read(
        '@string{x0 = "xxxxxxxxxx"}\n' + doubling + "@misc{a, title = x40}\n@misc{b, title = x1}"
    )
    assert [(row.title, row.fault) for row in rows] == [
        ("", "Record 1 (line 42): the abbreviation “x40” grows beyond any reference."),
        ("x" * 20, ""),
    ]


def test_field_without_end_and_command_are_faults():
    rows = read(
        "@misc{a, title = {" + "x" * 100_001 + "}}\n@misc{b, title = {\\input{secret}}}\n"
        "@misc{c, title = {" + "x" * 500_001 + "}}"
    )
    assert [row.fault for row in rows] == [
        "Record 1 (line 1): a field has more than 100,000 characters.",
        "Record 2 (line 2): it holds the LaTeX command “\\input”, which no reference needs.",
        "Record 3 (line 3): the entry is longer than any reference: a closing brace may be missing.",
    ]


def test_broken_entries_write_nothing_into_the_log(caplog):
    read("@article{a, title = {")
    assert caplog.records == []
