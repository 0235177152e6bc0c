"""How much of its minute a caller has used, over all servers, exactly.

A window is a minute that begins with a caller's first request, not with the minute of the clock, and
not one that slides: a sliding one lets go of a request each second, so that of eighty at once sixty
or sixty-two would pass, as the machine is fast or slow. The price: who waits for the end of a window
may ask twice the number within a minute around it.
"""

import logging
import math
import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.db import Error
from django.utils.crypto import salted_hmac

from mgsite.partners import limits
from mgsite.partners.counting_sql import counted as counted_in_sql
from mgsite.partners.network import network_of

MOST_REMEMBERED = 10_000

logger = logging.getLogger("mgsite.partners")


@dataclass(frozen=True)
class Count:
    """`used` includes the request that is being counted."""

    limit: int
    used: int
    milliseconds_left: int

    @property
    def refused(self) -> bool:
        return self.used > self.limit

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)

    @property
    def seconds_left(self) -> int:
        """Until there is a whole new quota; rounded up, so that waiting so long is enough."""
        return max(1, math.ceil(self.milliseconds_left / 1000))


class Exhausted:
    """Who has used up a window, and until when. That cannot change before its end, so whoever goes
    on asking costs neither the database nor Redis anything more."""

    def __init__(self) -> None:
        self._until: OrderedDict[str, int] = OrderedDict()
        self._lock = Lock()

    def milliseconds_left(self, who: str, now: int) -> int:
        """0 for whoever may have some left; also when the clock was set back."""
        left = self._until.get(who, 0) - now
        return left if 0 < left <= limits.WINDOW * 1000 else 0

    def remember(self, who: str, until: int) -> None:
        with self._lock:
            self._until[who] = until
            self._until.move_to_end(who)
            while len(self._until) > MOST_REMEMBERED:
                self._until.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._until.clear()


exhausted = Exhausted()


def caller_with_key(pk: int) -> str:
    return f"key:{pk}"


def caller_at(address: str) -> str:
    """Under a keyed hash: who reads on a health site is not kept where a copy of the database shows it."""
    made = salted_hmac("mgsite.partners.counting", network_of(address), algorithm="sha256")
    return f"address:{made.hexdigest()[:32]}"


def count(who: str, limit: int) -> Count | None:
    """One more request of `who`, who may make `limit` a minute.

    None when nobody could count it: then it is let through, for a counter protects the site and
    must not be what takes it away.
    """
    now = int(time.time() * 1000)
    if left := exhausted.milliseconds_left(who, now):
        return Count(limit, limit + 1, left)
    try:
        used, left = _counted(who, now)
    except Error as error:
        logger.warning("A request was not counted: %s", error)
        return None
    found = Count(limit, used, left)
    if found.refused:
        exhausted.remember(who, now + left)
    return found


def _counted(who: str, now: int) -> tuple[int, int]:
    if limits.REDIS_URL:
        from mgsite.partners import counting_redis  # its package is needed here alone

        if (found := counting_redis.counted(who)) is not None:
            return found
    return counted_in_sql(who, now)
