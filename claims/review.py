"""The life of a curated item, as one transition table. Pure module.

draft -> in review -> returned or approved; an edit of something approved makes it a draft
again. Published or not is not a state of the draft: the edition store says so.
"""

from claims.errors import Refused
from claims.vocabulary import Word


class State(Word):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    RETURNED = "returned", "Returned to the editor"
    APPROVED = "approved", "Approved"


class Decision(Word):
    """What a Review row records."""

    SUBMITTED = "submitted", "Submitted for review"
    RETURNED = "returned", "Returned with a note"
    APPROVED = "approved", "Approved"
    FORCED = "forced", "Approved by a publisher without a second person"
    STARTER = "starter", "Starter content, not independently reviewed"
    WORDING = "wording", "Wording accepted as it is"


APPROVING = (Decision.APPROVED, Decision.FORCED, Decision.STARTER)
NEEDS_NOTE = (Decision.RETURNED, Decision.FORCED, Decision.WORDING)
# These need somebody who did not edit the item: in the action and as a constraint.
SECOND_PERSON = (Decision.APPROVED, Decision.WORDING)

TRANSITIONS: dict[tuple[State, Decision], State] = {
    (State.DRAFT, Decision.SUBMITTED): State.IN_REVIEW,
    (State.RETURNED, Decision.SUBMITTED): State.IN_REVIEW,
    (State.IN_REVIEW, Decision.RETURNED): State.RETURNED,
    (State.IN_REVIEW, Decision.APPROVED): State.APPROVED,
    (State.DRAFT, Decision.FORCED): State.APPROVED,
    (State.IN_REVIEW, Decision.FORCED): State.APPROVED,
    (State.RETURNED, Decision.FORCED): State.APPROVED,
    (State.DRAFT, Decision.STARTER): State.APPROVED,
}


def after(state: str, decision: Decision, note: str = "") -> State:
    """The state that a decision leads to. Raises Refused with what is possible instead."""
    here = State(state)
    target = TRANSITIONS.get((here, decision))
    if target is None:
        possible = [d.label for (s, d) in TRANSITIONS if s is here and d is not Decision.STARTER]
        options = f"Possible now: {'; '.join(possible)}." if possible else "Edit it first."
        raise Refused(f"“{decision.label}” is not possible while it is “{here.label}”. {options}")
    if decision in NEEDS_NOTE and not note.strip():
        raise Refused(f"“{decision.label}” needs a note that says why.")
    return target


def after_edit(state: str) -> State:
    """An edit voids an approval; a returned or submitted item stays where it is."""
    here = State(state)
    return State.DRAFT if here is State.APPROVED else here
