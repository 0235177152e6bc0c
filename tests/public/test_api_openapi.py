"""The OpenAPI document: valid, and true of every answer, problems included."""

import copy
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from claims import actions
from claims.models import Citation, ConditionCode, Limit, SafetyPoint, SummaryRow
from tests import builders
from tests.public.test_api_items import take_back

pytestmark = pytest.mark.django_db
PLURALS = ("conditions", "supplements", "articles", "claims", "sources", "checks")


@pytest.fixture
def document(client) -> dict:
    return client.get("/api/v1/openapi.json").json()


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


def strict(document: dict) -> dict:
    """The same, but what is not documented is refused: for our tests, not for partners."""
    made = copy.deepcopy(document)
    for shape in made["components"]["schemas"].values():
        if "properties" in shape:
            shape["additionalProperties"] = False
    return made


def faults(document: dict, path: str, response) -> list[str]:
    """What the answer has that the document does not say, or the other way round."""
    described = document["paths"][path]["get"]["responses"][str(response.status_code)]
    media = response["Content-Type"]
    schema = described["content"][media]["schema"] | {"components": document["components"]}
    validator = Draft202012Validator(schema)
    return [
        f"{path} {e.json_path}: {e.message[:200]}" for e in validator.iter_errors(response.json())
    ]


def test_document_is_valid_openapi_3_1(document):
    assert document["openapi"] == "3.1.0"
    assert [str(error) for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_document_describes_every_resource(document):
    expected = {
        "",
        "manifest",
        "changes",
        "openapi.json",
        "conditions/{id}/page",
        "claims/{id}/page",
    }
    expected |= {f"{plural}{rest}" for plural in PLURALS for rest in ("", "/{id}")}

    assert set(document["paths"]) == {f"/{path}" for path in expected}
    assert {tuple(methods) for methods in document["paths"].values()} == {("get",)}


def test_document_describes_problems_as_problems(document):
    for path, methods in document["paths"].items():
        responses = methods["get"]["responses"]
        assert {"200", "304", "400", "500", "503"} <= set(responses), path
        for status, response in responses.items():
            media = {"200": ["application/json"]}.get(status, ["application/problem+json"])
            assert list(response.get("content", media)) == media, (path, status)


def test_no_parameter_may_be_null(document):
    parameters = [p for m in document["paths"].values() for p in m["get"]["parameters"]]

    assert [p["name"] for p in parameters if "anyOf" in p["schema"]] == []
    assert [p["name"] for p in parameters if p["schema"].get("default", 1) is None] == []
    assert [p["name"] for p in parameters if not p.get("description")] == []


def test_every_answer_is_as_described_and_nothing_more(client, document):
    site = rich_site()
    exact = strict(document)
    ids = {
        entry["kind"]: entry["id"]
        for entry in client.get("/api/v1/manifest").json()["items"]
        if entry["state"] == "published"
    }
    asked = {
        path: path for path in document["paths"] if "{id}" not in path and "openapi" not in path
    }
    for kind, public_id in ids.items():
        asked[f"/{kind}s/{{id}}"] = f"/{kind}s/{public_id}"
    asked["/claims/{id}"] = f"/claims/{site['claim'].public_id}"
    for kind in ("condition", "claim"):
        asked[f"/{kind}s/{{id}}/page"] = asked[f"/{kind}s/{{id}}"] + "/page"

    found = []
    for template, path in asked.items():
        response = client.get(f"/api/v1{path}")
        assert response.status_code == 200, path
        found += faults(exact, template, response)

    assert found == []
    assert set(document["paths"]) - set(asked) == {"/openapi.json"}


def test_every_problem_is_as_described(client, document):
    site = rich_site()
    exact = strict(document)
    answers = {
        ("/claims", 400): "/claims?limit=0",
        ("/claims", 404): "/claims?condition=unknown",
        ("/claims/{id}", 404): "/claims/clm_000000000000",
        ("/claims/{id}", 410): f"/claims/{site['gone'].public_id}",
        ("/claims/{id}/page", 410): f"/claims/{site['gone'].public_id}/page",
        ("/changes", 410): "/changes?epoch=another",
        ("/", 400): "/?x=1",
    }

    for (template, status), path in answers.items():
        response = client.get(f"/api/v1{path}")
        assert response.status_code == status
        assert faults(exact, template, response) == []


def test_reference_page_lists_every_operation(client, document):
    page = client.get("/api/v1/docs").content.decode()

    assert [path for path in document["paths"] if f"<code>/api/v1{path}</code>" not in page] == []
    assert "<script>" not in page
    assert "style=" not in page
