"""When what a page shows last changed: the item itself, what it names and what names it. Pure module."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

# By kind of page: the roles by which others come to stand on it, and how many steps of naming it
# shows from there (2: what its claims cite as well).
SHOWN = {
    "condition": (("about",), 2),
    "article": ((), 2),
    "claim": (("headline", "places", "appearance", "outcome"), 1),
    "source": (("cites", "effect", "limit", "safety"), 0),
    "supplement": (("supplement",), 1),
    "check": ((), 1),
}
EVERYTHING = {"about": "*"}  # the target by which a claim is about every condition


def composed_dates(
    kinds: Mapping[str, str],
    changed_at: Mapping[str, datetime],
    links: Iterable[tuple[str, str, str]],
) -> dict[str, datetime]:
    """By id, for the items in `kinds`. `links` are (naming id, role, named id).

    `changed_at` holds what is withdrawn, too: its notice stands where it stood.
    """
    named: dict[str, set[str]] = defaultdict(set)
    naming: dict[tuple[str, str], set[str]] = defaultdict(set)
    for owner, role, target in links:
        named[owner].add(target)
        naming[target, role].add(owner)
    found = {}
    for public_id, kind in kinds.items():
        roles, steps = SHOWN[kind]
        shown = {public_id}
        for role in roles:
            shown |= naming[public_id, role] | naming[EVERYTHING.get(role, ""), role]
        for _ in range(steps):
            shown |= {target for owner in shown for target in named[owner]}
        found[public_id] = max(changed_at[one] for one in shown if one in changed_at)
    return found
