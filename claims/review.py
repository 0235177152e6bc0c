"""The life of a curated item, as one transition table. Pure module.

draft -> in review -> returned or approved; an edit of something approved makes it a draft
again. Published or not is not a state of the draft: the edition store says so, and PRINT_STEPS
tells how one leads to the other. `docs/review-states.md` is made from these tables.
"""

from dataclasses import dataclass

from claims.errors import Refused
from claims.vocabulary import Word

# Said to whoever edits what was approved.
APPROVE_AGAIN = (
    "It was approved; with this edit it has to be approved again before it is published."
)


class State(Word):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    RETURNED = "returned", "Returned to the editor"
    APPROVED = "approved", "Approved"


class Decision(Word):
    """What a Review row records."""

    SUBMITTED = "submitted", "Submitted for review"
    RECALLED = "recalled", "Taken back by an editor"
    RETURNED = "returned", "Returned with a note"
    APPROVED = "approved", "Approved"
    FORCED = "forced", "Approved by a publisher without a second person"
    STARTER = "starter", "Starter content, not independently reviewed"
    WORDING = "wording", "Wording accepted as it is"


class Print(Word):
    """What readers have of an item, whatever becomes of its draft."""

    NEVER = "never", "Never published"
    LIVE = "live", "In print"
    AHEAD = "ahead", "In print, changes pending"
    WITHDRAWN = "withdrawn", "Withdrawn, a notice in its place"


@dataclass(frozen=True)
class Step:
    """One row of the table: who may (a permission), and what leads where."""

    here: State
    decision: Decision
    there: State
    permission: str


@dataclass(frozen=True)
class PrintStep:
    """What publishing, editing and withdrawing make of what is in print."""

    here: Print
    what: str
    there: Print
    permission: str


SUBMIT, APPROVE, FORCE = "claims.submit_item", "claims.approve_item", "claims.force_item"
PUBLISH, WITHDRAW = "editions.publish", "editions.withdraw"
# What `load_starter` does; nobody is given it.
NOBODY = ""

STEPS = (
    Step(State.DRAFT, Decision.SUBMITTED, State.IN_REVIEW, SUBMIT),
    Step(State.RETURNED, Decision.SUBMITTED, State.IN_REVIEW, SUBMIT),
    Step(State.IN_REVIEW, Decision.RECALLED, State.DRAFT, SUBMIT),
    Step(State.IN_REVIEW, Decision.RETURNED, State.RETURNED, APPROVE),
    Step(State.IN_REVIEW, Decision.APPROVED, State.APPROVED, APPROVE),
    Step(State.DRAFT, Decision.FORCED, State.APPROVED, FORCE),
    Step(State.IN_REVIEW, Decision.FORCED, State.APPROVED, FORCE),
    Step(State.RETURNED, Decision.FORCED, State.APPROVED, FORCE),
    Step(State.DRAFT, Decision.STARTER, State.APPROVED, NOBODY),
)
PRINT_STEPS = (
    PrintStep(Print.NEVER, "Publish, once approved", Print.LIVE, PUBLISH),
    PrintStep(Print.LIVE, "Edit the draft", Print.AHEAD, "change"),
    PrintStep(Print.AHEAD, "Publish, once approved again", Print.LIVE, PUBLISH),
    PrintStep(Print.LIVE, "Withdraw, with a notice", Print.WITHDRAWN, WITHDRAW),
    PrintStep(Print.AHEAD, "Withdraw, with a notice", Print.WITHDRAWN, WITHDRAW),
    PrintStep(Print.WITHDRAWN, "Publish again, once approved", Print.LIVE, PUBLISH),
)
TRANSITIONS: dict[tuple[State, Decision], State] = {
    (step.here, step.decision): step.there for step in STEPS
}
# Which permission each decision needs, for those that a person can be given.
PERMISSIONS: dict[Decision, str] = {
    step.decision: step.permission for step in STEPS if step.permission
}
APPROVING = (Decision.APPROVED, Decision.FORCED, Decision.STARTER)
NEEDS_NOTE = (Decision.RETURNED, Decision.FORCED, Decision.WORDING)
# These need somebody who did not edit the item: in the action and as a constraint.
SECOND_PERSON = (Decision.APPROVED, Decision.WORDING)


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
