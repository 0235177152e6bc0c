"""clients/replica.py, killed again and again while publishers work, and what came of it."""

import random
import signal
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from django.db import connections

from clients.replica import Copy
from mgsite.editions.models import Version
from tests import builders
from tests.clients.running import command, environment, held, run
from tests.editions.acts import ACTS, cast, do
from tests.on_postgres import free_port
from tests.served import served

CLAIMS_EACH = 3
ONE_IN = 6  # lives of the replica that begin from nothing, three changes a page
LONGEST_LIFE = 2.5  # seconds


@dataclass(frozen=True)
class Met:
    """`done` counts (act, allowed); `held` and `published` are id -> (version, state)."""

    done: Counter
    kills: int
    last: subprocess.CompletedProcess
    told: str
    held: dict[str, tuple[int, str]]
    published: dict[str, tuple[int, str]]


def replicate_while_publishing(seconds: float, *, publishers: int, folder: Path) -> Met:
    cast()
    claims = builders.published_site(claims=publishers * CLAIMS_EACH)["claims"]
    shares = [claims[n::publishers] for n in range(publishers)]
    port, copy, log = free_port(), folder / "copy.sqlite3", folder / "log"
    chance, kills = random.Random(20261126), 0
    with served(workers=2, port=port), ThreadPoolExecutor(publishers) as pool:
        until = time.monotonic() + seconds
        writers = [pool.submit(publish_at_random, s, until, n) for n, s in enumerate(shares)]
        while time.monotonic() < until:
            live_and_die(port, copy, chance, log)
            kills += 1
        done = sum((writer.result(timeout=120) for writer in writers), Counter())
        last = run(port, copy, "--verify")
    current = Version.objects.current().values_list("public_id", "version", "state")
    published = {i: (version, state) for i, version, state in current}
    return Met(done, kills, last, log.read_text() + last.stdout, held(copy), published)


def publish_at_random(claims: list, until: float, seed: int) -> Counter:
    """Nobody else works on these claims."""
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
        time.sleep(chance.uniform(0.05, LONGEST_LIFE))
        assert child.poll() is None
        child.send_signal(signal.SIGKILL)
        child.wait()


def check(met: Met) -> None:
    assert (met.last.returncode, met.last.stderr) == (0, "")
    assert "DIFFERS" not in met.told
    assert met.held == met.published
