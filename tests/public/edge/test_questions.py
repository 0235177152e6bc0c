"""Pages of readers' questions pass the shelf by: each is made for one reader."""

import pytest

from mgsite.public.edge.plain import PlainRequests
from tests.public.edge.asking import ask, edge_before, keep_connections, printed
from tests.questions.asking import asked

pytestmark = pytest.mark.django_db


def test_no_page_of_a_question_is_ever_kept(client):
    printed()
    page = asked(client)
    keep_connections()  # the client let go of them
    edge, django = edge_before()
    found = {"/ask/": 200, page: 200, f"{page}delete/": 200, "/ask/deleted/": 200}
    for address, status in (found | {"/ask/nothing/": 404}).items():
        answers = [ask(edge, address, method) for method in ("GET", "GET", "HEAD")]
        assert [answer.status for answer in answers] == [status] * 3
        assert django.asked == [address] * 3
        assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
        assert not any("Set-Cookie" in answer.headers for answer in answers)
        assert edge.shelf.get(f"127.0.0.1:8000{address}") is None
        django.asked.clear()
    assert ask(edge, "/ask/").body != ask(edge, "/ask/").body  # a token each


def test_other_readers_get_what_a_page_is_now(client):
    printed()
    page = asked(client)
    keep_connections()
    edge, _ = edge_before()
    assert ask(edge, page).status == 200
    client.post(f"{page}delete/", headers={"Origin": "http://testserver"})
    keep_connections()
    assert ask(edge, page).status == 404


@pytest.mark.parametrize("path", ["/ask/", "/ask/abc/", "/ask/abc/delete/", "/ask/deleted/"])
def test_addresses_of_questions_are_among_those_never_kept(path):
    environ = {"PATH_INFO": path, "HTTP_HOST": "127.0.0.1:8000"}
    assert not PlainRequests().may_be_kept(environ)
    assert PlainRequests().may_be_kept(environ | {"PATH_INFO": "/claims/ask/"})
