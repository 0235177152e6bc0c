"""What tests of restoring share: edits as the form makes them, addresses, what is offered."""

from django.urls import reverse

from claims import actions
from mgsite.desk.restore_points import point_of
from mgsite.desk.restoring import restore_prospect
from mgsite.desk.timeline import timeline


def edited(item, by, **fields):
    """As by the form: one row of history for the save."""
    item.refresh_from_db()
    for name, value in fields.items():
        setattr(item, name, value)
    item.save_without_historical_record()
    item._history_user = by
    actions.record_edit(item=item, by=by)
    return item


def address(item, point="version-1") -> str:
    return reverse("desk-sections:restore", args=[item.kind, item.public_id, point])


def history(item) -> str:
    return reverse("desk-sections:history", args=[item.kind, item.public_id])


def offered(item, person) -> list[tuple[str, str]]:
    return [(each.what, each.restore) for each in timeline(item, person) if each.restore]


def told(item, point) -> list[tuple[str, str, str]]:
    prospect = restore_prospect(item, point_of(item, point))
    return [(each.label, each.before, each.after) for each in prospect.differences]
