"""The command: a report for each file, each file whole or not at all."""

from datetime import date
from io import StringIO
from pathlib import Path
from time import perf_counter

import pytest
from django.core.management import CommandError, call_command

from articles.models import SourceArticle
from tests.articles.reading_desk import decide

EMPTY = "There is no text in it: nothing, or nothing but navigation and notices."
BINARY = (
    "The file is binary, or in an alphabet that we cannot tell: save it as plain text, in UTF-8."
)


def run(*paths, **options) -> tuple[str, str, str]:
    """What it printed, what it complained of, and the sentence it ended with."""
    out, err = StringIO(), StringIO()
    try:
        call_command(
            "import_source_articles",
            *[str(path) for path in paths],
            stdout=out,
            stderr=err,
            **options,
        )
    except CommandError as error:
        return out.getvalue(), err.getvalue(), str(error)
    return out.getvalue(), err.getvalue(), ""


@pytest.fixture
def tea(tmp_path) -> Path:
    path = tmp_path / "tea.txt"
    path.write_text("Why tea?\n\nTea is warm.\n\nScroll to top\n", encoding="utf-8")
    return path


def test_files_are_stored_and_reported_one_by_one(db, tea, tmp_path):
    milk = tmp_path / "milk.txt"
    milk.write_bytes(b"\xef\xbb\xbfWhy milk?\r\n\r\nMilk is white.\r\n")
    assert run(tea, milk) == (
        f"{tea}: “why-tea”: stored; 1 piece of debris removed.\n"
        f"{tea}: removed “Scroll to top”: a link or a button.\n"
        f"{milk}: “why-milk”: stored; 0 pieces of debris removed.\n",
        "",
        "",
    )
    assert sorted(SourceArticle.objects.values_list("source_title", "text")) == [
        ("Why milk?", "Why milk?\n\nMilk is white."),
        ("Why tea?", "Why tea?\n\nTea is warm."),
    ]


def test_pages_and_markdown_are_read_as_such(db, tmp_path):
    page, note = tmp_path / "page.html", tmp_path / "note.md"
    page.write_text(
        "<html><head><title>Shop</title><script>steal()</script></head><body><nav>Home</nav>"
        "<h1>Of tea</h1><p>It <b>warms</b>.</p></body></html>",
        encoding="utf-8",
    )
    note.write_text("# Of milk\n\nIt *is* white.\n", encoding="utf-8")
    out, err, end = run(page, note)
    assert (err, end) == ("", "")
    assert f"{page}: removed “Home”: navigation.\n" in out
    assert sorted(SourceArticle.objects.values_list("source_title", "text")) == [
        ("Of milk", "Of milk\n\nIt is white."),
        ("Of tea", "Of tea\n\nIt warms."),
    ]


def test_second_run_adds_nothing_and_says_so(db, tea):
    run(tea)
    assert run(tea) == (f"{tea}: “why-tea”: already stored; 1 piece of debris removed.\n", "", "")
    assert SourceArticle.objects.count() == 1


def test_what_is_known_of_one_file_is_stored(db, tea):
    run(
        tea,
        title="Of tea",
        publisher="A shop",
        url="https://example.com/tea",
        retrieved=date(2026, 11, 22),
    )
    article = SourceArticle.objects.get()
    assert (article.source_title, article.publisher, article.url, article.retrieved_on) == (
        "Of tea",
        "A shop",
        "https://example.com/tea",
        date(2026, 11, 22),
    )


def test_what_is_known_of_one_file_is_not_said_of_two(db, tea):
    assert run(tea, tea, url="https://example.com/tea") == (
        "",
        "",
        "--url is said of one file: import the files one by one.",
    )
    assert not SourceArticle.objects.exists()


def test_new_text_of_an_address_tells_what_is_lost_and_how_far_it_is_read(ada, tea):
    run(tea, url="https://example.com/tea")
    article = SourceArticle.objects.get()
    decide(article, ada, 1)
    decide(article, ada, 2)
    tea.write_text("Why tea?\n\nTea is cold.", encoding="utf-8")
    assert run(tea, url="https://example.com/tea")[0] == (
        f"{tea}: “why-tea”: a new text of it; 0 pieces of debris removed.\n"
        f"{tea}: the decision about sentence 2 has lost its place.\n"
        f"{tea}: 1 of 2 sentences decided (50 %), 0 claim sentences without a claim of ours, 1 lost.\n"
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", EMPTY),
        (b"Back to blog\n", EMPTY),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "The file is a picture: type or paste its text.",
        ),
        (
            b"%PDF-1.7\n\x01\x02",
            "The file is a PDF: open it, select its text and paste that.",
        ),
        (b"\0\1\2\3 tea \xff\xfe", BINARY),
        (
            b"x" * 10_000_000,
            "The file has 10.0 MB; an article may have 2 MB. Is it the right file?",
        ),
        (
            b"x" * 1_100_000,
            "It has 1,100,000 characters; an article may have 1,000,000. Is it the right file?",
        ),
    ],
    ids=["empty", "debris", "png", "pdf", "binary", "10 MB", "long"],
)
def test_bad_file_gets_a_sentence_and_the_good_one_is_stored(db, tea, tmp_path, content, sentence):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    out, err, end = run(bad, tea)
    assert out.startswith(f"{tea}: “why-tea”: stored;")
    assert err == f"{bad}: not imported. {sentence}\n"
    assert end == "1 of 2 files could not be imported."
    assert SourceArticle.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"Th\xe9 \xe0 la menthe.", "Thé à la menthe."),
        ("Thé.".encode("utf-16"), "Thé."),
        ("\u202eMagne\u00adsium\u200b helps.".encode(), "Magnesium helps."),
        ("שלום. מגנזיום עוזר.".encode(), "שלום. מגנזיום עוזר."),
        (b"Vitamin Q does wonders.", "Vitamin Q does wonders."),
    ],
    ids=["latin-1", "utf-16", "unseen letters", "right to left", "unknown supplement"],
)
def test_odd_file_is_read_as_it_was_meant(db, tmp_path, content, text):
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    assert run(path)[1:] == ("", "")
    assert SourceArticle.objects.get().text == text


def test_missing_file_and_folder_get_a_sentence(db, tmp_path):
    missing = tmp_path / "none.txt"
    out, err, end = run(missing, tmp_path)
    assert out == ""
    assert err == (
        f"{missing}: not imported. The file cannot be read: No such file or directory.\n"
        f"{tmp_path}: not imported. The file cannot be read: Is a directory.\n"
    )
    assert end == "2 of 2 files could not be imported."


def test_import_by_a_person_is_theirs(ada, tea):
    run(tea, by="ada")
    assert [person.username for person in SourceArticle.objects.get().edited_by.all()] == ["ada"]


def test_import_by_nobody_named_is_the_import_accounts(db, tea):
    run(tea)
    assert [person.username for person in SourceArticle.objects.get().edited_by.all()] == [
        "source-article-import"
    ]


def test_import_by_an_unknown_person_is_refused(db, tea):
    assert run(tea, by="zoe") == (
        "",
        "",
        "There is no account “zoe”: check the name, or leave --by out.",
    )


def test_import_by_a_person_who_may_not_is_refused(cleo, tea):
    _, err, _ = run(tea, by="cleo")
    assert err == (
        f"{tea}: not imported. Your account may not import articles. Ask an administrator for the group Editor.\n"
    )


def test_text_of_one_megabyte_is_stored_in_seconds(db, tmp_path):
    path = tmp_path / "long.txt"
    sentence = "Magnesium helps {} people sleep and may ease their cramps.\n"
    path.write_text("".join(sentence.format(n) for n in range(16_000)), encoding="utf-8")
    began = perf_counter()
    assert run(path)[2] == ""
    assert len(SourceArticle.objects.get().text) > 900_000
    assert perf_counter() - began < 10


def test_publishing_leaves_what_is_not_ours_a_draft(db, tea):
    out, _, end = run(tea, publish=True)
    assert out.endswith(
        "“why-tea” stays a draft: its decisions are not the starter content's. Have it reviewed and publish "
        "it at the desk.\nNothing to publish.\n"
    )
    assert end == ""
