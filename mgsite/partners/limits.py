"""How much a caller may ask, and where it is counted: read from the environment, once, at start."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from mgsite.environment import read

WINDOW = 60  # seconds


def not_below_zero(name: str, number: int, advice: str) -> int:
    if number < 0:
        raise ImproperlyConfigured(f"The environment variable {name} is below 0. {advice}")
    return number


def redis_address(url: str) -> str:
    """The URL, or "" for none. It is never repeated in an error, for it may hold a password."""
    if url and urlsplit(url).scheme not in ("redis", "rediss", "unix"):
        raise ImproperlyConfigured(
            f"The environment variable REDIS_URL is not the address of a Redis server. {REDIS}"
        )
    return url


FREE = "Give the requests a minute that an address may make without a key; 0 for no limit."
KEYED = "Give the requests a minute that each key may make; 0 for no limit."
REDIS = "Set it to redis://:password@host:6379/0, or leave it out to count in the database."

PER_ADDRESS = not_below_zero(
    "API_PER_MINUTE", read("API_PER_MINUTE", int, default=60, advice=FREE), FREE
)
PER_KEY = not_below_zero(
    "API_KEY_PER_MINUTE", read("API_KEY_PER_MINUTE", int, default=600, advice=KEYED), KEYED
)
REDIS_URL = redis_address(read("REDIS_URL", default="", advice=REDIS))
