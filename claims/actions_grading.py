"""Writes about gradings: add one, adopt one, and grade blind in pairs.

Each locks the claim first. While two people grade blind, nobody else grades or adopts: what one of
them could read or copy would not be a second opinion.
"""

from decimal import ROUND_HALF_UP, Decimal

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone

from claims.actions import lock_root, record_edit, require
from claims.effects import WITH_RISKS, Estimate, absolute
from claims.errors import Refused
from claims.grading import RULE_VERSION, grade
from claims.judgements import judgements_from
from claims.models import Assessment, BlindGrading, Claim
from claims.people import name_of
from claims.vocabulary import EffectMeasure


@transaction.atomic
def add_assessment(*, claim: Claim, by: AbstractUser, values: dict) -> Assessment:
    """Append a grading; `values` are Assessment's fields without level, version, who and when.

    One of two blind graders adds to the blind grading by this. Raises grading.GradingError with a
    sentence for each field, and Refused while others grade blind. It is not adopted yet.
    """
    lock_root(claim)
    blind = open_blind_grading(claim)
    if blind is not None and is_complete(blind):
        blind = None
    if blind is not None and (refusal := refusal_to_grade(blind, by)):
        raise Refused(refusal)
    result = grade(judgements_from(values), values["verdict"], values.get("n_studies"))
    return Assessment.objects.create(
        claim=claim,
        **values | {"difference_per_1000": difference_per_1000(values)},
        level=result.certainty or "",
        rule_version=RULE_VERSION,
        blind_grading=blind,
        assessed_by=by,
        assessed_at=timezone.now(),
    )


def difference_per_1000(values: dict) -> Decimal | None:
    """People per 1000 more or (below 0) fewer, where effect and baseline give it; never typed.

    Raises effects.EffectError where the two contradict each other.
    """
    measure, value = values.get("effect_measure"), values.get("effect_value")
    baseline = values.get("baseline_per_1000")
    if measure not in WITH_RISKS or value is None:
        return None
    if baseline is None:
        # A risk difference says so by itself.
        return _hundredths(1000 * value) if measure == EffectMeasure.RD else None
    return _hundredths(absolute(Estimate(measure, value), baseline / 1000).per_1000)


def _hundredths(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


@transaction.atomic
def adopt_assessment(*, assessment: Assessment, by: AbstractUser, reason: str = "") -> None:
    """Make this grading the claim's own. Its author counts as an editor of the claim.

    Where two people have graded blind, adopting any grading settles it and needs a reason.
    """
    claim = lock_root(assessment.claim)
    if claim.assessment_id == assessment.pk:
        raise Refused("That assessment is the adopted one already.")
    blind = open_blind_grading(claim)
    if blind is not None:
        if not is_complete(blind):
            raise Refused(
                f"{_named(blind)} are grading this claim blind: wait for both, or call it off."
            )
        _close(blind, by, reason, adopted=assessment)
    claim.assessment = assessment
    # record_edit writes the row of history, with the new lock_version.
    claim.save_without_historical_record(update_fields=["assessment"])
    record_edit(item=claim, by=by)
    claim.edited_by.add(assessment.assessed_by)


@transaction.atomic
def grade_blind(
    *, claim: Claim, first: AbstractUser, second: AbstractUser, by: AbstractUser
) -> BlindGrading:
    """Ask two people to grade the claim, neither seeing the other's work until both have done."""
    require(by, "claims.add_blindgrading", "ask for a blind grading", group="group Editor")
    lock_root(claim)
    if first == second:
        raise Refused("Name two different people: one cannot be blind to their own work.")
    for person in (first, second):
        if not person.is_active or not person.has_perm("claims.add_assessment"):
            raise Refused(f"{name_of(person)} may not grade: choose somebody of the group Editor.")
    if (running := open_blind_grading(claim)) is not None:
        raise Refused(f"{_named(running)} are grading this claim blind already.")
    return BlindGrading.objects.create(
        claim=claim, first=first, second=second, opened_by=by, opened_at=timezone.now()
    )


@transaction.atomic
def call_off_blind_grading(*, blind: BlindGrading, by: AbstractUser, reason: str) -> None:
    """End it without a result. What was graded until then stays in the list of assessments."""
    require(by, "claims.add_blindgrading", "call off a blind grading", group="group Editor")
    lock_root(blind.claim)
    blind.refresh_from_db()
    if blind.closed_at is not None:
        raise Refused("That blind grading is closed already.")
    _close(blind, by, reason, adopted=None)


def open_blind_grading(claim: Claim) -> BlindGrading | None:
    running = claim.blind_gradings.filter(closed_at=None)
    return running.select_related("first", "second").first()


def is_complete(blind: BlindGrading) -> bool:
    return blind.assessments.count() == 2


def refusal_to_grade(blind: BlindGrading, by: AbstractUser) -> str:
    """Why this person may not grade while the blind grading is incomplete; empty when they may."""
    if by.pk not in (blind.first_id, blind.second_id):
        return f"{_named(blind)} are grading this claim blind: wait for both, or call it off first."
    if blind.assessments.filter(assessed_by=by).exists():
        return "Your blind grading is stored; the other one is still to come."
    return ""


def _close(blind: BlindGrading, by: AbstractUser, reason: str, adopted: Assessment | None) -> None:
    if not reason.strip():
        raise Refused(
            "Give the reason: two people graded this claim blind, and readers are told how it was "
            "settled."
            if adopted
            else "Give the reason why the blind grading is called off."
        )
    blind.closed_by, blind.closed_at = by, timezone.now()
    blind.reason, blind.adopted = reason.strip(), adopted
    blind.save(update_fields=["closed_by", "closed_at", "reason", "adopted"])


def _named(blind: BlindGrading) -> str:
    return f"{name_of(blind.first)} and {name_of(blind.second)}"
