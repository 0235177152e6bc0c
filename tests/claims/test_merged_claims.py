"""How a merge is written down, and read again."""

import pytest

from claims.merged_claims import HELD, Successor, hold_of, reason_of, reason_told, successor_in

GONE, STAYS, OTHER = "clm_000000000001", "clm_000000000002", "art_000000000003"
NAMES = {GONE: "old", STAYS: "new"}


@pytest.mark.parametrize("earlier", ["", "  ", "The trial is being read (again)."])
def test_hold_names_what_stays_whatever_held_it_before(earlier):
    hold = hold_of(Successor("new", STAYS), earlier)
    assert hold.startswith(HELD)
    assert successor_in(hold) == Successor("new", STAYS)
    assert hold.endswith(earlier.strip() or f"({STAYS})")


@pytest.mark.parametrize("hold", ["", "Being read", "It was Merged into “new” (clm_1)", "Merged"])
def test_other_hold_names_nothing(hold):
    assert successor_in(hold) is None


@pytest.mark.parametrize(
    ("public_id", "said"),
    [
        (GONE, "Merged into “new”"),
        (STAYS, "Merged from “old”"),
        (OTHER, "“old” merged into “new”"),
    ],
)
def test_each_history_tells_it_in_its_own_words(public_id, said):
    reason = reason_of(GONE, STAYS)
    assert reason_told(reason, public_id, NAMES) == said
    assert len(reason) <= 100


@pytest.mark.parametrize("reason", [None, "", "Restored version 2"])
def test_reason_about_something_else_tells_nothing(reason):
    assert reason_told(reason, GONE, NAMES) == ""


def test_unknown_name_is_told_by_its_id():
    assert reason_told(reason_of(GONE, STAYS), OTHER, {}) == f"“{GONE}” merged into “{STAYS}”"
