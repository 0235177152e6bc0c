"""The published documents of an article and of a check, whole."""

from datetime import date

import pytest

from articles.documents import article_document, check_document
from tests import builders

BODY = """\
## The answer {#answer}

We looked.

## What was found {#evidence}

Two *trials*.

[[claim:one]]

[[claim:never-written]]
"""


@pytest.fixture
def claim(ada):
    return builders.claim("one", by=ada, conditions=[builders.condition()])


def test_article_document_is_exactly_this(claim):
    headache, magnesium = claim.conditions.get(), claim.supplement
    article = builders.article(body=BODY, conditions=[headache])
    article.supplements.add(magnesium)
    assert article_document(article) == {
        "kind": "article",
        "id": article.public_id,
        "slug": "our-article",
        "language": "en-GB",
        "title": "Our article",
        "summary": "What we found.",
        "byline": ["mgsite editorial"],
        "condition_ids": [headache.public_id],
        "supplements": [magnesium.public_id],
        "sections": [
            {
                "id": "answer",
                "heading": "The answer",
                "aspect": "answer",
                "html": "<p>We looked.</p>",
                "text": "We looked.",
                "standalone": True,
                "claim_ids": [],
            },
            {
                "id": "evidence",
                "heading": "What was found",
                "aspect": "evidence",
                "html": f"<p>Two <em>trials</em>.</p>\n<!--claim:{claim.public_id}-->",
                "text": "Two trials.",
                "standalone": False,
                "claim_ids": [claim.public_id],
            },
        ],
        "word_count": 9,
    }


def test_article_document_holds_no_words_of_its_claims(claim):
    text = str(article_document(builders.article(body=BODY)))
    assert [
        words
        for words in (claim.statement, claim.conclusion, claim.plain_language)
        if words in text
    ] == []


def test_check_document_is_exactly_this(claim):
    check = builders.source_article(claim)
    check.publisher, check.url = "A shop", "https://example.com/theirs"
    check.retrieved_on = date(2026, 11, 22)
    assert check_document(check) == {
        "kind": "check",
        "id": check.public_id,
        "slug": "their-article",
        "language": "en-GB",
        "title": "Their article",
        "publisher": "A shop",
        "source_url": "https://example.com/theirs",
        "retrieved_on": date(2026, 11, 22),
        "content_sha256": check.content_sha256,
        "appearances": [
            {"quote": "It does one for all.", "claim_id": claim.public_id, "strength": 2}
        ],
        "sentences": None,
    }


def test_check_document_holds_the_quotation_and_not_the_text(claim):
    check = builders.source_article(claim)
    check.removed = "Back to the shop"
    text = str(check_document(check))
    assert [words for words in ("Magnesium is wonderful.", check.removed) if words in text] == []


def test_check_without_a_place_it_came_from_says_null(claim):
    document = check_document(builders.source_article(claim))
    assert [document[key] for key in ("publisher", "source_url", "retrieved_on")] == [
        None,
        None,
        None,
    ]
