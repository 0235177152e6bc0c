"""Importing somebody else's article: cleaned, stored once, never in print by itself."""

from datetime import date

import pytest

from articles.actions import Outcome, import_account, import_text
from articles.debris import Removal
from articles.models import SourceArticle
from articles.reading.texts import LONGEST_CHARACTERS
from claims.canonical import fingerprint
from claims.errors import Refused
from tests import builders

TEXT = "Title: Why Tea?\n\nTea is warm. It calms.\n\nBack to blog\n"
CLEANED = "Why Tea?\n\nTea is warm. It calms."
EMPTY = "There is no text in it: nothing, or nothing but navigation and notices."
BINARY = (
    "The file is binary, or in an alphabet that we cannot tell: save it as plain text, in UTF-8."
)


def test_import_stores_the_cleaned_text_as_a_draft(ada):
    imported = import_text(
        content=TEXT,
        by=ada,
        publisher="A tea shop",
        url="https://example.com/tea#top",
        retrieved_on=date(2026, 11, 22),
    )
    article = SourceArticle.objects.get()
    assert (imported.article, imported.outcome) == (article, Outcome.CREATED)
    assert imported.removals == (
        Removal("Title:", "a label before the title"),
        Removal("Back to blog", "a link or a button"),
    )
    assert (article.slug, article.source_title, article.state) == ("why-tea", "Why Tea?", "draft")
    assert (article.text, article.content_sha256) == (CLEANED, fingerprint(CLEANED))
    assert (article.publisher, article.url) == ("A tea shop", "https://example.com/tea")
    assert article.retrieved_on == date(2026, 11, 22)
    assert list(article.edited_by.all()) == [ada]


def test_import_keeps_the_text_as_its_first_revision(ada):
    article = import_text(content=TEXT, by=ada, retrieved_on=date(2026, 11, 22)).article
    kept = article.revisions.get()
    assert (kept.number, kept.text, kept.content_sha256, kept.by, kept.retrieved_on) == (
        1,
        CLEANED,
        fingerprint(CLEANED),
        ada,
        date(2026, 11, 22),
    )
    assert kept.removed == [
        {"words": "Title:", "reason": "a label before the title"},
        {"words": "Back to blog", "reason": "a link or a button"},
    ]


def test_import_of_what_may_be_unknown_leaves_it_empty(ada):
    article = import_text(content=TEXT, by=ada).article
    assert (article.publisher, article.url, article.retrieved_on) == ("", "", None)


def test_import_takes_a_title_that_is_given(ada):
    article = import_text(content=TEXT, by=ada, title=" Of tea ").article
    assert (article.source_title, article.slug) == ("Of tea", "of-tea")


@pytest.mark.parametrize(
    "again",
    [
        TEXT,
        CLEANED,
        TEXT.replace("\n", "\r\n") + "\nScroll to top\n",
        TEXT.replace("\n", "\n\n \t\n"),
        "\u200f" + TEXT.replace(" ", "\u00a0"),
        TEXT.encode("utf-16"),
    ],
    ids=["same", "cleaned", "debris", "blank lines", "unseen letters", "utf-16"],
)
def test_import_of_the_same_text_adds_nothing(ada, again):
    first = import_text(content=TEXT, by=ada).article
    second = import_text(content=again, by=ada, publisher="Another")
    assert (second.article, second.outcome) == (first, Outcome.KNOWN)
    first.refresh_from_db()
    assert (first.publisher, first.lock_version, first.revisions.count()) == ("", 2, 1)


def test_import_again_keeps_what_an_editor_changed(ada):
    article = import_text(content=TEXT, by=ada).article
    SourceArticle.objects.filter(pk=article.pk).update(slug="tea", source_title="Tea")
    again = import_text(content=TEXT, by=ada).article
    assert (again.slug, again.source_title) == ("tea", "Tea")


def test_import_of_another_text_with_the_same_title_gets_a_slug_of_its_own(ada):
    slugs = [import_text(content=f"Why Tea?\n\nReason {n}.", by=ada).article.slug for n in range(3)]
    assert slugs == ["why-tea", "why-tea-2", "why-tea-3"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Tea_for: two & “three”", "tea-for-two-three"),
        ("Thé à la menthe", "the-a-la-menthe"),
        ("Word " * 30, "-".join(["word"] * 15)),
        ("X" * 200, "x" * 75),
    ],
)
def test_slug_comes_from_the_title(ada, title, slug):
    assert import_text(content=f"{title}\n\nText.", by=ada).article.slug == slug


def test_slug_of_a_title_without_latin_letters_comes_from_the_text(ada):
    text = "お茶\n\nText."
    slug = import_text(content=text, by=ada).article.slug
    assert slug == f"article-{fingerprint(text)[:12]}"


def test_title_of_a_text_without_one_is_its_first_sentence(ada):
    article = import_text(content="Tea is warm. " * 40, by=ada).article
    assert article.source_title == "Tea is warm."
    article = import_text(content="Tea is so warm " * 40, by=ada).article
    assert article.source_title == ("Tea is so warm " * 16).strip() + " Tea is…"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", EMPTY),
        (" \n\t\n", EMPTY),
        ("Scroll to top\n", EMPTY),
        ("<html><script>alert('Magnesium helps.')</script></html>", EMPTY),
        ("\u200b\u202e\n", EMPTY),
        (b"Tea\0\1\2 is\0 warm", BINARY),
        (
            b"PK\x03\x04 tea",
            "The file is a Word file or an archive: open it and save it as plain text.",
        ),
        (
            "x" * (LONGEST_CHARACTERS + 1),
            "It has 1,000,001 characters; an article may have 1,000,000. Is it the right file?",
        ),
        (
            b"x" * 10_000_000,
            "The file has 10.0 MB; an article may have 2 MB. Is it the right file?",
        ),
    ],
    ids=["empty", "blank", "debris", "script", "unseen", "binary", "zip", "long", "10 MB"],
)
def test_import_of_no_article_is_refused(ada, content, sentence):
    with pytest.raises(Refused) as caught:
        import_text(content=content, by=ada)
    assert caught.value.sentences == (sentence,)
    assert not SourceArticle.objects.exists()


def test_import_with_a_bad_address_is_refused_by_field(ada):
    with pytest.raises(Refused) as caught:
        import_text(content=TEXT, by=ada, url="javascript:alert(1)", publisher="x" * 161)
    assert sorted(caught.value.sentences) == [
        "publisher: Ensure this value has at most 160 characters (it has 161).",
        "url: Give a web address that starts with https:// or http://.",
    ]
    assert not SourceArticle.objects.exists()


def test_import_without_permission_is_refused(cleo):
    with pytest.raises(Refused, match="may not import articles"):
        import_text(content=TEXT, by=cleo)
    assert not SourceArticle.objects.exists()


def test_import_account_may_import_and_nothing_else(db):
    account = import_account()
    assert account == import_account()
    assert not account.has_usable_password()
    assert (account.is_staff, account.is_superuser) == (False, False)
    assert account.get_all_permissions() == {"articles.add_sourcearticle"}


def test_imported_article_is_no_check_until_a_claim_is_marked(ada):
    article = import_text(content=TEXT, by=ada).article
    with pytest.raises(Refused, match="Check “why-tea” has no appearances"):
        builders.approve(article)
