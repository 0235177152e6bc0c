"""What the buttons of the reading page do, each through the actions. `do` names the deed."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, QueryDict

from articles import actions_reading as actions
from articles.actions_reading import ClaimMade
from articles.models import SegmentDecision, SourceArticle
from articles.reading.classify import SegmentClass
from claims.errors import Refused
from claims.models import Claim
from claims.whole_numbers import whole

UNCLEAR = "The page did not say what to do: load it again and use its buttons."


@dataclass(frozen=True)
class Asked:
    """One press of a button. `start` and `seen` name the sentence, and the state of it that was looked at;
    `what` and `detail` come from `do`, as in “class:advice”."""

    article: SourceArticle
    by: AbstractUser
    sent: QueryDict
    start: int
    seen: int
    what: str
    detail: str

    @classmethod
    def of(cls, request: HttpRequest, article: SourceArticle) -> "Asked":
        what, _, detail = request.POST.get("do", "").partition(":")
        start = whole(request.POST.get("start", ""))
        return cls(
            article=article,
            by=request.user,
            sent=request.POST,
            start=-1 if start is None else start,
            seen=token_in(request.POST.get("seen", "")),
            what=what,
            detail=detail,
        )

    @property
    def where(self) -> dict:
        return {"article": self.article, "by": self.by, "start": self.start, "seen": self.seen}

    def number(self, name: str) -> int:
        return whole(self.sent.get(name, "")) or 0


def token_in(text: str) -> int:
    """A token as the page carried it: −1 stands for what was decided before its text came in."""
    return -1 if text == "-1" else (whole(text) or 0)


def typed_claims(sent: QueryDict) -> dict[str, int]:
    """Slug to strength of the claims that are ticked; a strength that is no number is out of range."""
    found = {}
    for slug in sent.getlist("claim"):
        strength = whole(sent.get(f"strength-{slug}", ""), 1)
        found[slug] = -1 if strength is None else strength
    return found


def do(asked: Asked) -> str:
    """Does it, and says what for the message. Raises Refused."""
    deed = DEEDS.get(asked.what)
    if deed is None:
        raise Refused(UNCLEAR)
    return deed(asked)


def _class(asked: Asked) -> str:
    """Of a class other than “claim” a press says all: what is ticked below belongs to none of them."""
    is_claim = asked.detail == SegmentClass.CLAIM
    claims = claims_made(typed_claims(asked.sent)) if is_claim else []
    reason = asked.sent.get("reason", "") if is_claim else ""
    row = actions.decide_segment(
        **asked.where, segment_class=asked.detail, claims=claims, reason=reason
    )
    return _told(row)


def claims_made(typed: dict[str, int]) -> list[ClaimMade]:
    known = {claim.slug: claim for claim in Claim.objects.unmerged().filter(slug__in=typed)}
    if gone := [slug for slug in typed if slug not in known]:
        raise Refused(
            f"There is no claim “{gone[0][:80]}” any more, or it was merged into another: find the other one."
        )
    return [ClaimMade(known[slug], strength) for slug, strength in typed.items()]


def _accept(asked: Asked) -> str:
    """One claim alone, at the strength beside it."""
    strength = whole(asked.sent.get(f"strength-{asked.detail}", ""), 1)
    made = claims_made({asked.detail: -1 if strength is None else strength})
    row = actions.decide_segment(**asked.where, segment_class=SegmentClass.CLAIM, claims=made)
    return _told(row)


def _none(asked: Asked) -> str:
    reason = asked.sent.get("reason", "").strip() or actions.NONE_OF_OURS
    return _told(actions.reject_proposals(**asked.where, reason=reason))


def _split(asked: Asked) -> str:
    actions.split_segment(**asked.where, at=asked.number("place"))
    return "Split in two."


def _join(asked: Asked) -> str:
    """With the sentence after it, which is the one that the action names."""
    actions.join_segments(
        article=asked.article,
        by=asked.by,
        start=asked.number("next"),
        seen=token_in(asked.sent.get("next_seen", "")),
        seen_before=asked.seen,
    )
    return "Joined with the next."


def _undo(asked: Asked) -> str:
    return f"Undone: {actions.undo_last(article=asked.article, by=asked.by).lower()}."


def _drop(asked: Asked) -> str:
    row = asked.article.decisions.filter(pk=whole(asked.detail) or 0).first()
    if row is None:
        raise Refused("This decision is gone already: somebody dropped it meanwhile.")
    actions.drop_lost(article=asked.article, by=asked.by, decision=row)
    return "Dropped a decision that had lost its sentence."


def _told(row: SegmentDecision) -> str:
    slugs = ", ".join(each.claim.slug for each in row.appearances.all())
    label = row.get_segment_class_display()
    return f"Sentence {row.position + 1}: {f'{label}, {slugs}' if slugs else label}."


DEEDS: dict[str, Callable[[Asked], str]] = {
    "class": _class,
    "accept": _accept,
    "none": _none,
    "split": _split,
    "join": _join,
    "undo": _undo,
    "drop": _drop,
}
# After these the next undecided sentence is in hand; after the others this one stays.
GOES_ON = {"class", "accept", "none"}
