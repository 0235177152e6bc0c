"""The promise of `/changes`, for any sequence of acts and any place to begin at."""

import json
from itertools import pairwise

from django.test import Client

from mgsite.editions.models import Head, Version
from mgsite.editions.readers import AsOf
from tests.editions.replica import Replica

SITE = "http://127.0.0.1:8000"


def get(path: str) -> tuple[int, dict]:
    response = Client().get(path.removeprefix(SITE))
    return response.status_code, response.json()


def copy_from_the_beginning(limit: int = 500) -> Replica:
    replica = Replica(get, limit=limit)
    replica.catch_up()
    return replica


def published(number: int) -> dict[str, tuple]:
    """id -> version, state and words as of an edition, read from the store and not from the API."""
    return {
        version.public_id: (
            version.version,
            version.state,
            json.loads(version.document or version.tombstone).get("title"),
        )
        for version in AsOf(number).plain()
    }


def folded(replica: Replica) -> dict[str, tuple]:
    """The same, as the copy has it."""
    return {
        i: (version, state, replica.items[i].get("data", {}).get("title"))
        for i, (version, state) in replica.held().items()
    }


def check_chain(replica: Replica) -> None:
    """Caught up, the copy is the state at the head, and nothing came twice or fell."""
    replica.catch_up()
    assert folded(replica) == published(Head.objects.get().number)
    assert (replica.repeated, replica.fell) == ([], [])


def check_versions() -> None:
    """Of each item they rise by one, and so does seq over all."""
    numbers = list(Version.objects.order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    by_id = Version.objects.order_by("public_id", "seq").values_list("public_id", "version")
    for (before, version), (after, following) in pairwise(by_id):
        assert following == (version + 1 if before == after else 1)
