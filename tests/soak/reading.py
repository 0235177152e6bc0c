"""Readers in processes of their own while editions are published, and what they met."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass

from django.conf import settings

from claims.models import Source
from tests.public.edge.asking import printed, republished
from tests.served import served, variables

# A second until an edition is seen, and what rendering takes on a machine that all of this keeps busy.
LATEST = 1.5


@dataclass(frozen=True)
class Met:
    """`stale` holds [seconds, edition shown, edition that should have been] for each late answer."""

    requests: int
    torn: list
    stale: list
    longest: float  # seconds from the end of a publish to the last answer of the edition before
    editions: set[int]


def read_while_publishing(editions: int, *, readers: int, pause: float) -> Met:
    source, path = printed()
    with served(workers=2) as port:
        command = [sys.executable, "-m", "tests.soak.reader", str(port), path]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        processes = [
            subprocess.Popen(command, cwd=settings.BASE_DIR, env=variables(), **pipes)
            for _ in range(readers)
        ]
        published = published_at(source, editions, pause)
        time.sleep(LATEST)
        reports = [json.loads(process.communicate()[0]) for process in processes]
    seen = [pair for report in reports for pair in report["seen"]]
    return Met(
        requests=sum(report["requests"] for report in reports),
        torn=[found for report in reports for found in report["torn"]],
        stale=[late for pair in seen if (late := lateness(pair, published))[0] > LATEST],
        longest=max(lateness(pair, published)[0] for pair in seen),
        editions={number for _, number in seen},
    )


def published_at(source: Source, editions: int, pause: float) -> dict[int, float]:
    """For each edition when its publishing had ended, in monotonic seconds."""
    found = {}
    for number in range(2, editions + 2):
        assert republished(source, f"Of edition {number}.") == number
        found[number] = time.monotonic()
        time.sleep(pause)
    return found


def lateness(pair: tuple[float, int], published: dict[int, float]) -> tuple[float, int, int]:
    """For how long the next edition had been out when the answer was asked for."""
    sent_at, number = pair
    since = sent_at - published.get(number + 1, sent_at)
    return since, number, number + 1
