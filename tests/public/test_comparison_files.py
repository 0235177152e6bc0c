"""Each comparison's CSV and JSON hold what its page shows, cell for cell."""

import pytest

from mgsite.public.composition.compare import VIEWS
from tests import builders
from tests.public import comparison_cells as cells

HOSTILE = '=cmd()<b>"&'


@pytest.fixture
def two(ada):
    made = []
    for name in ("headache", "acne"):
        condition = builders.condition(name)
        condition.headline_claim = builders.claim(
            f"{name}-pain", by=ada, conditions=[condition], as_claimed=HOSTILE, outcome_name=HOSTILE
        )
        condition.save()
        made += [condition, condition.headline_claim]
    harm = {"applies_to_all": True, "claim_kind": "safety", "outcome_name": HOSTILE}
    made.append(builders.claim("kidneys", by=ada, **harm))
    sources = [c.source for item in made if item.kind == "claim" for c in item.citations.all()]
    builders.put_in_print(*made, builders.supplement(), *sources)


def page_of(view):
    return "/compare/" if view == "conditions" else f"/compare/{view}/"


@pytest.mark.parametrize("view", VIEWS)
def test_files_hold_the_cells_of_the_page(client, two, view):
    shown = cells.of_page(client.get(page_of(view)).text)
    csv = client.get(f"/compare/{view}.csv")
    json = client.get(f"/compare/{view}.json")

    assert shown != []
    assert cells.of_csv(csv.content.decode()) == shown
    assert cells.of_json(json.json()) == shown
    assert csv["Content-Disposition"] == f'attachment; filename="compare-{view}-edition-1.csv"'


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_titles_are_text_everywhere(client, two, view):
    page = client.get(page_of(view)).text
    csv = client.get(f"/compare/{view}.csv").content.decode()

    assert "<b>" not in page
    assert [line for line in csv.split("\n") if line.startswith(("=", '"='))] == []


def test_file_of_what_differs_holds_the_same_rows(client, two):
    query = "?condition=acne&condition=headache&rows=differing"

    shown = cells.of_page(client.get(f"/compare/{query}").text)

    assert "Short answer" in {row[1] for row in shown}
    assert cells.of_csv(client.get(f"/compare/conditions.csv{query}").content.decode()) == shown
    document = client.get(f"/compare/conditions.json{query}").json()
    assert cells.of_json(document) == shown
    assert document["address"] == "http://127.0.0.1:8000/compare/?rows=differing"
    assert document["edition"] == 1


def test_file_of_what_cannot_be_compared_is_the_page_that_says_so(client, two):
    response = client.get("/compare/conditions.csv?condition=acne")

    assert (response.status_code, response["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert "Choose at least two" in response.text
