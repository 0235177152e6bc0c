"""Files to rows: of Excels of several countries, of other programs, and of people who mean ill."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from claims.errors import Refused
from mgsite.desk.tables import reading
from mgsite.desk.tables.reading import Row, Table, read_table
from tests.desk.tables.sending import BOM, json_of, xlsx_of

ONE = Table(("slug", "note"), (Row(2, ("a", "é; b")),))
UNPACKED = "xl/worksheets/sheet1.xml"


def refusal(content: bytes, name: str = "x.csv") -> str:
    with pytest.raises(Refused) as refused:
        read_table(content, name)
    return str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        "slug,note\r\na,é; b\r\n".encode(),
        BOM + "slug,note\na,é; b".encode(),
        'slug\tnote\na\t"é; b"\n'.encode("utf-16"),
        'sep=,\r\n"slug","note"\r\n"a","é; b"\r\n'.encode(),
        " slug ,note,,\na,é; b,,\n,,,\n".encode(),
    ],
    ids=["plain", "utf-8 mark", "utf-16 tabs", "sep", "empty edges"],
)
def test_csv_is_read_as_spreadsheets_of_any_country_save_it(content):
    assert read_table(content, "Table.CSV") == ONE


def test_semicolons_mean_that_numbers_may_have_a_comma():
    german = read_table('slug;note\na;"é; b"\n'.encode(), "x.csv")

    assert german == Table(ONE.headers, ONE.rows, decimal_comma=True)


def test_rows_keep_the_numbers_of_the_spreadsheet_over_blank_lines_and_long_cells():
    table = read_table(b'slug,note\n\na,"one\ntwo"\n\nb\n', "x.csv")

    assert table.rows == (Row(3, ("a", "one\ntwo")), Row(5, ("b", "")))


def test_apostrophe_of_an_export_is_taken_away_and_kept_in_json():
    assert read_table(b"slug,note\na,'=1+1\n", "x.csv").rows[0].cells == ("a", "=1+1")
    assert read_table(b'[{"slug": "\'=1"}]', "x.json").rows[0].cells == ("'=1",)


def test_long_text_is_one_cell():
    long = "word " * 26_000
    assert read_table(f"slug,note\na,{long}\n".encode(), "x.csv").rows[0].cells[1] == long


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "It is empty."),
        (b" \n \n", "It is empty."),
        (BOM, "Its first row is empty: it has to hold the names of the columns."),
        (b"slug,note\n", "It holds no rows under its heading."),
        (b"slug,note\n,\n", "It holds no rows under its heading."),
        (b",\na,b\n", "Its first row is empty: it has to hold the names of the columns."),
        (b"slug\n" + b"a\n" * 2001, "It has more than 2,000 rows: split it."),
        (b"a," * 201 + b"a\nb\n", "It has more than 200 columns."),
        (b"a" * 5_000_001, "It is larger than 5 MB: split it."),
        (
            "slug\né\n".encode("cp1252"),
            "It is not in UTF-8 (see line 2): save it from Excel as “CSV UTF-8”, or as XLSX.",
        ),
        (
            b"slug\n" + b"a" * 131_073,
            "It cannot be read as CSV (line 2: field larger than field limit (131072)).",
        ),
        (b'slug\n"a\n', "It cannot be read as CSV (line 2: unexpected end of data)."),
    ],
)
def test_csv_that_cannot_be_read_is_refused_with_what_to_do(content, sentence):
    assert refusal(content) == sentence


@pytest.mark.parametrize("name", ["x.pdf", "x", "csv", "x.csv.exe", "x.xls"])
def test_other_endings_are_refused(name):
    assert refusal(b"slug\na\n", name) == "Choose a file whose name ends in .csv, .xlsx or .json."


def test_faulty_cells_are_all_kept_beside_their_rows():
    table = read_table(b"slug,note\na\0,b\nc,d,e\n", "x.csv")

    assert [row.faults for row in table.rows] == [
        ((0, "it holds a character that cannot be stored (NUL): delete and retype it."),),
        ((0, "the row has more cells than the heading has columns."),),
    ]


# -- JSON


def test_json_is_a_list_of_objects_with_texts_numbers_and_nothing():
    table = read_table(b'[{"slug": "a", "dose": 320.0, "note": null}]', "x.json")

    assert table == Table(("slug", "dose", "note"), (Row(1, ("a", "320", "")),))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"[{", "It cannot be read as JSON (line 1)."),
        (b"[" * 100_000, "It cannot be read as JSON."),
        (b"[" + b"9" * 5000 + b"]", "It cannot be read as JSON."),
        (b'{"slug": "a"}', "It has to be a list of objects, as an export gives it."),
        (b"[1]", "It has to be a list of objects, as an export gives it."),
        (b"[]", "Its first row is empty: it has to hold the names of the columns."),
        (b'[{"a": 1, "b": 2}, {"a": 3}]', "Row 2 lacks “b”, which other rows have."),
    ],
)
def test_json_that_is_no_table_is_refused(content, sentence):
    assert refusal(content, "x.json") == sentence


def test_json_cell_that_is_a_list_or_half_a_character_is_a_fault():
    table = read_table(b'[{"slug": ["a"], "note": "\\ud800"}]', "x.json")

    assert [place for place, _ in table.rows[0].faults] == [0, 1]


# -- XLSX


def test_workbook_gives_numbers_days_and_empty_cells_as_text():
    content = xlsx_of([["slug", "n", "on", "note"], [None], ["a", 320.0, date(2026, 11, 22), None]])

    assert read_table(content, "x.xlsx") == Table(
        ("slug", "n", "on", "note"), (Row(3, ("a", "320", "2026-11-22", "")),)
    )


def _edited(content: bytes, old: bytes, new: bytes, part: str = UNPACKED) -> bytes:
    """The workbook with something replaced in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            text = given.read(name)
            made.writestr(name, text.replace(old, new) if name == part else text)
    return out.getvalue()


def test_formula_gives_the_value_saved_with_it_and_is_never_computed():
    content = xlsx_of([["slug", "n"], ["a", "=1+1"]])
    assert read_table(content, "x.xlsx").rows[0].faults == (
        (1, "it holds a formula without its value: save the file in Excel, or type the value."),
    )

    saved = _edited(content, b"<v></v>", b"<v>5</v>")
    saved = _edited(saved, b"<v />", b"<v>5</v>")
    assert read_table(saved, "x.xlsx").rows == (Row(2, ("a", "5")),)


def test_row_of_formulas_alone_is_not_passed_over():
    assert len(read_table(xlsx_of([["slug"], ["=A1"]]), "x.xlsx").rows[0].faults) == 1


def test_error_of_a_workbook_is_a_fault():
    table = read_table(xlsx_of([["slug", "n"], ["a", "#REF!"]]), "x.xlsx")

    assert table.rows[0].faults == ((1, "it holds an error (#REF!): mend it in Excel."),)


def test_hidden_sheets_are_passed_over():
    book = openpyxl.Workbook()
    book.active.append(["hidden"])
    book.active.sheet_state = "hidden"
    book.create_sheet().append(["slug"])
    book.worksheets[1].append(["a"])
    out = io.BytesIO()
    book.save(out)

    assert read_table(out.getvalue(), "x.xlsx") == Table(("slug",), (Row(2, ("a",)),))
    every = _edited(out.getvalue(), b'state="visible"', b'state="hidden"', "xl/workbook.xml")
    assert refusal(every, "x.xlsx") == "It has no sheet in view."


def test_workbook_that_says_it_is_huge_is_read_as_it_is():
    lying = _edited(xlsx_of([["slug"], ["a"]]), b'ref="A1:A2"', b'ref="A1:XFD1048576"')

    assert read_table(lying, "x.xlsx") == Table(("slug",), (Row(2, ("a",)),))


def test_workbook_with_too_many_rows_is_refused():
    rows = [["slug"], *([f"a{n}"] for n in range(2001))]
    assert refusal(xlsx_of(rows), "x.xlsx") == "It has more than 2,000 rows: split it."


def test_workbook_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_UNPACKED", 1_000_000)
    bomb = _edited(xlsx_of([["slug"]]), b"</worksheet>", b" " * 1_000_001 + b"</worksheet>")

    assert refusal(bomb, "x.xlsx") == "It unpacks to more than 1 MB: split it."


def test_entities_of_a_workbook_are_never_expanded_without_end():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    content = _edited(xlsx_of([["slug"], ["a"]]), b"<worksheet", bomb + b"]><worksheet")
    content = _edited(content, b"</worksheet>", b"&j;</worksheet>")

    assert "cannot be read as XLSX" in refusal(content, "x.xlsx")


@pytest.mark.parametrize("content", [b"slug\na\n", b"PK\x03\x04 broken", json_of([{"slug": "a"}])])
def test_what_is_no_workbook_is_refused(content):
    said = "It cannot be read as XLSX: open it in Excel and save it again."
    assert refusal(content, "x.xlsx") == said


def test_workbook_called_csv_is_refused_by_what_it_is():
    said = "It is a workbook, not CSV: let its name end in .xlsx."
    assert refusal(xlsx_of([["slug"], ["a"]])) == said


def test_workbook_without_its_sheet_is_refused():
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_of([["a"]]))) as given,
        zipfile.ZipFile(out, "w") as made,
    ):
        made.writestr("[Content_Types].xml", given.read("[Content_Types].xml"))

    assert "cannot be read as XLSX" in refusal(out.getvalue(), "x.xlsx")
