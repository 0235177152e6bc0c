"""The search page, and the description of it for browsers."""

import xml.etree.ElementTree as ET

import pytest

from tests import builders
from tests.public.test_search import legs as legs  # a fixture


def test_page_shows_results_with_their_marks(client, legs):
    response = client.get("/search/?q=iron&utm_source=x")

    assert response.status_code == 200
    assert "2 results for “iron”" in response.text
    assert response.text.count('class="verdict verdict-not-studied"') == 2
    assert 'href="http://127.0.0.1:8000/search/?q=iron"' in response.text
    assert '<meta name="robots" content="noindex, follow">' in response.text


def test_page_marks_what_was_asked_for_and_escapes_the_rest(client, ada):
    hostile = builders.source("s", source_title='Iron <b>"& trial')
    builders.put_in_print(hostile)

    response = client.get("/search/", {"q": "iron"})

    assert "<mark>Iron</mark> &lt;b&gt;&quot;&amp; trial" in response.text


def test_page_says_which_other_name_was_asked_for(client, legs):
    response = client.get("/search/", {"q": "willis-ekbom"})

    assert "Also called: RLS, <mark>Willis-Ekbom disease</mark>." in response.text.replace(
        "<mark>RLS</mark>", "RLS"
    )


def test_page_asks_whether_another_word_was_meant(client, legs):
    response = client.get("/search/", {"q": "irom", "kind": "claim"})

    assert "Nothing holds “irom”. Did you mean" in response.text
    assert '<a href="/search/?q=iron&amp;kind=claim"><b>iron</b></a>?' in response.text
    assert 'value="irom"' in response.text
    assert "2 results for “iron”" in response.text


def test_page_without_results_offers_a_way_on(client, legs):
    response = client.get("/search/", {"q": "<script>zzz"})

    assert response.status_code == 200
    assert "Nothing found for “&lt;script&gt;zzz”" in response.text
    assert '<a href="/conditions/headache/">Headache</a>' in response.text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("what is the", "Those words stand on nearly every page."),
        ("-iron", "A minus leaves words out."),
        ("?!", "There is no word in it."),
        ("zzz", "Try fewer words"),
    ],
)
def test_page_without_results_says_what_to_do(client, legs, text, sentence):
    assert sentence in client.get("/search/", {"q": text}).text


def test_page_of_words_that_never_meet_says_so(client, legs):
    response = client.get("/search/", {"q": "iron headache unclear"})

    assert "Nothing holds all of these words." in response.text


def test_page_offers_filters_with_counts_and_keeps_the_choice(client, legs):
    response = client.get("/search/?q=rls&kind=claim&condition=restless-legs")

    assert '<option value="claim" selected>Claims (1)</option>' in response.text
    assert '<option value="condition">Conditions (1)</option>' in response.text
    assert '<option value="restless-legs" selected>Restless legs (1)</option>' in response.text
    assert "1 result for “rls”" in response.text
    assert (
        'href="http://127.0.0.1:8000/search/?q=rls&amp;kind=claim&amp;condition=restless-legs"'
        in response.text
    )


def test_page_whose_filters_let_nothing_through_leads_out_of_them(client, legs):
    response = client.get("/search/?q=iron&verdict=mixed&certainty=high")

    assert "Nothing under these filters" in response.text
    assert '<a href="/search/?q=iron">Search for “iron” without filters</a>' in response.text


@pytest.mark.parametrize("name", ["kind", "condition", "certainty", "verdict"])
def test_page_with_an_unknown_filter_leaves_it_out_and_says_so(client, legs, name):
    response = client.get("/search/", {"q": "iron", name: "<b>"})

    title = "about" if name == "condition" else name
    assert response.status_code == 404
    assert f"There is no such {title} to filter by" in response.text
    assert "2 results for “iron”" in response.text


@pytest.mark.parametrize("past", ["edition=1", "on=2020-01-01", "edition=x"])
def test_page_says_that_it_searches_what_is_in_print_today(client, legs, past):
    response = client.get(f"/search/?q=iron&{past}")

    assert response.status_code == 200
    assert "not through an earlier edition" in response.text
    assert "not through an earlier edition" not in client.get("/search/?q=iron").text
    assert "2 results for “iron”" in response.text
    assert '<link rel="canonical" href="http://127.0.0.1:8000/search/?q=iron">' in response.text


def test_page_of_a_long_query_says_how_much_was_read(client, legs):
    response = client.get("/search/", {"q": "iron " * 60})

    assert "the first 200 characters and 12 words were looked for." in response.text
    assert response.status_code == 200


@pytest.mark.parametrize("query", ["q=" + "x" * 10_000, "q=%ff", "q=a%00b"])
def test_page_of_a_query_that_cannot_be_read_is_a_real_page(client, legs, query):
    response = client.get(f"/search/?{query}")

    assert response.status_code == 400
    assert "<h1>" in response.text


@pytest.mark.parametrize("page", ["2", "0", "1000000000", "x"])
def test_page_too_many_is_not_found(client, legs, page):
    response = client.get(f"/search/?q=iron&page={page}")

    assert response.status_code == 404
    assert "This list has 1 page, and not the one asked for." in response.text


@pytest.mark.parametrize("claims", [1, 3])
def test_page_asks_the_database_a_fixed_number_of_times(
    client, ada, claims, django_assert_num_queries
):
    builders.published_site(claims=claims)

    with django_assert_num_queries(7):  # of which three are about the edition
        response = client.get("/search/?q=may")
    with django_assert_num_queries(4):
        client.get("/search/?q=claim")
    with django_assert_num_queries(2):  # what was found is remembered
        again = client.get("/search/?q=may")

    assert response.text.count('class="entry"') == claims
    assert again.content == response.content


def test_opensearch_describes_the_search_of_this_site(client, db):
    response = client.get("/opensearch.xml")

    root = ET.fromstring(response.content)  # noqa: S314
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert response["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    assert [url.get("template") for url in root.iter(f"{space}Url")] == [
        "http://127.0.0.1:8000/search/?q={searchTerms}",
        "http://127.0.0.1:8000/opensearch.xml",
    ]
    assert '<link rel="search" type="application/opensearchdescription+xml"' in client.get("/").text
