"""An answer is as new as the editions known, and is rendered once however many ask."""

import json
import threading
import time

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from mgsite.editions.epochs import begin_epoch
from mgsite.editions.withdraw import withdraw
from mgsite.public.edge import application
from tests import builders
from tests.public.edge.asking import ask, edge_before, printed, republished


def test_new_edition_is_shown_once_it_is_seen(ada):
    source, path = printed()
    edge, django = edge_before()
    assert "Before." not in ask(edge, path).text
    republished(source, "Before.")
    republished(source, "After all.")
    edge.newest.look()
    assert "After all." in ask(edge, path).text
    assert ask(edge, path).headers["ETag"] == ask(edge, path).headers["ETag"]
    assert django.asked == [path, path]


def test_answers_of_an_earlier_epoch_are_made_anew(ada):
    """The same edition number may now mean other words."""
    source, path = printed()
    edge, django = edge_before()
    addresses = [path, f"/api/v1/sources/{source.public_id}"]
    for address in addresses:
        ask(edge, address)
    begin_epoch(by="a test")
    edge.newest.look()
    for address in addresses * 2:
        assert ask(edge, address).status == 200
    assert django.asked == addresses * 2


def test_page_of_a_withdrawn_item_is_its_notice_at_once(ada):
    source, path = printed()
    edge, django = edge_before()
    ask(edge, path)
    withdraw(
        public_id=source.public_id,
        by=builders.user("dora", "Publisher"),
        reason="withdrawn",
        notice="Counted twice.",
        operation="out",
    )
    edge.newest.look()
    found = [ask(edge, path) for _ in range(2)]
    assert [answer.status for answer in found] == [410, 410]
    assert "Counted twice." in found[1].text
    assert "ETag" not in found[1].headers
    assert django.asked == [path, path]
    api = [ask(edge, f"/api/v1/sources/{source.public_id}") for _ in range(2)]
    ids = [json.loads(answer.text)["instance"].rpartition(":")[2] for answer in api]
    assert ids == [answer.headers["X-Request-ID"] for answer in api]


def test_answer_made_while_an_edition_appears_counts_as_the_older(ada):
    """The page read its head, then an edition was published: what it shows is the edition before."""
    source, path = printed()
    handler = WSGIHandler()

    def slow(environ, start_response):
        response = handler(environ, start_response)
        if len(django.asked) == 1:
            republished(source, "Just now.")
        return response

    edge, django = edge_before(slow)
    assert "Just now." not in ask(edge, path).text
    edge.newest.look()
    assert "Just now." in ask(edge, path).text


def test_rendering_that_reads_a_newer_head_tells_the_other_pages(ada):
    source, path = printed()
    edge, _ = edge_before()
    ask(edge, path)
    republished(source, "Told.")
    ask(edge, "/about/")
    assert "Told." in ask(edge, path).text


def test_answer_grows_old_even_without_an_edition(ada, monkeypatch):
    _, path = printed()
    edge, django = edge_before()
    ask(edge, path)
    monkeypatch.setattr(application, "LONGEST_KEPT", -1.0)
    ask(edge, path)
    assert django.asked == [path, path]


# -- many at once


def in_threads(count, ask_once):
    def work():
        try:
            found.append(ask_once())
        finally:
            connection.close()

    found: list = []
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_stampede_renders_once(committed):
    _, path = printed()
    handler = WSGIHandler()

    def slow(environ, start_response):
        time.sleep(0.2)
        return handler(environ, start_response)

    edge, django = edge_before(slow)
    found = in_threads(50, lambda: ask(edge, path))
    assert django.asked == [path]
    assert {(answer.status, answer.body) for answer in found} == {(200, found[0].body)}
    assert len({answer.headers["X-Request-ID"] for answer in found}) == 50


def test_old_bytes_are_served_while_one_thread_renders(committed):
    source, path = printed()
    handler, rendering, finish = WSGIHandler(), threading.Event(), threading.Event()

    def slow(environ, start_response):
        if len(django.asked) > 1:
            rendering.set()
            finish.wait(10)
        return handler(environ, start_response)

    edge, django = edge_before(slow)
    old = ask(edge, path)
    republished(source, "Anew.")
    edge.newest.look()
    leader = threading.Thread(target=in_threads, args=(1, lambda: ask(edge, path)))
    leader.start()
    assert rendering.wait(10)
    meanwhile = [ask(edge, path).body for _ in range(20)]
    finish.set()
    leader.join()
    assert set(meanwhile) == {old.body}
    assert "Anew." in ask(edge, path).text
    assert django.asked == [path, path]


def test_bytes_of_long_ago_are_given_to_nobody_while_one_thread_renders(committed, monkeypatch):
    """Nobody asked for the page since an edition long ago: all wait for the new one, and none gets the old."""
    source, path = printed()
    handler, rendering, finish = WSGIHandler(), threading.Event(), threading.Event()

    def slow(environ, start_response):
        if len(django.asked) > 1:
            rendering.set()
            finish.wait(10)
        return handler(environ, start_response)

    edge, django = edge_before(slow)
    ask(edge, path)
    republished(source, "Anew.")
    edge.newest.look()
    monkeypatch.setattr(application, "LONGEST_BEHIND", 0.0)
    found: list = []
    threads = [
        threading.Thread(target=lambda: found.extend(in_threads(1, lambda: ask(edge, path))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    assert rendering.wait(10)
    time.sleep(0.2)
    finish.set()
    for thread in threads:
        thread.join()
    assert ["Anew." in answer.text for answer in found] == [True] * 4
    assert django.asked == [path, path]


def test_waiting_for_a_rendering_that_fails_ends_with_what_there_was(committed, monkeypatch):
    source, path = printed()
    handler = WSGIHandler()

    def failing(environ, start_response):
        if len(django.asked) == 1:
            return handler(environ, start_response)
        time.sleep(0.2)
        start_response("503 Service Unavailable", [("Content-Length", "4")])
        return [b"away"]

    edge, django = edge_before(failing)
    old = ask(edge, path)
    republished(source, "Anew.")
    edge.newest.look()
    monkeypatch.setattr(application, "LONGEST_BEHIND", 0.0)
    found = in_threads(4, lambda: ask(edge, path))
    assert {(answer.status, answer.body) for answer in found} == {(200, old.body)}


def test_waiting_for_an_answer_that_is_not_kept_ends_at_django(committed):
    handler = WSGIHandler()

    def slow(environ, start_response):
        time.sleep(0.1)
        return handler(environ, start_response)

    edge, django = edge_before(slow)
    found = in_threads(5, lambda: ask(edge, "/sources/nothing/"))
    assert [answer.status for answer in found] == [404] * 5
    assert len(django.asked) == 5
    assert edge.shelf.size == 0
