"""What goes together in a decision about one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.reading.classify import SegmentClass
from claims.errors import Refused
from claims.models import Claim

MOST_CLAIMS = 12  # in one sentence; the fullest of the first five texts makes six


@dataclass(frozen=True)
class ClaimMade:
    """`strength` 0 to 3 (GRADE.md §6), of the words that make this claim."""

    claim: Claim
    strength: int


def refuse_unfit(segment_class: str, claims: Sequence[ClaimMade], reason: str) -> None:
    if segment_class not in set(SegmentClass):
        labels = ", ".join(f"“{each.label}”" for each in SegmentClass)
        raise Refused(f"Say what the sentence is: one of {labels}.")
    if claims and segment_class != SegmentClass.CLAIM:
        raise Refused(
            "Only a claim makes claims: choose the class “Claim”, or take the claims away."
        )
    if segment_class == SegmentClass.CLAIM and not claims and not reason.strip():
        raise Refused(
            "Name the claim that it makes, or say what it is about if none of ours covers it."
        )
    if claims and reason.strip():
        raise Refused(
            "It has a claim of ours, so no reason why there is none: take one of them away."
        )
    if len({made.claim.pk for made in claims}) < len(claims):
        raise Refused("A claim is named twice: keep it once, at its boldest.")
    if len(claims) > MOST_CLAIMS:
        raise Refused(f"One sentence makes {MOST_CLAIMS} claims at most: is it one sentence?")
    if any(made.strength not in range(4) for made in claims):
        raise Refused("Give each strength as a whole number from 0 to 3.")
