"""New claims as drafts, from other places than the admin's form."""

from collections.abc import Sequence

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction

from claims.actions import record_edit, require
from claims.errors import Refused
from claims.models import Claim, Condition

SAID_LATER = ("conclusion", "plain_language")


@transaction.atomic
def draft_claim(*, by: AbstractUser, values: dict, conditions: Sequence[Condition] = ()) -> Claim:
    """An ungraded draft. `values` are columns of Claim: at least `slug`, `statement`, `claim_kind` and
    `supplement`. Raises Refused with what a form would say."""
    require(by, "claims.add_claim", "add claims", group="group Editor")
    claim = Claim(**values)
    # What the evidence bears is said when it has been graded.
    unsaid = [name for name in SAID_LATER if not getattr(claim, name)]
    try:
        claim.full_clean(exclude=unsaid)
    except ValidationError as error:
        raise Refused(
            *(
                f"{_label(name)}: {' '.join(sentences)}"
                for name, sentences in error.message_dict.items()
            )
        ) from error
    claim.save()
    claim.conditions.set(conditions)
    record_edit(item=claim, by=by)
    return claim


def _label(name: str) -> str:
    known = {column.name: str(column.verbose_name) for column in Claim._meta.fields}
    return known.get(name, "the claim").capitalize()
