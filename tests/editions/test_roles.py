"""Who may what: the groups hold exactly the table's permissions, and actions ask for them."""

import pytest
from django.contrib.auth.models import Group

from claims import actions
from claims.errors import Refused
from mgsite.editions.publish import publish
from mgsite.editions.roles import ROLES
from mgsite.editions.withdraw import withdraw
from tests import builders

MAY = {
    "submit": {"Editor", "Administrator"},
    "approve": {"Reviewer", "Administrator"},
    "return": {"Reviewer", "Administrator"},
    "force": {"Publisher", "Administrator"},
    "publish": {"Publisher", "Administrator"},
    "withdraw": {"Publisher", "Administrator"},
}


def attempt(what: str, item, by) -> None:
    words = {"note": "n", "change": "wording", "operation": "o"}
    {
        "submit": lambda: actions.submit(item=item, by=by),
        "approve": lambda: actions.approve(item=item, by=by),
        "return": lambda: actions.return_to_editor(item=item, by=by, note="n"),
        "force": lambda: actions.force(item=item, by=by, note="n"),
        "publish": lambda: publish(items=[item], by=by, **words),
        "withdraw": lambda: withdraw(
            public_id=item.public_id, by=by, reason="error", notice="n", operation="o"
        ),
    }[what]()


@pytest.mark.parametrize("group", [*ROLES, ""])
@pytest.mark.parametrize("what", MAY)
def test_each_act_is_for_its_groups_alone(ada, ben, what, group):
    item = builders.supplement()
    if what in ("approve", "return", "publish", "withdraw"):
        actions.submit(item=item, by=ada)
    if what in ("publish", "withdraw"):
        actions.approve(item=item, by=ben)
    if what == "withdraw":
        builders.put_in_print(item)
    person = builders.user(f"person-{group}", group)
    if group in MAY[what]:
        attempt(what, item, person)
    else:
        with pytest.raises(Refused, match="Your account may not"):
            attempt(what, item, person)


def test_groups_hold_exactly_the_permissions_of_the_table(db):
    held = {
        group.name: {
            f"{p.content_type.app_label}.{p.codename}"
            for p in group.permissions.select_related("content_type")
        }
        for group in Group.objects.all()
    }
    assert held == ROLES
