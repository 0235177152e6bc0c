"""Which encoding a client gets, by RFC 9110 §12.5.3, and the bytes in it. Pure module."""

import gzip
import re
from functools import lru_cache

import brotli

BROTLI, GZIP, IDENTITY = "br", "gzip", "identity"
# Levels at which a page of 20 KB takes a millisecond or two: it is made while a reader waits.
BROTLI_QUALITY, GZIP_LEVEL = 5, 6
WEIGHT = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


@lru_cache(maxsize=256)  # browsers send a few spellings; whoever calls this bounds their length
def preferred(accept: str) -> str:
    """The encoding to answer an Accept-Encoding header with; brotli where the client has no wish."""
    weights = {}
    for part in accept.lower().split(","):
        coding, _, parameter = part.partition(";")
        weights[coding.strip()] = _weight(parameter.strip())
    others = weights.get("*", 0.0)
    best = max((BROTLI, GZIP), key=lambda coding: weights.get(coding, others))
    weight = weights.get(best, others)
    return best if weight > 0 and weight >= weights.get(IDENTITY, 0.0) else IDENTITY


def _weight(parameter: str) -> float:
    """0, which is “never”, for a weight that cannot be read."""
    if not parameter:
        return 1.0
    found = WEIGHT.fullmatch(parameter)
    return float(found[1]) if found else 0.0


def encoded(body: bytes) -> dict[str, bytes]:
    """The body in each encoding that makes it smaller, and as it is.

    Nothing is secret in these pages and nothing of a request is repeated in them, so they need no
    padding against BREACH.
    """
    made = {
        BROTLI: brotli.compress(body, quality=BROTLI_QUALITY),
        GZIP: gzip.compress(body, GZIP_LEVEL, mtime=0),
    }
    smaller = {coding: text for coding, text in made.items() if len(text) < len(body)}
    return smaller | {IDENTITY: body}
