"""Many plausible claims, to measure with: copies of the starter's claims, graded and in print.

Never loaded otherwise, and never on a site with readers: each copy says the same under another slug.
"""

import copy
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice

from django.db import models, transaction

from claims import actions
from claims.errors import Refused
from claims.models import Assessment, Citation, Claim, SummaryRow
from claims.public_ids import new_id
from claims.review import State
from mgsite.editions.models import Change, Version
from mgsite.editions.publish import publish
from mgsite.editions.starter import starter_account

TOGETHER = 250  # claims an edition: as many as fit one transaction of a second or two
# What waits at a desk, for each hundred claims; the rest is settled.
UNSETTLED = [State.DRAFT] * 4 + [State.IN_REVIEW] * 2 + [State.RETURNED]


def seed_scale(number: int, step: Callable[[int], None] = lambda done: None) -> int:
    """`number` claims more, in editions of TOGETHER; returns how many of them wait at the desk.

    Raises Refused where there is no claim in print to copy.
    """
    printed = Version.objects.live().filter(kind="claim").values("public_id")
    models_of_all = list(Claim.objects.filter(public_id__in=printed).order_by("slug"))
    if not models_of_all:
        raise Refused("There is no claim in print to copy: run load_starter first.")
    start = Claim.objects.count()
    by = starter_account()
    waiting = 0
    for batch in _batches(models_of_all, start, number):
        with transaction.atomic():
            made = _copied(batch)
            for claim in made:
                actions.approve_as_starter(item=claim, by=by)
        first = made[0].slug
        note = f"{len(made)} claims to measure with."
        publish(items=made, by=by, note=note, change=Change.EVIDENCE, operation=f"scale:{first}")
        waiting += _unsettle(made, by)
        step(len(made))
    return waiting


def _batches(originals: Sequence[Claim], start: int, number: int) -> Iterator[list]:
    """(original, slug of its copy) pairs."""
    endless = cycle(originals)
    pairs = ((each, f"{each.slug[:70]}-{start + n}") for n, each in enumerate(endless, start=1))
    all_of_them = list(islice(pairs, number))
    for at in range(0, number, TOGETHER):
        yield all_of_them[at : at + TOGETHER]


def _copied(pairs: Sequence[tuple[Claim, str]]) -> list[Claim]:
    """Claims with their citations, further outcomes, conditions and adopted grading, in bulk."""
    made = [
        _copy(claim, slug=slug, public_id=new_id("claim"), assessment=None, state=State.DRAFT)
        for claim, slug in pairs
    ]
    Claim.objects.bulk_create(made)
    copies: dict[int, list[Claim]] = {}
    for (claim, _), new in zip(pairs, made, strict=True):
        copies.setdefault(claim.pk, []).append(new)
    for part in (Citation, SummaryRow):
        _copy_parts(part, copies)
    through = Claim.conditions.through
    links = through.objects.filter(claim_id__in=copies)
    through.objects.bulk_create(
        through(claim_id=new.pk, condition_id=link.condition_id)
        for link in links
        for new in copies[link.claim_id]
    )
    adopted = {claim.assessment_id for claim, _ in pairs}
    _copy_parts(Assessment, copies, pk__in=adopted)
    for assessment in Assessment.objects.filter(claim__in=made):
        Claim.objects.filter(pk=assessment.claim_id).update(assessment=assessment)
    return list(Claim.objects.filter(pk__in=[claim.pk for claim in made]).order_by("pk"))


def _copy_parts(model: type[models.Model], copies: dict[int, list[Claim]], **only) -> None:
    rows = model._default_manager.filter(claim_id__in=copies, **only)
    model._default_manager.bulk_create(
        [_copy(row, claim=new) for row in rows for new in copies[row.claim_id]]
    )


def _copy(row: models.Model, **fields):
    new = copy.copy(row)
    new._state = type(row._state)()
    new.pk = None
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _unsettle(made: Sequence[Claim], by) -> int:
    """Some wait at the desk, as a desk's work does, edited since they went to print."""
    count = 0
    for place, claim in enumerate(made):
        if place % 100 < len(UNSETTLED):
            Claim.objects.filter(pk=claim.pk).update(state=UNSETTLED[place % 100])
            claim.edited_by.add(by)
            count += 1
    return count
