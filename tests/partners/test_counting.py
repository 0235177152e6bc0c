"""A caller's minute in the database: exact under threads, over when it is over, in nobody's way."""

import sqlite3
import threading
import time

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, connections

from mgsite.partners import patience
from mgsite.partners.counting import Count, caller_at, caller_with_key, count, exhausted
from mgsite.partners.models import Tally

pytestmark = pytest.mark.usefixtures("quotas")
NOON = "2026-03-01T12:00:00Z"


def counts(who: str, times: int, limit: int = 3) -> list[tuple[int, int, bool]]:
    found = [count(who, limit) for _ in range(times)]
    return [(each.remaining, each.seconds_left, each.refused) for each in found]


@pytest.mark.django_db
def test_window_begins_with_the_first_request_and_lasts_a_minute(time_machine):
    time_machine.move_to("2026-03-01T12:00:59Z", tick=False)
    assert counts("a", 2) == [(2, 60, False), (1, 60, False)]
    time_machine.shift(59)
    assert counts("a", 3) == [(0, 1, False), (0, 1, True), (0, 1, True)]
    time_machine.shift(1)
    assert counts("a", 1) == [(2, 60, False)]


@pytest.mark.django_db
def test_waiting_the_seconds_that_are_left_is_always_enough(time_machine):
    time_machine.move_to(NOON, tick=False)
    count("a", 1)
    time_machine.shift(30.4)
    refused = count("a", 1)
    assert (refused.refused, refused.seconds_left) == (True, 30)
    time_machine.shift(refused.seconds_left)
    assert not count("a", 1).refused


@pytest.mark.django_db
def test_callers_are_counted_each_by_themselves(time_machine):
    time_machine.move_to(NOON, tick=False)
    assert counts("a", 3) == counts("b", 3) == [(2, 60, False), (1, 60, False), (0, 60, False)]


@pytest.mark.django_db
def test_clock_that_is_set_back_shuts_nobody_out(time_machine):
    time_machine.move_to(NOON, tick=False)
    counts("a", 5)
    time_machine.move_to("2026-03-01T09:00:00Z", tick=False)
    assert counts("a", 1) == [(2, 60, False)]


@pytest.mark.django_db
def test_who_goes_on_after_the_end_costs_no_query(time_machine, django_assert_num_queries):
    time_machine.move_to(NOON, tick=False)
    counts("a", 4)
    with django_assert_num_queries(0):
        assert counts("a", 50) == [(0, 60, True)] * 50
    assert Tally.objects.get(pk="a").used == 4


def test_memory_of_the_exhausted_is_bounded(monkeypatch):
    monkeypatch.setattr("mgsite.partners.counting.MOST_REMEMBERED", 3)
    for number in range(5):
        exhausted.remember(str(number), 1000)
    assert [exhausted.milliseconds_left(str(n), 900) for n in range(5)] == [0, 0, 100, 100, 100]


@pytest.mark.django_db
def test_counts_that_are_over_are_forgotten_by_the_jobs(time_machine):
    time_machine.move_to(NOON, tick=False)
    count("old", 3)
    time_machine.shift(40)
    count("running", 3)
    time_machine.shift(20)
    call_command("runjobs")
    assert [tally.who for tally in Tally.objects.all()] == ["running"]


@pytest.mark.django_db
def test_nothing_that_is_stored_names_an_address():
    count(caller_at("192.0.2.7"), 3)
    count(caller_at("2001:db8:1:2::9"), 3)
    stored = " ".join(Tally.objects.values_list("who", flat=True))
    assert ("192" in stored, "2001" in stored, stored.count("address:")) == (False, False, 2)


def test_one_address_is_one_caller_and_so_are_the_64_bits_that_one_line_has():
    assert caller_at("2001:db8:1:2::9") == caller_at("2001:db8:1:2:ffff::1")
    assert caller_at("::ffff:192.0.2.7") == caller_at("192.0.2.7")
    assert len({caller_at("192.0.2.7"), caller_at("192.0.2.8"), caller_with_key(1)}) == 3


def test_threads_at_once_are_let_through_exactly_to_the_limit(committed):
    found: list[Count | None] = []

    def ask() -> None:
        try:
            found.extend(count("a", 60) for _ in range(10))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each for each in found if each is None] == []
    assert sum(not each.refused for each in found) == 60


@pytest.mark.django_db
def test_request_that_nobody_can_count_is_let_through_and_logged(caplog):
    def broken(execute, sql, params, many, context):
        raise OperationalError("no server")

    with connection.execute_wrapper(broken):
        assert count("a", 3) is None
    assert "A request was not counted: no server" in caplog.text


@pytest.mark.sqlite
def test_editor_who_holds_the_lock_delays_a_reader_for_a_moment_only(
    committed, monkeypatch, caplog
):
    monkeypatch.setattr(patience, "SECONDS", 0.2)
    editor = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    editor.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    assert count("a", 3) is None
    assert time.monotonic() - began < 5
    editor.execute("ROLLBACK")
    editor.close()
    assert "database is locked" in caplog.text
    assert count("a", 3).used == 1


@pytest.mark.sqlite
def test_connection_waits_and_writes_as_before_once_it_has_counted(committed):
    count("a", 3)
    with connection.cursor() as cursor:
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("busy_timeout", "synchronous")
        ]
    assert found == [20_000, 2]


@pytest.mark.postgres
@pytest.mark.django_db
def test_counts_are_not_written_to_the_log_of_the_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'partners_tally'")
        assert cursor.fetchone() == ("u",)
