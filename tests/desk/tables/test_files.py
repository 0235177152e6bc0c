"""Exports: who may, what is in them, and that nothing in them runs or gets lost on the way."""

import csv
import io
import json

import openpyxl
import pytest
from django.urls import reverse

from claims.models import Claim
from claims.starter.ensure import Report
from claims.starter.load import FOLDER, load
from mgsite.desk.tables import files
from tests import builders
from tests.desk.tables.sending import (
    BOM,
    exported,
    lines_of,
    messages_of,
    refusals_of,
    rows_in,
    summary_of,
    upload,
)
from tests.forms import content_of, signed_in


@pytest.fixture
def editor(ada):
    return signed_in(ada)


@pytest.fixture
def starter(ada):
    load(FOLDER, ada, Report())


@pytest.mark.parametrize("kind", ["claim", "source", "condition"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx", "json"])
def test_starter_content_exported_and_imported_is_the_same(starter, editor, kind, file_format):
    answer = exported(editor, kind, file_format)

    preview = upload(editor, kind, answer.content, f"x.{file_format}")

    count = len(lines_of(preview))
    assert summary_of(preview) == f"0 faulty, 0 changed, 0 new, {count} same"
    assert count >= 5


def test_csv_names_its_columns_for_editors_and_holds_what_the_draft_holds(editor, ada):
    headache = builders.condition()
    source = builders.source("doe-2019")
    made = builders.claim("a-claim", by=ada, conditions=[headache], sources=[(source, "supports")])

    (row,) = rows_in(exported(editor, "claim"))

    made.refresh_from_db()
    wanted = {
        "public id": made.public_id,
        "lock version": str(made.lock_version),
        "state (read only)": "draft",
        "slug": "a-claim",
        "kind": "effect",
        "supplement": "magnesium",
        "form claimed": "",
        "conditions": "headache",
        "on every condition page": "no",
        "last searched": "2026-11-22",
        "conclusion": made.conclusion,
        "citations (read only)": "doe-2019 (supports)",
    }
    assert {name: row[name] for name in wanted} == wanted


def test_list_filter_and_search_choose_the_rows(editor, ada):
    for slug, kind in [("one", "safety"), ("two", "safety"), ("three", "effect")]:
        builders.claim(slug, by=ada, claim_kind=kind)

    answer = exported(editor, "claim", claim_kind__exact="safety", q="two")

    assert [row["slug"] for row in rows_in(answer)] == ["two"]
    assert answer["Content-Disposition"].startswith('attachment; filename="claims-')


def test_ticked_rows_are_exported_in_each_format(editor, ada):
    ticked = builders.source("one")
    builders.source("two")
    found = {}
    for file_format in files.FORMATS:
        chosen = {"action": f"export_table_{file_format}", "_selected_action": [ticked.pk]}
        found[file_format] = editor.post(reverse("admin:claims_source_changelist"), chosen)

    sheet = openpyxl.load_workbook(io.BytesIO(found["xlsx"].content)).active
    assert [row["slug"] for row in rows_in(found["csv"])] == ["one"]
    assert [row["slug"] for row in json.loads(found["json"].content)] == ["one"]
    assert [cell.value for cell in sheet["D"]] == ["slug", "one"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_no_cell_of_a_spreadsheet_begins_like_a_formula(editor, sign):
    text = f"{sign}HYPERLINK(1)"
    builders.source("one", source_title="x", effect=text, funding=f"'{text}")

    (row,) = rows_in(exported(editor, "source"))
    book = openpyxl.load_workbook(io.BytesIO(exported(editor, "source", "xlsx").content))
    (as_json,) = json.loads(exported(editor, "source", "json").content)

    assert (row["what was found"], row["funding"]) == (f"'{text}", f"''{text}")
    assert {cell.data_type for line in book.active for cell in line} == {"s", "inlineStr", "n"}
    assert as_json["what was found"] == text


def test_hostile_texts_come_back_as_they_were(editor):
    builders.source("one", effect='=1+1 <b>"&\n; ,', funding="'@x", editor_notes="-1\n+2")

    for file_format in files.FORMATS:
        answer = exported(editor, "source", file_format)
        preview = upload(editor, "source", answer.content, f"x.{file_format}")
        assert summary_of(preview) == "0 faulty, 0 changed, 0 new, 1 same", file_format


def test_numbers_of_a_workbook_are_numbers(editor):
    builders.source("one", n_participants=120, dose_mg="320.50")
    sheet = openpyxl.load_workbook(io.BytesIO(exported(editor, "source", "xlsx").content)).active
    row = dict(zip(*[[cell.value for cell in line] for line in sheet], strict=True))

    assert (row["participants"], row["dose (mg elemental a day)"]) == (120, 320.5)
    assert row["lock version"] == 1


def test_template_has_the_columns_and_no_rows(editor):
    builders.condition()

    answer = exported(editor, "condition", "csv", rows="none")
    as_json = json.loads(exported(editor, "condition", "json", rows="none").content)

    (heading,) = csv.reader(io.StringIO(answer.content.removeprefix(BOM).decode()))
    assert heading[:5] == ["public id", "lock version", "state (read only)", "name", "slug"]
    assert as_json == [dict.fromkeys(heading, "")]


@pytest.mark.parametrize("text", ["a" * 32_767, "bell \x07"])
def test_text_that_a_workbook_cannot_hold_is_refused_and_csv_holds_it(editor, text):
    builders.source("one", abstract=text)

    page = exported(editor, "source", "xlsx")

    assert refusals_of(page) == [
        "XLSX cannot hold the abstract of “one”, which is too long or has control characters: "
        "choose CSV or JSON."
    ]
    assert rows_in(exported(editor, "source"))[0]["abstract"] == text


def test_more_than_an_export_holds_is_refused_on_the_page_and_in_the_list(editor, monkeypatch):
    monkeypatch.setattr(files, "MOST_EXPORTED", 1)
    ticked = [builders.source().pk, builders.source().pk]
    said = "These are more than 1 sources: filter the list first."

    listed = editor.post(
        reverse("admin:claims_source_changelist"),
        {"action": "export_table_csv", "_selected_action": ticked},
        follow=True,
    )

    assert refusals_of(exported(editor, "source")) == [said]
    assert messages_of(listed) == [said]


def test_export_page_says_what_it_would_export_and_keeps_the_filter(editor, ada):
    builders.claim("one", by=ada)
    builders.claim("two", by=ada)
    address = reverse("desk-sections:export", args=["claim"])

    page = content_of(editor.get(address, {"q": 'o"<b>ne'}))

    assert "0 claims, as the" in page
    assert '<input type="hidden" name="q" value="o&quot;&lt;b&gt;ne">' in page
    assert "2 claims. They are the drafts" in content_of(editor.get(address))


def test_wrong_format_or_filter_is_said(editor):
    address = reverse("desk-sections:export", args=["claim"])

    assert "Choose XLSX, CSV or JSON." in content_of(exported(editor, "claim", "pdf"))
    assert editor.get(address, {"nonsense": "1"}).status_code == 400
    assert editor.get(address, {"state__regex": "1"}).status_code == 400
    assert editor.post(address).status_code == 405
    assert editor.get(reverse("desk-sections:export", args=["review"])).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("ben", 200), ("dora", 200), ("cleo", 403)])
def test_whoever_sees_claims_exports_them(request, ada, name, status):
    builders.claim("one", by=ada)
    client = signed_in(request.getfixturevalue(name))

    assert exported(client, "claim").status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_export_asks_as_often_for_many_as_for_one(editor, ada, count, django_assert_num_queries):
    for _ in range(count):
        builders.claim(by=ada, conditions=[builders.condition(f"c-{count}-{_}")])
    assert Claim.objects.count() == count

    with django_assert_num_queries(13):
        assert len(rows_in(exported(editor, "claim"))) == count
