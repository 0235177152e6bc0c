import json
import logging

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import RequestFactory

from mgsite import health
from mgsite.logs import JsonFormatter, current_request_id
from mgsite.middleware import door, security_headers
from mgsite.proxies import client_address

NUL = "The request holds a NUL character, which no text contains. Please check how it was copied."
MALFORMED = "The request is not valid UTF-8 text. Please check how it was copied."
TOO_LONG = "The address is too long. Please check it, or start from the home page."
CHARSET = "The text was sent in another character set. Please send it as UTF-8."
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/%00", NUL),
        ("/healthz?q=%00", NUL),
        ("/%ff", MALFORMED),
        ("/caf%e9", MALFORMED),
        ("/healthz?q=%ED%A0%80", MALFORMED),
        ("/" + "a" * 1025, TOO_LONG),
        ("/healthz?q=" + "a" * 4097, TOO_LONG),
    ],
)
def test_malformed_address_gets_a_page_that_says_why(client, address, sentence):
    response = client.get(address)
    assert response.status_code == 400
    assert f"<p>{sentence}</p>" in response.text
    assert response["Content-Type"] == "text/html; charset=utf-8"


def test_malformed_address_under_the_api_gets_a_problem_document(client):
    response = client.get("/api/v1/claims?slug=%00")
    problem = response.json()
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert (problem["status"], problem["detail"], problem["errors"]) == (400, NUL, [])
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "address", ["/healthz", "/healthz?q=caf%C3%A9&utm_source=x", "/healthz?q=%E2%8A%95"]
)
def test_well_formed_address_passes(client, address):
    assert client.get(address).json() == {"status": "alive"}


def test_charset_that_would_hide_a_nul_is_refused(client):
    response = client.get(
        "/healthz?q=%2BAAA-", headers={"Content-Type": "text/plain; charset=utf-7"}
    )
    assert response.status_code == 400
    assert CHARSET in response.text


def test_cookie_with_an_escaped_nul_is_refused(client):
    response = client.get("/healthz", headers={"Cookie": r'session="abcdefgh\000x"'})
    assert response.status_code == 400
    assert "A cookie holds a NUL character." in response.text


@pytest.mark.parametrize(
    ("body", "sentence"), [(b"name=%00", NUL), (b"name=%ff", MALFORMED), (b"a=\xff", MALFORMED)]
)
def test_malformed_form_is_refused(client, body, sentence):
    response = client.post("/healthz", body, content_type=FORM)
    assert response.status_code == 400
    assert sentence in response.text


@pytest.mark.parametrize(("value", "sentence"), [(b"\0", NUL), (b"caf\xe9", MALFORMED)])
def test_malformed_multipart_field_is_refused(client, value, sentence):
    body = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n' + value + b"\r\n--x--\r\n"
    response = client.post("/healthz", body, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 400
    assert sentence in response.text


def test_form_that_is_too_large_is_refused_with_a_sentence(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    response = client.post("/healthz", b"title=" + b"a" * 20, content_type=FORM)
    assert response.status_code == 400
    assert "The form is larger than this site accepts." in response.text


def test_well_formed_form_reaches_the_view_with_its_text():
    seen = []
    request = RequestFactory().post("/", "title=caf%C3%A9+%EF%BF%BD", content_type=FORM)
    door(lambda request: seen.append(request.POST["title"]) or HttpResponse())(request)
    assert seen == ["café �"]


def test_binary_upload_reaches_the_view(tmp_path):
    (tmp_path / "library.ris").write_bytes(b"\x00\xff")
    with (tmp_path / "library.ris").open("rb") as upload:
        request = RequestFactory().post("/", {"title": "café", "upload": upload})
    response = door(lambda request: HttpResponse(request.FILES["upload"].read()))(request)
    assert (response.status_code, response.content) == (200, b"\x00\xff")


def test_answers_carry_every_security_header_and_no_cookie(client):
    response = client.get("/healthz")
    policy = dict(
        part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Permissions-Policy"].startswith("camera=(), geolocation=()")
    assert response["X-Frame-Options"] == "DENY"
    assert not response.cookies
    assert "Vary" not in response


def test_header_that_a_view_has_set_is_kept():
    own = {"Cross-Origin-Resource-Policy": "cross-origin"}
    response = security_headers(lambda request: HttpResponse(headers=own))(
        RequestFactory().get("/")
    )
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_request_id_is_fresh_and_never_taken_from_outside(client):
    ids = [
        client.get("/healthz", headers={"X-Request-ID": "mine"})["X-Request-ID"] for _ in range(2)
    ]
    assert len({*ids, "mine"}) == 3
    assert current_request_id.get() is None


def test_request_log_names_the_request_and_leaves_its_query_out(client, caplog):
    caplog.set_level(logging.INFO, logger="mgsite.request")
    response = client.get("/healthz?q=private")
    (record,) = [record for record in caplog.records if record.name == "mgsite.request"]
    assert {name: record.fields[name] for name in ("method", "path", "status", "client")} == {
        "method": "GET",
        "path": "/healthz",
        "status": 200,
        "client": "127.0.0.1",
    }
    assert "private" not in json.dumps(record.fields)
    assert len(response["X-Request-ID"]) == 16


def test_log_line_is_one_line_of_json_whatever_it_holds():
    record = logging.LogRecord("mgsite", logging.INFO, "", 0, "a\nb\x1b[31m", (), None)
    record.fields = {"path": "/é\n"}
    token = current_request_id.set("0123456789abcdef")
    line = JsonFormatter().format(record)
    current_request_id.reset(token)
    assert line.isascii()
    assert line.isprintable()
    fields = json.loads(line)
    assert (fields["message"], fields["path"]) == ("a\nb\x1b[31m", "/é\n")
    assert (fields["level"], fields["request_id"]) == ("info", "0123456789abcdef")


@pytest.mark.parametrize(
    ("forwarded_for", "proxies", "expected"),
    [
        ("", 1, "192.0.2.1"),
        ("198.51.100.7", 0, "192.0.2.1"),
        ("198.51.100.7", 1, "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7", 1, "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7", 2, "203.0.113.9"),
        ("198.51.100.7", 2, "192.0.2.1"),
        ("nonsense", 1, "192.0.2.1"),
        ("2001:DB8::1", 1, "2001:db8::1"),
    ],
)
def test_client_address_believes_only_trusted_proxies(forwarded_for, proxies, expected):
    assert client_address("192.0.2.1", forwarded_for, proxies) == expected


@pytest.mark.parametrize("method", ["get", "head"])
def test_alive_answers_without_a_database(client, method):
    response = getattr(client, method)("/healthz")
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")


@pytest.mark.django_db
def test_ready_when_the_database_is_there_and_migrated(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready"})


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client, monkeypatch):
    from django.db.migrations.recorder import MigrationRecorder

    monkeypatch.setattr(health, "_migrated", False)
    MigrationRecorder.Migration.objects.filter(app="axes").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["reason"] == "Migrations are not applied: run `manage.py migrate`."


@pytest.mark.django_db
def test_not_ready_when_the_database_does_not_answer(client):
    from django.db import connection

    def unreachable(execute, sql, params, many, context):
        raise DatabaseError

    with connection.execute_wrapper(unreachable):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "reason": "The database does not answer."}


def test_lockout_closes_one_name_from_one_address(client, django_user_model, db):
    django_user_model.objects.create_user("ada", password="right-and-long-enough", is_staff=True)
    attempt = {"username": "ada", "password": "wrong"}
    statuses = [client.post("/admin/login/", attempt).status_code for _ in range(6)]
    assert statuses == [200, 200, 200, 200, 200, 429]
    right = {"username": "ada", "password": "right-and-long-enough"}
    assert client.post("/admin/login/", right).status_code == 429
    assert client.post("/admin/login/", right, REMOTE_ADDR="192.0.2.9").status_code == 302
