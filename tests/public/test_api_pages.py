"""Composed answers: derived from many items, as of one edition."""

import pytest

from claims import actions
from tests import builders
from tests.public.test_api_items import reword

pytestmark = pytest.mark.django_db


def test_condition_page_holds_what_is_about_it(client):
    site = builders.published_site(claims=2)
    everywhere = builders.claim(
        by=builders.user("ada"), applies_to_all=True, values={"verdict": "not-studied"}
    )
    builders.put_in_print(everywhere, *[c.source for c in everywhere.citations.all()])

    page = client.get(f"/api/v1/conditions/{site['condition'].public_id}/page").json()

    claims = [*site["claims"], everywhere]
    sources = {c.source.public_id for claim in claims for c in claim.citations.all()}
    assert page["condition"]["id"] == site["condition"].public_id
    assert {claim["id"] for claim in page["claims"]} == {claim.public_id for claim in claims}
    assert [article["id"] for article in page["articles"]] == [site["article"].public_id]
    assert {source["id"] for source in page["sources"]} == sources
    assert page["counts"] == {
        "certainty": {"high": 0, "moderate": 0, "low": 2, "very-low": 0, "none": 1},
        "verdict": {
            "supported": 2,
            "mixed": 0,
            "no-important-effect": 0,
            "contradicted": 0,
            "insufficient-evidence": 0,
            "not-studied": 1,
            "none": 0,
        },
    }


def test_claim_page_holds_sources_forms_and_appearances(client):
    site = builders.published_site()
    magnesium = site["supplement"]
    glycinate, oxide = (magnesium.forms.get(slug=slug) for slug in ("glycinate", "oxide"))
    with_oxide, unknown, context = (builders.source() for _ in range(3))
    with_oxide.forms_tested.add(oxide)
    context.forms_tested.add(glycinate)
    pairs = [(with_oxide, "supports"), (unknown, "mixed"), (context, "context")]
    claim = builders.claim(
        by=builders.user("ada"), conditions=[site["condition"]], form=glycinate, sources=pairs
    )
    check = builders.source_article(claim)
    builders.put_in_print(claim, check, with_oxide, unknown, context)

    page = client.get(f"/api/v1/claims/{claim.public_id}/page").json()

    assert (page["edition"], page["claim"]["id"]) == (2, claim.public_id)
    assert [condition["name"] for condition in page["conditions"]] == ["Headache"]
    assert {source["id"] for source in page["sources"]} == {s.public_id for s, _ in pairs}
    assert page["forms"] == {
        "claimed": "glycinate",
        "asked": "glycinate",
        "words": "Tested with magnesium glycinate: 0 of 2 trials.",
        "tested": [{"form": "oxide", "trials": 1, "source_ids": [with_oxide.public_id]}],
        "trials": 2,
        "trials_with_form": 0,
        "form_not_stated": 1,
        "reviews": 0,
        "other_studies": 0,
        "match": False,
        "mismatch": "The claim names glycinate, and 0 of 2 trials tested it; the rest gave oxide or "
        "a form that is not known.",
    }
    assert page["appearances"] == [
        {
            "check_id": check.public_id,
            "publisher": None,
            "quote": f"It does {claim.slug} for all.",
            "strength": 2,
            "gap": 1,
        }
    ]


@pytest.mark.parametrize(
    ("values", "gap"),
    [
        ({"verdict": "supported"}, 1),
        ({"verdict": "insufficient-evidence"}, 2),
        ({"verdict": "contradicted"}, 3),
        ({"verdict": "not-studied"}, 3),
        ({"method": "reference"}, 0),
        ({"risk_of_bias": 0, "imprecision": 0}, 0),
    ],
)
def test_gap_is_wording_less_what_the_evidence_permits(client, values, gap):
    site = builders.published_site()
    claim = builders.claim(by=builders.user("ada"), conditions=[site["condition"]], values=values)
    check = builders.source_article(claim)
    builders.put_in_print(claim, check, *[c.source for c in claim.citations.all()])

    page = client.get(f"/api/v1/claims/{claim.public_id}/page").json()

    assert [appearance["gap"] for appearance in page["appearances"]] == [gap]


def test_etag_of_a_page_is_the_edition(client):
    site = builders.published_site(claims=2)
    url = f"/api/v1/conditions/{site['condition'].public_id}/page"
    etag = client.get(url)["ETag"]

    same = client.get(url, headers={"if-none-match": etag})
    reword(site["claims"][1])
    changed = client.get(url, headers={"if-none-match": etag})

    assert (same.status_code, changed.status_code, changed.json()["edition"]) == (304, 200, 2)


def test_draft_of_a_claim_stays_out_of_the_page(client):
    site = builders.published_site()
    claim = site["claims"][0]
    claim.plain_language = "zwitscherling"
    claim.save()
    actions.record_edit(item=claim, by=builders.user("ada"))

    for path in (
        f"conditions/{site['condition'].public_id}/page",
        f"claims/{claim.public_id}/page",
    ):
        assert "zwitscherling" not in client.get(f"/api/v1/{path}").content.decode()
