"""Editions in the making: what is to be published together, and when. Drafts, not the store."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from claims.vocabulary import Word
from mgsite.editions.models import Change, Edition


class Stage(Word):
    OPEN = "open", "Being put together"
    SCHEDULED = "scheduled", "Scheduled"
    FAILED = "failed", "Could not be published"
    PUBLISHED = "published", "Published"
    DISCARDED = "discarded", "Discarded"


# Can be changed; and holds its items, so that no other edition may have them.
WORKABLE = (Stage.OPEN, Stage.FAILED)
HOLDING = (*WORKABLE, Stage.SCHEDULED)
OVERDUE_AFTER = timedelta(minutes=2)


def new_operation() -> str:
    return f"plan-{uuid.uuid4().hex}"


class Plan(models.Model):
    """A basket of items to be published as one edition, now or at a time.

    `operation` makes publishing it idempotent: however often it is tried, there is one edition.
    """

    name = models.CharField(max_length=120, help_text="For editors, such as “Sleep, November”.")
    note = models.TextField(
        "note for readers",
        blank=True,
        help_text="What this edition changes, in a sentence or two; it stands on /changes/ for ever.",
    )
    change = models.CharField("kind of change", max_length=12, choices=Change.choices(), blank=True)
    correction = models.BooleanField("this corrects a mistake of ours", default=False)
    stage = models.CharField(max_length=12, choices=Stage.choices(), default=Stage.OPEN)
    publish_at = models.DateTimeField(null=True, blank=True, help_text="UTC.")
    failure = models.TextField(blank=True, help_text="Why the last try was refused.")
    failed_at = models.DateTimeField(null=True)
    operation = models.CharField(max_length=64, unique=True, default=new_operation, editable=False)
    edition = models.OneToOneField(
        Edition, on_delete=models.PROTECT, null=True, related_name="plan", editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(editable=False)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    lock_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage=Stage.SCHEDULED)
                | Q(publish_at__isnull=False, scheduled_by__isnull=False)
                & ~Q(note="")
                & ~Q(change=""),
                name="plan_scheduled_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.FAILED) | Q(failed_at__isnull=False) & ~Q(failure=""),
                name="plan_failed_says_why",
            ),
        ]
        indexes = [models.Index(fields=["stage", "publish_at"], name="plan_due")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.pk])

    @property
    def overdue(self) -> bool:
        """Scheduled, and nothing came of it: `runjobs` does not run."""
        late = timezone.now() - OVERDUE_AFTER
        return self.stage == Stage.SCHEDULED and self.publish_at < late

    @property
    def workable(self) -> bool:
        return self.stage in WORKABLE


class PlanItem(models.Model):
    """One item of a plan. `fingerprint` is that of the document which was scheduled."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=12)
    public_id = models.CharField(max_length=16, db_index=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "public_id"], name="plan_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} in {self.plan}"
