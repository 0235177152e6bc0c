"""What is set wrongly is named at the start, with what to do, and never repeats a password."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from mgsite.partners.limits import WINDOW, not_below_zero, redis_address
from tests.test_settings import PUBLIC, run_python


def limits_with(**variables: str) -> str:
    script = "from mgsite.partners import limits as l; print(l.PER_ADDRESS, l.PER_KEY, l.REDIS_URL)"
    finished = run_python("-c", script, **PUBLIC, **variables)
    return finished.stdout.strip() or finished.stderr.strip().splitlines()[-1]


def test_site_that_sets_nothing_counts_sixty_and_six_hundred_a_minute():
    assert (limits_with(), WINDOW) == ("60 600", 60)


def test_limits_are_what_the_environment_says():
    url = "redis://127.0.0.1:6379/0"
    found = limits_with(API_PER_MINUTE="0", API_KEY_PER_MINUTE="7", REDIS_URL=url)
    assert found == f"0 7 {url}"


def test_limit_below_zero_is_refused():
    with pytest.raises(ImproperlyConfigured, match="API_PER_MINUTE is below 0. Give more."):
        not_below_zero("API_PER_MINUTE", -1, "Give more.")


@pytest.mark.parametrize("url", ["http://:secret@redis", "secret@redis:6379", "redis"])
def test_what_is_no_redis_server_is_refused_without_repeating_it(url):
    with pytest.raises(ImproperlyConfigured) as caught:
        redis_address(url)
    assert str(caught.value).startswith(
        "The environment variable REDIS_URL is not the address of a Redis server. Set it to"
    )
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["", "redis://h", "rediss://h:6379/1", "unix:///run/redis.sock"])
def test_addresses_of_redis_servers_are_taken_as_they_are(url):
    assert redis_address(url) == url
