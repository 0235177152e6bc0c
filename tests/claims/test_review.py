"""The transition table, whole: what each state allows, and what it answers to everything else."""

import pytest

from claims.errors import Refused
from claims.review import (
    APPROVING,
    NEEDS_NOTE,
    SECOND_PERSON,
    TRANSITIONS,
    Decision,
    State,
    after,
    after_edit,
)

POSSIBLE = [
    ("draft", "submitted", "in-review"),
    ("draft", "forced", "approved"),
    ("draft", "starter", "approved"),
    ("in-review", "recalled", "draft"),
    ("in-review", "returned", "returned"),
    ("in-review", "approved", "approved"),
    ("in-review", "forced", "approved"),
    ("returned", "submitted", "in-review"),
    ("returned", "forced", "approved"),
]
IMPOSSIBLE = [
    (state.value, decision.value)
    for state in State
    for decision in Decision
    if (state, decision) not in {(here, what) for here, what, _ in POSSIBLE}
]


@pytest.mark.parametrize(("here", "decision", "there"), POSSIBLE)
def test_decision_leads_to_the_next_state(here, decision, there):
    assert after(here, Decision(decision), "Because.") == there


@pytest.mark.parametrize(("here", "decision"), IMPOSSIBLE)
def test_any_other_decision_is_refused(here, decision):
    with pytest.raises(Refused, match=f"“{Decision(decision).label}” is not possible while it is"):
        after(here, Decision(decision), "Because.")


def test_table_holds_every_transition_once():
    assert len(TRANSITIONS) == len(POSSIBLE) == len(State) * len(Decision) - len(IMPOSSIBLE)


@pytest.mark.parametrize(
    ("here", "decision", "sentence"),
    [
        (
            "draft",
            "approved",
            "“Approved” is not possible while it is “Draft”. Possible now: Submitted for review; "
            "Approved by a publisher without a second person.",
        ),
        (
            "approved",
            "submitted",
            "“Submitted for review” is not possible while it is “Approved”. Edit it first.",
        ),
        (
            "in-review",
            "starter",
            "“Starter content, not independently reviewed” is not possible while it is “In review”. Possible now: "
            "Taken back by an editor; Returned with a note; Approved; Approved by a publisher without a second person.",
        ),
    ],
)
def test_refusal_says_what_is_possible_instead(here, decision, sentence):
    with pytest.raises(Refused) as caught:
        after(here, Decision(decision))
    assert caught.value.sentences == (sentence,)


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        (Decision.RETURNED, "“Returned with a note” needs a note that says why."),
        (
            Decision.FORCED,
            "“Approved by a publisher without a second person” needs a note that says why.",
        ),
    ],
)
def test_decision_that_needs_a_note_is_refused_without_one(decision, sentence):
    with pytest.raises(Refused) as caught:
        after("in-review", decision, " \n")
    assert caught.value.sentences == (sentence,)


def test_only_three_decisions_approve_and_three_explain_themselves():
    assert {decision.value for decision in APPROVING} == {"approved", "forced", "starter"}
    assert {decision.value for decision in NEEDS_NOTE} == {"returned", "forced", "wording"}


def test_what_needs_a_second_person_is_approving_and_accepting_words():
    assert {decision.value for decision in SECOND_PERSON} == {"approved", "wording"}


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("draft", "draft"),
        ("in-review", "in-review"),
        ("returned", "returned"),
        ("approved", "draft"),
    ],
)
def test_edit_voids_an_approval_and_nothing_else(here, there):
    assert after_edit(here) == there
