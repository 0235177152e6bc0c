"""The simple search: every word, what is in print only, the best first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgsite.editions.readers import AsOf, position
from mgsite.editions.withdraw import withdraw
from mgsite.public.search import MAX_LENGTH, MAX_WORDS, cleaned, search, words_of
from tests import builders


def slugs(text):
    return [version.slug for version in search(AsOf(position().number), text)]


@pytest.fixture
def legs(ada):
    """Restless legs with one claim that never says “RLS”, and headache with one of its own."""
    legs = builders.condition("restless-legs", alternate_names=["RLS", "Willis-Ekbom disease"])
    headache = builders.condition("headache")
    iron = builders.claim(
        "iron",
        by=ada,
        conditions=[legs],
        sources=[],
        values={"verdict": "not-studied"},
        conclusion="Iron for the legs: we found no study.",
        plain_language="Daily dose unclear.",
    )
    calm = builders.claim(
        "calm",
        by=ada,
        conditions=[headache],
        sources=[],
        values={"verdict": "not-studied"},
        conclusion="Nothing is known.",
        plain_language="Iron was not looked at.",
    )
    for condition, claim in ((legs, iron), (headache, calm)):
        condition.headline_claim = claim
        condition.save()
    builders.put_in_print(legs, headache, iron, calm, builders.supplement())
    return legs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Restless  LEGS?", ("restless", "leg")),
        ("“dose”, (iron)", ("dose", "iron")),
        ("10.1000/182", ("10.1000/182",)),
        ("cramps illness gas", ("cramp", "illness", "gas")),
        ("leg LEGS legs", ("leg",)),
        ("... ,, -", ()),
        (" ".join(f"w{n}" for n in range(20)), tuple(f"w{n}" for n in range(MAX_WORDS))),
    ],
)
def test_words_of_a_query(text, words):
    assert words_of(text) == words


@given(st.text(max_size=400))
def test_cleaned_is_short_and_holds_nothing_invisible(text):
    found = cleaned(text)

    assert len(found) <= MAX_LENGTH
    assert found == cleaned(found)
    assert "\0" not in found
    assert "​" not in found


def test_search_finds_every_word_wherever_it_stands(legs):
    assert slugs("iron legs") == ["iron"]


def test_search_puts_hits_in_the_title_first(legs):
    assert slugs("iron") == ["iron", "calm"]


def test_search_by_alias_finds_the_condition_and_what_is_about_it(legs):
    assert slugs("rls") == ["restless-legs", "iron"]


def test_search_by_alias_looks_for_the_other_words_too(legs):
    assert slugs("willis-ekbom disease dose") == ["iron"]


@pytest.mark.parametrize(
    "text", ["", "  ", "?!", "%", "_", "zzz", "\\", "'; DROP TABLE", "a\0b", "\ud800"]
)
def test_search_for_what_is_not_there_finds_nothing(legs, text):
    assert slugs(text) == []


def test_search_finds_no_draft_and_nothing_withdrawn(legs, ada, dora):
    builders.source("draft", source_title="A trial of iron")
    legs.refresh_from_db()
    iron = legs.headline_claim
    withdraw(
        public_id=iron.public_id, by=dora, reason="error", notice="Iron was wrong.", operation="out"
    )

    assert slugs("iron") == ["calm"]


def test_search_page_shows_results_with_their_marks(client, legs):
    response = client.get("/search/?q=iron&utm_source=x")

    assert response.status_code == 200
    assert "2 results for “iron”" in response.text
    assert response.text.count('class="verdict verdict-not-studied"') == 2
    assert 'href="http://127.0.0.1:8000/search/?q=iron"' in response.text
    assert '<meta name="robots" content="noindex, follow">' in response.text


def test_search_page_without_results_offers_a_way_on(client, legs):
    response = client.get("/search/", {"q": "<script>zzz"})

    assert response.status_code == 200
    assert "Nothing found for “&lt;script&gt;zzz”" in response.text
    assert '<a href="/conditions/headache/">Headache</a>' in response.text


def test_search_page_of_a_page_too_many_is_not_found(client, legs):
    response = client.get("/search/?q=iron&page=2")

    assert response.status_code == 404
    assert "This list has 1 page, and not the one asked for." in response.text


@pytest.mark.parametrize("claims", [1, 3])
def test_search_page_asks_the_database_a_fixed_number_of_times(
    client, ada, claims, django_assert_num_queries
):
    builders.published_site(claims=claims)

    with django_assert_num_queries(4):
        response = client.get("/search/?q=may")

    assert response.text.count('class="entry"') == claims
