import pytest

from articles.debris import Removal
from articles.reading.texts import LONGEST_BYTES, LONGEST_CHARACTERS, source_text
from claims.errors import Refused


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Tea is – good".encode(), "utf-8"),
        ("Tea is – good".encode("utf-8-sig"), "utf-8-sig"),
        ("Tea is – good".encode("utf-16"), "utf-16"),
        ("Tea is – good".encode("utf-16-be"), "utf-16-be"),
        ("Tea is – good!".encode("utf-16-le"), "utf-16-le"),
        ("Tea is – good".encode("cp1252"), "cp1252"),
    ],
)
def test_text_in_any_usual_encoding_is_read(content, encoding):
    read = source_text(content)
    assert (read.text.rstrip("!"), read.encoding) == ("Tea is – good", encoding)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is no text in it: nothing, or nothing but navigation and notices."),
        (
            "\u200b \n ***",
            "There is no text in it: nothing, or nothing but navigation and notices.",
        ),
        (b"%PDF-1.7 x", "The file is a PDF: open it, select its text and paste that."),
        (
            b"PK\x03\x04x",
            "The file is a Word file or an archive: open it and save it as plain text.",
        ),
        (
            bytes(range(32)) * 4,
            "The file is binary, or in an alphabet that we cannot tell: save it as plain text, in UTF-8.",
        ),
        (
            b"\x81\x8d",
            "The file is binary, or in an alphabet that we cannot tell: save it as plain text, in UTF-8.",
        ),
        (
            b"t" * 10_000_000,
            "The file has 10.0 MB; an article may have 2 MB. Is it the right file?",
        ),
        (
            b"t" * (LONGEST_CHARACTERS + 1),
            "It has 1,000,001 characters; an article may have 1,000,000. Is it the right file?",
        ),
        (
            "t" * (LONGEST_BYTES + 1),
            "It has 2,000,001 characters; an article may have 1,000,000. Is it the right file?",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(Refused) as refused:
        source_text(content)
    assert str(refused.value) == sentence


def test_unseen_characters_go_and_are_named():
    read = source_text("Ma\u200bgne\u00adsium\u202e helps.\x07 And\u00a0so\u2028on\ud800.")
    assert read.text == "Magnesium helps. And so\non."
    assert read.removals == (
        Removal("1 × U+0007 control character", "a character that nobody sees"),
        Removal("1 × U+00AD soft hyphen", "a character that nobody sees"),
        Removal("1 × U+200B zero width space", "a character that nobody sees"),
        Removal("1 × U+202E right-to-left override", "a character that nobody sees"),
        Removal("1 × half of a character", "not writable as text"),
    )


def test_text_written_from_right_to_left_stays():
    assert source_text("מגנזיום עוזר.\nשינה طيبة؟").text == "מגנזיום עוזר.\nשינה طيبة؟"


def test_markdown_loses_its_marks_and_keeps_its_blocks():
    text = "# Tea\n\nTea **warms** [you](https://example.com).\n\n1. One\n2. Two\n"
    assert source_text(text, filename="Tea.MD").text == "Tea\n\nTea warms you.\n\n- One\n\n- Two"


@pytest.mark.parametrize("filename", ["tea.html", "tea.HTM", ""])
def test_page_is_read_as_one_by_its_name_or_by_how_it_begins(filename):
    page = "<!DOCTYPE html><title>Shop</title><h1>Tea</h1><p>Tea &amp; you.</p>"
    read = source_text(page, filename=filename)
    assert (read.title, read.text) == ("Tea", "Tea\n\nTea & you.")
    assert read.removals == (Removal("Shop", "the name of the browser's tab"),)


def test_plain_text_with_a_tag_in_it_is_no_page():
    assert source_text("Tea\n\nUse <b>hot</b> water.").text == "Tea\n\nUse <b>hot</b> water."


def test_every_removal_of_every_step_is_listed():
    page = "<html><nav>Home</nav><h1>T\u200bea</h1><p>Tea is warm.</p><p>Back to top</p><script>x</script>"
    assert [(r.words, r.reason) for r in source_text(page).removals] == [
        ("Home", "navigation"),
        ("1 × script, style or drawing", "no text"),
        ("1 × U+200B zero width space", "a character that nobody sees"),
        ("Back to top", "a link or a button"),
    ]
