"""The OpenAPI 3.1 document: ninja's, made exact.

Ninja describes errors as application/json and optional parameters as nullable; neither is true.
"""

import hashlib
import re
from functools import cache

import orjson
from ninja import NinjaAPI

from claims.public_ids import kind_of
from mgsite.public.api.addresses import api_url, terms_url
from mgsite.public.api.api import api
from mgsite.public.api.examples import examples
from mgsite.public.api.openapi_headers import HEADERS, headers_of
from mgsite.public.api.openapi_keys import describe_keys
from mgsite.public.api.parameters import ID_PATTERN
from mgsite.public.api.problems import INTERNAL_ERROR, INVALID_PARAMETER, UNAVAILABLE

PROBLEM_SCHEMA = {"$ref": "#/components/schemas/Problem"}
EVERYWHERE = (INVALID_PARAMETER, INTERNAL_ERROR, UNAVAILABLE)
DESCRIPTIONS = {
    "200": "Found.",
    "206": "The part of the file that was asked for.",
    "302": "The address of the matching change number.",
    "304": "Not changed since the ETag in If-None-Match.",
    "400": "A parameter is unknown or not understood.",
    "404": "Never published.",
    "410": "Withdrawn, with the tombstone; decided before any ETag.",
    "416": "There is no such part of the file.",
    "500": "A fault of ours.",
    "503": "The store cannot be read just now.",
}
TAGS = {
    "items": "What is in print, each kind by itself.",
    "composed": "An item together with what is derived from others, all as of one edition.",
    "comparisons": "The comparisons of the site, cell for cell; an empty cell says that it is one.",
    "copies": "Keep a copy: the first fetch, catching up and polling are one loop over /changes.",
}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "The ETag of an earlier answer; 304 when it still holds.",
    "schema": {"type": "string"},
}


@cache
def document() -> dict:
    """Made once a process."""
    return described(api)


def described(of: NinjaAPI) -> dict:
    found = orjson.loads(
        orjson.dumps(of.get_openapi_schema(path_prefix="/"), option=orjson.OPT_NON_STR_KEYS)
    )
    found["info"] |= {
        "summary": "Read-only syndication of graded health claims",
        "termsOfService": terms_url(),
        "license": {"name": "No open licence; attribution required", "url": terms_url()},
        "contact": {"name": "mgsite editorial", "url": terms_url()},
    }
    found["servers"] = [{"url": api_url().rstrip("/"), "description": "This site"}]
    found["tags"] = [{"name": name, "description": text} for name, text in TAGS.items()]
    found["externalDocs"] = {"description": "The same to read", "url": api_url("docs")}
    for path, operations in found["paths"].items():
        _make_exact(path, operations["get"])
    found["components"] |= {
        "schemas": _in_use(found, "schemas"),
        "examples": {
            name: {"value": value}
            for name, value in sorted(examples().items())
            if name in _named(found["paths"], "examples")
        },
        "headers": {name: HEADERS[name] for name in sorted(_named(found["paths"], "headers"))},
    }
    describe_keys(found)
    return found


def _in_use(found: dict, section: str) -> dict:
    """The components that answers are made of. Ninja lists the classes of the queries too."""
    components = found["components"][section]
    used: set[str] = set()
    new = _named(found["paths"], section)
    while new:
        used |= new
        new = _named([components[name] for name in new], section) - used
    return {name: shape for name, shape in components.items() if name in used}


def _named(part: dict | list, section: str) -> set[str]:
    pattern = f'"#/components/{section}/([^"]+)"'
    return set(re.findall(pattern, orjson.dumps(part).decode()))


@cache
def document_etag() -> str:
    return f'W/"{hashlib.sha256(orjson.dumps(document())).hexdigest()[:32]}"'


@cache
def query_parameters(path: str) -> frozenset[str]:
    """The names that the resource at the path template knows; none for a path not described."""
    operation = document()["paths"].get(path, {}).get("get", {})
    return frozenset(p["name"] for p in operation.get("parameters", ()) if p["in"] == "query")


def _make_exact(path: str, operation: dict) -> None:
    operation["parameters"] = [_parameter(p) for p in operation["parameters"]] + [IF_NONE_MATCH]
    responses = operation["responses"]
    for kind in EVERYWHERE:
        responses.setdefault(
            str(kind.status), {"content": {"application/json": {"schema": PROBLEM_SCHEMA}}}
        )
    for status, response in responses.items():
        response["description"] = DESCRIPTIONS[status]
        response["headers"] = headers_of(
            path, status, is_deprecated=operation.get("deprecated", False)
        )
        if status >= "400":
            content = response["content"]["application/json"]
            response["content"] = {"application/problem+json": content}
        for content in response.get("content", {}).values():
            if name := _example_of(operation["operationId"], status, content["schema"]):
                content["examples"] = {"one": {"$ref": f"#/components/examples/{name}"}}
    operation["responses"] = dict(sorted(responses.items()))


def _example_of(operation_id: str, status: str, schema: dict) -> str | None:
    """The name of an example in examples.json."""
    if status < "400":
        name = operation_id
    elif schema.get("$ref", "").endswith("/CursorResetProblem"):
        name = f"problem-{status}-cursor"
    else:
        name = f"problem-{status}"
    return name if name in examples() else None


def _parameter(parameter: dict) -> dict:
    """Leaving a parameter out is what null would mean, and there is no null in a query."""
    if parameter["in"] == "header":
        return parameter
    schema = parameter["schema"]
    choices = [choice for choice in schema.pop("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        schema = choices[0] | schema
    if schema.get("default", ...) is None:
        del schema["default"]
    described = {"description": text} if (text := schema.pop("description", None)) else {}
    for key in ("title", "example"):
        schema.pop(key, None)
    parameter.pop("examples", None)  # the schema has them, in the form that is meant there
    if parameter["in"] == "path":
        schema["pattern"] = ID_PATTERN[str(kind_of(parameter["example"]))]
    return parameter | described | {"schema": schema}
