"""clients/replica.py before a site that behaves badly, or asks for patience."""

import ast
import shutil
import ssl
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from clients import replica
from tests.clients.pretence import pretending
from tests.clients.running import SCRIPT, environment, read

CLAIM = {"kind": "claim", "id": "clm_000000000001", "version": 1, "event": "published"}
CLAIM |= {"urgency": "routine", "changed_at": "2026-11-26T00:00:00Z"}
UPDATED = CLAIM | {"data": {"etag": 'W/"1-a"', "title": "Magnesium may do it."}}
DELETED = CLAIM | {
    "version": 2,
    "event": "retracted",
    "urgency": "safety",
    "tombstone": {"reason": "retracted", "notice_text": "Taken back."},
}
HELD = "SELECT id, version, state, etag FROM items"


@pytest.fixture
def site():
    with pretending() as made:
        yield made


@pytest.fixture
def slept(monkeypatch):
    """Seconds, instead of sleeping."""
    seconds = []
    monkeypatch.setattr(replica.time, "sleep", seconds.append)
    return seconds


@pytest.fixture
def copy(site, tmp_path):
    made = replica.Copy(site.url, str(tmp_path / "copy.sqlite3"), 4)
    yield made
    made.db.close()


def held(copy) -> list[tuple]:
    return copy.db.execute(HELD).fetchall()


def test_script_is_short_and_needs_no_package():
    text = SCRIPT.read_text(encoding="utf-8")
    found = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module]
        )
    }
    assert len(text.splitlines()) <= 150
    assert found <= sys.stdlib_module_names


def test_waits_as_long_as_it_is_asked_to(site, copy, slept):
    site.answers = [
        (429, {"Retry-After": 40}, {"title": "Too many requests"}),
        (503, {"Retry-After": 99_999}, b"away"),
        (500, {}, b"oh"),
        (200, {}, site.page()),
    ]
    copy.catch_up()

    first, limited, away, fault = slept
    assert (first, limited, away) == (0, 40, 3600)
    assert 4 <= fault <= 8
    assert copy.wait == 7


@pytest.mark.parametrize(
    "cut_off",
    [
        (200, {"Content-Length": 500}, b'{"items": [], "mo'),
        (200, {}, b"<html>Sign in to this network</html>"),
        (200, {"Content-Encoding": "gzip"}, b"\xff"),
        (200, {"Content-Encoding": "deflate"}, b"\x00\xff"),
    ],
)
def test_answer_that_is_cut_off_or_not_ours_is_asked_for_again(site, copy, slept, cut_off):
    site.answers = [cut_off, (200, {}, site.page(items=[UPDATED]))]
    copy.catch_up()

    assert held(copy) == [(CLAIM["id"], 1, "published", 'W/"1-a"')]
    assert len(slept) == 2


def test_gives_up_after_its_tries_and_keeps_what_it_has(site, copy, slept):
    site.answers = [(200, {}, site.page(items=[UPDATED]))] + [(500, {}, b"")] * 4
    copy.catch_up()
    with pytest.raises(SystemExit, match="Gave up; the copy is as it was"):
        copy.catch_up()

    assert len(held(copy)) == 1


@pytest.mark.parametrize("status", [301, 302, 400, 401, 403, 404])
def test_answer_that_will_not_get_better_ends_it(site, copy, slept, status):
    site.answers = [(status, {"Location": "http://127.0.0.1:9/"}, {"detail": "The key is wrong."})]
    with pytest.raises(SystemExit, match="The key is wrong"):
        copy.catch_up()

    assert len(site.asked) == 1


def test_next_on_another_host_is_refused(site, copy, slept):
    elsewhere = "https://magnesium.example/api/v1/changes"
    site.answers = [(200, {}, site.page() | {"next": elsewhere, "more": True})]
    with pytest.raises(SystemExit, match="Refused: https://magnesium.example"):
        copy.catch_up()


def test_etag_goes_back_to_the_address_that_it_came_from_alone(site, copy, slept):
    page = site.page()
    site.answers = [
        (200, {"ETag": 'W/"e-1"'}, page),
        (200, {"ETag": 'W/"e-2"'}, page),
        (304, {"ETag": 'W/"e-2"'}, b""),
    ]
    for _ in range(3):
        copy.catch_up()

    assert [sent.get("If-None-Match") for sent in site.asked] == [None, None, 'W/"e-2"']
    assert copy.wait == 7


def test_says_who_asks_and_shows_its_key(site, tmp_path, slept, monkeypatch):
    monkeypatch.setenv("MGSITE_KEY", "mgk_0")
    site.answers = [(200, {"Content-Encoding": "gzip"}, site.page())]
    copy = replica.Copy(site.url, str(tmp_path / "keyed.sqlite3"), 1)
    copy.catch_up()
    copy.db.close()

    (sent,) = site.asked
    assert (sent["Authorization"], sent["User-Agent"]) == ("Bearer mgk_0", "mgsite-replica/1")


def test_safety_is_acted_on_before_the_page_is_kept(site, copy, slept, monkeypatch, capsys):
    site.answers = [(200, {}, site.page(items=[UPDATED, DELETED], more=True))]
    monkeypatch.setattr(replica, "KEEP", "no SQL at all")
    with pytest.raises(replica.sqlite3.OperationalError):
        copy.catch_up()

    assert capsys.readouterr().out == f"safety retracted claim {CLAIM['id']}\n"
    assert copy.next() == f"{site.url}/api/v1/changes"


def test_items_change_only_when_no_more_follow(site, copy, slept):
    site.answers = [(200, {}, site.page(items=[UPDATED])), (500, {}, b"")]
    copy.catch_up()
    copy.keep(copy.next(), site.page("changes?2", items=[DELETED], more=True))
    before = held(copy)
    copy.keep(copy.next(), site.page("changes?3"))

    assert before == [(CLAIM["id"], 1, "published", 'W/"1-a"')]
    assert held(copy) == [(CLAIM["id"], 2, "withdrawn", None)]


def test_new_epoch_is_swapped_in_once_it_is_whole(site, copy, slept):
    other = UPDATED | {"id": "clm_000000000002"}
    reset = {"detail": "Begin again.", "bootstrap": f"{site.url}/api/v1/changes?epoch=f"}
    site.answers = [
        (200, {}, site.page(items=[UPDATED])),
        (410, {}, reset),
        (200, {}, site.page("changes?2", items=[other], more=True)),
        (404, {}, b""),
        (200, {}, site.page("changes?3")),
    ]
    copy.catch_up()
    with pytest.raises(SystemExit):
        copy.catch_up()
    meanwhile = held(copy)
    copy.catch_up()

    assert [i for i, *_ in meanwhile] == [CLAIM["id"]]
    assert [i for i, *_ in held(copy)] == ["clm_000000000002"]


def test_second_process_on_one_copy_ends(site, copy, slept, tmp_path):
    other = replica.Copy(site.url, str(tmp_path / "copy.sqlite3"), 1)
    site.answers = [(200, {}, site.page(items=[UPDATED]))]
    asked = other.next()
    copy.catch_up()
    with pytest.raises(SystemExit, match="Another process keeps this copy"):
        other.keep(asked, site.page(items=[UPDATED]))
    other.db.close()

    assert copy.next() == site.page()["next"]


@pytest.mark.parametrize(
    "address",
    [
        "http://magnesium.example",
        "magnesium.example",
        "https://a@b",
        "https://a/b",
        "http://localhost.example",
        "file:///etc",
    ],
)
def test_site_without_tls_or_with_more_than_a_host_is_refused(tmp_path, address):
    command = [sys.executable, str(SCRIPT), address, str(tmp_path / "copy")]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)

    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "Give the site as https://host" in done.stderr


def test_site_that_does_not_prove_who_it_is_is_refused_at_once(tmp_path):
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes the certificate of this test, is not installed")
    pem = tmp_path / "own.pem"
    make = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=localhost",
    ]
    subprocess.run(
        [*make, "-keyout", pem, "-out", tmp_path / "crt"], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "crt", pem)
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.handle_error = lambda *_: None
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        where = [f"https://localhost:{server.server_port}", str(tmp_path / "copy")]
        done = subprocess.run(
            [sys.executable, str(SCRIPT), *where],
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        server.shutdown()

    assert (done.returncode, "CERTIFICATE_VERIFY_FAILED" in done.stderr) == (1, True)
    assert read(tmp_path / "copy", HELD) == []
