"""What can be done to many items at once: the table that lists, addresses and pages are made from."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AbstractUser

from claims import actions
from claims.actions_desk import assign_reviewer, refuse_settled
from claims.models import Curated
from claims.review import APPROVE, SUBMIT, WITHDRAW
from mgsite.desk import bulk_forms as forms
from mgsite.desk.bulk import Deed
from mgsite.editions.models import Reason
from mgsite.editions.publish import Outcome
from mgsite.editions.withdraw import withdraw_within

NOT_TYPED_YET = "not typed yet"


def _assign(item: Curated, by: AbstractUser, **words: Any) -> None:
    """Before somebody is chosen, all that can be said is whether there is something to review."""
    if words:
        assign_reviewer(item=item, by=by, **words)
    else:
        refuse_settled(item)


def _withdraw_all(items: Sequence[Curated], by: AbstractUser, **words: Any) -> Outcome:
    return withdraw_within(public_ids=[item.public_id for item in items], by=by, **words)


def _withdraw(item: Curated, by: AbstractUser, **words: Any) -> None:
    """Tried alone and undone: with the request's own id, the first would answer for all others."""
    _withdraw_all([item], by, **words | {"operation": uuid.uuid4().hex})


DEEDS = {
    deed.key: deed
    for deed in (
        Deed(
            key="submit",
            label="Submit for review",
            button="Submit for review",
            done="{items} submitted for review.",
            not_done="Nothing was submitted",
            permission=SUBMIT,
            right="submit",
            form=forms.NoteForm,
            act=actions.submit,
        ),
        Deed(
            key="assign",
            label="Ask for a review",
            button="Ask for the review",
            done="The review of {items} is asked for.",
            not_done="Nobody was asked",
            permission="claims.add_assignment",
            right="assign",
            form=forms.AssignForm,
            act=_assign,
        ),
        Deed(
            key="approve",
            label="Approve",
            button="Approve",
            done="{items} approved.",
            not_done="Nothing was approved",
            permission=APPROVE,
            right="approve",
            form=forms.ApproveForm,
            act=actions.approve,
            reads=True,
        ),
        Deed(
            key="return",
            label="Return to the editors",
            button="Return with the note",
            done="{items} returned.",
            not_done="Nothing was returned",
            permission=APPROVE,
            right="approve",
            form=forms.ReturnForm,
            act=actions.return_to_editor,
            assumed={"note": NOT_TYPED_YET},
        ),
        Deed(
            key="interval",
            label="Set the review interval",
            button="Set the interval",
            done="The interval of {items} is set.",
            not_done="No interval was set",
            permission="{app}.change_{model}",
            right="change",
            form=forms.IntervalForm,
            act=actions.set_review_interval,
            assumed={"months": 1},
            caution="Readers see when the next review is due, so this is an edit: what is approved "
            "has to be approved again, and not by you.",
        ),
        Deed(
            key="withdraw",
            label="Withdraw from print",
            button="Withdraw from print",
            done="{items} withdrawn.",
            not_done="Nothing was withdrawn",
            permission=WITHDRAW,
            right="withdraw",
            form=forms.WithdrawManyForm,
            act=_withdraw,
            assumed={"reason": Reason.ERROR, "notice": NOT_TYPED_YET},
            together=_withdraw_all,
            caution="One edition, one notice: it takes the place of each, and their addresses answer "
            "410 with it, or lead to the successor when merged. The drafts stay.",
        ),
    )
}
