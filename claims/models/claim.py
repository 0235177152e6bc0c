"""One checkable question, and what it cites."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from claims.merged_claims import HELD
from claims.models.curated import Curated
from claims.vocabulary import ALERTING, ClaimKind, DoseBasis, DosePer, Importance, Stance

not_negative = MinValueValidator(Decimal(0), "A dose cannot be negative.")


class ClaimQuerySet(models.QuerySet):
    def to_look_at_again(self, *, sources_in_print=(), claims_in_print=()):
        """Claims that cite a source with an alert in its draft; and, by public id, those that cite one
        of `sources_in_print` and all `claims_in_print`. Those that rest on it come first."""
        alerted = models.Q(source__integrity__in=ALERTING)
        alerted |= models.Q(source__public_id__in=list(sources_in_print))
        citing = Citation.objects.filter(alerted, claim=models.OuterRef("pk"))
        found = self.annotate(rests=models.Exists(citing.exclude(stance=Stance.CONTEXT))).filter(
            models.Exists(citing) | models.Q(public_id__in=list(claims_in_print))
        )
        related = found.select_related("assessment", "form").order_by("-rests", "slug")
        return related.prefetch_related("citations__source__forms_tested")

    def unmerged(self):
        """Without those that were merged into another."""
        return self.exclude(hold__startswith=HELD)

    def placed(self, slugs):
        """Those of these slugs, with `cites`, the number of their citations."""
        found = self.filter(slug__in=slugs).select_related("assessment")
        return found.annotate(cites=models.Count("citations"))

    def with_words(self, words):
        """Those whose slug, statement or conclusion holds each of the words."""
        found = self
        for word in words:
            places = ("slug", "statement", "conclusion")
            held = [models.Q(**{f"{place}__icontains": word}) for place in places]
            found = found.filter(held[0] | held[1] | held[2])
        return found.select_related("assessment").order_by("slug")

    def ungraded_after(self, claim):
        """The next claim that waits for its first grading, by address; None when there is none.

        Claims that two people are asked to grade blind wait for those two.
        """
        waiting = self.filter(assessment=None).exclude(pk=claim.pk).order_by("slug").unmerged()
        waiting = waiting.annotate(
            blind=models.Count("blind_gradings", filter=models.Q(blind_gradings__closed_at=None))
        ).filter(blind=0)
        return waiting.filter(slug__gt=claim.slug).first() or waiting.first()


class Claim(Curated):
    kind = "claim"
    parts = ("citations", "summary_rows")
    # Lifting a hold is a decision, not a matter of words.
    never_restored = ("hold",)

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
    important_difference = models.DecimalField(
        "smallest difference that matters",
        max_digits=10,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0), "A difference that matters is above 0.")],
        help_text="Above 0, in the unit of the estimate; for risks, people per 1000. Without it no "
        "size word may be used.",
    )
    important_difference_note = models.CharField(
        "where that threshold comes from",
        max_length=250,
        blank=True,
        help_text="Its unit and who set it: “one cramp a week; our choice”.",
    )
    sentence_subject = models.CharField(
        "subject",
        max_length=160,
        blank=True,
        help_text="How the sentence made from the grading starts. Empty: the form or the "
        "supplement, as “Magnesium glycinate”.",
    )
    subject_is_plural = models.BooleanField(
        "the subject is plural", default=False, help_text="“Tablets reduce”, not “reduces”."
    )
    sentence_outcome = models.CharField(
        "outcome in a sentence",
        max_length=200,
        blank=True,
        help_text="As it stands after the verb: “the number of migraine attacks”.",
    )
    sentence_population = models.CharField(
        "population in a sentence",
        max_length=160,
        blank=True,
        help_text="As it stands after “in”: “adults with migraine”. It may stay empty.",
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

    objects = ClaimQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=models.Q(important_difference__isnull=True)
                | models.Q(important_difference__gt=0) & ~models.Q(important_difference_note=""),
                name="claim_threshold_says_where_from",
                violation_error_message="A smallest difference that matters is above 0 and says "
                "its unit and who set it.",
            ),
        ]

    @property
    def title(self) -> str:
        return self.conclusion or self.slug

    def document(self) -> dict:
        from claims.claim_document import claim_document

        return claim_document(self)

    def problems(self) -> list[str]:
        from claims.readiness import claim_problems

        return claim_problems(self)

    def wording_findings(self) -> list[str]:
        from claims.wording_gate import claim_findings

        return claim_findings(self)


class Citation(models.Model):
    """A claim leans on a source, or meets its opposition there."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey("claims.Source", on_delete=models.PROTECT, related_name="citations")
    stance = models.CharField(max_length=12, choices=Stance.choices())
    locator = models.CharField(max_length=120, blank=True, help_text="Page, table or section.")
    note = models.TextField(blank=True, help_text="What this source adds, in a sentence.")
    quote = models.TextField(
        "support quote",
        blank=True,
        help_text="The source's own words, at most 60, that bear the claim or speak against it. "
        "Checked against the abstract where one is pasted; “…” stands for words left out.",
    )
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
