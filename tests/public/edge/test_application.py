"""Answers from the shelf are Django's own, of the newest edition, and nobody's in particular."""

import json
import time

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.test import Client

from mgsite.editions.readers import position
from tests import builders
from tests.public.crawl import crawl
from tests.public.edge.asking import MEGABYTE, ask, edge_before, keep_connections, printed

# What an answer from the shelf has that is its own: see the tests named for them.
OWN = {"X-Request-ID", "ETag", "Cache-Status"}


def test_every_page_from_the_shelf_equals_djangos_answer(ada):
    builders.published_site()
    edge, django = edge_before(capacity=64 * MEGABYTE)
    pages = [path for path, found in crawl().items() if "?" not in path and found.status == 200]
    keep_connections()
    for path in pages:
        ask(edge, path)
    asked, plain = len(django.asked), WSGIHandler()
    kept = {path for path in pages if edge.shelf.get(f"{path}\n127.0.0.1:8000")}
    for path in kept:
        found, expected = ask(edge, path), ask(plain, path)
        assert found.body == expected.body
        assert without_own(found.headers) == without_own(expected.headers)
        assert found.headers.keys() >= expected.headers.keys()
    assert len(django.asked) == asked
    assert {path for path in pages if path not in kept} == {
        "/ask/",
        "/opensearch.xml",
        "/robots.txt",
        "/api/v1/",
        "/api/v1/changes",
        "/api/v1/docs",
        "/api/v1/manifest",
        "/api/v1/openapi.json",
    } | {path for path in pages if path.startswith("/api/v1/problems")}
    assert len(kept) > 20


def without_own(headers):
    return {name: value for name, value in headers.items() if name not in OWN}


def test_answer_is_rendered_once_for_all_encodings_methods_and_conditions(ada):
    _, path = printed()
    edge, django = edge_before()
    plain = ask(edge, path)
    etag = plain.headers["ETag"]
    for accept in ("br", "gzip", "", "gzip;q=0"):
        found = ask(edge, path, HTTP_ACCEPT_ENCODING=accept)
        assert (found.text, found.headers["ETag"]) == (plain.text, etag)
        assert found.headers["Vary"] == "Accept-Encoding"
    assert ask(edge, path, "HEAD").headers["Content-Length"] == str(len(plain.body))
    assert ask(edge, path, "HEAD").body == b""
    assert ask(edge, path, HTTP_IF_NONE_MATCH=etag).status == 304
    assert django.asked == [path]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("{etag}", 304),
        ('"x", {etag}', 304),
        ("{strong}", 304),
        ("*", 304),
        ('"x"', 200),
        ("{etag}x", 200),
        ("nonsense", 200),
        ("", 200),
    ],
)
def test_condition_is_met_by_weak_comparison(ada, asked, status):
    _, path = printed()
    edge, _ = edge_before()
    etag = ask(edge, path).headers["ETag"]
    header = asked.format(etag=etag, strong=etag.removeprefix("W/"))
    found = ask(edge, path, HTTP_IF_NONE_MATCH=header)
    assert found.status == status
    assert (found.body == b"") is (status == 304)
    assert found.headers["ETag"] == etag
    assert "Content-Security-Policy" in found.headers


def test_api_item_keeps_its_own_etag_and_its_headers_for_scripts(ada):
    source, _ = printed()
    edge, django = edge_before()
    path = f"/api/v1/sources/{source.public_id}"
    first, second = ask(edge, path), ask(edge, path, HTTP_ORIGIN="https://partner.example")
    assert django.asked == [path]
    assert json.loads(second.text)["id"] == source.public_id
    assert (
        second.headers["ETag"] == first.headers["ETag"] == ask(WSGIHandler(), path).headers["ETag"]
    )
    assert second.headers["Access-Control-Allow-Origin"] == "*"
    assert ask(edge, path, HTTP_IF_NONE_MATCH=first.headers["ETag"]).status == 304


# -- nobody's answer in particular


def test_signed_in_editor_is_neither_answered_from_the_shelf_nor_kept(ada):
    _, path = printed()
    edge, django = edge_before()
    client = Client()
    client.force_login(ada)
    cookie = f"session={client.cookies['session'].value}"
    for _ in range(2):
        assert ask(edge, path, HTTP_COOKIE=cookie).status == 200
    assert edge.shelf.size == 0
    shelved = ask(edge, path)
    assert ask(edge, path, HTTP_COOKIE=cookie).text == shelved.text
    assert len(django.asked) == 4


def personal(*headers):
    """An application that greets by name, and says of its answer what `headers` say."""

    def greet(environ, start_response):
        position()
        body = f"Hello {environ.get('HTTP_X_NAME', 'you')}.".encode() * 50
        length = ("Content-Length", str(len(body)))
        start_response("200 OK", [("Cache-Control", "public, max-age=60"), length, *headers])
        return [body]

    return greet


@pytest.mark.parametrize("headers", [("Set-Cookie", "a=1"), ("Vary", "Cookie"), ("Vary", "X-Name")])
@pytest.mark.django_db
def test_answer_for_one_reader_reaches_that_reader_alone(headers):
    edge, _ = edge_before(personal(headers))
    for name in ("Ada", "Ben"):
        found = ask(edge, "/greeting/", HTTP_X_NAME=name)
        assert found.body.startswith(f"Hello {name}.".encode())
        assert found.headers[headers[0]] == headers[1]
    assert edge.shelf.size == 0


@pytest.mark.django_db
def test_counted_answer_is_made_once_for_each_who_asks_and_never_kept():
    edge, django = edge_before(personal(("RateLimit", '"address";r=1;t=60')))
    for _ in range(2):
        assert ask(edge, "/greeting/").headers["RateLimit"] == '"address";r=1;t=60'
    assert django.asked == ["/greeting/", "/greeting/"]
    assert edge.shelf.size == 0


@pytest.mark.django_db
def test_header_of_one_reader_is_in_no_answer_of_another():
    edge, _ = edge_before(personal())
    assert ask(edge, "/greeting/", HTTP_X_NAME="<b>Ada").body.startswith(b"Hello you.")
    assert ask(edge, "/greeting/", HTTP_X_NAME="Ben").body.startswith(b"Hello you.")
    assert len(edge.shelf) == 1


@pytest.mark.django_db
def test_stream_is_passed_on_unread():
    def stream(environ, start_response):
        position()
        start_response("200 OK", [("Cache-Control", "public, max-age=60")])
        return iter([b"a", b"b"])

    edge, _ = edge_before(stream)
    assert [ask(edge, "/stream/").body for _ in range(2)] == [b"ab", b"ab"]
    assert edge.shelf.size == 0


@pytest.mark.django_db
def test_page_that_stops_being_public_leaves_the_shelf():
    header = ["Cache-Control", "public"]

    def changing(environ, start_response):
        position()
        start_response("200 OK", [tuple(header), ("Content-Length", "2")])
        return [b"ok"]

    edge, _ = edge_before(changing)
    ask(edge, "/page/")
    assert len(edge.shelf) == 1
    header[1] = "no-store"
    edge.newest.edition = ("another", 7)
    ask(edge, "/page/")
    assert edge.shelf.size == 0


# -- bounds and faults


def test_shelf_of_many_pages_stays_in_its_bytes(ada):
    sources = [builders.source(f"trial-of-{n}") for n in range(12)]
    builders.put_in_print(*sources)
    edge, _ = edge_before(capacity=160_000)
    for source in sources:
        assert ask(edge, f"/sources/{source.slug}/").status == 200
    assert 0 < len(edge.shelf) < 12
    assert edge.shelf.size <= 160_000


def away(environ, start_response):
    raise OperationalError


def test_readers_keep_the_last_page_while_the_database_is_away(ada):
    _, path = printed()
    handler, broken = WSGIHandler(), []

    def failing(environ, start_response):
        if not broken:
            return handler(environ, start_response)
        start_response("503 Service Unavailable", [("Content-Length", "4")])
        return [b"away"]

    edge, _ = edge_before(failing)
    fresh = ask(edge, path)
    broken.append(True)
    edge.newest.edition = ("e", 99)
    edge.newest.looked_at = time.monotonic() - 60
    kept = ask(edge, path)
    assert (kept.status, kept.body) == (200, fresh.body)
    assert kept.headers["Cache-Status"] == "mgsite; hit; ttl=-60"
    assert kept.headers["X-Request-ID"] != fresh.headers["X-Request-ID"]
    edge.newest.looked_at = time.monotonic() - 601
    assert ask(edge, path).status == 503
    broken.clear()
    recovered = ask(edge, path)
    assert (recovered.status, "Cache-Status" in recovered.headers) == (200, False)


@pytest.mark.django_db
def test_application_that_fails_lets_the_next_reader_try():
    edge, _ = edge_before(away)
    for _ in range(2):
        with pytest.raises(OperationalError):
            ask(edge, "/about/")


def test_each_answer_has_one_line_in_the_log_under_its_own_id(ada, caplog):
    _, path = printed()
    edge, _ = edge_before()
    caplog.set_level("INFO", "mgsite.request")
    ids = [ask(edge, path, REMOTE_ADDR="192.0.2.7").headers["X-Request-ID"] for _ in range(3)]
    lines = [record.fields for record in caplog.records if record.name == "mgsite.request"]
    assert [line["request_id"] for line in lines] == ids
    assert len(set(ids)) == 3
    assert [{**line, "request_id": "", "milliseconds": 0} for line in lines] == [
        {
            "request_id": "",
            "method": "GET",
            "path": path,
            "status": 200,
            "milliseconds": 0,
            "client": "192.0.2.7",
        }
    ] * 3
