"""The OpenAPI document as it is kept in docs/, and the examples in it."""

import copy
import json
from pathlib import Path

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from mgsite.public.api.examples import ASKED, PROBLEMS, SITE, SLUGS, examples, fixed
from mgsite.public.api.openapi import document
from mgsite.public.api.openapi_file import SameRevision, checked_openapi_text, openapi_text
from mgsite.public.api.routes_root import CONTRACT_REVISION

KEPT = Path(settings.BASE_DIR) / "docs" / "openapi.json"


@pytest.fixture
def kept() -> str:
    return KEPT.read_text(encoding="utf-8")


def test_kept_document_is_the_one_that_is_served(kept):
    """When this fails the contract has changed: raise CONTRACT_REVISION, then `manage.py write_docs`."""
    assert kept == openapi_text(), "raise CONTRACT_REVISION, then run `manage.py write_docs`"
    assert json.loads(kept)["info"]["version"] == CONTRACT_REVISION


def test_kept_document_depends_on_no_place(kept):
    assert settings.SITE_URL not in kept
    assert json.loads(kept)["servers"] == [{"url": f"{SITE}/api/v1", "description": "This site"}]


def test_kept_document_is_valid(kept):
    assert [str(e) for e in OpenAPIV31SpecValidator(json.loads(kept)).iter_errors()] == []


def test_change_without_a_new_revision_is_refused(kept):
    changed = json.loads(kept)
    changed["paths"]["/claims"]["get"]["summary"] = "Something else"

    with pytest.raises(SameRevision, match="raise CONTRACT_REVISION"):
        checked_openapi_text(json.dumps(changed))


def test_change_with_a_new_revision_is_written(kept):
    changed = json.loads(kept)
    changed["info"]["version"] = "0.9.0"

    assert checked_openapi_text(json.dumps(changed)) == openapi_text()
    assert checked_openapi_text(kept) == checked_openapi_text("") == openapi_text()


def test_every_example_is_an_answer_as_described():
    described = copy.deepcopy(document())
    for shape in described["components"]["schemas"].values():
        if "properties" in shape:
            shape["additionalProperties"] = False
    faults, shown = [], 0

    for path, methods in described["paths"].items():
        for status, response in methods["get"]["responses"].items():
            for content in response.get("content", {}).values():
                for reference in content.get("examples", {}).values():
                    name = reference["$ref"].rpartition("/")[2]
                    value = described["components"]["examples"][name]["value"]
                    schema = content["schema"] | {"components": described["components"]}
                    found = Draft202012Validator(schema).iter_errors(value)
                    faults += [f"{path} {status} {e.json_path}: {e.message[:150]}" for e in found]
                    shown += 1

    assert faults == []
    assert shown > 60


def test_every_operation_but_a_few_has_an_example():
    names = {methods["get"]["operationId"] for methods in document()["paths"].values()}

    # These answer with a file and with this document.
    assert names - set(examples()) == {"get_export", "get_openapi"}
    kinds = {f"{way}{kind}{rest}" for kind in SLUGS for way, rest in WAYS}
    assert set(examples()) == {*ASKED, *kinds, *(f"problem-{status}" for status in PROBLEMS)}


WAYS = (("list_", "s"), ("get_", ""), ("list_", "_versions"))


def test_examples_of_two_sites_are_the_same():
    """Ids, moments and hashes are put in place of those that a site makes anew; lists are cut."""

    def answer(one: str, other: str, digits: str, moment: str) -> dict:
        return {
            "epoch": digits[:8],
            "items": sorted(
                [
                    {"id": one, "title": "A", "etag": f'W/"2-{digits}"', "at": moment},
                    {"id": other, "title": "B", "etag": f'W/"1-{digits}"', "at": moment},
                ],
                key=lambda item: item["id"],
            ),
        }

    here = answer("clm_aaaaaaaaaaaa", "clm_bbbbbbbbbbbb", "0a" * 16, "2026-01-01T00:00:00Z")
    there = answer("clm_zzzzzzzzzzzz", "clm_yyyyyyyyyyyy", "f1" * 16, "2027-01-01T00:00:00Z")

    assert fixed(here) == fixed(there)
    assert [item["title"] for item in fixed(here)["items"]] == ["A"]
