"""The preview: every row with what becomes of it, every fault by row and column, all at once."""

import pytest

from claims import actions
from claims.models import Claim, Source
from tests import builders
from tests.desk.tables.sending import (
    csv_of,
    exported,
    json_of,
    lines_of,
    refusals_of,
    rows_in,
    summary_of,
    upload,
    xlsx_of,
)
from tests.forms import content_of, signed_in


@pytest.fixture
def editor(ada):
    return signed_in(ada)


@pytest.fixture
def row(ada, editor):
    """The export of one claim, “one”."""
    builders.condition("headache")
    builders.claim("one", by=ada)
    return rows_in(exported(editor, "claim"))[0]


def faults(editor, *rows, kind: str = "claim") -> list[str]:
    return refusals_of(upload(editor, kind, csv_of(list(rows))))


def test_preview_shows_each_row_by_word_what_needs_a_look_first(editor, row):
    conclusion = "Magnesium may <b>not</b> do one."
    changed = row | {"conclusion": conclusion, "dose from (mg)": "300", "dose basis": "elemental"}
    new = row | {"public id": "", "lock version": "", "slug": "new"}

    preview = upload(editor, "claim", csv_of([new, changed]))

    changed_line, new_line = lines_of(preview)
    assert changed_line == (
        "3 Magnesium may do one. one Changed dose from (mg) |300| dose basis |elemental| conclusion "
        "Magnesium may |<b>not</b> |do one."
    )
    assert new_line.startswith("2 new New ")
    assert Claim.objects.count() == 1


def test_three_faulty_rows_of_five_hundred_are_said_at_once(editor, ada):
    builders.source("one")
    (row,) = rows_in(exported(editor, "source"))
    blank = row | {"public id": "", "lock version": ""}
    rows = [blank | {"slug": f"s-{n}", "title": f"Title {n}"} for n in range(500)]
    rows[15]["journal or site"] = "x" * 251
    rows[99]["study design"] = "guess"
    rows[400] |= {"DOI": "doi:1", "issued": "last year"}

    preview = upload(editor, "source", csv_of(rows))

    said = refusals_of(preview)
    assert [each.partition(":")[0] for each in said] == [
        "Row 17, journal or site",
        "Row 101, study design",
        "Row 402, issued",
        "Row 402, DOI",
    ]
    assert said[0] == (
        "Row 17, journal or site: Ensure this value has at most 250 characters (it has 251)."
    )
    assert summary_of(preview) == "3 faulty, 0 changed, 497 new, 0 same"
    assert 'name="import"' not in content_of(preview)
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"slug": "No Slug"}, "slug: Use small letters a-z, digits and single hyphens"),
        ({"conclusion": ""}, "conclusion: This field is required."),
        (
            {"kind": "guess"},
            "kind: “guess” is none of its words: use effect, association, mechanism, absorption, "
            "dose, timing, safety.",
        ),
        (
            {"conditions": "headache; hedache"},
            "conditions: there is no condition “hedache”. There are: headache.",
        ),
        ({"supplement": ""}, "supplement: This field is required."),
        (
            {"form claimed": "gold"},
            "form claimed: there is no form “gold”. There are: magnesium/glycinate, "
            "magnesium/oxide.",
        ),
        ({"form claimed": "oxide; glycinate"}, "form claimed: name one form only."),
        ({"on every condition page": "maybe"}, "on every condition page: write yes or no"),
        ({"last searched": "22/11/2026"}, "last searched: write the day as 2026-11-22, not"),
        ({"last searched": "2026-02-31"}, "last searched: Enter a valid date."),
        ({"time frame (days)": "9" * 30}, "time frame (days): "),
        ({"time frame (days)": "-1"}, "time frame (days): "),
        ({"dose from (mg)": "320,5", "dose basis": "elemental"}, "dose from (mg): Enter a number."),
        ({"dose from (mg)": "NaN"}, "dose from (mg): Enter a number."),
        ({"dose from (mg)": "5"}, "dose basis: Say whether the mg are elemental, compound"),
        ({"population": "a\0b"}, "population: it holds a character that cannot be stored (NUL)"),
        ({"public id": "clm_000000000000"}, "public id: there is no claim “clm_000000000000”"),
        ({"public id": "x\0"}, "public id: it holds a character"),
        ({"public id": "é"}, "public id: there is no claim “é”"),
        ({"slug": "two", "lock version": "99"}, "lock version: it is none that an export of this"),
        ({"slug": "two", "lock version": ""}, "lock version: it is none that an export of this"),
        ({"slug": "two", "lock version": "9" * 40}, "lock version: it is none that an export"),
        ({"public id": ""}, None),
    ],
)
def test_faulty_cell_is_named_with_what_to_write(editor, row, cells, said):
    found = faults(editor, row | cells)

    assert [each.startswith(f"Row 2, {said}") for each in found] == ([True] if said else [])


def test_public_id_of_another_kind_says_what_it_names(editor, row):
    source = Source.objects.get()

    assert faults(editor, row | {"public id": source.public_id}) == [
        f"Row 2, public id: “{source.public_id}” names a source, not a claim."
    ]


def test_slug_taken_once_in_print_or_twice_in_the_file_is_refused(editor, ada, row):
    cited = builders.source("cited")
    sources = [(cited, "supports")]
    printed = builders.claim("printed", by=ada, sources=sources, applies_to_all=True)
    builders.put_in_print(builders.supplement(), cited, printed)
    Claim.objects.filter(slug="printed").update(slug="moved")
    new = row | {"public id": "", "lock version": "", "population": "Others"}

    said = faults(
        editor, new, new | {"slug": "printed"}, new | {"slug": "new"}, new | {"slug": "new"}
    )

    assert [each.partition(":")[0] for each in said] == [
        "Row 2, slug",
        "Row 3, slug",
        "Row 5, slug",
    ]
    assert "there is a claim “one” already, and it differs." in said[0]
    assert "The address “printed” belongs to another claim that is or was in print" in said[1]
    assert said[2].endswith("row 4 has “new” already.")


def test_row_exported_before_a_colleague_saved_is_refused_by_name(editor, ada, ben, row):
    item = Claim.objects.get(slug="one")
    item.population, item._history_user = "Mice", ben
    item.save()
    actions.record_edit(item=item, by=ben)

    assert faults(editor, row) == [
        "Row 2, the row: it was changed since you exported it, by Ben: export it again."
    ]


def test_row_that_says_what_is_stored_is_the_same_whenever_it_was_exported(editor, ada, row):
    actions.record_edit(item=Claim.objects.get(slug="one"), by=ada)

    preview = upload(editor, "claim", csv_of([row]))

    assert summary_of(preview) == "0 faulty, 0 changed, 0 new, 1 same"


@pytest.mark.parametrize(
    ("cells", "summary"),
    [
        ({"conditions": " ;"}, "1 same"),
        ({"kind": "EFFECT"}, "1 same"),
        ({"on every condition page": "FALSE"}, "1 same"),
        ({"form claimed": "oxide"}, "1 changed"),
        ({"conditions": "headache ;headache"}, "1 changed"),
        ({"on every condition page": "TRUE"}, "1 changed"),
        ({"kind": "Safety"}, "1 changed"),
    ],
)
def test_cells_may_be_written_as_people_write_them(editor, row, cells, summary):
    assert summary in summary_of(upload(editor, "claim", csv_of([row | cells])))


def test_semicolon_file_of_a_german_excel_is_read_with_its_commas(editor, row):
    row |= {"dose from (mg)": "320,5", "dose basis": "elemental"}

    (line,) = lines_of(upload(editor, "claim", csv_of([row], delimiter=";")))

    assert "Changed dose from (mg) |320,5| dose basis |elemental|" in line


def test_workbook_that_excel_saved_gives_its_numbers(editor, row):
    row |= {"dose from (mg)": 320.0, "dose basis": "elemental", "time frame (days)": 84.0}

    preview = upload(editor, "claim", xlsx_of([list(row), list(row.values())]), "x.xlsx")

    assert "dose from (mg) |320|" in lines_of(preview)[0]
    assert "time frame (days) |84|" in lines_of(preview)[0]


def test_columns_that_a_file_lacks_keep_what_is_stored(editor, row):
    few = {name: row[name] for name in ("public id", "lock version")} | {"hold": "Wait."}

    (line,) = lines_of(upload(editor, "claim", json_of([few]), "x.json"))

    assert line == "1 Magnesium may do one. one Changed hold |Wait.|"


def test_long_texts_stand_beside_each_other_whole(editor, row):
    (line,) = lines_of(upload(editor, "claim", csv_of([row | {"population": "word " * 5000}])))

    assert line.count("word") == 5000
