"""Importing somebody else's article: cleaned, stored once, never in print by itself."""

from datetime import date

import pytest

from articles.actions import LONGEST_CHARACTERS, import_account, import_source_article
from articles.models import SourceArticle
from claims.canonical import fingerprint
from claims.errors import Refused
from tests import builders

TEXT = "Title: Why Tea?\n\nTea is warm. It calms.\n\nBack to blog\n"
CLEANED = "Why Tea?\n\nTea is warm. It calms."


def test_import_stores_the_cleaned_text_as_a_draft(ada):
    imported = import_source_article(
        text=TEXT,
        by=ada,
        publisher="A tea shop",
        url="https://example.com/tea",
        retrieved_on=date(2026, 11, 22),
    )
    article = SourceArticle.objects.get()
    assert (imported.article, imported.created) == (article, True)
    assert imported.removed == ("Title:", "Back to blog")
    assert (article.slug, article.source_title, article.state) == ("why-tea", "Why Tea?", "draft")
    assert (article.text, article.removed) == (CLEANED, "Title:\nBack to blog")
    assert article.content_sha256 == fingerprint(CLEANED)
    assert (article.publisher, article.url) == ("A tea shop", "https://example.com/tea")
    assert article.retrieved_on == date(2026, 11, 22)
    assert list(article.edited_by.all()) == [ada]


def test_import_of_what_may_be_unknown_leaves_it_empty(ada):
    article = import_source_article(text=TEXT, by=ada).article
    assert (article.publisher, article.url, article.retrieved_on) == ("", "", None)


@pytest.mark.parametrize("again", [TEXT, CLEANED, TEXT.replace("\n", "\r\n") + "\nScroll to top\n"])
def test_import_of_the_same_text_adds_nothing(ada, again):
    first = import_source_article(text=TEXT, by=ada).article
    second = import_source_article(text=again, by=ada)
    assert (second.article, second.created) == (first, False)
    assert SourceArticle.objects.count() == 1


def test_import_again_keeps_what_an_editor_changed(ada):
    article = import_source_article(text=TEXT, by=ada).article
    SourceArticle.objects.filter(pk=article.pk).update(
        slug="tea", source_title="Tea", text="Tea, corrected."
    )
    again = import_source_article(text=TEXT, by=ada).article
    assert (again.slug, again.source_title, again.text) == ("tea", "Tea", "Tea, corrected.")


def test_import_of_another_text_with_the_same_title_gets_a_slug_of_its_own(ada):
    slugs = [
        import_source_article(text=f"Why Tea?\n\nReason {n}.", by=ada).article.slug
        for n in range(3)
    ]
    assert slugs == ["why-tea", "why-tea-2", "why-tea-3"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Tea_for: two & “three”", "tea-for-two-three"),
        ("Thé à la menthe", "the-a-la-menthe"),
        ("word " * 30, "-".join(["word"] * 15)),
        ("x" * 200, "x" * 75),
    ],
)
def test_slug_comes_from_the_title(ada, title, slug):
    assert import_source_article(text=f"{title}\n\nText.", by=ada).article.slug == slug


def test_slug_of_a_title_without_latin_letters_comes_from_the_text(ada):
    text = "お茶\n\nText."
    assert (
        import_source_article(text=text, by=ada).article.slug == f"article-{fingerprint(text)[:12]}"
    )


def test_title_that_is_a_paragraph_is_cut_between_words(ada):
    article = import_source_article(text="Tea is warm. " * 40, by=ada).article
    assert article.source_title == ("Tea is warm. " * 19).strip() + "…"
    assert article.text == ("Tea is warm. " * 40).strip()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is no text in it: nothing, or nothing but navigation and notices."),
        (" \n\t\n", "There is no text in it: nothing, or nothing but navigation and notices."),
        (
            "Scroll to top\n",
            "There is no text in it: nothing, or nothing but navigation and notices.",
        ),
        (
            "Tea\0\n",
            "It holds control characters that no text has: save it as plain text, in UTF-8.",
        ),
        (
            "PK\x03\x04 tea",
            "It holds control characters that no text has: save it as plain text, in UTF-8.",
        ),
        (
            "x" * (LONGEST_CHARACTERS + 1),
            "It has 500,001 characters; an article may have 500,000. Is it the right file?",
        ),
    ],
    ids=["empty", "blank", "debris", "nul", "zip", "long"],
)
def test_import_of_no_article_is_refused(ada, text, sentence):
    with pytest.raises(Refused) as caught:
        import_source_article(text=text, by=ada)
    assert caught.value.sentences == (sentence,)
    assert not SourceArticle.objects.exists()


def test_import_with_a_bad_address_is_refused_by_field(ada):
    with pytest.raises(Refused) as caught:
        import_source_article(text=TEXT, by=ada, url="javascript:alert(1)", publisher="x" * 161)
    assert sorted(caught.value.sentences) == [
        "publisher: Ensure this value has at most 160 characters (it has 161).",
        "url: Give a web address that starts with https:// or http://.",
    ]
    assert not SourceArticle.objects.exists()


def test_import_without_permission_is_refused(cleo):
    with pytest.raises(Refused, match="may not import articles"):
        import_source_article(text=TEXT, by=cleo)
    assert not SourceArticle.objects.exists()


def test_import_account_may_import_and_nothing_else(db):
    account = import_account()
    assert account == import_account()
    assert not account.has_usable_password()
    assert (account.is_staff, account.is_superuser) == (False, False)
    assert account.get_all_permissions() == {"articles.add_sourcearticle"}


def test_imported_article_is_no_check_until_a_claim_is_marked(ada):
    article = import_source_article(text=TEXT, by=ada).article
    with pytest.raises(Refused, match="Check “why-tea” has no appearances"):
        builders.approve(article)
