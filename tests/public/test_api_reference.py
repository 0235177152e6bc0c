"""What rests on a source, how a checked article fares, and where the store stands."""

import pytest

from tests import builders
from tests.public.test_api_items import reword, take_back

pytestmark = pytest.mark.django_db


def get(client, path: str):
    return client.get(f"/api/v1/{path}")


def test_source_says_what_rests_on_it(client):
    site = builders.published_site()
    source, claim = site["sources"][0], site["claims"][0]

    page = get(client, f"sources/{source.public_id}/cited-by").json()

    assert page["source"] == get(client, f"sources/{source.public_id}").json()
    assert page["cited_by"] == [
        {
            "claim_id": claim.public_id,
            "conclusion": claim.conclusion,
            "verdict": "supported",
            "certainty": "low",
            "url": f"http://127.0.0.1:8000/claims/{claim.slug}/",
            "stance": "supports",
            "locator": None,
            "note": None,
        }
    ]
    assert (page["limits"], page["safety_points"]) == ([], [])


def test_claim_withdrawn_rests_on_nothing(client):
    site = builders.published_site()
    take_back(site["claims"][0])

    page = get(client, f"sources/{site['sources'][0].public_id}/cited-by").json()

    assert page["cited_by"] == []


def test_check_judges_each_statement(client):
    claim = builders.published_site()["claims"][0]
    check = builders.source_article(claim)
    builders.put_in_print(check)

    page = get(client, f"checks/{check.public_id}/page").json()

    assert page["appearances"] == [
        {
            "quote": f"It does {claim.slug} for all.",
            "claim_id": claim.public_id,
            "strength": 2,
            "sentence": 2,
            "paraphrase": claim.statement,
            "conclusion": claim.conclusion,
            "verdict": "supported",
            "certainty": "low",
            "permitted": 1,
            "gap": 1,
        }
    ]
    totals = page["totals"]
    assert {key: totals[key] for key in totals if key not in ("verdict", "certainty")} == {
        "appearances": 1, "measured": 1, "supported_as_worded": 0, "bolder_than_evidence": 1,
        "gap": 1, "largest_gap": 1, "by_gap": {"1": 1}, "claims": 1,
    }  # fmt: skip
    assert (totals["verdict"]["supported"], totals["certainty"]["low"]) == (1, 1)


def test_statement_whose_claim_is_out_of_print_has_no_judgement(client):
    claim = builders.published_site()["claims"][0]
    check = builders.source_article(claim)
    builders.put_in_print(check)
    take_back(claim)

    page = get(client, f"checks/{check.public_id}/page").json()

    (said,) = page["appearances"]
    measured = ("paraphrase", "conclusion", "verdict", "certainty", "permitted", "gap")
    assert [said[key] for key in measured] == [None] * 6
    totals = page["totals"]
    assert [totals[k] for k in ("appearances", "measured", "claims", "largest_gap")] == [1, 0, 0, 0]


def test_status_follows_the_head(client):
    claim = builders.published_site()["claims"][0]
    before = get(client, "status").json()
    reword(claim)
    after = get(client, "status").json()

    assert (before["edition"], after["edition"]) == (1, 2)
    assert after["cursor"] == before["cursor"] + 1
    assert after["build"] == before["build"] != ""
    assert after["epoch"] == get(client, "").json()["epoch"]


def test_links_of_an_item_lead_somewhere(client):
    site = builders.published_site()

    for kind in ("condition", "supplement", "article"):
        item = get(client, f"{kind}s/{site[kind].public_id}").json()
        for url in filter(None, item["links"].values()):
            assert client.get(url.removeprefix("http://127.0.0.1:8000")).status_code == 200, url
