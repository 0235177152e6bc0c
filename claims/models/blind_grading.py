"""Two people grade one claim, neither seeing the other's work until both have done."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim


class BlindGrading(models.Model):
    """Opened with two people named, complete with their two assessments, then settled once.

    Until it is complete each of the two assessments is shown to its author alone.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="blind_gradings")
    first = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="first grader",
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="second grader",
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    opened_at = models.DateTimeField(editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    adopted = models.ForeignKey(
        "claims.Assessment",
        on_delete=models.PROTECT,
        null=True,
        related_name="settled",
        editable=False,
    )
    reason = models.TextField(
        blank=True, help_text="Why this grading was adopted, or why it was called off."
    )

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(first=F("second")),
                name="blind_grading_by_two_people",
                violation_error_message="Name two different people.",
            ),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(closed_at__isnull=True),
                name="blind_grading_one_open_per_claim",
                violation_error_message="This claim is being graded blind already.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(reason=""),
                name="blind_grading_closed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Blind grading of {self.claim.slug} by {self.first} and {self.second}"
