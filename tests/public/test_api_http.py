"""Methods, headers and errors: the same for every address under /api/."""

import pytest
from django.db import OperationalError, connection

from tests import builders

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
PATHS = ("", "claims", "changes", "manifest", "openapi.json", "docs", "problems", "no-such-thing")


def test_get_sets_no_cookie_and_depends_on_no_session(client):
    claim = builders.published_site()["claims"][0]

    for path in (*PATHS, f"claims/{claim.public_id}", f"claims/{claim.public_id}/page"):
        response = client.get(f"/api/v1/{path}")
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path
        assert response["Access-Control-Allow-Origin"] == "*", path


def test_head_is_get_without_the_body(client):
    claim = builders.published_site()["claims"][0]
    kept = ("ETag", "Last-Modified", "Content-Length", "Cache-Control", "Content-Type")

    for path in (*PATHS, f"claims/{claim.public_id}"):
        full, bare = client.get(f"/api/v1/{path}"), client.head(f"/api/v1/{path}")
        assert (bare.status_code, bare.content) == (full.status_code, b""), path
        if path != "no-such-thing":  # a problem names its own request
            assert [bare.get(name) for name in kept] == [full.get(name) for name in kept], path


def test_options_lets_scripts_of_any_origin_read(client):
    for path in PATHS:
        response = client.options(f"/api/v1/{path}")
        assert (response.status_code, response.content) == (204, b"")
        assert response["Allow"] == response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Access-Control-Expose-Headers"] == (
            "ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After, Deprecation, Sunset"
        )


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_writing_is_refused_with_a_problem(client, method):
    client.handler.enforce_csrf_checks = True

    for path in PATHS:
        response = getattr(client, method)(f"/api/v1/{path}")
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS"), path
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["type"] == f"{SITE}/api/v1/problems/method-not-allowed"


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/v1/nothing",
        "/api/v1/claims/",
        "/api/v1/claims/clm_1/2",
        "/api/v2/claims",
        "/api/v1/claims/clm_" + "u" * 12,
        "/api/v1/claims/%F0%9F%A6%8A",
        "/api/v1/claims/..",
        "/api/v1/claims/clm_000000000000%0A",
        "/api/v1/problems/no-such-problem",
        "/api/v1/history",
    ],
)
def test_unknown_address_is_a_problem(client, path):
    response = client.get(path)

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    problem = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "instance", "errors"}
    assert problem["type"] == f"{SITE}/api/v1/problems/not-found"
    assert problem["instance"].startswith("urn:mgsite:request:")


@pytest.mark.parametrize(
    ("query", "name", "code"),
    [
        ("claims?updated_since=2026-01-01", "updated_since", "unknown"),
        ("claims?Limit=5", "Limit", "unknown"),
        ("claims/clm_000000000000?fields=id", "fields", "unknown"),
        ("claims?=", "", "unknown"),
        ("manifest?limit=1", "limit", "unknown"),
        ("claims?limit=1&limit=2", "limit", "repeated"),
        ("claims?limit=0", "limit", "greater_than_equal"),
        ("claims?limit=101", "limit", "less_than_equal"),
        ("claims?limit=-1", "limit", "malformed"),
        ("claims?limit=1e3", "limit", "malformed"),
        ("claims?limit=", "limit", "malformed"),
        ("claims?limit=%D9%A3", "limit", "malformed"),
        ("claims?limit=99999999999999999999999", "limit", "less_than_equal"),
        ("claims?cursor=abc", "cursor", "malformed"),
        ("claims?cursor=clm_" + "%D9%A3" * 12, "cursor", "malformed"),
        ("claims?slug=Not%20A%20Slug", "slug", "malformed"),
        ("claims?condition=", "condition", "malformed"),
        ("claims?certainty=certain", "certainty", "enum"),
        ("claims?reviewed_before=2026-02-30", "reviewed_before", "malformed"),
        ("claims?reviewed_before=20260101", "reviewed_before", "malformed"),
        ("claims?reviewed_before=1764547200", "reviewed_before", "malformed"),
        ("changes?afterChangeNumber=-1", "afterChangeNumber", "malformed"),
        ("changes?afterChangeNumber=%EF%BC%91", "afterChangeNumber", "malformed"),
        ("changes?since=yesterday", "since", "malformed"),
        ("changes?since=2026-11-22", "since", "malformed"),
        ("changes?since=2026-11-22T14:05:00", "since", "malformed"),
        ("changes?since=2026-11-22T25:05:00Z", "since", "malformed"),
        ("changes?since=2026-11-22T14:05:60Z", "since", "malformed"),
        ("changes?since=2026-11-22T14:05:00%2B99:00", "since", "malformed"),
        ("changes?since=now&afterChangeNumber=1", "since", "conflict"),
        ("changes?epoch=%3Cb%3E", "epoch", "malformed"),
        ("changes?kind=claims", "kind", "literal_error"),
        ("changes?limit=501", "limit", "less_than_equal"),
    ],
)
def test_parameter_that_is_not_understood_is_named(client, query, name, code):
    response = client.get(f"/api/v1/{query}")

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    problem = response.json()
    assert [(e["in"], e["name"], e["code"]) for e in problem["errors"]] == [("query", name, code)]
    assert problem["errors"][0]["detail"]


def test_misspelt_parameter_gets_the_nearest_name(client):
    problem = client.get("/api/v1/claims?condtion=headache").json()

    assert problem["type"] == f"{SITE}/api/v1/problems/unknown-parameter"
    assert problem["detail"] == "There is no parameter “condtion” here; did you mean “condition”?"


@pytest.mark.parametrize(
    "path",
    [
        "claims/%00",
        "claims?slug=%00",
        "claims?slug=%ED%A0%80",
        "claims/%ED%A0%80",
        "claims?slug=%FF",
        "claims?" + "a&" * 2040,
    ],
)
def test_malformed_bytes_are_a_problem(client, path):
    response = client.get(f"/api/v1/{path}")

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


def test_unforeseen_error_is_a_problem_without_its_words(client, caplog):
    def wrapper(execute, sql, params, many, context):
        raise ZeroDivisionError("a secret")

    with connection.execute_wrapper(wrapper):
        response = client.get("/api/v1/claims")

    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert "secret" not in response.content.decode()
    assert "a secret" in caplog.text


def test_store_out_of_reach_says_when_to_come_back(client, caplog):
    def wrapper(execute, sql, params, many, context):
        raise OperationalError("no server")

    with connection.execute_wrapper(wrapper):
        response = client.get("/api/v1/changes")

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert response["Content-Type"] == "application/problem+json"


def test_problem_types_lead_to_a_page_that_says_what_to_do(client):
    problem = client.get("/api/v1/claims?foo=1").json()

    page = client.get(problem["type"].removeprefix(SITE))

    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert "Correct the name as “errors” suggests" in page.content.decode()


def test_root_without_its_slash_is_redirected(client):
    response = client.get("/api/v1")

    assert (response.status_code, response["Location"]) == (302, "/api/v1/")
