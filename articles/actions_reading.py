"""Deciding the sentences of a text: keyword-only, `by=`, one transaction each.

A sentence is named by where it starts (`start`, an offset in characters), which no decision, split or join
elsewhere moves. Two people may read one text: each decision says in `seen` which state of its sentence it
was made on (`Reading.token`), and is refused as Overtaken when somebody decided that sentence meanwhile.
Decisions about different sentences never collide, and none minds the lock of the admin's form.
Everything is a step (articles.reading_steps) and can be undone by whoever did it.
"""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from articles.claims_made import ClaimMade, refuse_unfit
from articles.models import SegmentDecision, SourceArticle
from articles.models.reading import Deed
from articles.reading.classify import SegmentClass
from articles.reading.cuts import cut, with_join, with_split
from articles.reading.decisions import sentence_sha256
from articles.reading.sentences import Segment
from articles.reading_state import Reading, cuts_of, proposals, reading_of
from articles.reading_steps import Change, Place, State, restore_before, take
from claims.actions import lock_root, require
from claims.actions_drafts import draft_claim
from claims.errors import Refused
from claims.models import Claim
from claims.people import name_of

NONE_OF_OURS = "None of our claims says this."


class Overtaken(Refused):
    """Somebody decided the sentence, or cut it anew, after it was looked at. `theirs` is what stands now,
    None where nothing does."""

    def __init__(self, sentence: str, theirs: SegmentDecision | None = None):
        super().__init__(sentence)
        self.theirs = theirs


@transaction.atomic
def decide_segment(
    *,
    article: SourceArticle,
    by: AbstractUser,
    start: int,
    seen: int,
    segment_class: str,
    claims: Sequence[ClaimMade] = (),
    reason: str = "",
) -> SegmentDecision:
    """Say what one sentence is. `claims`, the main one first, go with the class “claim” alone; where none
    of ours covers it, `reason` says in our words what it is about.

    Raises Overtaken, and Refused for what does not go together.
    """
    locked, reading = _opened(article, by)
    segment = _seen_segment(reading, start, seen)
    refuse_unfit(segment_class, claims, reason)
    state = _state(reading, segment, segment_class, claims, reason)
    take(Change(locked, by, Deed.DECIDED, {state.place: state}))
    return reading_of(locked).decided[segment.position]


@transaction.atomic
def accept_proposal(
    *, article: SourceArticle, by: AbstractUser, start: int, seen: int, slugs: Iterable[str] = ()
) -> SegmentDecision:
    """Decide the sentence as the rules propose: their class and, for a claim, the proposed claims of these
    slugs (without any: the best) at the strength that was measured.

    Raises Refused for a claim sentence without a proposal, and for a slug that is not proposed.
    """
    proposed = proposals(article).get(start)
    if proposed is None:
        raise Overtaken(_CUT_ANEW)
    strengths = {each.proposal.slug: each.strength for each in proposed.suggested}
    wanted = tuple(slugs) or tuple(strengths)[:1]
    if proposed.makes_claim and not wanted:
        raise Refused("None of our claims is proposed here: name one, or say that there is none.")
    if strange := [slug for slug in wanted if slug not in strengths]:
        raise Refused(f"“{strange[0]}” is not proposed for this sentence: name it by hand.")
    known = {claim.slug: claim for claim in Claim.objects.unmerged().filter(slug__in=wanted)}
    return decide_segment(
        article=article,
        by=by,
        start=start,
        seen=seen,
        segment_class=proposed.classified.segment_class,
        claims=[ClaimMade(known[slug], strengths[slug]) for slug in wanted],
    )


def reject_proposals(
    *, article: SourceArticle, by: AbstractUser, start: int, seen: int, reason: str = NONE_OF_OURS
) -> SegmentDecision:
    """It is a claim, and none of ours: the sentence counts as decided and as unmatched."""
    return decide_segment(
        article=article,
        by=by,
        start=start,
        seen=seen,
        segment_class=SegmentClass.CLAIM,
        reason=reason,
    )


@transaction.atomic
def claim_from_segment(
    *,
    article: SourceArticle,
    by: AbstractUser,
    start: int,
    seen: int,
    strength: int,
    values: dict,
    conditions: Sequence = (),
) -> Claim:
    """A new draft claim, decided as what the sentence says beside the claims that it has already.

    `values` are columns of the claim (claims.actions_drafts.draft_claim); its statement is in our words and
    not the sentence itself. Undoing takes it from the sentence and leaves the draft.
    """
    locked, reading = _opened(article, by)
    segment = _seen_segment(reading, start, seen)
    if sentence_sha256(values.get("statement", "")) == sentence_sha256(segment.text):
        raise Refused("State the claim in our own words: this is the sentence of the text itself.")
    made = draft_claim(by=by, values=values, conditions=conditions)
    before = reading.decided.get(segment.position)
    had = (
        [ClaimMade(each.claim, each.strength) for each in before.appearances.all()]
        if before
        else []
    )
    decide_segment(
        article=locked,
        by=by,
        start=start,
        seen=seen,
        segment_class=SegmentClass.CLAIM,
        claims=[*had, ClaimMade(made, strength)],
    )
    return made


@transaction.atomic
def split_segment(
    *, article: SourceArticle, by: AbstractUser, start: int, seen: int, at: int
) -> None:
    """Cut the sentence that starts at `start` in two; the second begins at `at`, in characters of the text.

    The decision about the whole is taken away, for it was about other words. Other sentences keep their
    decisions: they are known by their offsets, and only their numbers move.
    """
    locked, reading = _opened(article, by)
    segment = _seen_segment(reading, start, seen)
    if not segment.start < at < segment.end:
        raise Refused("Choose a place inside the sentence, with words before it and after it.")
    text = reading.revision.text
    cuts = with_split(text, cuts_of(locked), at)
    # Both halves are named, so that a decision about either stands in the way of undoing.
    halves = [each.start for each in cut(text, cuts) if segment.start <= each.start < segment.end]
    gone = {Place(reading.revision.number, each): None for each in halves}
    take(Change(locked, by, Deed.SPLIT, gone, cuts))


@transaction.atomic
def join_segments(
    *, article: SourceArticle, by: AbstractUser, start: int, seen: int, seen_before: int
) -> None:
    """Join the sentence that starts at `start` to the one before it, which was seen at `seen_before`; both
    are undecided after that."""
    locked, reading = _opened(article, by)
    segment = _seen_segment(reading, start, seen)
    cuts = with_join(reading.revision.text, cuts_of(locked), segment.start)
    before = reading.segments[segment.position - 1]
    _seen_segment(reading, before.start, seen_before)
    gone = {_place(reading, each): None for each in (before, segment)}
    take(Change(locked, by, Deed.JOINED, gone, cuts))


@transaction.atomic
def drop_lost(*, article: SourceArticle, by: AbstractUser, decision: SegmentDecision) -> None:
    """Take away a decision whose sentence is not in the text any more, with its appearances."""
    locked, reading = _opened(article, by)
    lost = [each for each in reading.lost if each.pk == decision.pk]
    if not lost:
        raise Refused("This decision has not lost its place: decide its sentence instead.")
    take(Change(locked, by, Deed.DROPPED, {Place.of(lost[0]): None}))


@transaction.atomic
def undo_last(*, article: SourceArticle, by: AbstractUser) -> str:
    """Take back the last thing that this person did in this text and has not taken back; says what it was.

    Raises Refused when there is none, and when somebody has decided there since.
    """
    locked, _ = _opened(article, by)
    steps = locked.steps.filter(by=by, undone_by=None).exclude(deed=Deed.UNDONE)
    last = steps.order_by("-pk").first()
    if last is None:
        raise Refused("There is nothing of yours to undo in this text.")
    restore_before(locked, by, last)
    return last.get_deed_display()


_CUT_ANEW = (
    "No sentence starts there any more: somebody split or joined sentences, or the text has changed. "
    "Load the page again."
)


def _opened(article: SourceArticle, by: AbstractUser) -> tuple[SourceArticle, Reading]:
    """The article locked, and its reading as it is under the lock. Raises Refused without a text."""
    require(by, "articles.change_sourcearticle", "decide what texts say", group="group Editor")
    locked = lock_root(article)
    reading = reading_of(locked)
    if reading.revision is None:
        raise Refused(
            "The text of this article is not kept here: import it, and its decisions find their places."
        )
    return locked, reading


def _seen_segment(reading: Reading, start: int, seen: int) -> Segment:
    """The sentence that starts there, if it is as it was seen."""
    segment = reading.by_start.get(start)
    if segment is None:
        raise Overtaken(_CUT_ANEW)
    if reading.token(segment) == seen:
        return segment
    theirs = reading.decided.get(segment.position)
    if theirs is None:
        raise Overtaken(
            f"The decision about sentence {segment.position + 1} was taken back while you had it open: look "
            "again, then decide."
        )
    who = name_of(theirs.decided_by) if theirs.decided_by else "Somebody"
    raise Overtaken(
        f"{who} decided sentence {segment.position + 1} as “{_told(theirs)}” on "
        f"{theirs.decided_at:%d %b %Y, %H:%M} UTC, while you had it open: look at that, then decide again.",
        theirs,
    )


def _told(decision: SegmentDecision) -> str:
    slugs = ", ".join(each.claim.slug for each in decision.appearances.all())
    label = decision.get_segment_class_display()
    return f"{label}: {slugs}" if slugs else label


def _state(
    reading: Reading,
    segment: Segment,
    segment_class: str,
    claims: Sequence[ClaimMade],
    reason: str,
) -> State:
    return State(
        place=_place(reading, segment),
        end=segment.end,
        position=segment.position,
        sha256=sentence_sha256(segment.text),
        segment_class=str(SegmentClass(segment_class)),
        reason=reason.strip(),
        claims=tuple((made.claim.public_id, made.strength) for made in claims),
    )


def _place(reading: Reading, segment: Segment) -> Place:
    return Place(reading.revision.number, segment.start)
