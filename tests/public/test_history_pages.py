"""/changes/ and /editions/<n>/: what was published, when, why, and what it changed."""

import pytest

from mgsite.editions.models import Edition
from mgsite.editions.withdraw import withdraw
from tests import builders


def regraded(site, ada):
    claim = site["claims"][0]
    builders.regrade(claim, by=ada, imprecision=-2, verdict="insufficient-evidence")
    builders.put_in_print(claim, note="A trial was <misread>.", change="grade")
    return claim


def test_changes_page_lists_the_newest_edition_first_with_its_reason(client, ada):
    regraded(builders.published_site(), ada)

    page = client.get("/changes/").text

    assert page.index('href="/editions/2/">Edition 2</a>') < page.index(
        'href="/editions/1/">Edition 1</a>'
    )
    assert "A trial was &lt;misread&gt;." in page
    assert "Grade: the certainty or the verdict has changed" in page


def test_changes_page_shows_the_new_level_beside_the_old(client, ada):
    claim = regraded(builders.published_site(), ada)

    page = client.get("/changes/").text

    entry = page[page.index("Edition 2</a>") : page.index("Edition 1</a>")]
    assert "Regraded: claim" in entry
    assert f'<a href="/claims/{claim.slug}/">{claim.conclusion}</a>' in entry
    was, now = entry.split(">Now<")
    assert ("certainty-low" in was, "certainty-very-low" in now) == (True, True)


def test_changes_page_sums_up_a_long_edition(client, ada):
    builders.published_site(claims=12)

    page = client.get("/changes/").text

    assert (
        "1 condition published, 1 supplement published, 1 article published, 12 claims published"
        in page
    )
    assert 'class="changed"' not in page


def test_changes_page_names_what_was_withdrawn(client, ada, dora):
    article = builders.published_site()["article"]
    withdraw(
        public_id=article.public_id,
        by=dora,
        reason="error",
        notice="It was wrong.",
        operation="out",
    )

    page = client.get("/changes/").text

    entry = page[page.index("Edition 2</a>") : page.index("Edition 1</a>")]
    assert "Withdrawn: article" in entry
    assert "It was wrong." in entry


def test_changes_page_shows_no_title_that_was_removed_for_legal_reasons(client, ada, dora):
    claim = builders.published_site()["claims"][0]
    withdraw(public_id=claim.public_id, by=dora, reason="legal", notice="Removed.", operation="out")

    pages = client.get("/changes/").text + client.get("/editions/1/").text

    assert claim.conclusion not in pages
    assert pages.count("Text removed for legal reasons") == 3


def test_changes_page_before_the_first_edition_says_so(client, db):
    assert "Nothing has been published yet." in client.get("/changes/").text


def test_changes_page_shows_one_kind_of_news_with_counts(client, ada):
    regraded(builders.published_site(), ada)

    page = client.get("/changes/?change=grade").text

    assert page.count("edition-entry") == 1
    assert '<a href="?change=grade" aria-current="page">Grade <span class="count">1</span>' in page
    assert '<a href="?change=evidence">Evidence <span class="count">1</span></a>' in page
    assert page.index("?change=grade") < page.index("?change=evidence")
    assert 'href="http://127.0.0.1:8000/changes/?change=grade"' in page


def test_changes_page_of_a_kind_that_no_edition_had_says_so(client, ada):
    builders.published_site()

    response = client.get("/changes/?change=safety")

    assert (response.status_code, "No edition was of this kind." in response.text) == (200, True)


def test_changes_page_of_an_unknown_kind_is_not_found(client, ada):
    response = client.get("/changes/?change=<b>")

    assert response.status_code == 404
    assert "Choose one of safety, conclusion, grade, evidence, wording." in response.text


def test_changes_page_goes_on_after_twenty_editions(client, ada):
    for _ in range(21):
        builders.put_in_print(builders.source())

    first, second = client.get("/changes/").text, client.get("/changes/?page=2").text

    assert (first.count("edition-entry"), second.count("edition-entry")) == (20, 1)
    assert '<a href="?page=2" rel="next">Page 2</a>' in first
    assert 'href="http://127.0.0.1:8000/changes/?page=2"' in second


@pytest.mark.parametrize("editions", [1, 3])
def test_changes_page_asks_the_database_a_fixed_number_of_times(
    client, ada, editions, django_assert_num_queries
):
    for _ in range(editions):
        builders.put_in_print(builders.source())

    with django_assert_num_queries(5):
        response = client.get("/changes/")

    assert response.text.count("edition-entry") == editions


def test_edition_page_lists_what_it_brought_with_its_seal(client, ada):
    site = builders.published_site()

    page = client.get("/editions/1/").text

    assert "For a test." in page
    assert page.count("Published: ") == 5
    assert f'<a href="/claims/{site["claims"][0].slug}/">' in page
    assert Edition.objects.get(number=1).sha256 in page


def test_edition_page_leads_to_its_neighbours(client, ada):
    for _ in range(3):
        builders.put_in_print(builders.source())

    page = client.get("/editions/2/").text

    assert ('href="/editions/1/" rel="prev"' in page, 'href="/editions/3/" rel="next"' in page) == (
        True,
        True,
    )


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999999"])
def test_edition_that_does_not_exist_is_not_found(client, ada, number):
    builders.put_in_print(builders.source())

    response = client.get(f"/editions/{number}/")

    assert response.status_code == 404
    assert "The newest is edition 1." in response.text


@pytest.mark.parametrize("claims", [1, 3])
def test_edition_page_asks_the_database_a_fixed_number_of_times(
    client, ada, claims, django_assert_num_queries
):
    builders.published_site(claims=claims)

    with django_assert_num_queries(4):
        client.get("/editions/1/")
