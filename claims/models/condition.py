"""What a reader has."""

from django.db import models
from simple_history.models import HistoricalRecords

from claims.models.curated import Curated
from claims.vocabulary import CodeSystem, Urgency


class Condition(Curated):
    kind = "condition"
    parts = ("codes", "red_flags")

    name = models.CharField(max_length=120, unique=True)
    question = models.CharField(
        max_length=160,
        help_text="The first line of the page, as a reader would ask it: “Does magnesium "
        "glycinate help headache?”",
    )
    alternate_names = models.JSONField(
        default=list,
        blank=True,
        help_text="Other names that readers search for, as a list: "
        "[&quot;RLS&quot;, &quot;Willis-Ekbom disease&quot;].",
    )
    summary = models.TextField(help_text="What the condition is, in two to four plain sentences.")
    headline_claim = models.ForeignKey(
        "claims.Claim",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The claim whose conclusion answers the question. The answer is written "
        "there and nowhere else.",
    )
    second_headline_claim = models.ForeignKey(
        "claims.Claim",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Optional: the same question for any form of magnesium.",
    )
    history = HistoricalRecords(excluded_fields=["created_at", "updated_at"])

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(second_headline_claim__isnull=True)
                | ~models.Q(headline_claim=models.F("second_headline_claim")),
                name="condition_headlines_differ",
                violation_error_message="The second headline is the same claim as the first.",
            ),
        ]

    @property
    def title(self) -> str:
        return self.name

    def headlines(self) -> list:
        """The one or two claims that answer the page's question, in order."""
        return [c for c in (self.headline_claim, self.second_headline_claim) if c is not None]

    def document(self) -> dict:
        from claims.documents import condition_document

        return condition_document(self)

    def problems(self) -> list[str]:
        from claims.readiness import condition_problems

        return condition_problems(self)

    def wording_findings(self) -> list[str]:
        from claims.wording_gate import summary_findings

        return summary_findings(self)


class ConditionCode(models.Model):
    """A code of a medical classification; published only once it is verified."""

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="codes")
    system = models.CharField(max_length=10, choices=CodeSystem.choices())
    code = models.CharField(max_length=20)
    label = models.CharField(max_length=160)
    verified = models.BooleanField(
        default=False, help_text="Seen in the classification itself, not remembered."
    )
    how = models.TextField("how verified", blank=True, help_text="Where it was seen. Editors only.")
    history = HistoricalRecords()

    class Meta:
        ordering = ["system", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["condition", "system", "code"], name="condition_code_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_system_display()} {self.code}"


class RedFlag(models.Model):
    """A sign that needs help now, in plain words."""

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="red_flags")
    urgency = models.CharField(max_length=10, choices=Urgency.choices())
    text = models.TextField(help_text="One sign and what to do, in plain words.")
    source_note = models.TextField(blank=True, help_text="Where it was read. Editors only.")
    to_verify = models.TextField(
        blank=True,
        help_text="What still has to be checked at its source. Editors only; readers see "
        "“source being confirmed”.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller comes first.")
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
