"""The same minute in Redis, and in the database while Redis is away."""

import threading
import time

import pytest

from mgsite.partners import counting_redis, limits
from mgsite.partners.counting import count, exhausted
from mgsite.partners.models import Tally
from tests.on_postgres import free_port
from tests.partners.redis_server import redis_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(quotas):
    """Count at this URL, as a process does that has just started."""

    def use(url: str) -> None:
        quotas.setattr(limits, "REDIS_URL", url)
        quotas.setattr(counting_redis, "_try_again_at", None)
        counting_redis._script.cache_clear()

    yield use
    counting_redis._script.cache_clear()


def test_minute_is_counted_there_and_ends_by_itself(at):
    with redis_server() as url:
        at(url)
        found = [count("a", 3) for _ in range(5)]
        assert [(each.remaining, each.refused) for each in found] == [
            (2, False),
            (1, False),
            (0, False),
            (0, True),
            (0, True),
        ]
        assert all(55 < each.seconds_left <= 60 for each in found)
        assert count("b", 3).remaining == 2
        client = counting_redis._script().registered_client
        assert {client.pttl(key) > 50_000 for key in client.keys("mgsite:quota:*")} == {True}
        client.pexpire("mgsite:quota:a", 1)
        time.sleep(0.1)
        exhausted.clear()
        assert not count("a", 3).refused
    assert Tally.objects.count() == 0


def test_threads_at_once_are_let_through_exactly_to_the_limit(at):
    with redis_server() as url:
        at(url)
        found = []
        threads = [
            threading.Thread(target=lambda: found.extend(count("a", 60) for _ in range(10)))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(not each.refused for each in found) == 60
    assert len(found) == 80


def test_database_counts_while_redis_is_away_and_the_log_says_so_once(at, quotas, caplog):
    caplog.set_level("INFO", "mgsite.partners")
    port = free_port()
    at(f"redis://:secret@127.0.0.1:{port}/0")
    assert [count("a", 9).used for _ in range(4)] == [1, 2, 3, 4]
    assert Tally.objects.get().used == 4
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 1
    assert said[0].startswith("Redis does not answer, so the database counts: ")
    assert "secret" not in caplog.text


def test_redis_counts_again_when_it_is_back(at, quotas, caplog):
    caplog.set_level("INFO", "mgsite.partners")
    quotas.setattr(counting_redis, "SECONDS_BETWEEN_TRIES", 0.0)
    port = free_port()
    at(f"redis://127.0.0.1:{port}/0")
    count("a", 9)
    with redis_server(port):
        assert count("a", 9).used == 1
    assert caplog.records[-1].getMessage() == "Redis counts again."
    assert Tally.objects.get().used == 1
