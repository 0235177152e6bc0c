"""Counting in Redis, for many servers at once: one script, which runs whole."""

import logging
import time
from functools import cache
from typing import Any

import redis

from mgsite.partners import limits

SECONDS_TO_ANSWER = 0.25
SECONDS_BETWEEN_TRIES = 5.0  # of a server that did not answer
# EXPIRE only with the first of a window; within a script no key runs out.
SCRIPT = """
local used = redis.call('INCR', KEYS[1])
if used == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {used, redis.call('PTTL', KEYS[1])}
"""

logger = logging.getLogger("mgsite.partners")
_try_again_at: float | None = None  # of time.monotonic(); None while it answers


def counted(who: str) -> tuple[int, int] | None:
    """As counting_sql.counted; None while Redis is away, which is logged when it begins and ends."""
    global _try_again_at
    if _try_again_at is not None and time.monotonic() < _try_again_at:
        return None
    try:
        used, left = _script()(keys=[f"mgsite:quota:{who}"], args=[limits.WINDOW * 1000])
    except redis.RedisError as error:
        if _try_again_at is None:
            logger.warning("Redis does not answer, so the database counts: %s", error)
        _try_again_at = time.monotonic() + SECONDS_BETWEEN_TRIES
        return None
    if _try_again_at is not None:
        logger.info("Redis counts again.")
        _try_again_at = None
    return used, left


@cache
def _script() -> Any:
    """Made once a process; its connections notice a fork."""
    client = redis.Redis.from_url(
        limits.REDIS_URL,
        socket_connect_timeout=SECONDS_TO_ANSWER,
        socket_timeout=SECONDS_TO_ANSWER,
        retry=None,
    )
    return client.register_script(SCRIPT)
