"""Places in `/changes` that we never gave out, and clients that go away in mid-answer."""

import json
import socket
import struct
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mgsite.editions.epochs import begin_epoch
from mgsite.editions.models import Head
from tests import builders
from tests.served import HOST, get, served

SITE = "http://127.0.0.1:8000"
HANG_UPS = 60


def ask(query: str):
    return Client().get(f"/api/v1/changes?{query}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "number",
    [
        "",
        "+1",
        "-0",
        "1.0",
        "1e2",
        "0x10",
        "1_000",
        "1%20",
        "%201",
        "1%00",
        "null",
        "1,2",
        "[1]",
        "٣",
    ],
)
def test_altered_number_is_refused_with_what_to_send(number):
    response = ask(f"afterChangeNumber={number}")

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.django_db
@pytest.mark.parametrize("digits", [19, 20, 39, 400, 3000])
def test_number_of_any_length_is_beyond_the_head(digits):
    builders.published_site()
    query = f"afterChangeNumber={'9' * digits}"

    page = ask(query).json()

    head = Head.objects.get().seq
    assert (page["items"], page["more"], page["head"], page["cursor"]) == ([], False, head, head)
    assert page["next"] == f"{SITE}/api/v1/changes?{query}"


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0", "1", "7", "9" * 30])
@pytest.mark.parametrize("more", ["", "&kind=claim", "&limit=1"])
def test_every_place_of_an_earlier_epoch_is_gone(number, more):
    builders.published_site()
    before = begin_epoch(by="a test").before

    response = ask(f"afterChangeNumber={number}&epoch={before}{more}")

    assert (response.status_code, response["Content-Type"]) == (410, "application/problem+json")
    problem = response.json()
    assert problem["type"] == f"{SITE}/api/v1/problems/cursor-reset"
    page = Client().get(problem["bootstrap"].removeprefix(SITE)).json()
    assert (len(page["items"]), page["more"]) == (Head.objects.get().seq, False)


@pytest.mark.django_db
def test_place_of_an_earlier_epoch_is_gone_even_to_a_matching_etag(client):
    builders.published_site()
    path = client.get("/api/v1/changes?limit=1").json()["next"].removeprefix(SITE)
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"if-none-match": etag}).status_code == 304
    begin_epoch(by="a test")

    assert client.get(path, headers={"if-none-match": etag}).status_code == 410
    assert client.get(path, headers={"if-none-match": "*"}).status_code == 410
    for unchanged in ("/api/v1/changes", "/api/v1/manifest"):  # without an epoch: other bytes
        assert client.get(unchanged, headers={"if-none-match": etag}).status_code == 200


class AnyText(TestCase):
    @settings(
        max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    @given(st.text(max_size=30), st.text(max_size=20))
    @example("9" * 4400, "a")
    @example("\ud7ff", "\x00")
    def test_any_number_and_epoch_get_an_answer_by_contract(self, number, epoch):
        response = ask(f"afterChangeNumber={quote(number)}&epoch={quote(epoch)}")

        assert response.status_code in (200, 400, 410)
        assert json.loads(response.content)


def hang_up(port: int, path: str, *, after: int) -> None:
    """Read so many bytes, then reset the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        if after:
            assert line.recv(after)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def test_clients_that_hang_up_leave_the_others_alone(committed):
    builders.published_site(claims=8)
    with served(workers=1) as port:
        whole = get(port, "/api/v1/changes")[2]
        for number in range(HANG_UPS):
            hang_up(port, "/api/v1/changes", after=(0, 1, 300, 9000)[number % 4])
        status, _, body = get(port, "/api/v1/changes")
    assert (status, body) == (200, whole)
    assert len(whole) > 9000
