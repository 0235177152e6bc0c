"""Every write that touches several rows or carries a rule. One verb, one transaction.

Each locks the item's row first (`lock_root`), so that a child edited beside it waits its turn.
Nothing here knows the clock of a form: callers pass values, these decide.
"""

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone

from claims.canonical import canonical, fingerprint
from claims.errors import Refused
from claims.grading import RULE_VERSION, grade
from claims.judgements import judgements_from
from claims.models import Assessment, Claim, Curated, Review
from claims.review import APPROVING, Decision, after, after_edit


def lock_root(item: Curated) -> Curated:
    """The item read afresh, its row locked until the transaction ends."""
    return type(item)._default_manager.select_for_update(of=("self",)).get(pk=item.pk)


@transaction.atomic
def record_edit(*, item: Curated, by: AbstractUser) -> None:
    """Note that `by` edited the item or something below it; an approval is void after that."""
    locked = lock_root(item)
    item.lock_version = locked.lock_version + 1
    item.state = after_edit(locked.state)
    # simple_history would miss update(); saving these fields leaves the trace we want.
    item.save(update_fields=["lock_version", "state", "updated_at"])
    item.edited_by.add(by)


@transaction.atomic
def add_assessment(*, claim: Claim, by: AbstractUser, values: dict) -> Assessment:
    """Append a grading; `values` are Assessment's fields without level, version, who and when.

    Raises grading.GradingError with a sentence for each field. It is not adopted yet.
    """
    lock_root(claim)
    result = grade(judgements_from(values), values["verdict"], values.get("n_studies"))
    return Assessment.objects.create(
        claim=claim,
        **values,
        level=result.certainty or "",
        rule_version=RULE_VERSION,
        assessed_by=by,
        assessed_at=timezone.now(),
    )


@transaction.atomic
def adopt_assessment(*, assessment: Assessment, by: AbstractUser) -> None:
    """Make this grading the claim's own. Its author counts as an editor of the claim."""
    claim = lock_root(assessment.claim)
    if claim.assessment_id == assessment.pk:
        raise Refused("That assessment is the adopted one already.")
    claim.assessment = assessment
    # record_edit writes the row of history, with the new lock_version.
    claim.save_without_historical_record(update_fields=["assessment"])
    record_edit(item=claim, by=by)
    claim.edited_by.add(assessment.assessed_by)


def submit(*, item: Curated, by: AbstractUser, note: str = "") -> Review:
    """Hand the item to a reviewer. Raises Refused naming what is missing."""
    require(by, "claims.submit_item", "submit items for review")
    return _decide(item, by, Decision.SUBMITTED, note)


def return_to_editor(*, item: Curated, by: AbstractUser, note: str) -> Review:
    require(by, "claims.approve_item", "return items")
    return _decide(item, by, Decision.RETURNED, note)


def approve(*, item: Curated, by: AbstractUser, note: str = "") -> Review:
    """Approve exactly the document that the item gives now. Nobody approves their own edits."""
    require(by, "claims.approve_item", "approve items")
    return _decide(item, by, Decision.APPROVED, note)


def force(*, item: Curated, by: AbstractUser, note: str) -> Review:
    """A publisher approves without a second person; the reason is shown in the history."""
    require(by, "claims.force_item", "approve without a second person")
    return _decide(item, by, Decision.FORCED, note)


def approve_as_starter(*, item: Curated, by: AbstractUser) -> Review:
    """For `load_starter` alone; publishing accepts it only for what was never published."""
    return _decide(item, by, Decision.STARTER, "")


def latest_approval(item: Curated) -> Review | None:
    """The approving decision that stands, or None when the item is not approved."""
    review = Review.objects.filter(subject_id=item.public_id).order_by("-at", "-pk").first()
    return review if review and review.decision in APPROVING else None


@transaction.atomic
def _decide(item: Curated, by: AbstractUser, decision: Decision, note: str) -> Review:
    locked = lock_root(item)
    state = after(locked.state, decision, note)
    editors = sorted(locked.edited_by.values_list("pk", flat=True))
    if decision is Decision.APPROVED and by.pk in editors:
        raise Refused(
            f"You edited “{locked.slug}” since it was last approved, so somebody else has to "
            "approve it."
        )
    approved = ""
    if decision is not Decision.RETURNED and (problems := locked.problems()):
        raise Refused(*problems)
    if decision in APPROVING:
        approved = fingerprint(canonical(locked.document()))
    review = Review.objects.create(
        subject_kind=locked.kind,
        subject_id=locked.public_id,
        decision=decision,
        note=note.strip(),
        fingerprint=approved,
        editors="," + "".join(f"{pk}," for pk in editors),
        by=by,
        at=timezone.now(),
    )
    locked.state = state
    locked.save(update_fields=["state", "updated_at"])
    if decision in APPROVING:
        locked.edited_by.clear()
    item.state = state
    return review


def require(by: AbstractUser, permission: str, what: str, *, group: str = "right group") -> None:
    """Raise Refused when the account lacks the permission; `group` names who has it."""
    if not by.has_perm(permission):
        raise Refused(f"Your account may not {what}. Ask an administrator for the {group}.")
