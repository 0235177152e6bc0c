import threading
import time

import pytest
from django.db import connection

from mgsite.editions.epochs import begin_epoch
from mgsite.editions.models import Head
from mgsite.editions.readers import position
from mgsite.public.edge.newest import SECONDS_BETWEEN_LOOKS, Newest, edition_of
from tests import builders
from tests.on_postgres import free_port


@pytest.fixture
def newest():
    made = Newest()
    yield made
    made.stop()


def until(is_so, seconds=3.0) -> float:
    """How long it took, in seconds; fails when it is not so in time."""
    started = time.monotonic()
    while not is_so():
        assert time.monotonic() - started < seconds
        time.sleep(0.01)
    return time.monotonic() - started


def test_look_finds_the_head(ada, newest):
    builders.put_in_print(builders.source())
    newest.look()
    assert newest.edition == edition_of(position()) == (Head.objects.get().epoch, 1)


def test_seen_edition_only_moves_forward_within_its_epoch(newest):
    for seen, known in [
        (("a", 2), ("a", 2)),
        (("a", 1), ("a", 2)),
        (("b", 9), ("a", 2)),
        (("a", 3), ("a", 3)),
    ]:
        newest.seen(seen)
        assert newest.edition == known


def test_look_believes_the_database_after_a_restore(ada, newest):
    builders.put_in_print(builders.source())
    newest.seen(("before-the-restore", 40))
    newest.look()
    assert newest.edition == (Head.objects.get().epoch, 1)


def test_watching_thread_sees_an_edition_within_a_second(committed, newest):
    newest.watch()
    newest.watch()
    assert [thread.name for thread in threading.enumerate()].count("editions") == 1
    until(lambda: newest.edition is not None)
    builders.put_in_print(builders.source())
    assert until(lambda: newest.edition[1] == 1) < 1.0
    begun = begin_epoch(by="a test")
    assert until(lambda: newest.edition == (begun.epoch, 1)) < 1.0


def test_watching_thread_stops_when_told_and_does_not_start_again(committed, newest):
    newest.watch()
    newest.stop()
    newest.watch()
    assert "editions" not in {thread.name for thread in threading.enumerate()}


def test_watching_thread_outlives_an_outage_and_speaks_of_it_once(
    committed, newest, monkeypatch, caplog
):
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)  # so that each look connects
    newest.watch()
    until(lambda: newest.edition is not None)
    elsewhere = {"sqlite": ("NAME", "/no/such/folder/db"), "postgresql": ("PORT", free_port())}
    with monkeypatch.context() as away:
        away.setitem(connection.settings_dict, *elsewhere[connection.vendor])
        until(lambda: caplog.records != [])
        time.sleep(3 * SECONDS_BETWEEN_LOOKS)
        looked_at = newest.looked_at
    until(lambda: newest.looked_at > looked_at)
    assert [(record.name, record.levelname) for record in caplog.records] == [
        ("mgsite.edge", "WARNING")
    ]
