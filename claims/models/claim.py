"""One checkable question, and what it cites."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from claims.models.curated import Curated
from claims.vocabulary import ClaimKind, DoseBasis, DosePer, Importance, Stance

not_negative = MinValueValidator(Decimal(0), "A dose cannot be negative.")


class Claim(Curated):
    kind = "claim"

    statement = models.TextField(
        help_text="What is claimed, in our words. Often false: always shown beside its verdict."
    )
    as_claimed = models.TextField(
        blank=True, help_text="How popular articles put it, in our words, in one or two sentences."
    )
    conclusion = models.CharField(
        max_length=240,
        help_text="What the evidence bears, in one sentence: the title, the search result, the card.",
    )
    plain_language = models.TextField(
        help_text="The same for a reader in a hurry, in one to three plain sentences."
    )
    claim_kind = models.CharField("kind", max_length=12, choices=ClaimKind.choices())
    applies_to_all = models.BooleanField(
        "on every condition page",
        default=False,
        help_text="For safety, dose and form claims about the supplement as a whole.",
    )
    supplement = models.ForeignKey(
        "claims.Supplement", on_delete=models.PROTECT, related_name="claims"
    )
    form = models.ForeignKey(
        "claims.Form",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name="form claimed",
        help_text="Leave empty when the claim is about any form.",
    )
    conditions = models.ManyToManyField("claims.Condition", blank=True, related_name="claims")
    population = models.TextField(blank=True, help_text="PICO: in whom.")
    comparator = models.TextField(blank=True, help_text="PICO: compared with what.")
    outcome_name = models.CharField("outcome", max_length=200, blank=True)
    outcome_measure = models.CharField(
        max_length=250, blank=True, help_text="Scale or count, with its unit."
    )
    outcome_days = models.PositiveIntegerField(
        "time frame (days)", null=True, blank=True, help_text="Days from start to measurement."
    )
    importance = models.CharField(
        max_length=10, choices=Importance.choices(), default=Importance.IMPORTANT
    )
    dose_min_mg = models.DecimalField(
        "dose from (mg)",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[not_negative],
    )
    dose_max_mg = models.DecimalField(
        "dose to (mg)",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[not_negative],
    )
    dose_basis = models.CharField(
        max_length=12,
        choices=DoseBasis.choices(),
        blank=True,
        help_text="400 mg of magnesium glycinate holds about 56 mg of magnesium: say which is meant.",
    )
    dose_per = models.CharField(max_length=6, choices=DosePer.choices(), blank=True)
    dispute = models.TextField(
        "what an expert would dispute", blank=True, help_text="Readers see this on the claim page."
    )
    seed_issue = models.TextField(
        "what popular articles get wrong", blank=True, help_text="Editors only, for now."
    )
    searched_on = models.DateField(
        "last searched", null=True, blank=True, help_text="When the evidence was last looked for."
    )
    hold = models.TextField(
        blank=True, help_text="Why this must not be published yet. Empty when nothing holds it."
    )
    assessment = models.ForeignKey(
        "claims.Assessment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="adopted_for",
    )
    history = HistoricalRecords(
        m2m_fields=[conditions], excluded_fields=["created_at", "updated_at"]
    )

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(dose_min_mg__isnull=True)
                | models.Q(dose_max_mg__isnull=True)
                | models.Q(dose_min_mg__lte=models.F("dose_max_mg")),
                name="claim_dose_range_in_order",
                violation_error_message="The dose runs from a larger number to a smaller one.",
            ),
            models.CheckConstraint(
                condition=models.Q(dose_min_mg__isnull=True, dose_max_mg__isnull=True)
                | ~models.Q(dose_basis=""),
                name="claim_dose_has_a_basis",
                violation_error_message="Say whether the dose is elemental, compound or not said.",
            ),
        ]

    @property
    def title(self) -> str:
        return self.conclusion or self.slug

    def document(self) -> dict:
        from claims.documents import claim_document

        return claim_document(self)

    def problems(self) -> list[str]:
        from claims.readiness import claim_problems

        return claim_problems(self)


class Citation(models.Model):
    """A claim leans on a source, or meets its opposition there."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey("claims.Source", on_delete=models.PROTECT, related_name="citations")
    stance = models.CharField(max_length=12, choices=Stance.choices())
    locator = models.CharField(max_length=120, blank=True, help_text="Page, table or section.")
    note = models.TextField(blank=True, help_text="What this source adds, in a sentence.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller comes first.")
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "source"],
                name="citation_once_per_claim",
                violation_error_message="This claim cites that source already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.source.slug}"
