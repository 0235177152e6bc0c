"""Steps of reading a text: what each changed, written down so that it can be taken back.

A step replaces whole decisions: for each place the state before and the state after, None for undecided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractUser
from django.utils import timezone

from articles.models import Appearance, ReadingStep, SegmentDecision, SourceArticle, TextRevision
from articles.models.reading import Deed
from articles.reading.cuts import Cut
from articles.reading_state import cuts_of
from claims.actions import record_edit
from claims.errors import Refused
from claims.models import Claim

AROUND = 32  # characters of prefix and suffix


class Place(NamedTuple):
    """The number of the revision, and where the sentence starts in it. Without a text: None, and the
    position."""

    revision: int | None
    start: int

    @classmethod
    def of(cls, row: SegmentDecision) -> "Place":
        if row.revision is None:
            return cls(None, row.position)
        return cls(row.revision.number, row.start)


@dataclass(frozen=True)
class State:
    """One decision as plain values; `claims` are (public id, strength), the main one first."""

    place: Place
    end: int | None
    position: int
    sha256: str
    segment_class: str
    reason: str
    claims: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Change:
    """What a step shall do to a locked article. `cuts` is None where the cut stays as it is."""

    article: SourceArticle
    by: AbstractUser
    deed: Deed
    states: Mapping[Place, State | None]
    cuts: Sequence[Cut] | None = None
    undoes: ReadingStep | None = None


def take(change: Change) -> ReadingStep:
    """Write it, and that it was done. The article must be locked. Raises Refused for a claim that is gone."""
    article = change.article
    rows = _rows(article, change.states)
    before = _snapshot(article, change.states, rows)
    cuts = _as_json(change.cuts) if change.cuts is not None else article.cuts
    after = {
        "cuts": cuts,
        "states": [[place, _plain(state)] for place, state in sorted(change.states.items())],
    }
    step = ReadingStep.objects.create(
        source_article=article,
        deed=change.deed,
        before=before,
        after=after,
        undoes=change.undoes,
        by=change.by,
        at=timezone.now(),
    )
    for place, state in change.states.items():
        if place in rows and state is None:
            _remove(rows[place], change.by)
    for place, state in change.states.items():
        if state is not None:
            write(article, rows.get(place), state, change.by, step)
    article.cuts = cuts
    article.skip_history_when_saving = True  # record_edit writes the one row of history
    article.save(update_fields=["cuts"])
    del article.skip_history_when_saving
    article._history_user = change.by
    record_edit(item=article, by=change.by)
    return step


def restore_before(article: SourceArticle, by: AbstractUser, step: ReadingStep) -> None:
    """Raises Refused unless what the step left is still how things stand."""
    after = {Place(*place): state for place, state in step.after["states"]}
    now = _snapshot(article, after, _rows(article, after))["states"]
    if {Place(*place): state for place, state in now} != after:
        raise Refused(
            "Somebody has decided there since, or the text has changed: undoing would take that away. "
            "Decide the sentence anew instead."
        )
    states = {Place(*place): _state(state) for place, state in step.before["states"]}
    cuts = _undone_cuts(article, step)
    take(Change(article, by, Deed.UNDONE, states, cuts, undoes=step))


def write(
    article: SourceArticle,
    row: SegmentDecision | None,
    state: State,
    by: AbstractUser | None,
    step: ReadingStep | None = None,
) -> SegmentDecision:
    """The decision as a row, with its appearances; a step writes with its number."""
    claims = _claims(state)
    revision = _revision(article, state.place)
    row = row or SegmentDecision(source_article=article, revision=revision)
    row.start = state.place.start if revision else None
    row.end, row.position, row.sha256 = state.end, state.position, state.sha256
    row.segment_class, row.reason = state.segment_class, state.reason
    row.step, row.decided_by, row.decided_at = step, by, timezone.now()
    row._history_user = by
    row.save()
    there = {each.claim_id: each for each in row.appearances.all()}
    for each in there.values():
        if each.claim_id not in {claim.pk for claim, _ in claims}:
            each._history_user = by
            each.delete()
    for rank, (claim, strength) in enumerate(claims):
        each = there.get(claim.pk) or Appearance(source_article=article, decision=row, claim=claim)
        each.strength, each.rank = strength, rank
        place_appearance(each, row, by)
    return row


def place_appearance(each: Appearance, row: SegmentDecision, by: AbstractUser | None) -> None:
    """Give it the words of its sentence, with what stands around them, and save it."""
    each.position = row.position
    if row.revision is not None:
        text = row.revision.text
        each.exact = text[row.start : row.end]
        each.prefix = text[max(0, row.start - AROUND) : row.start]
        each.suffix = text[row.end : row.end + AROUND]
        each.text_sha256, each.position = row.revision.content_sha256, row.start
    each._history_user = by
    each.save()


def _remove(row: SegmentDecision, by: AbstractUser) -> None:
    for each in (*row.appearances.all(), row):
        each._history_user = by
        each.delete()


def _rows(article: SourceArticle, places: Mapping[Place, Any]) -> dict[Place, SegmentDecision]:
    rows = article.decisions.select_related("revision").prefetch_related("appearances__claim")
    starts = {place.start for place in places}
    found = {Place.of(row): row for row in rows.filter(start__in=starts)}
    return {place: row for place, row in found.items() if place in places}


def _snapshot(
    article: SourceArticle, places: Mapping[Place, Any], rows: Mapping[Place, SegmentDecision]
) -> dict:
    states = [
        [list(place), _plain(state_of(rows[place])) if place in rows else None]
        for place in sorted(places)
    ]
    return {"cuts": article.cuts, "states": states}


def state_of(row: SegmentDecision) -> State:
    return State(
        Place.of(row),
        row.end,
        row.position,
        row.sha256,
        row.segment_class,
        row.reason,
        tuple((each.claim.public_id, each.strength) for each in row.appearances.all()),
    )


def _plain(state: State | None) -> dict | None:
    """As JSON gives it back."""
    if state is None:
        return None
    values = asdict(state)
    return values | {"place": list(state.place), "claims": [list(each) for each in state.claims]}


def _state(values: dict | None) -> State | None:
    if values is None:
        return None
    claims = tuple((public_id, strength) for public_id, strength in values["claims"])
    return State(**values | {"place": Place(*values["place"]), "claims": claims})


def _claims(state: State) -> list[tuple[Claim, int]]:
    ids = [public_id for public_id, _ in state.claims]
    known = {claim.public_id: claim for claim in Claim.objects.unmerged().filter(public_id__in=ids)}
    if missing := [public_id for public_id in ids if public_id not in known]:
        raise Refused(
            f"The claim {missing[0]} is not there any more, or was merged into another: name the other one."
        )
    return [(known[public_id], strength) for public_id, strength in state.claims]


def _revision(article: SourceArticle, place: Place) -> TextRevision | None:
    return article.revisions.get(number=place.revision) if place.revision is not None else None


def _undone_cuts(article: SourceArticle, step: ReadingStep) -> list[Cut] | None:
    """Of the cuts only what the step changed goes back; what others cut since stays."""
    before, after = step.before["cuts"], step.after["cuts"]
    if before == after:
        return None
    now = [each for each in article.cuts if each not in after or each in before]
    return cuts_of(SourceArticle(cuts=[*now, *(each for each in before if each not in after)]))


def _as_json(cuts: Sequence[Cut]) -> list[dict]:
    return [
        {"at": each.at, "kind": str(each.kind)} for each in sorted(cuts, key=lambda each: each.at)
    ]
