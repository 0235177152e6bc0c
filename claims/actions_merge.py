"""What a merge writes among claims and conditions; mgsite.desk.merge calls it under its locks."""

from collections.abc import Collection

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from claims.actions import end_assignment, recall, record_edit
from claims.actions_desk import remark, resolve_remark
from claims.merge_survey import CITED, ClaimsSurvey
from claims.merged_claims import Successor, hold_of, reason_of
from claims.models import Citation, Claim, Curated, Remark
from claims.people import name_of
from claims.review import State

LAST_POSITION = 32767  # what the column holds; those at one position keep the order they came in


@transaction.atomic
def merge_among_claims(
    *,
    survey: ClaimsSurvey,
    by: AbstractUser,
    take: Collection[str] = (),
    conditions: Collection[str] = (),
) -> None:
    """Do what the survey says. `take` are public ids of sources whose citation is taken as the claim
    given up has it; `conditions` are those of the conditions to add.

    The rows of all that it touches must be locked, and the survey must be younger than the locks.
    """
    gone, stays = survey.gone, survey.stays
    reason = reason_of(gone.public_id, stays.public_id)
    _bring_citations(survey, take)
    _bring_conditions(survey, conditions)
    for row in survey.rows:
        row.graded_by = stays
        row.save()
    for headline in survey.headlines:
        condition = headline.condition
        condition.headline_claim, condition.second_headline_claim = headline.first, headline.second
        names = ["headline_claim", "second_headline_claim"]
        condition.save_without_historical_record(update_fields=names)
    for note in survey.remarks:
        _bring_remark(note, gone, stays, by)
    _put_aside(gone, stays, by)
    for item in survey.touched:
        record_merge(item=item, by=by, reason=reason)


def record_merge(*, item: Curated, by: AbstractUser, reason: str) -> None:
    """An edit by this person, with the merge as its reason in the item's history."""
    item._change_reason, item._history_user = reason, by
    record_edit(item=item, by=by)


def _bring_citations(survey: ClaimsSurvey, take: Collection[str]) -> None:
    """Copies: the claim given up keeps its own, so that its history stays whole."""
    last = survey.stays.citations.order_by("-position").values_list("position", flat=True).first()
    start = 0 if last is None else last + 1
    for place, brought in enumerate(survey.citations, start):
        position = min(place, LAST_POSITION)
        said = {name: getattr(brought, name) for name in CITED}
        Citation.objects.create(
            claim=survey.stays, source=brought.source, position=position, **said
        )
    for shared in survey.shared:
        if shared.differing and shared.gone.source.public_id in take:
            for name in CITED:
                setattr(shared.stays, name, getattr(shared.gone, name))
            shared.stays.save()


def _bring_conditions(survey: ClaimsSurvey, chosen: Collection[str]) -> None:
    stays = survey.stays
    # record_edit writes the row of history, with the conditions as they are then.
    stays.skip_history_when_saving = True
    stays.conditions.add(*(each for each in survey.conditions if each.public_id in chosen))
    del stays.skip_history_when_saving


def _bring_remark(note: Remark, gone: Claim, stays: Claim, by: AbstractUser) -> None:
    whose = f"From the merged claim “{gone.slug}”, by {name_of(note.by)} on {note.at:%d %b %Y}"
    remark(item=stays, by=by, text=f"{whose}: {note.text}", field=note.field)
    resolve_remark(remark=note, by=by)


def _put_aside(gone: Claim, stays: Claim, by: AbstractUser) -> None:
    """Nobody reviews it any more, and its hold keeps it out of every edition."""
    if gone.state == State.IN_REVIEW:
        recall(item=gone, by=by, note=f"Merged into “{stays.slug}”.")
    end_assignment(gone)
    gone.hold = hold_of(Successor(stays.slug, stays.public_id), gone.hold)
    gone.save_without_historical_record(update_fields=["hold"])
