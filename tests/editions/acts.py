"""What editors do to what is in print, one act at a time, for tests that do many in any order."""

import uuid
from collections.abc import Callable
from datetime import date

from claims import actions
from claims.actions_sources import set_integrity
from claims.errors import Refused
from claims.models import Claim
from mgsite.editions.models import Change
from mgsite.editions.withdraw import withdraw
from tests import builders


def reword(claim: Claim, _other: Claim) -> None:
    claim.statement = f"Magnesium does {claim.slug}, {uuid.uuid4().hex}."
    claim.save()
    actions.record_edit(item=claim, by=builders.user("ada"))
    builders.put_in_print(claim, change=Change.WORDING)


def correct(claim: Claim, _other: Claim) -> None:
    claim.population = f"Adults, {uuid.uuid4().hex}"
    claim.save()
    actions.record_edit(item=claim, by=builders.user("ada"))
    builders.put_in_print(claim, change=Change.SAFETY, correction=True)


def regrade(claim: Claim, _other: Claim) -> None:
    mixed = {
        "verdict": "mixed",
        "inconsistency": -1,
        "inconsistency_reason": "The trials point both ways.",
        "imprecision": 0,
        "imprecision_reason": "",
    }
    values = mixed if claim.assessment.verdict == "supported" else {}
    builders.regrade(claim, by=builders.user("ada"), **values)
    builders.put_in_print(claim, change=Change.GRADE)


def take_out(claim: Claim, _other: Claim, **words: str) -> None:
    given = {"reason": "error", "notice": "Published by mistake.", "operation": uuid.uuid4().hex}
    withdraw(public_id=claim.public_id, by=builders.user("dora"), **(given | words))


def merge(claim: Claim, other: Claim) -> None:
    take_out(claim, other, reason="merged", notice="Two are one.", replaced_by=other.public_id)


def remove(claim: Claim, other: Claim) -> None:
    """For legal reasons: earlier texts are blanked too."""
    take_out(claim, other, reason="legal", notice="Removed.", change=Change.SAFETY)


def retract(claim: Claim, _other: Claim) -> None:
    """The study under it, or the notice is taken back: the claim is printed anew in the same edition."""
    source = claim.citations.get().source
    word = "ok" if rests_on_retracted(claim) else "retracted"
    today = date(2026, 11, 26)
    set_integrity(
        source=source, integrity=word, note="Noted.", checked_on=today, by=builders.user("ada")
    )
    builders.put_in_print(source)


def rests_on_retracted(claim: Claim) -> bool:
    return claim.citations.get().source.integrity == "retracted"


def restore(claim: Claim, _other: Claim) -> None:
    """What was withdrawn comes back; of what is in print nothing changes, and there is no edition."""
    builders.put_in_print(claim)


ACTS: dict[str, Callable[[Claim, Claim], None]] = {
    act.__name__: act
    for act in (reword, correct, regrade, take_out, merge, remove, retract, restore)
}


def cast() -> None:
    for name, group in [("ada", "Editor"), ("ben", "Reviewer"), ("dora", "Publisher")]:
        builders.user(name, group)


def do(name: str, claim: Claim, other: Claim) -> bool:
    """Whether it was allowed: nothing is withdrawn twice, or merged into what is not in print."""
    claim.refresh_from_db()
    try:
        if name != "retract" and rests_on_retracted(claim):
            retract(claim, other)  # the notice is taken back, else nothing of it could be printed
        ACTS[name](claim, other)
    except Refused:
        return False
    return True
