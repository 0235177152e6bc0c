"""Comparisons and search as JSON: what the pages show, and what they refuse."""

import pytest

from tests import builders
from tests.public import comparison_cells as cells
from tests.public.test_api_items import another_condition, take_back

pytestmark = pytest.mark.django_db
PAGES = {
    "conditions": "/compare/",
    "forms": "/compare/forms/",
    "claims": "/compare/articles/",
    "map": "/compare/map/",
}


@pytest.fixture
def two(client):
    site = builders.published_site()
    claim = builders.claim(
        by=builders.user("ada"),
        conditions=[site["condition"]],
        as_claimed="It cures all.",
        outcome_name="Days of headache",
    )
    builders.put_in_print(claim, *[c.source for c in claim.citations.all()])
    another_condition("migraine")
    return site


def get(client, path: str):
    return client.get(f"/api/v1/{path}")


@pytest.mark.parametrize("name", PAGES)
def test_cells_are_those_of_the_page(client, two, name):
    document = get(client, f"comparisons/{name}").json()

    shown = cells.of_page(client.get(PAGES[name]).text)
    said = [
        [group["heading"], row["heading"], row["note"] or "", *spread(row["cells"])]
        for group in document["groups"]
        for row in group["rows"]
    ]
    assert shown != []
    assert said == shown
    assert document["url"] == f"http://127.0.0.1:8000{PAGES[name]}"


def spread(row: list[dict]) -> list[list[str]]:
    """The lines of each cell, one across columns once in each."""
    return [
        [" ".join(e["text"].split()) for e in cell["entries"]] or [cell["empty"]]
        for cell in row
        for _ in range(cell["span"])
    ]


def test_empty_cell_says_that_it_is_a_gap(client, two):
    groups = get(client, "comparisons/map").json()["groups"]

    found = [c for g in groups for r in g["rows"] for c in r["cells"]]
    assert {(c["evidence_gap"], bool(c["entries"]), c["empty"]) for c in found} == {
        (True, False, "No claim examined"),
        (False, True, None),
    }


def test_choices_are_those_of_the_page(client, two):
    document = get(client, "comparisons/conditions?condition=migraine,headache&rows=differing")

    page = client.get("/compare/?condition=migraine&condition=headache&rows=differing")
    shown = cells.of_page(page.text)
    assert len(shown) == sum(len(group["rows"]) for group in document.json()["groups"])
    assert document.json()["url"] == "http://127.0.0.1:8000/compare/?rows=differing"


@pytest.mark.parametrize(
    ("path", "status", "name"),
    [
        ("conditions?condition=headache", 400, "condition"),
        ("conditions?condition=headache,headache", 400, "condition"),
        ("conditions?condition=headache,gout", 404, "condition"),
        ("conditions?condition=Headache", 400, "condition"),
        ("conditions?rows=some", 400, "rows"),
        ("forms?form=glycinate,dust", 404, "form"),
        ("forms?dose=250", 400, "dose"),
        ("claims?condition=gout", 404, "condition"),
        ("claims?verdict=true", 400, "verdict"),
        ("claims?by=name", 400, "by"),
        ("map?kind=kind", 400, "kind"),
        ("map?sort=0", 400, "sort"),
    ],
)
def test_what_cannot_be_compared_is_a_problem(client, two, path, status, name):
    response = get(client, f"comparisons/{path}")

    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert [error["name"] for error in response.json()["errors"]] == [name]


def test_refusal_names_what_is_known(client, two):
    problem = get(client, "comparisons/conditions?condition=headache,gout").json()

    assert problem["detail"] == ("We have no “gout” under “Conditions”. Known: headache, migraine.")


def test_nothing_published_is_an_empty_table(client, db):
    for name in PAGES:
        document = get(client, f"comparisons/{name}").json()
        cells_of_it = [c for g in document["groups"] for r in g["rows"] for c in r["cells"]]
        assert ([c for c in cells_of_it if c["entries"]], document["edition"]) == ([], 0)


# -- search


def test_search_finds_what_the_page_finds_in_the_same_order(client, two):
    found = get(client, "search?q=magnesium").json()

    page = client.get("/search/?q=magnesium")
    shown = [result.version.public_id for result in page.context["results"]]
    assert [hit["id"] for hit in found["items"]] == shown
    assert found["total"] == page.context["page"].found.total
    assert found["counts"]["kind"]["claim"] == 3
    assert set(found["counts"]) == {"kind", "condition", "certainty", "verdict"}


def test_search_in_pages_meets_each_hit_once(client, two):
    whole = get(client, "search?q=magnesium&limit=100").json()["items"]
    path, seen = "/api/v1/search?q=magnesium&limit=2", []

    while path:
        found = client.get(path).json()
        seen += found["items"]
        path = (found["next"] or "").removeprefix("http://127.0.0.1:8000")

    assert seen == whole
    assert len(whole) == found["total"]


def test_search_filters(client, two):
    claims = get(client, "search?q=magnesium&kind=claim&condition=migraine").json()

    assert {hit["kind"] for hit in claims["items"]} == {"claim"}
    assert claims["total"] == len(claims["items"]) == 1


def test_search_forgives_and_says_so(client, two):
    found = get(client, "search?q=magnezium").json()

    assert (found["query"], found["searched"]) == ("magnezium", "magnesium")
    assert found["items"] != []


def test_search_of_nothing_found_is_empty(client, two):
    found = get(client, "search?q=zwitscherling").json()

    assert (found["total"], found["items"], found["next"]) == (0, [], None)


@pytest.mark.parametrize(
    ("query", "status", "name"),
    [
        ("", 400, "q"),
        ("q=", 400, "q"),
        ("q=" + "a" * 201, 400, "q"),
        ("q=a&condition=gout", 404, "condition"),
        ("q=a&kind=claims", 400, "kind"),
        ("q=a&certainty=sure", 400, "certainty"),
        ("q=a&offset=-1", 400, "offset"),
        ("q=a&offset=10001", 400, "offset"),
        ("q=a&limit=0", 400, "limit"),
    ],
)
def test_search_refuses_what_it_does_not_understand(client, two, query, status, name):
    response = get(client, f"search?{query}")

    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert [error["name"] for error in response.json()["errors"]] == [name]


@pytest.mark.parametrize("text", ['"', "*", "-", "NEAR(", "a:b", "🦊", "the", "%", "' OR 1=1"])
def test_search_bears_every_character(client, two, text):
    assert client.get("/api/v1/search", {"q": text}).status_code == 200


def test_withdrawn_item_is_not_found_by_search(client, two):
    take_back(two["claims"][0])

    found = get(client, "search?q=magnesium&limit=100").json()

    assert two["claims"][0].public_id not in {hit["id"] for hit in found["items"]}
