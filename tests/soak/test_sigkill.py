"""SIGKILL in the middle of publish: the edition is whole or absent, and the next one works."""

import random
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

from mgsite.editions.models import Edition, Head, Version
from mgsite.editions.verify import faults
from tests import builders
from tests.served import variables

ROUNDS, ITEMS, LONGEST_WAIT = 30, 3, 0.06  # seconds: about twice what one publish takes

pytestmark = pytest.mark.soak


def kill_one_while_it_publishes(keys: list[str], chance: random.Random) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.publisher", *keys],
        cwd=settings.BASE_DIR,
        env=variables(),
        stdout=subprocess.PIPE,
        text=True,
    )
    for _ in range(chance.randint(1, 3)):
        assert child.stdout.readline() == "publishing\n"
    time.sleep(chance.uniform(0, LONGEST_WAIT))
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert child.returncode == -signal.SIGKILL


def test_publish_killed_at_random_moments_leaves_whole_editions(committed):
    for name, group in [("ada", "Editor"), ("ben", "Reviewer"), ("dora", "Publisher")]:
        builders.user(name, group)
    sources = [builders.source(f"soak-{n}") for n in range(ITEMS)]
    builders.put_in_print(*sources)
    chance = random.Random(20261122)
    for _ in range(ROUNDS):
        kill_one_while_it_publishes([str(s.pk) for s in sources], chance)
        numbers = list(Edition.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert Head.objects.get().number == len(numbers)
        assert {Version.objects.filter(edition=n).count() for n in numbers} == {ITEMS}
        assert list(faults()) == []
        before = len(numbers)
        for source in sources:
            source.refresh_from_db()
            source.population = f"after round {before}"
            source.save()
            builders.actions.record_edit(item=source, by=builders.user("ada"))
            if source.state == "in-review":
                builders.actions.approve(item=source, by=builders.user("ben"))
        assert builders.put_in_print(*sources).edition.number == before + 1
