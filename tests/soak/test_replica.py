"""Eight publishers and a partner who crashes: the copy ends with the digest of the manifest.

SOAK_SECONDS (120) says for how long; tests/clients/test_replica_killed.py does it for a few seconds.
"""

import os
import time
from collections import Counter

import pytest
from django.db import connection

from mgsite.editions.models import Edition, Version
from mgsite.editions.verify import faults
from tests.clients.running import read
from tests.editions.acts import ACTS
from tests.soak.replicating import Met, check, replicate_while_publishing

SECONDS = float(os.environ.get("SOAK_SECONDS", "120"))

pytestmark = pytest.mark.soak


def test_replica_killed_at_random_ends_with_what_is_published(committed, tmp_path):
    started = time.monotonic()
    met = replicate_while_publishing(SECONDS, publishers=8, folder=tmp_path)
    tell(met, time.monotonic() - started)
    check(met)
    assert list(faults()) == []
    assert {name for name, allowed in met.done if allowed} == set(ACTS)
    assert read(tmp_path / "copy.sqlite3", "PRAGMA integrity_check") == [("ok",)]


def tell(met: Met, seconds: float) -> None:
    acts = {name: (met.done[name, True], met.done[name, False]) for name in ACTS}
    events = Counter(Version.objects.values_list("event", flat=True))
    print(f"\n{connection.vendor}: acts (done, refused): {acts}")
    print(f"events: {dict(events)}; editions: {Edition.objects.count()}")
    print(f"kills: {met.kills}; items in the copy: {len(met.held)}; {seconds:.0f} s")
