"""/compare/: conditions side by side, for anyone, without a script."""

import pytest

from tests import builders


@pytest.fixture
def three(ada):
    """Three conditions, each with a headline of its own, and one harm for all."""
    made = []
    for name in ("headache", "acne", "gout"):
        condition = builders.condition(name)
        condition.headline_claim = builders.claim(f"{name}-pain", by=ada, conditions=[condition])
        condition.save()
        made += [condition, condition.headline_claim]
    made.append(
        builders.claim(
            "kidneys", by=ada, applies_to_all=True, claim_kind="safety", outcome_name="Kidneys"
        )
    )
    sources = [c.source for item in made if item.kind == "claim" for c in item.citations.all()]
    builders.put_in_print(*made, builders.supplement(), *sources)
    return made


def columns(page):
    head = page[page.index("<thead>") : page.index("</thead>")]
    return [part.split("</a>")[0].split(">")[-1] for part in head.split('<th scope="col">')[1:]]


def test_compare_page_is_one_real_table_of_all_conditions(client, three):
    page = client.get("/compare/").text

    assert columns(page) == ["Acne", "Gout", "Headache"]
    assert page.count("<table") == page.count("<caption") == 1
    assert "as published in edition 1" in page
    assert 'scope="row"' in page
    assert "<script>" not in page


def test_compare_page_links_each_answer_to_its_claim(client, three):
    page = client.get("/compare/").text

    assert '<a class="quiet" href="/claims/gout-pain/">Magnesium may do gout-pain.</a>' in page
    assert page.count('href="/claims/kidneys/"') == 1


def test_compare_page_shows_the_chosen_conditions_only(client, three):
    response = client.get("/compare/?condition=headache&condition=acne&utm_source=x")

    assert columns(response.text) == ["Acne", "Headache"]
    assert (
        'href="http://127.0.0.1:8000/compare/?condition=acne&amp;condition=headache"'
        in response.text
    )
    assert response.text.count(" checked>") == 2


def test_compare_page_of_all_has_the_plain_canonical_address(client, three):
    page = client.get("/compare/?condition=gout&condition=acne&condition=headache").text

    assert '<link rel="canonical" href="http://127.0.0.1:8000/compare/">' in page


def test_compare_page_names_an_unknown_condition_and_helps(client, three):
    response = client.get("/compare/", {"condition": ["<b>zits", "acne"]})

    assert response.status_code == 404
    assert "We have no condition at “&lt;b&gt;zits”." in response.text
    assert columns(response.text) == ["Acne"]


def test_compare_page_before_the_first_edition_says_so(client, db):
    response = client.get("/compare/")

    assert response.status_code == 200
    assert "No condition has been published yet." in response.text


@pytest.mark.parametrize("query", ["", "?condition=acne"])
def test_compare_page_asks_the_database_four_times(client, three, query, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get(f"/compare/{query}")
