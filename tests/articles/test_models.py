"""Articles beside the claims they place, and appearances beside the words they quote."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Appearance, SourceArticle
from tests import builders
from tests.refusals import refused_by


def errors_of(item) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        item.full_clean()
    return caught.value.message_dict


@pytest.fixture
def claim(ada):
    return builders.claim("one", by=ada)


def test_article_with_an_unknown_slug_is_an_error_beside_the_body(claim):
    article = builders.article(
        body="## A {#answer}\n\n[[claim:one]]\n\n[[claim:two]]\n\n[[claim:three]]\n"
    )
    assert errors_of(article) == {
        "body": [
            "There is no claim “two”: check the slug in [[claim:two]].",
            "There is no claim “three”: check the slug in [[claim:three]].",
        ]
    }


def test_article_with_an_unknown_kind_of_section_is_an_error_beside_the_body(db):
    article = builders.article(body="## A {#intro}\n\nText.\n")
    assert errors_of(article) == {
        "body": [
            "“intro” is no kind of section: use one of answer, condition, evidence, dose, safety, help, method."
        ]
    }


def test_article_with_a_placement_inside_a_sentence_is_an_error_beside_the_body(claim):
    article = builders.article(body="## A {#answer}\n\nWe say [[claim:one]] here.\n")
    assert errors_of(article) == {
        "body": ["“[[claim:one]]” must stand on a line of its own to place the claim."]
    }


def test_article_that_places_known_claims_is_valid(claim):
    article = builders.article(body="## A {#answer}\n\n[[claim:one]]\n")
    article.full_clean()
    assert article.claims_placed() == {"one": claim.public_id}
    assert article.missing_claims() == []


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            "[[claim:two]]\n",
            "Article “our-article” places the claim “two”, which does not exist: check the slug.",
        ),
        (" \n", "Article “our-article” has no text."),
    ],
)
def test_article_that_is_not_fit_says_why(db, body, sentence):
    assert builders.article(body=body).problems() == [sentence]


def test_article_is_known_by_its_title(db):
    assert str(builders.article("our-article")) == "Our article"


@pytest.mark.parametrize(
    "slug", ["Our-Article", "our_article", "our--article", "-a", "a-", "ärtikel", "a\n"]
)
def test_slug_of_other_letters_is_an_error(db, slug):
    article = builders.article()
    article.slug = slug
    assert list(errors_of(article)) == ["slug"]


def test_appearance_quotes_the_text_exactly(claim):
    article = builders.source_article(claim)
    quote = Appearance(
        source_article=article,
        claim=claim,
        exact="It does one for everybody.",
        strength=1,
        position=1,
    )
    assert errors_of(quote) == {
        "exact": ["These words are not in the text: copy them exactly as they stand there."]
    }
    quote.exact = "Magnesium is wonderful."
    quote.full_clean()
    assert str(quote) == "one in their-article"


def test_appearance_strength_is_0_to_3_in_the_database(claim):
    article = builders.source_article(claim)
    with refused_by("appearance_strength_0_to_3"):
        article.appearances.update(strength=4)


def test_appearance_without_a_sentence_stands_once_in_a_place(claim):
    article = builders.source_article(claim)
    values = {"source_article": article, "claim": claim, "exact": "It", "strength": 0}
    Appearance.objects.create(**values)
    columns = ("source_article_id", "claim_id", "position")
    with refused_by("appearance_once", *(f"articles_appearance.{name}" for name in columns)):
        Appearance.objects.create(**values)


def test_claim_appears_once_in_a_sentence(claim):
    first = builders.source_article(claim).appearances.get()
    columns = ("decision_id", "claim_id")
    names = [f"articles_appearance.{name}" for name in columns]
    with refused_by("appearance_once_a_sentence", *names):
        Appearance.objects.create(
            source_article=first.source_article,
            decision=first.decision,
            claim=claim,
            strength=0,
            position=99,
        )


def test_appearance_without_words_is_for_texts_that_are_not_kept_here(claim):
    article = builders.source_article(claim)
    empty = Appearance(source_article=article, claim=claim, strength=1, position=1)
    assert errors_of(empty) == {"exact": ["Give the words of the text that make the claim."]}
    article.text = ""
    empty.full_clean()


def test_sentence_is_decided_once(claim):
    decided = builders.source_article(claim).decisions.first()
    decided.pk = None
    names = [f"articles_segmentdecision.{name}" for name in ("revision_id", "start")]
    with refused_by("decision_once_a_sentence", *names):
        decided.save()


def test_decision_stands_somewhere_in_its_text(claim):
    decided = builders.source_article(claim).decisions.first()
    with refused_by("decision_has_a_place_in_its_text"):
        decided.end = decided.start
        decided.save()


def test_decision_and_revision_and_step_say_what_they_are(claim):
    article = builders.source_article(claim)
    assert [str(each) for each in (*article.decisions.all(), *article.revisions.all())] == [
        "Sentence 1: Definition or background",
        "Sentence 2: Claim",
        "their-article, text 1",
    ]


def test_source_article_of_one_text_is_stored_once(claim):
    first = builders.source_article(claim)
    with refused_by("content_sha256", "articles_sourcearticle.content_sha256"):
        SourceArticle.objects.create(
            slug="other", source_title="O", text="T", content_sha256=first.content_sha256
        )
