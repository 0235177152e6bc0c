"""Who reviewed a document, when, and when it is due again: added when it is published.

It is no part of what is approved, because an approval cannot contain itself.
"""

from datetime import date

from claims.models import Curated, Review
from claims.review import Decision


def stamped(document: dict, item: Curated, review: Review) -> dict:
    """The document with its review. Starter content was reviewed by nobody, and says so."""
    if review.decision == Decision.STARTER:
        reviewed_on, people = None, []
    else:
        reviewed_on = review.at.date()
        people = [
            {
                "name": review.by.get_full_name() or "mgsite editorial",
                "role": "Publisher" if review.decision == Decision.FORCED else "Reviewer",
                "credentials": None,
            }
        ]
    return document | {
        "last_reviewed": reviewed_on.isoformat() if reviewed_on else None,
        "next_review": months_later(reviewed_on, item.review_every_months).isoformat()
        if reviewed_on
        else None,
        "reviewed_by": people,
        "review": {
            "kind": review.decision,
            "note": review.note if review.decision == Decision.FORCED else None,
        },
    }


def months_later(day: date, months: int) -> date:
    """The same day `months` later; the 28th stands in for days that a month may lack."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))
