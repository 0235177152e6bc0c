"""The OpenAPI document: valid, and true of every answer, problems included."""

import copy

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.public.api_site import full_site, rich_site

pytestmark = pytest.mark.django_db
PLURALS = ("conditions", "supplements", "articles", "claims", "sources", "checks")


@pytest.fixture
def document(client) -> dict:
    return client.get("/api/v1/openapi.json").json()


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
    expected = {"", "manifest", "changes", "export", "status", "resources", "search"}
    expected |= {"openapi.json", "sources/{id}/cited-by"}
    expected |= {f"{plural}/{{id}}/page" for plural in ("conditions", "claims", "checks")}
    expected |= {f"comparisons/{name}" for name in ("conditions", "forms", "claims", "map")}
    expected |= {f"{plural}{rest}" for plural in PLURALS for rest in ("", "/{id}", "/{id}/history")}

    assert set(document["paths"]) == {f"/{path}" for path in expected}
    assert {tuple(methods) for methods in document["paths"].values()} == {("get",)}


def test_document_describes_problems_as_problems(document):
    for path, methods in document["paths"].items():
        responses = methods["get"]["responses"]
        assert {"200", "304", "400", "500", "503"} <= set(responses), path
        for status, response in responses.items():
            media = "application/problem+json"
            if status < "300":
                media = "application/x-ndjson" if path == "/export" else "application/json"
            assert list(response.get("content", [media])) == [media], (path, status)


def test_no_parameter_may_be_null(document):
    parameters = [p for m in document["paths"].values() for p in m["get"]["parameters"]]

    assert [p["name"] for p in parameters if "anyOf" in p["schema"]] == []
    assert [p["name"] for p in parameters if p["schema"].get("default", 1) is None] == []
    assert [p["name"] for p in parameters if not p.get("description")] == []


def test_every_answer_is_as_described_and_nothing_more(client, document):
    exact = strict(document)
    asked = full_site(client)

    found = []
    for template, path in asked.items():
        response = client.get(path)
        assert response.status_code == 200, path
        if response.streaming:
            b"".join(response)
        if template not in ("/openapi.json", "/export"):
            found += faults(exact, template, response)

    assert found == []


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
