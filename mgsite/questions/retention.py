"""What is not kept: the words of questions that were closed long ago, and counters that ran out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from mgsite.questions.models import CLOSED, Question, Tally

KEPT_AFTER_CLOSING = timedelta(days=90)


@dataclass(frozen=True)
class Forgotten:
    questions: int
    tallies: int


@transaction.atomic
def forget(*, now: datetime) -> Forgotten:
    """Blank what readers wrote in questions closed 90 days ago; the answer stays with its link.

    Harmless however often it is run, and from several machines at once.
    """
    old = Question.objects.filter(
        state__in=CLOSED, closed_at__lte=now - KEPT_AFTER_CLOSING, text_deleted_at=None
    )
    blanked = old.update(text="", place="", text_deleted_at=now)
    tallies, _ = Tally.objects.filter(expires_at__lte=now).delete()
    return Forgotten(blanked, tallies)
