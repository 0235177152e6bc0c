"""Counting in the database: one statement, atomic on both, in a transaction of its own."""

from django.db import connection

from mgsite.partners.limits import WINDOW
from mgsite.partners.patience import short_patience

# The window stays while it is running, else a new one begins. A beginning in the future is a clock
# that was set back, and counts as over, so that nobody is shut out until it is reached again.
UPSERT = """
    INSERT INTO partners_tally (who, began, used) VALUES (%(who)s, %(now)s, 1)
    ON CONFLICT (who) DO UPDATE SET
        used = CASE WHEN partners_tally.began > %(over)s AND partners_tally.began < %(ahead)s
                    THEN partners_tally.used + 1 ELSE 1 END,
        began = CASE WHEN partners_tally.began > %(over)s AND partners_tally.began < %(ahead)s
                     THEN partners_tally.began ELSE excluded.began END
    RETURNING began, used
"""


def counted(who: str, now: int) -> tuple[int, int]:
    """One more for `who` at `now`: (how many in this window, milliseconds until it ends).

    Raises django.db.Error when the database does not answer or, on SQLite, an editor holds it.
    """
    window = WINDOW * 1000
    values: dict[str, str | int] = {
        "who": who,
        "now": now,
        "over": now - window,
        "ahead": now + window,
    }
    with short_patience(), connection.cursor() as cursor:
        cursor.execute(UPSERT, values)
        began, used = cursor.fetchone()
    return used, began + window - now
