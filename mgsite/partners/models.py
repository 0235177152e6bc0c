"""Partners, their keys as hashes, and how much each caller has asked within the minute."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from mgsite.partners.key_text import SHOWN

SLOTS = (1, 2)  # two keys live at once, so that a partner can change over without a gap


class Partner(models.Model):
    """Somebody who copies what we publish. Never deleted: keys and history name it."""

    name = models.CharField(
        max_length=120, unique=True, help_text="Who copies from us, as they call themselves."
    )
    contact_email = models.EmailField(
        "contact for recalls",
        help_text="Whom we write to when something they copied has to go at once.",
    )
    note = models.TextField(
        blank=True, help_text="For administrators: what it is for, who agreed to it."
    )
    active = models.BooleanField(
        default=True, help_text="Without the tick none of its keys opens anything."
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("admin:partners_partner_change", args=[self.pk])


class ApiKeyQuerySet(models.QuerySet):
    def live(self) -> "ApiKeyQuerySet":
        return self.filter(revoked_at=None)


class ApiKey(models.Model):
    """One key. Its text is shown once, when it is made, and kept nowhere: only its SHA-256 is."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="keys")
    prefix = models.CharField(max_length=SHOWN, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    slot = models.PositiveSmallIntegerField(editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    made_at = models.DateTimeField(editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    revoked_at = models.DateTimeField(null=True, editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "key"
        ordering = ["-made_at", "-pk"]
        constraints = [
            # With the check below: at most two live keys a partner, whoever writes the row.
            models.UniqueConstraint(
                fields=["partner", "slot"], condition=Q(revoked_at=None), name="key_live_slot_once"
            ),
            models.CheckConstraint(condition=Q(slot__in=SLOTS), name="key_slot_is_known"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="key_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}…"

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None


class Tally(models.Model):
    """What one caller has asked since `began`, in milliseconds of the Unix clock.

    `who` is made by `counting`: it holds neither a key nor an address that could be read back.
    Written by one SQL statement in `counting_sql`; rows of the past are removed by `forget_counts`.
    """

    who = models.CharField(max_length=80, primary_key=True)
    began = models.BigIntegerField()
    used = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.who
