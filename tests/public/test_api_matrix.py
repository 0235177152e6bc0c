"""Every operation of the API × every way to ask: one table."""

import gzip

import pytest

from mgsite.partners.key_text import BODY_LENGTH, key_text
from tests.public.api_site import full_site

pytestmark = pytest.mark.django_db
EXPOSED = "ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After, Deprecation, Sunset"
WAYS = {}


def way(found):
    WAYS[found.__name__] = found
    return found


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def plain(response) -> bytes:
    found = body(response)
    return gzip.decompress(found) if response.get("Content-Encoding") == "gzip" else found


@way
def get(client, path):
    response = client.get(path)
    text = body(response)
    assert response.status_code == 200
    assert response["Content-Type"] in ("application/json", "application/x-ndjson")
    assert response["ETag"].strip('W/"')
    assert response["Cache-Control"].startswith("public, max-age=")
    assert "immutable" not in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    assert text


@way
def head(client, path):
    full, bare = client.get(path), client.head(path)
    assert (bare.status_code, body(bare)) == (200, b"")
    assert int(bare["Content-Length"]) == len(body(full))
    for name in ("ETag", "Last-Modified", "Cache-Control", "Content-Type", "Link"):
        assert bare.get(name) == full.get(name), name


@way
def options(client, path):
    response = client.options(path, headers={"origin": "https://partner.example"})
    assert (response.status_code, body(response)) == (204, b"")
    assert response["Allow"] == response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Origin"] == "*"


@way
def if_none_match(client, path):
    etag = client.head(path)["ETag"]
    for value in (etag, "*", f'"other", {etag}', etag.removeprefix("W/")):
        response = client.get(path, headers={"if-none-match": value})
        assert (response.status_code, body(response)) == (304, b""), value
        assert response["ETag"] == etag
        assert "Content-Type" not in response
    other = client.get(path, headers={"if-none-match": 'W/"other"'})
    assert (other.status_code, body(other) != b"") == (200, True)


@way
def gzipped(client, path):
    bare, packed = client.get(path), client.get(path, headers={"accept-encoding": "gzip"})
    assert packed.status_code == 200
    assert plain(packed) == body(bare)
    assert packed["ETag"] == bare["ETag"]


@way
def brotli(client, path):
    """Not made for a single request: Django answers without it (the shelf has it ready)."""
    response = client.get(path, headers={"accept-encoding": "br"})
    assert (response.status_code, body(response) != b"") == (200, True)
    assert "Content-Encoding" not in response


@way
def origin(client, path):
    response = client.get(path, headers={"origin": "https://partner.example"})
    assert body(response)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Expose-Headers"] == EXPOSED
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in response


@way
def unknown_parameter(client, path):
    join = "&" if "?" in path else "?"
    response = client.get(f"{path}{join}updated_since=2026-01-01")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    (error,) = response.json()["errors"]
    assert (error["in"], error["name"], error["code"]) == ("query", "updated_since", "unknown")
    assert response["Access-Control-Allow-Origin"] == "*"


@way
def wrong_key(client, path):
    """Never taken for an anonymous request: neither a malformed key nor one that nobody has."""
    for key in ("mgk_nobody", key_text("0" * BODY_LENGTH)):
        response = client.get(path, headers={"authorization": f"Bearer {key}"})
        assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")
        assert response["WWW-Authenticate"].startswith("Bearer ")
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "ETag" not in response


@way
def odd_accept(client, path):
    """There is one representation; a client that asks for another is given it all the same."""
    response = client.get(path, headers={"accept": "text/html;q=1, application/xml"})
    assert (response.status_code, body(response) != b"") == (200, True)
    assert "json" in response["Content-Type"]


@way
def post(client, path):
    response = client.post(path, data={"a": 1})
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.fixture
def site(client):
    return full_site(client)


def test_every_operation_answers_every_way_of_asking(client, site):
    """One test, for the site is made once; each fault is named by its row and column."""
    faults = []
    for template, path in site.items():
        for name, check in WAYS.items():
            try:
                check(client, path)
            except AssertionError as error:
                faults.append(f"{name} {template}: {error}")

    assert faults == []
    assert len(site) * len(WAYS) >= 300
