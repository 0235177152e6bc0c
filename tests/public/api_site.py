"""A published site with something under every operation of the API, and the address of each."""

from decimal import Decimal

from claims import actions
from claims.models import Citation, ConditionCode, Limit, SafetyPoint, SummaryRow
from claims.public_ids import PREFIXES
from tests import builders
from tests.public.test_api_items import another_condition, take_back

PLURALS = {kind: f"{kind}s" for kind in PREFIXES}
REQUIRED = {"/resources": "?ids={claim}", "/search": "?q=magnesium"}


def full_site(client) -> dict[str, str]:
    """Path template -> path that answers 200."""
    site = rich_site()
    another_condition("migraine")
    entries = client.get("/api/v1/manifest").json()["items"]
    ids = {e["kind"]: e["id"] for e in entries if e["state"] == "published"}
    ids["claim"] = site["claim"].public_id
    document = client.get("/api/v1/openapi.json").json()
    return {template: address(template, ids) for template in document["paths"]}


def address(template: str, ids: dict[str, str]) -> str:
    kind = {plural: kind for kind, plural in PLURALS.items()}.get(template.split("/")[1], "claim")
    path = template.replace("{id}", ids[kind])
    return f"/api/v1{path}{REQUIRED.get(template, '').format(**ids)}"


def rich_site() -> dict:
    """One item of each kind with as many optional parts as can be filled."""
    site = builders.published_site()
    ada, magnesium, headache = builders.user("ada"), site["supplement"], site["condition"]
    source = builders.source(
        issued="2019-05", doi="10.1000/x", dose_mg=Decimal("300.5"), integrity="corrected"
    )
    source.forms_tested.add(magnesium.forms.get(slug="oxide"))
    ConditionCode.objects.create(
        condition=headache, system="mesh", code="D1", label="l", verified=True
    )
    Limit.objects.create(
        supplement=magnesium,
        authority="a",
        limit_kind="advice",
        max_mg=350,
        applies_to="all",
        source=source,
    )
    SafetyPoint.objects.create(supplement=magnesium, heading="h", text="t", to_verify="ask")
    effect = {"effect_measure": "RR", "effect_value": Decimal("0.5"), "effect_source": source}
    claim = builders.claim(
        by=ada,
        conditions=[headache],
        sources=[(source, "supports")],
        dose_min_mg=Decimal("200"),
        dose_basis="elemental",
        dose_per="day",
        values={
            "start": "non-randomised",
            "risk_of_bias": -1,
            "imprecision": 0,
            "large_effect": 1,
            "large_effect_reason": "Large.",
            "verdict": "insufficient-evidence",
            **effect,
        },
    )
    Citation.objects.filter(claim=claim).update(locator="p. 3", note="Its abstract.", quote="So.")
    ratio = {"effect_measure": "OR", "effect_value": 2, "effect_ci_low": 1, "effect_ci_high": 3}
    rated = {"source": source, "source_certainty": "high", "baseline_per_1000": 100}
    SummaryRow.objects.create(claim=claim, outcome="Sleep", **ratio, **rated)
    SummaryRow.objects.create(claim=claim, outcome="Mood", graded_by=site["claims"][0])
    check = builders.source_article(claim)
    for item in (headache, magnesium, claim):
        actions.record_edit(item=item, by=ada)
    builders.put_in_print(source, claim, magnesium, headache, check, correction=True)
    gone = builders.claim(by=ada, conditions=[headache])
    builders.put_in_print(gone, *[c.source for c in gone.citations.all()])
    take_back(gone)
    return site | {"claim": claim, "gone": gone}
