"""How an operation is announced to go; there is none yet, so the test has one of its own."""

from datetime import date

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from ninja import NinjaAPI

from mgsite.public.api.front import front
from mgsite.public.api.openapi import described
from mgsite.public.api.problems import NOT_FOUND, Problem, problem_response
from mgsite.public.api.retiring import retiring
from mgsite.public.api.schemas import Problem as Refusal

MORE = "https://magnesium.example/news/old-goes/"
api = NinjaAPI(urls_namespace="retiring", docs_url=None, openapi_url=None)


@api.exception_handler(Problem)
def refused(request, problem):
    return problem_response(problem)


@api.get(
    "/old", deprecated=True, response={200: dict, 404: Refusal}, operation_id="old", tags=["items"]
)
@retiring(since=date(2027, 1, 1), sunset=date(2028, 1, 1), more=MORE)
def old(request: HttpRequest, refuse: bool = False):
    if refuse:
        raise Problem(NOT_FOUND, "Not here.")
    return HttpResponse(b"{}", headers={"Link": '<https://a.example>; rel="next"'})


def fronted(request: HttpRequest) -> HttpResponse:
    (pattern, *_) = api.urls[0]
    return front(pattern.callback, lambda: frozenset({"refuse"}))(request)


urlpatterns = [path("api/test/old", fronted)]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("query", ["", "?refuse=true"])
def test_every_answer_says_since_when_until_when_and_where_to_read(client, query):
    response = client.get(f"/api/test/old{query}")

    assert response["Deprecation"] == "@1798761600"
    assert response["Sunset"] == "Sat, 01 Jan 2028 00:00:00 GMT"
    assert f'<{MORE}>; rel="deprecation"; type="text/html"' in response["Link"]
    assert f'<{MORE}>; rel="sunset"; type="text/html"' in response["Link"]
    assert ('rel="next"' in response["Link"]) == (not query)
    for name in ("Deprecation", "Sunset", "Link"):
        assert name in response["Access-Control-Expose-Headers"]


def test_document_marks_it_and_lists_the_headers():
    operation = described(api)["paths"]["/old"]["get"]

    assert operation["deprecated"] is True
    by_itself = set(operation["responses"]) - {"401", "429"}  # those are given before it is reached
    for status in by_itself:
        response = operation["responses"][status]
        assert {"Deprecation", "Sunset", "Link"} <= set(response["headers"]), status


def test_less_than_a_year_is_no_notice():
    with pytest.raises(ValueError, match="twelve months"):
        retiring(since=date(2027, 1, 1), sunset=date(2027, 12, 31), more=MORE)


def test_no_operation_of_ours_is_going(client, db):
    document = client.get("/api/v1/openapi.json").json()

    assert [p for p, methods in document["paths"].items() if methods["get"].get("deprecated")] == []
