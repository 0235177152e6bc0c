"""How a merge of two claims is written down: on the one that is gone, and in every history. Pure module.

The claim that is gone keeps its draft, on hold; the words of the hold name what stays. The history
of each item that the merge changed carries the same reason, by which they are found again.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

HELD = "Merged into “"  # how the hold of a merged claim starts, and of no other
_HOLD = re.compile(r"\AMerged into “([^”]*)” \((clm_[0-9a-z]+)\)")
_REASON = re.compile(r"\A(clm_[0-9a-z]+) merged into (clm_[0-9a-z]+)\Z")


class Successor(NamedTuple):
    """The claim that stays; `slug` as it was then."""

    slug: str
    public_id: str


def hold_of(successor: Successor, earlier: str = "") -> str:
    """The hold of the claim that is gone, with what held it before."""
    before = f". Held before that: {earlier}" if earlier.strip() else ""
    return f"{HELD}{successor.slug}” ({successor.public_id}){before}"


def successor_in(hold: str) -> Successor | None:
    """What a hold says that the claim was merged into; None for any other hold."""
    found = _HOLD.match(hold)
    return Successor(*found.groups()) if found else None


def reason_of(gone: str, stays: str) -> str:
    """What each history says; both are public ids. At most 100 characters, as the column."""
    return f"{gone} merged into {stays}"


def reason_told(reason: str | None, public_id: str, names: Mapping[str, str]) -> str:
    """The reason in the words of the item's own history, "" when it is about no merge.

    `names` gives the slug of a public id.
    """
    found = _REASON.match(reason or "")
    if found is None:
        return ""
    gone, stays = (f"“{names.get(each, each)}”" for each in found.groups())
    if public_id == found[1]:
        return f"Merged into {stays}"
    if public_id == found[2]:
        return f"Merged from {gone}"
    return f"{gone} merged into {stays}"
