"""How many questions may come in: a few an hour from one sender, some hundred a day from all.

Counted in the database, so that the limits hold over any number of processes and servers.
"""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.crypto import salted_hmac

from mgsite.partners.network import network_of
from mgsite.questions.models import Tally

MOST_AN_HOUR, MOST_A_DAY = 5, 300
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SALT = "mgsite.questions.sender"


class TooMany(Exception):
    """No more now; `until` is when the next may come, `from_all` whether the limit is everybody's."""

    def __init__(self, until: datetime, *, from_all: bool):
        self.until, self.from_all = until, from_all
        super().__init__(f"no more questions until {until:%d %b %Y, %H:%M} UTC")


def count_in(address: str, now: datetime) -> None:
    """Count one more question in; raises TooMany, and then the transaction has to be rolled back.

    Every caller locks the sender's row before the row of the day, so none waits for another in a ring.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    _take(_sender(address, hour), MOST_AN_HOUR, hour + HOUR, from_all=False)
    day = hour.replace(hour=0)
    _take(f"all:{day:%Y-%m-%d}", MOST_A_DAY, day + DAY, from_all=True)


def _take(key: str, most: int, until: datetime, *, from_all: bool) -> None:
    """One statement looks and counts, so two at once cannot both be the last one."""
    Tally.objects.bulk_create([Tally(key=key, expires_at=until)], ignore_conflicts=True)
    if not Tally.objects.filter(key=key, count__lt=most).update(count=F("count") + 1):
        raise TooMany(until, from_all=from_all)


def _sender(address: str, hour: datetime) -> str:
    # What is no address, as behind a socket, is a sender of its own.
    said = f"{network_of(address, otherwise=address)} {hour:%Y-%m-%d %H}"
    return f"sender:{salted_hmac(SALT, said, algorithm='sha256').hexdigest()}"
