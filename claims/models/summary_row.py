"""A further line of a claim's summary of findings, beside the outcome that the claim itself grades."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from claims.models.claim import Claim
from claims.vocabulary import Certainty, Direction, EffectMeasure, Importance

MOST_ROWS = 6  # besides the claim's own: seven in all (GRADE Handbook §5.1; GRADE.md §3)


class SummaryRow(models.Model):
    """One outcome: its estimate, or none where none can be given; benefits and harms alike.

    Its certainty is that of another claim of ours that grades this outcome, or the one that the
    source's own authors gave; never both, and never typed as ours.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="summary_rows")
    outcome = models.CharField(max_length=200, help_text="As the first column says it.")
    measure = models.CharField(
        max_length=250, blank=True, help_text="Scale or count, with its unit."
    )
    timeframe_days = models.PositiveIntegerField(
        "time frame (days)", null=True, blank=True, help_text="Days from start to measurement."
    )
    importance = models.CharField(
        max_length=10, choices=Importance.choices(), default=Importance.IMPORTANT
    )
    is_harm = models.BooleanField("a harm", default=False)
    effect_measure = models.CharField(
        max_length=4,
        choices=EffectMeasure.choices(),
        blank=True,
        help_text="Leave it empty where nothing can be estimated: the row then says so.",
    )
    effect_value = models.DecimalField(
        max_digits=12,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="The point estimate, in the measure's unit; a ratio as 0.85.",
    )
    effect_ci_low = models.DecimalField(
        "95 % CI from", max_digits=12, decimal_places=4, null=True, blank=True
    )
    effect_ci_high = models.DecimalField(
        "95 % CI to", max_digits=12, decimal_places=4, null=True, blank=True
    )
    effect_unit = models.CharField(
        max_length=60, blank=True, help_text="For differences: days a month, minutes."
    )
    effect_direction = models.CharField(max_length=20, choices=Direction.choices(), blank=True)
    baseline_per_1000 = models.DecimalField(
        "risk without, per 1000",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="People per 1000 without the supplement, 0 to 1000, as the source reports it.",
    )
    n_studies = models.PositiveIntegerField("studies", null=True, blank=True)
    n_participants = models.PositiveIntegerField("participants", null=True, blank=True)
    source = models.ForeignKey(
        "claims.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where the estimate stands.",
    )
    source_certainty = models.CharField(
        "certainty by its authors",
        max_length=10,
        choices=Certainty.choices(),
        blank=True,
        help_text="Only as the source itself rates it; readers see whose rating it is.",
    )
    graded_by = models.ForeignKey(
        Claim,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The claim of ours that grades this outcome: its certainty and its sentence "
        "stand in the row.",
    )
    what_happens = models.CharField(
        max_length=240,
        blank=True,
        help_text="In words, by the ladder of certainty. Leave it empty where a claim grades it.",
    )
    note = models.TextField(blank=True, help_text="What a reader must know of this row.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller comes first.")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "further outcome"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(effect_ci_low__isnull=True)
                | Q(effect_ci_high__isnull=True)
                | Q(effect_ci_low__lte=models.F("effect_ci_high")),
                name="summary_row_interval_in_order",
                violation_error_message="The interval runs from a larger number to a smaller one.",
            ),
            models.CheckConstraint(
                condition=Q(effect_value__isnull=True, effect_measure="")
                | Q(effect_value__isnull=False) & ~Q(effect_measure=""),
                name="summary_row_value_has_a_measure",
                violation_error_message="A number needs its measure, and a measure its number.",
            ),
            models.CheckConstraint(
                condition=Q(effect_value__isnull=True) | Q(source__isnull=False),
                name="summary_row_estimate_has_a_source",
                violation_error_message="Say in which source the estimate stands.",
            ),
            models.CheckConstraint(
                condition=Q(source_certainty="") | Q(graded_by__isnull=True),
                name="summary_row_one_certainty",
                violation_error_message="Either a claim of ours grades this outcome, or the "
                "source's authors did: choose one.",
            ),
            models.CheckConstraint(
                condition=Q(source_certainty="") | Q(source__isnull=False),
                name="summary_row_certainty_has_a_source",
                violation_error_message="Say whose rating of the certainty it is.",
            ),
            models.CheckConstraint(
                condition=Q(graded_by__isnull=True) | ~Q(graded_by=models.F("claim")),
                name="summary_row_names_another_claim",
                violation_error_message="The claim's own outcome is the first row already: name "
                "another claim.",
            ),
        ]

    def __str__(self) -> str:
        return self.outcome
