"""The page of one of our articles: its words, with claims in their places."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mgsite.editions.withdraw import withdraw
from tests import builders


def page(client) -> str:
    response = client.get("/articles/our-article/")
    assert response.status_code == 200
    return response.text


def test_article_places_a_card_where_its_claim_stands(client, ada):
    site = builders.published_site()
    claim = site["claims"][0]

    html = page(client)

    parts = ['<h2 id="answer">The answer</h2>', "<p>We looked.</p>", f'id="{claim.slug}"']
    places = [html.index(part) for part in parts]
    assert places == sorted(places)
    assert "<!--claim:" not in html
    assert html.count(claim.statement) == 1


def test_article_says_whose_words_it_is_and_how_it_was_reviewed(client, ada):
    builders.published_site()

    html = page(client)

    assert "<h1>Our article</h1>" in html
    assert "mgsite editorial. Last reviewed" in html
    assert '<meta name="description" content="What we found.">' in html


def test_article_shows_the_notice_of_a_withdrawn_claim(client, ada, dora):
    site = builders.published_site()
    claim = site["claims"][0]
    withdraw(public_id=claim.public_id, by=dora, reason="error", notice="Misread.", operation="out")

    html = page(client)

    assert "A claim that stood here was withdrawn. Misread." in html
    assert claim.conclusion not in html


def test_article_lists_the_sources_of_its_claims(client, ada):
    site = builders.published_site()

    html = page(client)

    sources = html[html.index('<h2 id="sources">') :]
    slug = site["sources"][0].slug
    assert f'<a href="/sources/{slug}/">Doe 2019</a>' in sources


@pytest.mark.parametrize("n", [1, 3])
def test_article_takes_three_queries(client, ada, n):
    made = [builders.claim(by=ada, applies_to_all=True, claim_kind="safety") for _ in range(n)]
    placed = "\n\n".join(f"[[claim:{claim.slug}]]" for claim in made)
    article = builders.article(body=f"## Safety {{#safety}}\n\n{placed}\n")
    sources = [c.source for claim in made for c in claim.citations.all()]
    builders.put_in_print(article, made[0].supplement, *made, *sources)

    with CaptureQueriesContext(connection) as queries:
        client.get("/articles/our-article/")
        taken = len(queries)

    assert taken == 3
