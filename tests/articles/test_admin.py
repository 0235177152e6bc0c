"""The forms of our articles and of other people's texts."""

import pytest
from django.urls import reverse

from articles.models import Article, SourceArticle
from claims.canonical import fingerprint
from tests import builders
from tests.forms import form_of, signed_in

pytestmark = pytest.mark.django_db


def address(item) -> str:
    meta = item._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[item.pk])


def errors_of(response) -> dict:
    return dict(response.context["adminform"].form.errors)


def test_article_saved_untouched_keeps_its_approval_and_line_ends(ada):
    article = builders.article()
    builders.approve(article)
    client = signed_in(ada)

    client.post(address(article), form_of(client, address(article)))

    stored = Article.objects.get()
    assert (stored.state, stored.body) == ("approved", article.body)


def test_article_naming_an_unknown_claim_is_refused_with_what_was_typed(ada):
    article = builders.article()
    client = signed_in(ada)
    body = "## The answer {#answer}\r\n\r\n[[claim:no-such-claim]]\r\n\r\n## More {#nonsense}\r\n"

    response = client.post(address(article), form_of(client, address(article)) | {"body": body})

    assert errors_of(response)["body"] == [
        "There is no claim “no-such-claim”: check the slug in [[claim:no-such-claim]].",
        "“nonsense” is no kind of section: use one of answer, condition, evidence, dose, safety, "
        "help, method.",
    ]
    assert response.context["adminform"].form["body"].value() == body
    assert Article.objects.get().body == article.body


def test_appearance_whose_words_are_not_in_the_text_is_refused(ada):
    check = builders.source_article(builders.claim("sleep", by=ada))
    client = signed_in(ada)
    typed = form_of(client, address(check)) | {"appearances-0-exact": "Words of my own."}

    response = client.post(address(check), typed)

    (inline,) = response.context["inline_admin_formsets"]
    assert dict(inline.formset.forms[0].errors) == {
        "exact": ["These words are not in the text: copy them exactly as they stand there."]
    }


def test_edit_of_an_appearance_counts_as_an_edit_of_the_check(ada):
    check = builders.source_article(builders.claim("sleep", by=ada))
    builders.approve(check)
    client = signed_in(ada)

    client.post(address(check), form_of(client, address(check)) | {"appearances-0-strength": "3"})

    check.refresh_from_db()
    assert (check.state, check.appearances.get().strength) == ("draft", 3)
    assert [person.username for person in check.edited_by.all()] == ["ada"]


def test_new_source_article_is_hashed_and_a_twin_refused(ada):
    client = signed_in(ada)
    add = reverse("admin:articles_sourcearticle_add")
    typed = form_of(client, add) | {
        "source_title": "Theirs",
        "slug": "theirs",
        "text": "One.\r\nTwo.",
    }

    client.post(add, typed)
    twin = client.post(add, typed | {"slug": "theirs-again"})

    assert SourceArticle.objects.get().content_sha256 == fingerprint("One.\nTwo.")
    assert errors_of(twin) == {"text": ["This very text is stored already, as “theirs”."]}
