"""Many publishers, many pollers: nothing lost, nothing repeated, on both databases.

The pollers read what partners read (`/api/v1/changes`); the controls show that the usual ways
of polling do lose, deterministically.
"""

import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection, connections, transaction
from django.test import Client

from claims import actions
from mgsite.editions.models import Edition, Head, Version
from mgsite.editions.publish import publish
from mgsite.editions.store import lock_head
from mgsite.editions.verify import faults
from mgsite.editions.withdraw import withdraw
from tests import builders
from tests.editions.replica import Replica

PUBLISHERS, ROUNDS, LIMITS = 8, 4, (1, 7, 500)


def in_thread(work, *args):
    """Run with connections of its own, closed afterwards."""
    try:
        return work(*args)
    finally:
        connections.close_all()


def publish_often(claim, shared) -> int:
    """Reword, approve, publish; every other round together with a source that all share."""
    editions = 0
    for number in range(ROUNDS):
        claim.refresh_from_db()
        claim.plain_language = f"Round {number} of {claim.slug}."
        claim.save()
        actions.record_edit(item=claim, by=builders.user("ada"))
        builders.approve(claim)
        items = [claim, shared] if number % 2 else [claim]
        words = {"note": "n", "change": "wording", "operation": uuid.uuid4().hex}
        editions += bool(publish(items=items, by=builders.user("dora"), **words).edition)
    withdraw(
        public_id=claim.public_id,
        by=builders.user("dora"),
        reason="error",
        notice="n",
        operation=uuid.uuid4().hex,
    )
    again = publish(
        items=[claim],
        by=builders.user("dora"),
        note="n",
        change="wording",
        operation=uuid.uuid4().hex,
    )
    return editions + 1 + bool(again.edition)


def poll_until(done: threading.Event, limit: int) -> Replica:
    client = Client()

    def get(path: str):
        response = client.get(path)
        return response.status_code, response.json()

    replica = Replica(get, limit=limit)
    while not done.is_set():
        replica.poll()
    replica.catch_up()
    return replica


def test_replicas_equal_the_manifest_under_concurrent_publishing(committed):
    for name, group in [("ada", "Editor"), ("ben", "Reviewer"), ("dora", "Publisher")]:
        builders.user(name, group)
    site = builders.published_site(claims=PUBLISHERS)
    shared = site["supplement"]
    done = threading.Event()
    with ThreadPoolExecutor(PUBLISHERS + len(LIMITS)) as pool:
        pollers = [pool.submit(in_thread, poll_until, done, limit) for limit in LIMITS]
        writers = [pool.submit(in_thread, publish_often, c, shared) for c in site["claims"]]
        try:
            editions = 1 + sum(writer.result(timeout=120) for writer in writers)
        finally:
            done.set()
        replicas = [poller.result(timeout=120) for poller in pollers]
    manifest = Client().get("/api/v1/manifest").json()
    expected = {item["id"]: (item["version"], item["state"]) for item in manifest["items"]}
    for replica in replicas:
        assert replica.held() == expected
        assert replica.repeated == []
        assert replica.fell == []
    assert Edition.objects.count() == editions == Head.objects.get().number
    assert list(faults()) == []


def time_poller(seen: dict, since, limit: int):
    """The usual partner: everything changed after the last time it saw, `limit` at a time."""
    rows = Version.objects.current().order_by("edition__published_at", "pk")
    if since is not None:
        rows = rows.filter(edition__published_at__gt=since)
    page = list(rows.select_related("edition")[:limit])
    seen.update({row.public_id: row.version for row in page})
    return page[-1].edition.published_at if page else since


def test_control_time_poller_loses_within_one_edition(committed):
    builders.user("ada", "Editor")
    builders.published_site()
    seen, since = {}, None
    for _ in range(10):
        since = time_poller(seen, since, limit=2)
    assert (len(seen), Version.objects.current().count()) == (2, 5)


def slow_row(barrier: threading.Barrier, started: threading.Event) -> None:
    """Take a number first and commit last, as an ordinary auto-increment lets one do."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO naive_feed (what) VALUES ('slow')")
        started.set()
        barrier.wait(10)


@pytest.mark.postgres
def test_control_auto_increment_poller_loses_an_interleaved_commit(committed):
    """On SQLite writers are serial, so this control is about PostgreSQL alone."""
    barrier, started = threading.Barrier(2), threading.Event()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE naive_feed (id serial PRIMARY KEY, what text)")
        try:
            with ThreadPoolExecutor(1) as pool:
                slow = pool.submit(in_thread, slow_row, barrier, started)
                started.wait(10)
                cursor.execute("INSERT INTO naive_feed (what) VALUES ('quick')")
                cursor.execute("SELECT id, what FROM naive_feed WHERE id > 0 ORDER BY id")
                first = cursor.fetchall()
                barrier.wait(10)
                slow.result(10)
            cursor.execute("SELECT what FROM naive_feed WHERE id > %s", [first[-1][0]])
            assert (first, cursor.fetchall()) == ([(2, "quick")], [])
            cursor.execute("SELECT count(*) FROM naive_feed")
            assert cursor.fetchone() == (2,)
        finally:
            cursor.execute("DROP TABLE naive_feed")


def hold_head(held: threading.Event, release: threading.Event) -> float:
    with transaction.atomic():
        lock_head()
        held.set()
        release.wait(10)
        return time.monotonic()


def publish_one(item) -> float:
    words = {"note": "n", "change": "wording", "operation": uuid.uuid4().hex}
    assert publish(items=[item], by=builders.user("dora"), **words).edition is not None
    return time.monotonic()


def test_publish_waits_for_the_head(committed):
    builders.user("ada", "Editor")
    condition = builders.published_site()["condition"]
    condition.summary = "Said better."
    condition.save()
    actions.record_edit(item=condition, by=builders.user("ada"))
    builders.approve(condition)
    held, release = threading.Event(), threading.Event()
    with ThreadPoolExecutor(2) as pool:
        holder = pool.submit(in_thread, hold_head, held, release)
        held.wait(10)
        publisher = pool.submit(in_thread, publish_one, condition)
        time.sleep(0.3)
        assert not publisher.done()
        release.set()
        assert holder.result(10) < publisher.result(30)
    close_old_connections()


def test_publish_same_operation_at_once_is_one_edition(committed):
    builders.user("ada", "Editor")
    condition = builders.published_site()["condition"]
    condition.summary = "Said better."
    condition.save()
    actions.record_edit(item=condition, by=builders.user("ada"))
    builders.approve(condition)
    dora = builders.user("dora")

    def once() -> int:
        words = {"note": "n", "change": "wording", "operation": "double-click"}
        return publish(items=[condition], by=dora, **words).edition.number

    with ThreadPoolExecutor(4) as pool:
        numbers = [f.result(60) for f in [pool.submit(in_thread, once) for _ in range(4)]]
    assert numbers == [2, 2, 2, 2]
    assert Edition.objects.count() == 2
