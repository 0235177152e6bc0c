"""The home page: what we do, each condition with its answer, the newest editions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import builders


def test_home_is_a_page_before_anything_is_published(client, db):
    response = client.get("/")

    assert response.status_code == 200
    assert response.text.count("Nothing has been published yet.") == 2


def test_home_gives_each_condition_its_answer_with_both_marks(client, ada):
    site = builders.published_site()

    html = client.get("/").text

    line = html[html.index('<article class="condition-line">') : html.index("</article>")]
    assert '<a href="/conditions/headache/">Headache</a>' in line
    assert site["claims"][0].conclusion in line
    assert site["claims"][0].statement not in html
    assert line.count("verdict verdict-supported") == 1
    assert line.count("Low certainty") == 1


def test_home_tells_the_newest_changes(client, ada):
    builders.published_site()
    builders.put_in_print(builders.source("later"), note="One more trial.")

    html = client.get("/").text

    newest = html[html.index('id="newest"') :]
    assert newest.index("One more trial.") < newest.index("For a test.")


def test_home_searches(client, db):
    html = client.get("/").text

    assert '<form class="search-form" action="/search/" method="get" role="search">' in html
    assert '<input id="q" name="q" type="search"' in html


@pytest.mark.parametrize("n", [1, 3])
def test_home_takes_three_queries(client, ada, n):
    for slug in ["headache", "migraine", "fibromyalgia"][:n]:
        made = builders.condition(slug)
        claim = builders.claim(by=ada, conditions=[made])
        made.headline_claim = claim
        made.save()
        sources = [c.source for c in claim.citations.all()]
        builders.put_in_print(made, claim.supplement, claim, *sources)

    with CaptureQueriesContext(connection) as queries:
        client.get("/")
        taken = len(queries)

    assert taken == 3
