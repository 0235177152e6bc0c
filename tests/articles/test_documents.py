"""The published document of an article, whole."""

import pytest

from articles.documents import article_document
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
