"""What the composed answer of a claim works out: numbers, what would lift them, warnings."""

from decimal import Decimal as D

import pytest

from claims import actions
from claims.models import SummaryRow
from tests import builders

pytestmark = pytest.mark.django_db
RATIO = {
    "effect_measure": "RR",
    "effect_value": D("0.8"),
    "effect_ci_low": D("0.65"),
    "effect_ci_high": D("0.98"),
    "baseline_per_1000": D(300),
}


def composed(client, claim) -> dict:
    return client.get(f"/api/v1/claims/{claim.public_id}/page").json()


@pytest.fixture
def estimated(ada):
    """In print: a claim with an estimate, an outcome rated by its source, one without an estimate."""
    trial = builders.source("trial")
    claim = builders.claim(
        by=ada, applies_to_all=True, sources=[(trial, "supports")], outcome_name="Pain",
        importance="critical", values=RATIO | {"effect_source": trial},
    )  # fmt: skip
    rated = {"source": trial, "source_certainty": "very-low", "importance": "critical"}
    SummaryRow.objects.create(claim=claim, outcome="Sleep", **rated, position=1)
    SummaryRow.objects.create(claim=claim, outcome="Stools", is_harm=True, position=2)
    builders.put_in_print(claim, claim.supplement, trial)
    return claim


def test_summary_of_findings_has_absolute_numbers_at_the_risk_reported(client, estimated):
    own = composed(client, estimated)["summary_of_findings"]["rows"][0]

    assert (own["outcome"], own["effect"]["value"], own["effect"]["baseline_per_1000"]) == (
        "Pain",
        "0.8",
        "300",
    )
    assert own["risk_without_per_1000"] == 300
    assert own["risk_with_per_1000"] == {"value": 240, "low": 195, "high": 294}
    assert own["difference_per_1000"] == {"value": -60, "low": -105, "high": -6}
    assert own["number_needed_to_treat"] == 17
    assert (own["certainty"], own["certainty_by"], own["claim_id"]) == (
        "low",
        "mgsite",
        estimated.public_id,
    )


def test_summary_of_findings_says_whose_rating_it_is_and_leaves_no_outcome_out(client, estimated):
    found = composed(client, estimated)["summary_of_findings"]

    sleep, stools = found["rows"][1:]
    assert (sleep["certainty"], sleep["certainty_by"], sleep["claim_id"]) == (
        "very-low",
        "source",
        None,
    )
    assert (stools["is_harm"], stools["effect"], stools["certainty_by"]) == (True, None, None)
    assert (stools["risk_with_per_1000"], stools["difference_per_1000"]) == (None, None)
    assert found["overall"] == {
        "certainty": "very-low",
        "decided_by": ["Sleep"],
        "ungraded": [],
    }


def test_summary_of_findings_of_a_claim_without_an_estimate_has_its_own_outcome(client):
    claim = builders.published_site()["claims"][0]

    (row,) = composed(client, claim)["summary_of_findings"]["rows"]

    assert (row["effect"], row["certainty"], row["what_happens"]) == (None, "low", claim.conclusion)


def test_what_would_change_the_level_is_told_by_the_arithmetic(client, estimated):
    assert composed(client, estimated)["would_change"] == {
        "lifts": [
            {"domain": "risk_of_bias", "levels": 1, "certainty_without": "moderate"},
            {"domain": "imprecision", "levels": 1, "certainty_without": "moderate"},
        ],
        "participants_missing": 190,
        "events_missing": None,
        "untested_form": None,
    }


@pytest.mark.parametrize(
    ("integrity", "expected"),
    [("retracted", [True]), ("superseded", [False]), ("corrected", [])],
)
def test_alerts_are_those_of_the_page_and_an_erratum_is_none(client, ada, integrity, expected):
    site = builders.published_site()
    cited = site["sources"][0]
    cited.integrity, cited.integrity_checked_on = integrity, "2026-11-20"
    cited.save()
    actions.record_edit(item=cited, by=ada)
    builders.put_in_print(cited)

    found = composed(client, site["claims"][0])["alerts"]

    assert [alert["grave"] for alert in found] == expected
    assert [(a["source_id"], a["integrity"]) for a in found] == [
        (cited.public_id, integrity) for _ in expected
    ]
    assert all(alert["text"].startswith("Doe 2019: ") for alert in found)
