"""clients/replica.py, killed again and again while eight publishers work, ends with what is published.

SOAK_SECONDS (120) says for how long.
"""

import os
import random
import signal
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, connections

from clients.replica import Copy
from mgsite.editions.models import Edition, Version
from mgsite.editions.verify import faults
from tests import builders
from tests.clients.running import command, environment, held, read, run
from tests.editions.acts import ACTS, cast, do
from tests.on_postgres import free_port
from tests.served import served

SECONDS = float(os.environ.get("SOAK_SECONDS", "120"))
PUBLISHERS, CLAIMS_EACH = 8, 3
ONE_IN = 6  # lives of the replica that begin from nothing, three changes a page

pytestmark = pytest.mark.soak


def publish_at_random(claims: list, until: float, seed: int) -> Counter:
    """(act, allowed) -> how often. Nobody else works on these claims."""
    chance, done = random.Random(seed), Counter()
    try:
        while time.monotonic() < until:
            act = chance.choice(list(ACTS))
            done[act, do(act, *chance.sample(claims, 2))] += 1
        return done
    finally:
        connections.close_all()


def live_and_die(port: int, copy: Path, chance: random.Random, log: Path) -> None:
    """One life of the replica, ended by SIGKILL at any moment."""
    if chance.randrange(ONE_IN) == 0:
        begun = Copy(f"http://127.0.0.1:{port}", str(copy), 1)
        begun.begin_anew(f"{begun.api}/changes?limit=3")
        begun.db.close()
    with log.open("a") as out:
        child = subprocess.Popen(command(port, copy), env=environment(), stdout=out, stderr=out)
        time.sleep(chance.uniform(0.05, 2.5))
        assert child.poll() is None
        child.send_signal(signal.SIGKILL)
        child.wait()


def test_replica_killed_at_random_ends_with_what_is_published(committed, tmp_path):
    cast()
    claims = builders.published_site(claims=PUBLISHERS * CLAIMS_EACH)["claims"]
    shares = [claims[n::PUBLISHERS] for n in range(PUBLISHERS)]
    port, copy, log = free_port(), tmp_path / "copy.sqlite3", tmp_path / "log"
    chance, kills, started = random.Random(20261126), 0, time.monotonic()
    with served(workers=2, port=port), ThreadPoolExecutor(PUBLISHERS) as pool:
        until = time.monotonic() + SECONDS
        writers = [pool.submit(publish_at_random, s, until, n) for n, s in enumerate(shares)]
        while time.monotonic() < until:
            live_and_die(port, copy, chance, log)
            kills += 1
        done = sum((writer.result(timeout=120) for writer in writers), Counter())
        last = run(port, copy, "--verify")
    events = Counter(Version.objects.values_list("event", flat=True))
    told(done, events, kills, copy, time.monotonic() - started)
    assert (last.returncode, last.stderr) == (0, "")
    assert "DIFFERS" not in log.read_text() + last.stdout
    assert held(copy) == {
        version.public_id: (version.version, version.state) for version in Version.objects.current()
    }
    assert list(faults()) == []
    assert {name for name, allowed in done if allowed} == set(ACTS)
    assert read(copy, "PRAGMA integrity_check") == [("ok",)]


def told(done: Counter, events: Counter, kills: int, copy: Path, seconds: float) -> None:
    acts = {name: (done[name, True], done[name, False]) for name in ACTS}
    print(f"\n{connection.vendor}: acts (done, refused): {acts}")
    print(f"events: {dict(events)}; editions: {Edition.objects.count()}")
    print(f"kills: {kills}; items in the copy: {len(held(copy))}; {seconds:.0f} s")
