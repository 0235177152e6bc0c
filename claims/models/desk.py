"""Who is asked to review an item, and what people remark on it. Keyed by public id, like reviews."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Assignment(models.Model):
    """A person asked to review an item by a day. It ends with the decision, or with another one."""

    subject_kind = models.CharField(max_length=12)
    subject_id = models.CharField(max_length=16, db_index=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments"
    )
    due_on = models.DateField("due on", null=True, blank=True)
    note = models.TextField(blank=True, help_text="What to look at.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id"],
                condition=Q(ended_at__isnull=True),
                name="assignment_one_open_per_item",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} to {self.reviewer}"


class Remark(models.Model):
    """A note on an item, or on one field of it, open until somebody resolves it."""

    subject_kind = models.CharField(max_length=12)
    subject_id = models.CharField(max_length=16, db_index=True)
    field = models.CharField(
        max_length=60, blank=True, help_text="The field it is about; empty for the whole item."
    )
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="remark_resolved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
