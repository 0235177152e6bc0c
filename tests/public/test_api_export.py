"""The export: one file an edition, whole or not there, served in parts where asked."""

import json
import threading
import time
from itertools import count

import pytest

from mgsite.editions.readers import Position
from mgsite.public.api import export
from tests import builders
from tests.public.test_api_items import reword, take_back

pytestmark = pytest.mark.django_db
PATH = "/api/v1/export"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "exports"


def read(client, **headers: str):
    """The response with its whole body in `.body`."""
    response = client.get(PATH, headers={k.replace("_", "-"): v for k, v in headers.items()})
    response.body = b"".join(response) if response.streaming else response.content
    return response


def lines(response) -> list[dict]:
    return [json.loads(line) for line in response.body.splitlines()]


def test_export_holds_what_the_changes_hold(client):
    site = builders.published_site(claims=2)
    take_back(site["claims"][0])
    reword(site["claims"][1], correction=True)
    changes = client.get("/api/v1/changes?limit=500").json()
    manifest = client.get("/api/v1/manifest").json()

    header, *items, footer = lines(read(client))

    assert items == changes["items"]
    assert (header["type"], header["cursor"], header["edition"]) == ("header", changes["head"], 3)
    assert header["license"] == "http://127.0.0.1:8000/about/"
    assert header["count"] == footer["count"] == manifest["count"] == len(items)
    assert (footer["type"], footer["digest"]) == ("footer", manifest["digest"])
    assert header["changes_url"] == manifest["changes_url"]


def test_export_in_several_queries_is_the_same(client, monkeypatch):
    builders.published_site(claims=3)
    whole = read(client).body
    monkeypatch.setattr(export, "AT_ONCE", 2)
    for path in export_files():
        path.unlink()

    assert read(client).body == whole


def export_files():
    return list(export.Path(export.settings.VAR_DIR).glob("exports/*.ndjson"))


def test_nothing_published_is_header_and_footer(client, db):
    header, footer = lines(read(client))

    assert (header["cursor"], footer["count"]) == (0, 0)


def test_file_is_made_once_an_edition_and_older_ones_go(client, folder):
    claim = builders.published_site()["claims"][0]
    first, again = read(client), read(client)
    (kept,) = folder.glob("*.ndjson")
    made = kept.stat().st_mtime_ns
    reword(claim)
    second = read(client)

    assert first.body == again.body != second.body
    assert first["ETag"] == again["ETag"] != second["ETag"]
    assert kept.name not in [path.name for path in folder.glob("*.ndjson")]
    assert len(list(folder.glob("*.ndjson"))) == 1
    assert made
    assert list(folder.glob("*.part")) == []


def test_reader_of_an_older_file_keeps_it_to_the_end(client):
    claim = builders.published_site()["claims"][0]
    old = client.get(PATH)
    reword(claim)
    read(client)

    assert json.loads(b"".join(old).splitlines()[-1])["type"] == "footer"


def test_export_says_length_etag_and_name(client):
    builders.published_site()

    response = read(client, accept_encoding="gzip, br")

    assert response["Content-Type"] == "application/x-ndjson"
    assert int(response["Content-Length"]) == len(response.body)
    assert "Content-Encoding" not in response
    assert response["ETag"].startswith('"')
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Disposition"] == 'attachment; filename="mgsite-edition-1.ndjson"'
    assert response["Cache-Control"] == "public, max-age=15, no-transform"


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=10-19", 10, 20),
        ("bytes=10-", 10, None),
        ("bytes=-7", -7, None),
        ("bytes=-99999999", 0, None),
        ("bytes=5-99999999", 5, None),
    ],
)
def test_part_of_the_file(client, asked, start, stop):
    builders.published_site()
    whole = read(client)
    expected = whole.body[start:stop]

    part = read(client, range=asked)

    size, first = len(whole.body), whole.body.index(expected) if start < 0 else start
    assert (part.status_code, part.body) == (206, expected)
    assert part["Content-Range"] == f"bytes {first}-{first + len(expected) - 1}/{size}"
    assert int(part["Content-Length"]) == len(expected)


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0", "bytes=99999999-999999999"])
def test_part_beyond_the_end_is_a_problem(client, asked):
    builders.published_site()
    size = len(read(client).body)

    response = read(client, range=asked)

    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{size}")
    assert response.json()["type"].endswith("/problems/range-not-satisfiable")


@pytest.mark.parametrize(
    "asked",
    ["bytes=5-2", "bytes=-", "bytes=a-b", "bytes=0-1,3-4", "lines=1-2", "bytes=" + "9" * 500],
)
def test_what_is_no_range_is_answered_with_the_whole(client, asked):
    builders.published_site()

    response = read(client, range=asked)

    assert response.status_code == 200
    assert int(response["Content-Length"]) == len(response.body)


def test_resuming_after_a_new_edition_begins_anew(client):
    claim = builders.published_site()["claims"][0]
    etag = read(client)["ETag"]
    same = read(client, range="bytes=10-", if_range=etag)
    reword(claim)
    other = read(client, range="bytes=10-", if_range=etag)

    assert (same.status_code, other.status_code) == (206, 200)


def test_head_and_304_read_nothing(client):
    builders.published_site()
    whole = read(client)

    head = client.head(PATH, headers={"range": "bytes=0-1"})
    unchanged = read(client, if_none_match=whole["ETag"])

    assert (head.status_code, head.content) == (200, b"")
    assert int(head["Content-Length"]) == len(whole.body)
    assert (unchanged.status_code, unchanged.body) == (304, b"")


def test_client_that_hangs_up_leaves_no_open_file(client):
    """A file left open would be a ResourceWarning, which fails the test."""
    builders.published_site()

    response = client.get(PATH)
    next(iter(response))
    response.close()


def test_two_at_once_make_one_file(folder, monkeypatch):
    begun, head = count(1), Position("e", 1, 1, None)

    def slowly(head):
        next(begun)
        time.sleep(0.3)
        yield {"type": "header"}

    monkeypatch.setattr(export, "_lines", slowly)
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(export.export_file(head))) for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert next(begun) == 2
    assert len(set(found)) == 1
    assert found[0].read_bytes() == b'{"type":"header"}\n'


def test_writing_that_fails_leaves_nothing(client, folder, monkeypatch, caplog):
    builders.published_site()

    def broken(head):
        yield {"type": "header"}
        raise ZeroDivisionError

    monkeypatch.setattr(export, "_lines", broken)
    response = read(client)

    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert [path.name for path in folder.iterdir()] == ["lock"]


def test_file_that_takes_too_long_asks_for_patience(client, folder, monkeypatch):
    builders.published_site()
    folder.mkdir()
    monkeypatch.setattr(export, "PATIENCE", 0)

    with export._alone(folder):
        response = read(client)

    assert (response.status_code, response["Retry-After"]) == (503, "10")


def test_text_removed_for_legal_reasons_leaves_the_export(client, folder):
    claim = builders.published_site()["claims"][0]
    before = read(client).body.decode()
    take_back(claim, reason="legal", notice="Removed.")
    after = read(client).body.decode()

    assert claim.plain_language in before
    assert claim.plain_language not in after
    assert [claim.plain_language in path.read_text() for path in folder.glob("*.ndjson")] == [False]
