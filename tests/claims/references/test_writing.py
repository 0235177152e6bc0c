"""Exports: nothing that we hold is lost on the way out and back."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.references.held import from_fields
from claims.references.identifiers import normal_doi
from claims.references.names import NOBODY
from claims.references.reading import read_file
from claims.references.rows import DASHES, HELD
from claims.references.text import plain, without_markup
from claims.references.writing import EXPORTS

FILES = Path(__file__).parent / "files"
FORMATS = sorted(EXPORTS)


def back(name: str, references: list[dict]) -> list[dict]:
    """The references exported and read again."""
    found = read_file(EXPORTS[name].write(references).encode())
    assert [row.fault for row in found.rows] == [""] * len(references)
    assert found.format == name
    return [{field: row.fields[field] for field in HELD} for row in found.rows]


def held(references: list[dict]) -> list[dict]:
    return [{field: reference[field] for field in HELD} for reference in references]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "file", ["pubmed.nbib", "endnote.ris", "zotero.ris", "zotero.bib", "endnote.bib", "zotero.json"]
)
def test_each_programs_file_is_exported_again_without_loss(name, file):
    rows = read_file((FILES / file).read_bytes()).rows
    references = [from_fields(row.fields, slug=f"s-{row.number}") for row in rows]
    assert back(name, references) == held(references)


SIGNS = st.characters(exclude_categories=["Cs", "Cc"], max_codepoint=0x2FFF) | st.sampled_from(
    "{}\\$&%#_~^\"'`-@,=()[]<>;:. "
)


def texts(most: int = 20):
    return st.text(SIGNS, max_size=most).map(plain)


def words(most: int = 20):
    return texts(most).map(lambda text: plain(text.replace(",", " "))).filter(bool)


TITLES = (
    texts(60)
    .map(lambda text: plain(without_markup(plain(without_markup(text)))))
    .filter(lambda text: text and without_markup(text) == text)
)
PEOPLE = st.builds(
    lambda family, given, suffix: {"family": family, "given": f"{given}{suffix}"},
    words(),
    words(),
    st.sampled_from(["", ", Jr"]),
)
ALONE = words().filter(lambda name: " " not in name).map(lambda name: {"family": name})
ORGANISATIONS = st.builds(
    lambda name, place: {"literal": f"{name}, {place}" if place else name},
    words().filter(lambda name: name.lower() not in NOBODY),
    st.just("") | words(),
)
DOIS = (
    st.text("abcXYZ0189()<>;:_-./#%&$~", min_size=1, max_size=30)
    .map(lambda end: f"10.1000/{end}")
    .filter(lambda doi: normal_doi(doi) == doi)
)
ADDRESSES = st.text("abcXYZ019/_%&=;~?-.#$'()", max_size=30).map(
    lambda end: f"https://example.org/{end}"
)
DATES = st.one_of(
    st.just(""),
    st.dates().map(lambda day: day.isoformat()).filter(lambda day: day[0] in "12"),
    st.sampled_from(["2017", "2017-04"]),
)
REFERENCES = st.fixed_dictionaries(
    {
        "csl_type": st.sampled_from(
            ["article-journal", "article", "webpage", "report", "book", "chapter"]
        ),
        "source_title": TITLES,
        "authors": st.lists(st.one_of(PEOPLE, ALONE, ORGANISATIONS), max_size=3),
        "container_title": TITLES | st.just(""),
        "issued": DATES,
        "volume": texts(),
        "issue": texts(),
        "page": texts().map(lambda text: DASHES.sub("-", text)),
        "number": st.one_of(
            texts().filter(lambda text: not text.startswith("ISBN")), st.just("ISBN 9780306406157")
        ),
        "publisher": texts(),
        "doi": st.just("") | DOIS,
        "pmid": st.just("") | st.integers(1, 99_999_999).map(str),
        "pmcid": st.just("") | st.integers(1, 99_999_999).map(lambda number: f"PMC{number}"),
        "url": st.just("") | ADDRESSES,
        "slug": st.just("a-slug"),
    }
)


@pytest.mark.parametrize("name", FORMATS)
@given(references=st.lists(REFERENCES, min_size=1, max_size=3))
def test_whatever_we_hold_comes_back_from_an_export(name, references):
    assert back(name, references) == held(references)


def test_ris_is_as_its_specification_asks():
    text = EXPORTS["ris"].write(
        [from_fields({"source_title": "One\ntwo", "csl_type": "webpage", "issued": "2017-04"})]
    )
    assert text == ("TY  - ELEC\r\nTI  - One two\r\nPY  - 2017\r\nDA  - 2017/04\r\nER  - \r\n")


def test_bibtex_keys_are_slugs_and_never_the_same():
    one = from_fields({"source_title": "T & {co}"}, slug="amin-2013")
    assert EXPORTS["bibtex"].write([one, one, one | {"slug": ""}]) == (
        "@unpublished{amin-2013,\n  title = {{T \\& {\\textbraceleft}co{\\textbraceright}}},\n}\n\n"
        "@unpublished{amin-2013-2,\n  title = {{T \\& {\\textbraceleft}co{\\textbraceright}}},\n}\n\n"
        "@unpublished{source,\n  title = {{T \\& {\\textbraceleft}co{\\textbraceright}}},\n}\n"
    )


def test_csl_json_has_the_names_of_csl():
    reference = from_fields(
        {
            "csl_type": "book",
            "source_title": "Handbook",
            "authors": [{"family": "Smith", "given": "J., Jr"}],
            "issued": "1999",
            "number": "ISBN 0306406152",
            "pmid": "1",
        },
        slug="smith-1999",
    )
    assert json.loads(EXPORTS["csl-json"].write([reference])) == [
        {
            "id": "smith-1999",
            "type": "book",
            "title": "Handbook",
            "author": [{"family": "Smith", "given": "J.", "suffix": "Jr"}],
            "issued": {"date-parts": [[1999]]},
            "PMID": "1",
            "ISBN": "0306406152",
        }
    ]


def test_empty_list_gives_an_empty_file():
    assert {name: EXPORTS[name].write([]) for name in FORMATS} == {
        "bibtex": "",
        "csl-json": "[]\n",
        "ris": "",
    }
