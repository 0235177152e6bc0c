"""The home page: what we do, each condition with its answer, the newest editions."""

import re

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


def test_home_shows_how_many_claims_have_which_verdict(client, ada):
    headache = builders.condition()
    made = [
        builders.claim("good", by=ada, conditions=[headache]),
        builders.claim("open", by=ada, conditions=[headache], values=builders.NOT_STUDIED),
        builders.claim("late", by=ada, conditions=[headache], values=builders.NOT_STUDIED),
        builders.claim("harm", by=ada, conditions=[headache], claim_kind="safety"),
    ]
    headache.headline_claim = made[0]
    headache.save()
    sources = [c.source for claim in made for c in claim.citations.all()]
    builders.put_in_print(headache, made[0].supplement, *made, *sources)

    html = client.get("/").text

    bar = html[html.index('id="so-far"') : html.index('id="marks"')]
    assert "3 claims checked so far" in bar
    assert "For 2 of them there is too little evidence to say" in bar
    assert re.findall(r'<rect class="share-([^"]+)" x="([^"]+)" width="([^"]+)"', bar) == [
        ("supported", "0.0", "33.33"),
        ("not-studied", "33.33", "66.67"),
    ]


def test_home_leads_to_what_readers_ask_first(client, ada):
    builders.published_site()

    html = client.get("/").text

    straight = html[html.index('class="straight"') : html.index('id="conditions"')]
    addresses = re.findall('href="([^"]+)"', straight)
    assert addresses == [
        "/supplements/magnesium/#limits",
        "/compare/forms/",
        "/compare/articles/",
        "/checks/",
        "/compare/",
        "/compare/map/",
        "/changes/",
    ]
    assert {client.get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize("n", [1, 3])
def test_home_takes_four_queries(client, ada, n):
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

    assert taken == 4
