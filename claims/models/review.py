"""One append-only editorial decision on one curated item, of whatever kind."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat, StrIndex
from django.db.models.lookups import Exact

from claims.append_only import AppendOnly
from claims.review import NEEDS_NOTE, SECOND_PERSON, Decision

_approver_in_editors = StrIndex(
    F("editors"), Concat(Value(","), Cast("by_id", models.CharField()), Value(","))
)


class Review(AppendOnly):
    """`subject_id` is the public id of the item, so that one table serves every kind.

    `editors` copies who edited the item since the last approval, as `,3,14,`, so that the
    database itself can refuse an approval by one of them.
    """

    subject_kind = models.CharField(max_length=12)
    subject_id = models.CharField(max_length=16, db_index=True)
    decision = models.CharField(max_length=12, choices=Decision.choices())
    note = models.TextField(blank=True)
    fingerprint = models.CharField(
        max_length=64,
        blank=True,
        help_text="sha256 of the document that was approved, or of the wording.",
    )
    editors = models.TextField(default=",")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        permissions = [
            ("submit_item", "Can submit items for review"),
            ("approve_item", "Can approve or return items"),
            ("force_item", "Can approve without a second person, with a reason"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision__in=[d.value for d in SECOND_PERSON])
                | Exact(_approver_in_editors, 0),
                name="review_approver_did_not_edit",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=[d.value for d in NEEDS_NOTE]) | ~Q(note=""),
                name="review_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["approved", "forced", "starter"]) | ~Q(fingerprint=""),
                name="review_approval_has_a_fingerprint",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} by {self.by} on {self.at:%d %b %Y}"
