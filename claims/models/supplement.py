"""The supplement, its chemical forms, its limits and its safety points."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from claims.dose import elemental_share
from claims.models.curated import Curated, validate_slug


class Supplement(Curated):
    kind = "supplement"
    parts = ("forms", "limits", "safety_points")
    lasting_parts = ("forms",)

    name = models.CharField(max_length=120, unique=True)
    alternate_names = models.JSONField(default=list, blank=True, help_text="A list of names.")
    summary = models.TextField(help_text="What it is, in a few plain sentences.")
    history = HistoricalRecords(excluded_fields=["created_at", "updated_at"])

    class Meta:
        ordering = ["name"]

    @property
    def title(self) -> str:
        return self.name

    def document(self) -> dict:
        from claims.documents import supplement_document

        return supplement_document(self)

    def problems(self) -> list[str]:
        from claims.readiness import supplement_problems

        return supplement_problems(self)

    def wording_findings(self) -> list[str]:
        from claims.wording_gate import summary_findings

        return summary_findings(self)


class Form(models.Model):
    """A compound of the supplement; the elemental share is computed, never typed."""

    supplement = models.ForeignKey(Supplement, on_delete=models.PROTECT, related_name="forms")
    slug = models.CharField(max_length=40, validators=[validate_slug])
    name = models.CharField(max_length=120)
    alternate_names = models.JSONField(default=list, blank=True, help_text="A list of names.")
    formula = models.CharField(max_length=60, help_text="For example C4H8MgN2O4.")
    molar_mass = models.DecimalField(
        max_digits=8,
        decimal_places=3,
        validators=[MinValueValidator(Decimal("24.305"))],
        help_text="g/mol, of the compound with its water.",
    )
    magnesium_atoms = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1)], help_text="Magnesium atoms in the formula."
    )
    hydrate = models.CharField(max_length=60, blank=True, help_text="For example “dihydrate”.")
    stoichiometry = models.CharField(max_length=120, blank=True, help_text="For example “1:2”.")
    note = models.TextField(blank=True, help_text="What a reader of a label should know.")
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["supplement", "slug"], name="form_slug_once"),
            models.CheckConstraint(
                condition=models.Q(molar_mass__gte=models.F("magnesium_atoms") * Decimal("24.305")),
                name="form_outweighs_its_magnesium",
                violation_error_message="The molar mass is smaller than the magnesium in it.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def elemental_share(self) -> Decimal:
        """Per cent by mass, two decimals."""
        return elemental_share(self.molar_mass, self.magnesium_atoms)


class Limit(models.Model):
    """What an authority says is the most to take from supplements."""

    supplement = models.ForeignKey(Supplement, on_delete=models.CASCADE, related_name="limits")
    authority = models.CharField(max_length=120)
    limit_kind = models.CharField(
        max_length=20,
        choices=[("upper-level", "Upper level"), ("advice", "Advice, not an upper level")],
    )
    max_mg = models.PositiveIntegerField("most (mg a day)", help_text="mg of the element a day.")
    applies_to = models.CharField(max_length=200, help_text="Who, and which forms.")
    forms = models.ManyToManyField(Form, blank=True, help_text="Leave empty for all forms.")
    source = models.ForeignKey("claims.Source", on_delete=models.PROTECT, related_name="+")
    to_verify = models.TextField(
        blank=True, help_text="Anything here keeps the limit out of the published document."
    )
    history = HistoricalRecords(m2m_fields=[forms])

    class Meta:
        ordering = ["max_mg", "pk"]

    def __str__(self) -> str:
        return f"{self.authority}: {self.max_mg} mg a day"


class SafetyPoint(models.Model):
    """A warning that stands on the condition pages."""

    supplement = models.ForeignKey(
        Supplement, on_delete=models.CASCADE, related_name="safety_points"
    )
    heading = models.CharField(max_length=120)
    text = models.TextField(help_text="Only what its sources bear, or a plain precaution.")
    conditions = models.ManyToManyField(
        "claims.Condition", blank=True, help_text="Leave empty to show it on every condition page."
    )
    sources = models.ManyToManyField("claims.Source", blank=True, related_name="+")
    to_verify = models.TextField(
        blank=True,
        help_text="What still has to be checked. Editors only; readers see “source being "
        "confirmed”.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller comes first.")
    history = HistoricalRecords(m2m_fields=[conditions, sources])

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.heading
