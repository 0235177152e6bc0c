"""Every write that touches several rows or carries a rule. One verb, one transaction.

Each locks the item's row first (`lock_root`), so that a child edited beside it waits its turn.
Nothing here knows the clock of a form: callers pass values, these decide.
"""

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone

from claims import mail
from claims.canonical import canonical, fingerprint
from claims.errors import Refused
from claims.models import Assignment, Curated, Review
from claims.people import name_of
from claims.permissions import permission_to
from claims.review import APPROVING, Decision, after, after_edit
from claims.vocabulary import MOST_MONTHS
from claims.wording_gate import findings_fingerprint, wording_problems

# The decisions that its editors are told of by mail.
TOLD = (Decision.RETURNED, Decision.APPROVED, Decision.FORCED)


def lock_root(item: Curated) -> Curated:
    """The item read afresh, its row locked until the transaction ends."""
    return type(item)._default_manager.select_for_update(of=("self",)).get(pk=item.pk)


@transaction.atomic
def record_edit(*, item: Curated, by: AbstractUser) -> None:
    """Note that `by` edited the item or something below it; an approval is void after that."""
    locked = lock_root(item)
    item.lock_version = locked.lock_version + 1
    item.state = after_edit(locked.state)
    # simple_history would miss update(); saving these fields leaves the trace we want.
    item.save(update_fields=["lock_version", "state", "updated_at"])
    item.edited_by.add(by)


@transaction.atomic
def set_review_interval(*, item: Curated, by: AbstractUser, months: int) -> None:
    """Months after an approval until the next review is due. Readers see that day, so it is an edit.

    The interval that it has already changes nothing. Raises Refused for a number out of range.
    """
    require(by, permission_to("change", item), f"edit the {item.kind}", group="group Editor")
    locked = lock_root(item)
    if locked.review_every_months == months:
        return
    if not 1 <= months <= MOST_MONTHS:
        raise Refused(f"Give the months as a whole number from 1 to {MOST_MONTHS}.")
    locked.skip_history_when_saving = True
    locked.review_every_months = months
    locked.save(update_fields=["review_every_months"])
    del locked.skip_history_when_saving
    record_edit(item=locked, by=by)


def submit(*, item: Curated, by: AbstractUser, note: str = "") -> Review:
    """Hand the item to a reviewer. Raises Refused naming what is missing."""
    require(by, "claims.submit_item", "submit items for review")
    return _decide(item, by, Decision.SUBMITTED, note)


def recall(*, item: Curated, by: AbstractUser, note: str = "") -> Review:
    """An editor takes a submission back, to go on working on it."""
    require(by, "claims.submit_item", "take items back from review")
    return _decide(item, by, Decision.RECALLED, note)


def return_to_editor(*, item: Curated, by: AbstractUser, note: str) -> Review:
    require(by, "claims.approve_item", "return items")
    return _decide(item, by, Decision.RETURNED, note)


def approve(*, item: Curated, by: AbstractUser, note: str = "") -> Review:
    """Approve exactly the document that the item gives now. Nobody approves their own edits."""
    require(by, "claims.approve_item", "approve items")
    return _decide(item, by, Decision.APPROVED, note)


def force(*, item: Curated, by: AbstractUser, note: str) -> Review:
    """A publisher approves without a second person; the reason is shown in the history."""
    require(by, "claims.force_item", "approve without a second person")
    return _decide(item, by, Decision.FORCED, note)


def approve_as_starter(*, item: Curated, by: AbstractUser) -> Review:
    """For `load_starter` alone; publishing accepts it only for what was never published."""
    return _decide(item, by, Decision.STARTER, "")


@transaction.atomic
def accept_wording(*, item: Curated, by: AbstractUser, note: str) -> Review:
    """A second person lets words stand that the lint objects to; the reason is in the history.

    It holds for exactly the findings that there are now. Raises Refused for one who edited the
    item, without a reason, and where there is nothing to accept.
    """
    require(by, "claims.approve_item", "accept wording")
    locked = lock_root(item)
    editors = sorted(locked.edited_by.values_list("pk", flat=True))
    if by.pk in editors:
        raise Refused(f"You edited “{locked.slug}”, so somebody else has to accept its wording.")
    if not note.strip():
        raise Refused("Give the reason why these words may stand: the history shows it.")
    if not wording_problems(locked):
        raise Refused("There is no wording to accept: nothing is objected to, or it is accepted.")
    return Review.objects.create(
        subject_kind=locked.kind,
        subject_id=locked.public_id,
        decision=Decision.WORDING,
        note=note.strip(),
        fingerprint=findings_fingerprint(locked.wording_findings()),
        editors=_copied(editors),
        by=by,
        at=timezone.now(),
    )


def latest_approval(item: Curated) -> Review | None:
    """The approving decision that stands, or None when the item is not approved."""
    decisions = Review.objects.filter(subject_id=item.public_id)
    # Accepting words decides nothing about the item.
    review = decisions.exclude(decision=Decision.WORDING).order_by("-at", "-pk").first()
    return review if review and review.decision in APPROVING else None


@transaction.atomic
def _decide(item: Curated, by: AbstractUser, decision: Decision, note: str) -> Review:
    locked = lock_root(item)
    state = after(locked.state, decision, note)
    people = list(locked.edited_by.order_by("pk"))
    if decision is Decision.APPROVED and by in people:
        raise Refused(
            f"You edited “{locked.slug}” since it was last approved, so somebody else has to "
            "approve it."
        )
    _refuse_unfit(locked, decision)
    approving = decision in APPROVING
    review = Review.objects.create(
        subject_kind=locked.kind,
        subject_id=locked.public_id,
        decision=decision,
        note=note.strip(),
        fingerprint=fingerprint(canonical(locked.document())) if approving else "",
        editors=_copied([person.pk for person in people]),
        by=by,
        at=timezone.now(),
    )
    locked.state = state
    locked.save(update_fields=["state", "updated_at"])
    if approving:
        locked.edited_by.clear()
    if decision is not Decision.SUBMITTED:
        end_assignment(locked)
    if decision in TOLD:
        _tell_editors(review, locked, people)
    item.state = state
    return review


def _refuse_unfit(locked: Curated, decision: Decision) -> None:
    """Raise Refused with every problem, unless the item only goes back to its editor."""
    if decision in (Decision.RETURNED, Decision.RECALLED):
        return
    problems = locked.problems()
    if decision in APPROVING:
        # Handing in is possible with them: a second person has to see the words to accept them.
        problems += wording_problems(locked)
    else:
        problems += locked.submission_problems()
    if problems:
        raise Refused(*problems)


def end_assignment(item: Curated) -> None:
    """Nobody is asked to review it any more: it was decided, or somebody else is asked."""
    open_ones = Assignment.objects.filter(subject_id=item.public_id, ended_at=None)
    open_ones.update(ended_at=timezone.now())


def _tell_editors(review: Review, item: Curated, people: list) -> None:
    said = review.get_decision_display()
    mail.tell(
        [person for person in people if person != review.by],
        f"{said}: {item.slug}",
        f"{name_of(review.by)} decided on the {item.kind} “{item}”: {said.lower()}.",
        review.note,
        item,
    )


def _copied(editors: list[int]) -> str:
    """As the column has it: `,3,14,`."""
    return "," + "".join(f"{pk}," for pk in editors)


def require(by: AbstractUser, permission: str, what: str, *, group: str = "right group") -> None:
    """Raise Refused when the account lacks the permission; `group` names who has it."""
    if not by.has_perm(permission):
        raise Refused(f"Your account may not {what}. Ask an administrator for the {group}.")
