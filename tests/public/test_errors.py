"""Error pages: plain words, nothing of the fault itself, and no need of the database."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import path

from mgsite.public import errors
from mgsite.urls import handler400, handler403, handler404, handler500  # noqa: F401
from mgsite.urls import urlpatterns as site_patterns


def failing(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("fails/bug", failing(RuntimeError("secret detail"))),
    path("fails/database", failing(OperationalError("secret host"))),
    path("fails/forbidden", failing(PermissionDenied("secret reason"))),
    path("fails/suspicious", failing(SuspiciousOperation("secret input"))),
    path("fails/missing", failing(Http404("secret model"))),
    path("api/fails/bug", failing(RuntimeError("secret detail"))),
    path("api/fails/database", failing(OperationalError("secret host"))),
    *site_patterns,
]

# No database mark on most of these: pytest-django fails a test that asks for one without it.
pytestmark = pytest.mark.urls("tests.public.test_errors")


def get(path):
    return Client(raise_request_exception=False).get(path)


@pytest.mark.parametrize(
    ("name", "status", "heading"),
    [
        ("suspicious", 400, "This request could not be read"),
        ("forbidden", 403, "You may not do this"),
        ("missing", 404, "We cannot find this page"),
        ("bug", 500, "Something went wrong on our side"),
        ("database", 503, "We cannot reach our data just now"),
    ],
)
def test_error_is_a_real_page_without_the_fault(name, status, heading):
    response = get(f"/fails/{name}")

    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in response.text
    assert "secret" not in response.text
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_server_error_quotes_the_request_id():
    response = get("/fails/bug")

    assert f"<code>{response['X-Request-ID']}</code>" in response.text
    assert response["Cache-Control"] == "no-store"


def test_lost_database_says_when_to_come_back():
    assert get("/fails/database")["Retry-After"] == "10"


def test_server_error_does_without_a_stylesheet_that_was_not_collected(monkeypatch):
    def missing(path):
        raise ValueError("Missing staticfiles manifest entry")

    monkeypatch.setattr(errors, "static", missing)

    response = errors.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "stylesheet" not in response.text


@pytest.mark.parametrize(
    ("address", "status"), [("/api/fails/bug", 500), ("/api/fails/database", 503), ("/api/v0", 404)]
)
def test_error_under_the_api_is_a_problem_document(address, status):
    response = get(address)

    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["status"] == status
    assert "secret" not in response.text


@pytest.mark.django_db
def test_admin_form_without_its_token_says_to_send_it_again():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "ada"})

    assert response.status_code == 403
    assert "<h1>Please send the form again</h1>" in response.text


def test_forged_host_is_a_problem_document_under_the_api(client, db):
    response = client.get("/api/v1/claims", headers={"host": "evil.example"})
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["title"] == "Request not understood"
