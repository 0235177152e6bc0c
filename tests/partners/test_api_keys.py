"""Keys and quotas over HTTP: who is refused, who is counted, and what an answer says of it."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection
from django.test import Client

from mgsite.partners import actions, limits
from mgsite.partners.key_text import BODY_LENGTH, key_text
from tests import builders
from tests.partners.making import bearer, key
from tests.public.edge.asking import ask, edge_before, printed

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("quotas", "connections_stay_open"),
]
NOON = "2026-03-01T12:00:00Z"
CHANGES = "/api/v1/changes"
# Every kind of address under /api/: counted, free, of the front alone, and none at all.
EVERYWHERE = ("", "changes", "claims", "openapi.json", "docs", "problems", "no-such-thing")
UNKNOWN = key_text("0" * BODY_LENGTH)
WRONG = {
    "unknown": bearer(UNKNOWN),
    "malformed": bearer("mgk_guess"),
    "empty": bearer(""),
    "no scheme": {"HTTP_AUTHORIZATION": UNKNOWN},
    "another scheme": {"HTTP_AUTHORIZATION": "Basic bWdrOng="},
    "another header": {"HTTP_X_API_KEY": UNKNOWN},
    "two": bearer(f"{UNKNOWN}, Bearer {UNKNOWN}"),
    "not ASCII": bearer("mgk_é"),
}


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_wrong_key_is_refused_on_every_address_and_never_anonymous(client, wrong):
    for path in EVERYWHERE:
        response = client.get(f"/api/v1/{path}", **wrong)
        problem = response.json()
        assert (response.status_code, problem["title"]) == (401, "Key not accepted"), path
        assert response["Content-Type"] == "application/problem+json"
        assert response["WWW-Authenticate"].startswith('Bearer realm="mgsite"')
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "no-store"
        assert "RateLimit" not in response


def test_bearer_that_is_not_accepted_is_an_invalid_token(client):
    response = client.get(CHANGES, **bearer(UNKNOWN))
    assert response["WWW-Authenticate"] == 'Bearer realm="mgsite", error="invalid_token"'
    assert UNKNOWN not in response.content.decode()


def test_revoked_key_is_refused_from_the_next_request_on(client, root):
    made, text = key()
    assert client.get(CHANGES, **bearer(text)).status_code == 200
    actions.revoke_key(key=made, by=root)
    assert client.get(CHANGES, **bearer(text)).status_code == 401


def test_wrong_key_is_refused_for_what_the_edge_store_holds(ada):
    source, _ = printed()
    edge, django = edge_before()
    path = f"/api/v1/sources/{source.public_id}"
    assert [ask(edge, path).status for _ in range(2)] == [200, 200]
    assert django.asked == [path]
    for wrong in WRONG.values():
        assert ask(edge, path, **wrong).status == 401


def test_key_is_counted_by_itself_and_its_use_noted(client):
    made, text = key()
    assert client.get(CHANGES)["RateLimit"] == '"address";r=59;t=60'
    response = client.get(CHANGES, HTTP_AUTHORIZATION=f"bearer {text}")
    assert response["RateLimit-Policy"] == '"key";q=600;w=60'
    assert response["RateLimit"] == '"key";r=599;t=60'
    made.refresh_from_db()
    assert made.last_used_at.isoformat() == "2026-03-01T12:00:00+00:00"


def test_sixty_are_answered_and_the_next_is_told_when_to_come_back(client, noon):
    assert {client.get(CHANGES).status_code for _ in range(60)} == {200}
    noon.shift(12)
    response = client.get(CHANGES)
    problem = response.json()
    assert (response.status_code, response["Retry-After"]) == (429, "48")
    assert response["RateLimit-Policy"] == '"address";q=60;w=60'
    assert response["RateLimit"] == '"address";r=0;t=48'
    assert response["Cache-Control"] == "no-store"
    assert problem["type"] == "http://127.0.0.1:8000/api/v1/problems/too-many-requests"
    assert problem["detail"] == (
        "60 requests a minute are answered from your address. Ask again in 48 s. A key allows more: "
        "http://127.0.0.1:8000/api/v1/docs."
    )
    _, text = key()
    assert client.get(CHANGES, **bearer(text)).status_code == 200
    noon.shift(48)
    assert client.get(CHANGES).status_code == 200


def test_key_has_a_limit_of_its_own_too(client, monkeypatch):
    monkeypatch.setattr(limits, "PER_KEY", 2)
    _, text = key()
    found = [client.get(CHANGES, **bearer(text)) for _ in range(3)]
    assert [response.status_code for response in found] == [200, 200, 429]
    assert found[2].json()["detail"] == (
        "2 requests a minute are answered with this key. Ask again in 60 s."
    )
    assert client.get(CHANGES).status_code == 200


def test_every_answer_from_the_store_is_counted_once_and_private(client):
    claim = builders.published_site()["claims"][0]
    etag = client.get(CHANGES)["ETag"]
    asked = [
        client.get(f"/api/v1/claims/{claim.public_id}"),
        client.get(f"/api/v1/claims/{claim.public_id}/page"),
        client.get("/api/v1/claims?limit=1"),
        client.get(CHANGES, HTTP_IF_NONE_MATCH=etag),
        client.head(CHANGES),
        client.get("/api/v1/claims/clm_000000000000"),
        client.get(f"{CHANGES}?since=now"),
        client.get("/api/v1/claims?limit=0"),
    ]
    assert [response.status_code for response in asked] == [200, 200, 200, 304, 200, 404, 302, 400]
    for number, response in enumerate(asked):
        assert response["RateLimit"] == f'"address";r={58 - number};t=60'
        assert "public" not in response["Cache-Control"]
    assert asked[0]["Cache-Control"] == (
        "private, max-age=60, stale-while-revalidate=60, stale-if-error=600"
    )


def test_what_needs_no_store_is_free(client):
    for path in ("openapi.json", "docs", "problems", "problems/unauthorized", "nothing", "?x=1"):
        assert "RateLimit" not in client.get(f"/api/v1/{path}"), path
    assert "RateLimit" not in client.options(CHANGES)
    assert "RateLimit" not in client.post(CHANGES)
    assert client.get(CHANGES)["RateLimit"] == '"address";r=59;t=60'


def test_answers_of_the_edge_store_are_free_and_public_however_often(ada):
    source, _ = printed()
    edge, _ = edge_before()
    path = f"/api/v1/sources/{source.public_id}"
    found = [ask(edge, path) for _ in range(70)]
    assert {answer.status for answer in found} == {200}
    assert {"RateLimit" in answer.headers for answer in found} == {False}
    assert {answer.headers["Cache-Control"].split(",")[0] for answer in found} == {"public"}
    assert ask(edge, CHANGES).headers["RateLimit"] == '"address";r=59;t=60'


def test_what_the_edge_store_cannot_keep_is_counted_once(ada):
    edge, django = edge_before()
    paths = [f"/api/v1/claims/clm_{number:012}" for number in range(62)]
    found = [ask(edge, path) for path in paths]
    assert [answer.status for answer in found] == [404] * 60 + [429] * 2
    assert found[0].headers["RateLimit"] == '"address";r=59;t=60'
    assert django.asked == paths


def test_address_is_what_the_trusted_proxies_say(settings):
    def left(forwarded: str, **environ) -> str:
        answer = ask(WSGIHandler(), CHANGES, HTTP_X_FORWARDED_FOR=forwarded, **environ)
        return answer.headers["RateLimit"].partition(";")[2].partition(";")[0]

    assert [left(f"203.0.113.{n}") for n in range(3)] == ["r=59", "r=58", "r=57"]
    settings.TRUSTED_PROXIES = 1
    assert [left("1.1.1.1, 203.0.113.9"), left("203.0.113.9"), left("2.2.2.2, 203.0.113.9")] == [
        "r=59",
        "r=58",
        "r=57",
    ]
    assert left("203.0.113.10") == "r=59"
    assert [left("2001:db8:7::1"), left("2001:db8:7::2"), left("2001:db8:7:1::1")] == [
        "r=59",
        "r=58",
        "r=59",
    ]


def test_caches_are_told_that_answers_depend_on_the_key(client):
    for path in EVERYWHERE:
        assert "Authorization" in client.get(f"/api/v1/{path}")["Vary"], path


def test_site_without_limits_counts_nobody(client, monkeypatch):
    monkeypatch.setattr(limits, "PER_ADDRESS", 0)
    response = client.get(CHANGES)
    assert response["Cache-Control"] == "public, max-age=15"
    assert "RateLimit" not in response


def test_store_out_of_reach_is_said_to_whoever_shows_a_key_too(client):
    def wrapper(execute, sql, params, many, context):
        raise OperationalError("no server")

    client.raise_request_exception = False
    with connection.execute_wrapper(wrapper):
        response = client.get(CHANGES, **bearer(UNKNOWN))
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert response["Content-Type"] == "application/problem+json"


def test_problems_of_keys_and_quotas_lead_to_pages(client):
    for slug, words in (("unauthorized", "Key not accepted"), ("too-many-requests", "Retry-After")):
        page = client.get(f"/api/v1/problems/{slug}")
        assert (page.status_code, words in page.content.decode()) == (200, True)


def test_page_for_partners_says_what_a_key_is_for(client):
    page = client.get("/api/v1/docs").content.decode()
    assert "an address may ask 60 times a minute" in page
    assert "raises that to 600" in page


def test_description_says_that_a_key_is_optional_and_what_is_counted():
    document = Client().get("/api/v1/openapi.json").json()
    assert document["security"] == [{}, {"key": []}]
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    for path, methods in document["paths"].items():
        responses = methods["get"]["responses"]
        assert "WWW-Authenticate" in responses["401"]["headers"]
        said = {
            status for status, found in responses.items() if "RateLimit" in found.get("headers", ())
        }
        assert said == (set() if path == "/openapi.json" else set(responses) - {"401"}), path
        assert ("429" in responses) is (path != "/openapi.json")
