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
    head = page[page.index("<thead") : page.index("</thead>")]
    return [part.split("</a>")[0].split(">")[-1] for part in head.split('scope="col">')[1:]]


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
    assert "We have no “&lt;b&gt;zits” under “Conditions”." in response.text
    assert columns(response.text) == ["Acne", "Gout", "Headache"]
    assert response.text.count(" checked>") == 1


def test_compare_page_before_the_first_edition_says_so(client, db):
    response = client.get("/compare/")

    assert response.status_code == 200
    assert "Nothing to compare has been published yet." in response.text


@pytest.mark.parametrize("query", ["", "?condition=acne&condition=gout"])
def test_compare_page_asks_the_database_four_times(client, three, query, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get(f"/compare/{query}")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("condition=acne", "Choose at least two, to compare one with the other."),
        ("condition=acne&condition=acne", "Acne cannot be compared with itself."),
        ("condition=acne&condition=gout&rows=some", "We have no “some” under “Rows”."),
    ],
)
def test_compare_page_says_what_cannot_be_compared(client, three, query, sentence):
    response = client.get(f"/compare/?{query}")

    assert response.status_code == (404 if "some" in query else 400)
    assert sentence in response.text
    assert len(columns(response.text)) in (2, 3)


def test_compare_page_refuses_six_and_keeps_them_ticked(client, ada):
    made = [builders.condition(slug) for slug in "abcdef"]
    answer = builders.claim(by=ada, conditions=made)
    for condition in made:
        condition.headline_claim = answer
        condition.save()
    sources = [c.source for c in answer.citations.all()]
    builders.put_in_print(*made, answer, builders.supplement(), *sources)

    response = client.get("/compare/?" + "&".join(f"condition={c.slug}" for c in made))

    assert response.status_code == 400
    assert "Choose at most five" in response.text
    assert response.text.count(" checked>") == 6
    assert columns(response.text) == ["A", "B", "C", "D", "E"]


def test_compare_page_leaves_out_what_all_share(client, three):
    every = client.get("/compare/?condition=acne&condition=gout").text
    differing = client.get("/compare/?condition=acne&condition=gout&rows=differing").text

    assert ("Short answer" in differing, "Kidneys" in every) == (True, True)
    assert "Kidneys" not in differing
    assert 'compare/?condition=acne&amp;condition=gout&amp;rows=differing"' in differing


def test_compare_page_can_be_cited(client, three):
    page = client.get("/compare/").text

    cited = page[page.index("To cite:") :]
    assert "mgsite, edition 1, <time" in cited
    assert '<a href="http://127.0.0.1:8000/compare/">http://127.0.0.1:8000/compare/</a>' in cited


@pytest.mark.parametrize("claims", [1, 3])
@pytest.mark.parametrize(("view", "queries"), [("forms", 5), ("articles", 4), ("map", 4)])
def test_comparisons_ask_the_database_as_often_for_three(
    client, db, view, queries, claims, django_assert_num_queries
):
    builders.published_site(claims)

    with django_assert_num_queries(queries):
        client.get(f"/compare/{view}/")


@pytest.mark.parametrize("view", ["forms", "articles", "map"])
def test_comparisons_before_the_first_edition_say_so(client, db, view):
    response = client.get(f"/compare/{view}/")

    assert response.status_code == 200
    assert "Nothing " in response.text


def test_forms_are_shown_as_chosen_and_in_order(client, three):
    by_name = client.get("/compare/forms/?form=oxide&form=glycinate&sort=name&dose=400").text
    by_share = client.get("/compare/forms/").text

    assert columns(by_name) == ["Magnesium glycinate", "Magnesium oxide"]
    assert columns(by_share) == ["Magnesium oxide", "Magnesium glycinate"]
    assert columns(client.get("/compare/forms/?sort=trials").text)[0] == "Magnesium glycinate"
    assert "Compound for 400 mg of magnesium" in by_name


@pytest.mark.parametrize(
    "query",
    ["forms/?dose=9999999999", "articles/?verdict=x", "map/?kind=x", "articles/?condition=x"],
)
def test_unknown_choice_shows_the_default_and_says_so(client, three, query):
    response = client.get(f"/compare/{query}")

    assert response.status_code == 404
    assert "Choose from those below." in response.text
    assert "<table" in response.text


def test_articles_are_filtered_by_condition_and_verdict(client, ada):
    made = []
    for name in ("headache", "acne"):
        condition = builders.condition(name)
        condition.headline_claim = builders.claim(
            name, by=ada, conditions=[condition], as_claimed=f"It cures {name}."
        )
        condition.save()
        made += [condition, condition.headline_claim]
    sources = [c.source for item in made if item.kind == "claim" for c in item.citations.all()]
    builders.put_in_print(*made, builders.supplement(), *sources)

    acne = client.get("/compare/articles/?condition=acne&verdict=supported&by=verdict").text
    none = client.get("/compare/articles/?condition=acne&verdict=mixed").text

    assert ("It cures acne." in acne, "It cures headache." in acne) == (True, False)
    assert "Nothing to show for this choice." in none
