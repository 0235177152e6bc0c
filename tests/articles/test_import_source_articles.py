"""The command: a report for each file, each file whole or not at all."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.models import SourceArticle
from tests import builders

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"
PAGES = [
    "/",
    "/conditions/",
    "/conditions/headache/",
    "/supplements/magnesium/",
    "/articles/our-article/",
    "/compare/",
    "/changes/",
    "/sitemap.xml",
    "/api/v1/claims",
    "/api/v1/checks",
    "/api/v1/changes",
    "/api/v1/manifest",
]


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
        f"{tea}: stored as “why-tea”; 1 line of debris removed.\n"
        f"{milk}: stored as “why-milk”; 0 lines of debris removed.\n",
        "",
        "",
    )
    assert sorted(SourceArticle.objects.values_list("source_title", "text")) == [
        ("Why milk?", "Why milk?\n\nMilk is white."),
        ("Why tea?", "Why tea?\n\nTea is warm."),
    ]


def test_second_run_adds_nothing_and_says_so(db, tea):
    run(tea)
    assert run(tea) == (f"{tea}: already stored as “why-tea”.\n", "", "")
    assert SourceArticle.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is no text in it: nothing, or nothing but navigation and notices."),
        (
            b"Back to blog\n",
            "There is no text in it: nothing, or nothing but navigation and notices.",
        ),
        (
            b"Th\xe9 \xe0 la menthe",
            "The file is not in UTF-8 (byte 3 does not fit): save it as plain text, in UTF-8.",
        ),
        (
            "Tea".encode("utf-16"),
            "The file is binary, not text (or text in UTF-16): save it as plain text, in UTF-8.",
        ),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "The file is binary, not text (or text in UTF-16): save it as plain text, in UTF-8.",
        ),
        (
            b"%PDF-1.7\n\x01\x02",
            "It holds control characters that no text has: save it as plain text, in UTF-8.",
        ),
        (
            b"x" * 10_000_000,
            "The file has 10.0 MB; an article may have 2.0 MB. Is it the right file?",
        ),
        (
            b"x" * 600_000,
            "It has 600,000 characters; an article may have 500,000. Is it the right file?",
        ),
    ],
    ids=["empty", "debris", "latin-1", "utf-16", "png", "pdf", "10 MB", "long"],
)
def test_bad_file_gets_a_sentence_and_the_good_one_is_stored(db, tea, tmp_path, content, sentence):
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    out, err, end = run(bad, tea)
    assert out == f"{tea}: stored as “why-tea”; 1 line of debris removed.\n"
    assert err == f"{bad}: not imported. {sentence}\n"
    assert end == "1 of 2 files could not be imported."
    assert SourceArticle.objects.count() == 1


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


# -- the five texts that the project is for; they stand beside the repository, never in it


@pytest.fixture
def seeds() -> list[Path]:
    if not SEEDS.is_dir():
        pytest.skip("There is no folder ../shared/seeds beside this repository.")
    return sorted(SEEDS.glob("*.txt"))


def test_seeds_are_stored_once_and_without_debris(db, seeds):
    out, err, end = run(*seeds)
    assert (out.count("stored as"), err, end) == (5, "", "")
    texts = list(SourceArticle.objects.order_by("slug").values_list("source_title", "text"))
    assert len(texts) == 5
    for title, text in texts:
        lines = [line.casefold() for line in text.splitlines()]
        assert lines.count(title.casefold()) == 1
        assert not [
            line
            for line in lines
            if line.startswith(("title:", "scroll to", "back to blog", "leave a"))
        ]
        assert "comments need" not in text
        assert len(text.split()) > 450
    out, err, end = run(*seeds)
    assert (out.count("already stored as"), err, end) == (5, "", "")
    assert SourceArticle.objects.count() == 5


def test_seeds_lose_no_line_but_debris(db, seeds):
    run(*seeds)
    for path, article in zip(seeds, SourceArticle.objects.order_by("pk"), strict=True):
        given = {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
        gone = given - set(article.text.splitlines())
        kept_without_label = {
            line for line in gone if line.removeprefix("Title: ") in article.text.splitlines()
        }
        assert gone - kept_without_label <= set(article.removed.splitlines())


def test_seeds_reach_no_public_page(client, ada, seeds):
    builders.published_site()
    run(*seeds)
    articles = list(SourceArticle.objects.all())
    runs = {words for article in articles for words in nine_word_runs(article.text)}
    searches = [f"/search/?q={words[0]}+{words[1]}" for words in sorted(runs)[::400]]
    checks = [f"/checks/{article.slug}/" for article in articles]
    for page, status in [(p, 200) for p in PAGES + searches] + [(p, 404) for p in checks]:
        answer = client.get(page)
        assert (page, answer.status_code) == (page, status)
        assert not runs & nine_word_runs(answer.text), page


def nine_word_runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(words[start:] for start in range(9)), strict=False))
