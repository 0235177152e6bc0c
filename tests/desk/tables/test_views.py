"""The pages of tables: who gets in, what a list offers, what is said of a file."""

import pytest

from tests import builders
from tests.desk.tables.sending import (
    csv_of,
    errors_of,
    exported,
    lines_of,
    rows_in,
    upload,
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


def test_file_that_cannot_be_read_is_said_beside_the_field(editor):
    page = upload(editor, "claim", b"\xff\xfeslug", 'a<b>"&.csv')
    empty = editor.post(page.request["PATH_INFO"])

    assert errors_of(page)[0].startswith('“a<b>"&.csv” was not read. ')
    assert errors_of(empty) == ["Choose a file."]


def test_file_of_ten_megabytes_is_refused_by_its_size(editor):
    page = upload(editor, "claim", b"a" * 10_000_000)

    assert errors_of(page) == ["“table.csv” was not read. It is larger than 5 MB: split it."]


@pytest.mark.parametrize("name", ["ben", "dora", "cleo"])
def test_only_who_may_edit_may_import(request, db, name):
    client = signed_in(request.getfixturevalue(name))

    assert upload(client, "claim", b"slug\na\n").status_code == 403
    assert client.get("/admin/desk/import/claim/").status_code == 403


@pytest.mark.parametrize("kind", ["supplement", "review", "nonsense"])
def test_kinds_without_tables_are_not_found(editor, kind):
    assert editor.get(f"/admin/desk/import/{kind}/").status_code == 404


def test_list_offers_both_to_who_may(editor, ben, row):
    for kind in ("claim", "source", "condition"):
        address = f"/admin/claims/{kind}/?state__exact=draft"
        page, read = content_of(editor.get(address)), content_of(signed_in(ben).get(address))
        link = f'href="/admin/desk/export/{kind}/?state__exact=draft"'
        assert (link in page, link in read) == (True, True)
        assert (f"/admin/desk/import/{kind}/" in page) is True
        assert (f"/admin/desk/import/{kind}/" in read) is False


@pytest.mark.parametrize("count", [1, 3])
def test_preview_asks_as_often_for_many_same_rows_as_for_one(
    editor, ada, count, django_assert_num_queries
):
    for _ in range(count):
        builders.claim(by=ada)
    rows = rows_in(exported(editor, "claim"))

    with django_assert_num_queries(11):
        assert len(lines_of(upload(editor, "claim", csv_of(rows)))) == count
