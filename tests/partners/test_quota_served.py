"""The quota as a server with two worker processes keeps it: eighty at once, sixty answered."""

import contextlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.partners.making import key
from tests.partners.redis_server import redis_server
from tests.public.edge.asking import printed
from tests.served import get, served

AT_ONCE = 80
LIMITS = {"API_PER_MINUTE": "60", "API_KEY_PER_MINUTE": "60"}


@contextlib.contextmanager
def counted_in(where: str):
    """What the servers need to be told to count in the database, or in Redis."""
    if where == "database":
        yield LIMITS
        return
    with redis_server() as url:
        yield LIMITS | {"REDIS_URL": url}


def statuses(port: int, paths: list[str], **headers: str) -> Counter:
    """Of all of them asked at once, each saying that it comes from somewhere else."""

    def status(numbered: tuple[int, str]) -> int:
        number, path = numbered
        elsewhere = {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"}
        return get(port, path, **elsewhere, **headers)[0]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(status, enumerate(paths)))


@pytest.mark.parametrize("where", ["database", "redis"])
def test_of_eighty_at_once_sixty_are_answered_whatever_they_say_of_their_address(committed, where):
    source, _ = printed()
    with counted_in(where) as environment, served(workers=2, **environment) as port:
        found = statuses(port, ["/api/v1/changes"] * AT_ONCE)
        assert found == {200: 60, 429: 20}
        free = statuses(port, [f"/api/v1/sources/{source.public_id}"] * AT_ONCE)
        assert free == {200: AT_ONCE}
        refused = get(port, "/api/v1/changes")
    assert (refused[0], refused[1]["ratelimit-policy"]) == (429, '"address";q=60;w=60')
    assert 1 <= int(refused[1]["retry-after"]) <= 60


def test_key_of_one_partner_is_counted_over_both_workers(committed):
    _, text = key()
    authorization = {"Authorization": f"Bearer {text}"}
    with served(workers=2, **LIMITS) as port:
        assert statuses(port, ["/api/v1/changes"] * AT_ONCE, **authorization) == {200: 60, 429: 20}
        assert get(port, "/api/v1/changes")[0] == 200


def test_eighty_unknown_ids_at_once_are_counted_too(committed):
    """Plain requests, so that the edge store asks for them first."""
    printed()
    paths = [f"/api/v1/claims/clm_{number:012}" for number in range(AT_ONCE)]
    with served(workers=2, **LIMITS) as port:
        assert statuses(port, paths) == {404: 60, 429: 20}
