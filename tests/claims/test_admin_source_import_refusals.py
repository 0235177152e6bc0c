"""What cannot be imported: the form again, a sentence beside the field, nothing typed lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import Source
from tests.claims.importing import (
    FILES,
    RIS,
    address,
    errors_of,
    lead_of,
    paste,
    pressed,
    refusals_of,
    rows_of,
    upload,
)
from tests.forms import content_of, form_of, signed_in

UNKNOWN = (
    "It is none of the formats that can be read: RIS (.ris), PubMed (.nbib), BibTeX (.bib) or "
    "CSL-JSON (.json)."
)
EXPORT_AGAIN = "export it again as text in UTF-8."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is nothing in it."),
        (b" \n\n", "There is nothing in it."),
        (RIS.encode("utf-16"), f"It is binary, or text in UTF-16: {EXPORT_AGAIN}"),
        (
            RIS.format("Magnésium").encode("latin-1"),
            f"Line 2 is not in UTF-8 (byte 22 of the file does not fit): {EXPORT_AGAIN}",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0", f"It is binary, or text in UTF-16: {EXPORT_AGAIN}"),
        (b"Dear all,\nplease find the list.", UNKNOWN),
        (b"[]", "There is no reference in it, though it looks like CSL-JSON."),
        (
            b"TY  - JOUR\n" * 1_000_000,
            "It has 11.0 MB; a list of references may have 10 MB. Split it, or export fewer fields.",
        ),
    ],
    ids=["empty", "blank", "utf-16", "latin-1", "picture", "letter", "no record", "11 MB"],
)
def test_file_that_cannot_be_read_is_named_with_the_reason(ada, content, sentence):
    page = upload(signed_in(ada), "list.ris", content)

    assert errors_of(page) == [f"“list.ris” was not read. {sentence}"]
    assert Source.objects.count() == 0


def test_pasted_text_that_is_too_long_stays_in_the_box(ada):
    client, text = signed_in(ada), "10.1000/182 " * 90_000

    page = paste(client, text)

    assert errors_of(page) == [
        "It has 1,080,000 characters; paste at most 1,000,000, or import a file."
    ]
    assert form_of(client, address(), page)["text"] == text


def test_file_and_text_together_are_refused_and_the_text_is_kept(ada):
    client = signed_in(ada)

    page = upload(client, "one.ris", RIS.encode(), text="10.1000/182")

    assert errors_of(page) == [
        "A file was chosen and text was pasted, so it is not clear which to import: choose the file "
        "again and empty the box below, or leave this field empty."
    ]
    assert form_of(client, address(), page)["text"] == "10.1000/182"


@pytest.mark.parametrize("typed", [{}, {"text": " \r\n "}, {"file": "no file at all"}])
def test_neither_file_nor_text_is_refused(ada, typed):
    page = signed_in(ada).post(address(), typed)

    assert errors_of(page) == [
        "Choose a file, or paste references or identifiers into the box below."
    ]


@pytest.mark.parametrize(
    ("name", "content", "row"),
    [
        (
            "cut.ris",
            b"TY  - JOUR\nTI  - One",
            "1 line 1 Cannot be read Faulty It has no end line “ER -”: the file may be cut off there.",
        ),
        (
            "cut.json",
            b'[{"type": "book", "title": "One"',
            "1 line 1 Cannot be read Faulty It is no whole JSON (line 1, column 33); nothing after it "
            "can be read. Is the file cut off there?",
        ),
        (
            "cut.bib",
            b"@article{a, title = {One",
            "1 line 1 Cannot be read Faulty The entry is not closed: a brace, a quotation mark or a "
            "comma is missing, or the file is cut off there.",
        ),
        (
            "bomb.bib",
            b"@article{a, title={" + b"\\'" * 40_000 + b"e}}",
            "1 line 1 Cannot be read Faulty It piles more than 3 LaTeX accents on one letter.",
        ),
        (
            "script.ris",
            b"TY  - JOUR\nTI  - <script>alert(1)</script>\nUR  - javascript:alert(1)\nER  - \n",
            "1 line 1 Cannot be read Faulty “javascript:alert(1)” is no web address: one starts with "
            "https:// or http://.",
        ),
    ],
    ids=["truncated RIS", "truncated JSON", "truncated BibTeX", "LaTeX bomb", "script"],
)
def test_faulty_record_is_reported_where_it_stands(ada, name, content, row):
    page = upload(signed_in(ada), name, content)

    assert rows_of(page) == [row]
    assert 'name="import"' not in content_of(page)
    assert len(content_of(page)) < 100_000


def test_title_with_markup_is_shown_as_text(ada):
    page = upload(signed_in(ada), "<b>.ris", RIS.format("<script>alert(1)</script>").encode())

    assert "<script>alert(1)" not in content_of(page)
    assert "&lt;script&gt;alert(1)" in content_of(page)
    assert lead_of(page).startswith("“<b>.ris”, read as RIS")


def test_preview_that_was_tampered_with_is_not_imported(ada):
    client = signed_in(ada)
    form = form_of(client, address(), paste(client, "10.1000/1"))

    for seal in ("", "x", form["sealed"][:-1], form["sealed"].replace(":", "-")):
        page = client.post(address(), form | {"sealed": seal, "import": "yes"})
        assert refusals_of(page) == [
            "The preview did not come back as it was sent: choose the file or paste the text again."
        ]
    assert Source.objects.count() == 0


def test_file_of_foreign_signs_is_imported_as_it_was_seen(ada):
    """Among them the replacement character, which no other form may send."""
    client = signed_in(ada)
    title = "镁与偏头痛 \ufffd Ω “é” 😀"

    pressed(client, upload(client, "list.ris", RIS.format(title).encode()), "import")

    assert Source.objects.get().source_title == title


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(ada, method):
    assert getattr(signed_in(ada), method)(address()).status_code == 405


def test_upload_under_another_name_is_not_read(ada):
    page = signed_in(ada).post(
        address(), {"files": SimpleUploadedFile("a.ris", (FILES / "zotero.ris").read_bytes())}
    )

    assert errors_of(page) == [
        "Choose a file, or paste references or identifiers into the box below."
    ]
