"""What tests of restoring share: edits as the form makes them, and the way back."""

import pytest

from claims import actions
from claims.actions_restore import restore
from claims.errors import Refused
from claims.past_states import content_now


def moment_of(item):
    """Of its last row of history."""
    return item.history.order_by("history_date", "history_id").last().history_date


def edit(item, by, **fields):
    """As the form does it: the row without a trace, then the edit with one."""
    for name, value in fields.items():
        setattr(item, name, value)
    item.save_without_historical_record()
    actions.record_edit(item=item, by=by)


def brought_back(item, moment, by):
    item.refresh_from_db()
    past = restore(item=item, moment=moment, by=by, seen_version=item.lock_version)
    item.refresh_from_db()
    return past


def refusal(item, moment, by, seen_version=None) -> tuple[str, ...]:
    item.refresh_from_db()
    seen = item.lock_version if seen_version is None else seen_version
    before = content_now(item), item.lock_version, item.history.count()
    with pytest.raises(Refused) as caught:
        restore(item=item, moment=moment, by=by, seen_version=seen)
    item.refresh_from_db()
    assert (content_now(item), item.lock_version, item.history.count()) == before
    return caught.value.sentences
