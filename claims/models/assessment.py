"""One append-only grading of one claim."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from claims.append_only import AppendOnly, AppendOnlyQuerySet
from claims.models.blind_grading import BlindGrading
from claims.vocabulary import Certainty, Direction, EffectMeasure, Method, Size, Start, Verdict
from claims.wording import Change

DOMAINS = ("risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias")
UPGRADES = ("large_effect", "dose_response", "opposing_confounding")


def _judgement(label: str, lowest: int) -> models.SmallIntegerField:
    names = {
        0: "0: no concern",
        -1: "−1: serious",
        -2: "−2: very serious",
        -3: "−3: extremely serious",
    }
    return models.SmallIntegerField(
        label, null=True, blank=True, choices=[(n, names[n]) for n in range(0, lowest - 1, -1)]
    )


def _upgrade(label: str, highest: int) -> models.SmallIntegerField:
    return models.SmallIntegerField(
        label,
        null=True,
        blank=True,
        choices=[(n, f"+{n}" if n else "0") for n in range(highest + 1)],
    )


class AssessmentQuerySet(AppendOnlyQuerySet):
    def shown_to(self, person):
        """Without the blind gradings of others, as long as one of the two is still to come."""
        done = BlindGrading.objects.annotate(done=Count("assessments"))
        open_to_all = done.filter(Q(done__gte=2) | Q(closed_at__isnull=False))
        return self.filter(
            Q(blind_grading__isnull=True)
            | Q(blind_grading__in=open_to_all.values("pk"))
            | Q(assessed_by=person)
        )


class Assessment(AppendOnly):
    """The judgements, a reason for each, and the level that they give (claims.grading).

    Judgements are signed whole levels: 0 or less for the five domains, 0 or more for the
    three upgrades, null where GRADE does not apply (method reference; not studied).
    """

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="assessments")
    method = models.CharField(max_length=10, choices=Method.choices(), default=Method.GRADE)
    rule_version = models.CharField(max_length=20, editable=False)
    start = models.CharField(max_length=24, choices=Start.choices(), blank=True)
    start_reason = models.TextField(blank=True)
    risk_of_bias = _judgement("risk of bias", -3)
    risk_of_bias_reason = models.TextField(blank=True)
    inconsistency = _judgement("inconsistency", -2)
    inconsistency_reason = models.TextField(blank=True)
    indirectness = _judgement("indirectness", -2)
    indirectness_reason = models.TextField(blank=True)
    imprecision = _judgement("imprecision", -3)
    imprecision_reason = models.TextField(blank=True)
    publication_bias = _judgement("publication bias", -1)
    publication_bias_reason = models.TextField(blank=True)
    large_effect = _upgrade("large effect", 2)
    large_effect_reason = models.TextField(blank=True)
    dose_response = _upgrade("dose-response", 1)
    dose_response_reason = models.TextField(blank=True)
    opposing_confounding = _upgrade("opposing residual confounding", 1)
    opposing_confounding_reason = models.TextField(blank=True)
    level = models.CharField(
        "certainty", max_length=10, choices=Certainty.choices(), blank=True, editable=False
    )
    verdict = models.CharField(max_length=24, choices=Verdict.choices())
    verdict_reason = models.TextField(
        blank=True, help_text="Why, when it differs from what the rule suggests."
    )
    change = models.CharField(
        "what was found",
        max_length=12,
        choices=Change.choices(),
        blank=True,
        help_text="What happens to the outcome, as found and not as claimed; empty when even the "
        "direction is unclear.",
    )
    size = models.CharField("size of effect", max_length=10, choices=Size.choices(), blank=True)
    effect_measure = models.CharField(max_length=4, choices=EffectMeasure.choices(), blank=True)
    effect_value = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    effect_ci_low = models.DecimalField(
        "95 % CI from", max_digits=12, decimal_places=4, null=True, blank=True
    )
    effect_ci_high = models.DecimalField(
        "95 % CI to", max_digits=12, decimal_places=4, null=True, blank=True
    )
    effect_unit = models.CharField(max_length=60, blank=True)
    effect_direction = models.CharField(max_length=20, choices=Direction.choices(), blank=True)
    effect_source = models.ForeignKey(
        "claims.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    baseline_per_1000 = models.DecimalField(
        "baseline risk per 1000", max_digits=7, decimal_places=2, null=True, blank=True
    )
    difference_per_1000 = models.DecimalField(
        "difference per 1000",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        editable=False,
        help_text="Computed from the effect and the baseline, never typed.",
    )
    i_squared = models.DecimalField(
        "I² (%)",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        help_text="0 to 100, where trials were pooled.",
    )
    n_events = models.PositiveIntegerField(
        "events", null=True, blank=True, help_text="People with the outcome, in all arms together."
    )
    n_studies = models.PositiveIntegerField("studies", null=True, blank=True)
    n_participants = models.PositiveIntegerField("participants", null=True, blank=True)
    rationale = models.TextField(help_text="The evidence and the judgement in a few sentences.")
    upgrade_path = models.JSONField(
        default=list, blank=True, help_text="What would change our mind: a list of short texts."
    )
    blind_grading = models.ForeignKey(
        "claims.BlindGrading",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="assessments",
    )
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    assessed_at = models.DateTimeField(editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-assessed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["blind_grading", "assessed_by"],
                condition=Q(blind_grading__isnull=False),
                name="assessment_blind_once_a_person",
            ),
            models.CheckConstraint(
                condition=Q(i_squared__isnull=True) | Q(i_squared__gte=0, i_squared__lte=100),
                name="assessment_i_squared_is_per_cent",
            ),
            models.CheckConstraint(
                condition=~Q(level="")
                | Q(method=Method.REFERENCE)
                | Q(verdict=Verdict.NOT_STUDIED),
                name="assessment_graded_has_a_level",
            ),
            models.CheckConstraint(
                condition=~Q(method=Method.REFERENCE) | Q(level="", start=""),
                name="assessment_reference_has_no_level",
            ),
            models.CheckConstraint(
                condition=Q(level="") | Q(**{f"{name}__isnull": False for name in DOMAINS}),
                name="assessment_level_answers_five_domains",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True})
                    | Q(**{name: 0})
                    | ~Q(**{f"{name}_reason": ""}),
                    name=f"assessment_{name}_has_a_reason",
                )
                for name in DOMAINS + UPGRADES
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True})
                    | Q(**{f"{name}__gte": lowest, f"{name}__lte": highest}),
                    name=f"assessment_{name}_in_range",
                )
                for name, lowest, highest in [
                    ("risk_of_bias", -3, 0),
                    ("inconsistency", -2, 0),
                    ("indirectness", -2, 0),
                    ("imprecision", -3, 0),
                    ("publication_bias", -1, 0),
                    ("large_effect", 0, 2),
                    ("dose_response", 0, 1),
                    ("opposing_confounding", 0, 1),
                ]
            ),
            models.CheckConstraint(
                condition=Q(effect_ci_low__isnull=True)
                | Q(effect_ci_high__isnull=True)
                | Q(effect_ci_low__lte=models.F("effect_ci_high")),
                name="assessment_interval_in_order",
            ),
        ]

    def __str__(self) -> str:
        certainty = self.get_level_display() or self.get_method_display()
        return f"{self.get_verdict_display()}, {certainty} ({self.assessed_at:%d %b %Y})"
