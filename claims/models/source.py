"""A study, review, guideline or fact sheet, in CSL's fields."""

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from simple_history.models import HistoricalRecords

from claims.models.curated import Curated
from claims.vocabulary import Integrity, StudyDesign

CSL_TYPES = [
    ("article-journal", "Journal article"),
    ("article", "Preprint or other article"),
    ("webpage", "Web page"),
    ("report", "Report"),
    ("book", "Book"),
    ("chapter", "Chapter"),
]
ROUTES = [
    ("oral", "By mouth"),
    ("iv", "Into a vein"),
    ("topical", "On the skin"),
    ("dietary", "From food"),
    ("na", "Does not apply"),
]
web_address = URLValidator(
    schemes=["http", "https"], message="Give a web address that starts with https:// or http://."
)


class Source(Curated):
    kind = "source"
    # A retraction is a fact about the paper, whatever our words about it were before.
    never_restored = ("integrity", "integrity_note", "integrity_checked_on")

    csl_type = models.CharField("type", max_length=20, choices=CSL_TYPES, default="article-journal")
    source_title = models.TextField("title", help_text="As printed, without a full stop.")
    authors = models.JSONField(
        default=list,
        blank=True,
        help_text="A list: [{&quot;family&quot;: &quot;Boyle&quot;, &quot;given&quot;: "
        "&quot;Neil&quot;}] or [{&quot;literal&quot;: &quot;NICE&quot;}].",
    )
    container_title = models.CharField("journal or site", max_length=250, blank=True)
    issued = models.CharField(
        max_length=10,
        blank=True,
        validators=[
            RegexValidator(r"\A\d{4}(-\d{2}){0,2}\Z", "Write 2021, 2021-05 or 2021-05-17.")
        ],
        help_text="2021, 2021-05 or 2021-05-17.",
    )
    volume = models.CharField(max_length=30, blank=True)
    issue = models.CharField(max_length=30, blank=True)
    page = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=60, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    doi = models.CharField(
        "DOI",
        max_length=200,
        blank=True,
        validators=[
            RegexValidator(r"\A10\.\d{4,9}/\S+\Z", "A DOI starts with 10., as in 10.1000/182.")
        ],
        help_text="Without https://doi.org/.",
    )
    pmid = models.CharField(
        "PMID", max_length=10, blank=True, validators=[RegexValidator(r"\A\d+\Z", "Digits only.")]
    )
    pmcid = models.CharField(
        "PMCID",
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"\APMC\d+\Z", "PMC and digits, as in PMC3703169.")],
    )
    url = models.CharField("web address", max_length=500, blank=True, validators=[web_address])
    study_design = models.CharField(max_length=20, choices=StudyDesign.choices())
    n_participants = models.PositiveIntegerField("participants", null=True, blank=True)
    population = models.TextField(blank=True)
    intervention = models.TextField(blank=True)
    forms_tested = models.ManyToManyField(
        "claims.Form", blank=True, help_text="The forms that were really tested."
    )
    form_note = models.CharField(
        max_length=60, blank=True, help_text="“various”, “unknown” … when no single form fits."
    )
    route = models.CharField(max_length=10, choices=ROUTES, default="oral")
    dose_mg = models.DecimalField(
        "dose (mg elemental a day)", max_digits=8, decimal_places=2, null=True, blank=True
    )
    comparator = models.TextField(blank=True)
    outcome = models.TextField("outcomes", blank=True)
    effect = models.TextField(
        "what was found", blank=True, help_text="The estimate with its interval, as reported."
    )
    abstract = models.TextField(
        blank=True,
        help_text="Pasted as it is printed, to check quotations against. Editors only: it is never "
        "published.",
    )
    duration_weeks = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    funding = models.CharField(max_length=120, blank=True)
    integrity = models.CharField(
        max_length=12, choices=Integrity.choices(), default=Integrity.UNCHECKED
    )
    integrity_note = models.TextField(blank=True)
    integrity_checked_on = models.DateField(null=True, blank=True)
    verified = models.BooleanField(
        default=False, help_text="Somebody has seen it. Unverified sources stay out of print."
    )
    unverified_fields = models.JSONField(
        default=list, blank=True, help_text="Names of fields not yet seen; kept out of print."
    )
    verified_at_url = models.CharField(max_length=500, blank=True, help_text="Editors only.")
    editor_notes = models.TextField(blank=True, help_text="Editors only.")
    history = HistoricalRecords(
        m2m_fields=[forms_tested], excluded_fields=["created_at", "updated_at"]
    )

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["doi"], condition=~models.Q(doi=""), name="source_doi_once"
            ),
            models.UniqueConstraint(
                fields=["pmid"], condition=~models.Q(pmid=""), name="source_pmid_once"
            ),
        ]

    @property
    def title(self) -> str:
        return self.source_title

    def __str__(self) -> str:
        return f"{self.slug}: {self.source_title[:90]}"

    @property
    def publishable(self) -> bool:
        """Seen, and with a title that was seen: only then may a published claim cite it."""
        return self.verified and "title" not in self.unverified_fields

    def document(self) -> dict:
        from claims.documents import source_document

        return source_document(self)

    def problems(self) -> list[str]:
        from claims.readiness import source_problems

        return source_problems(self)
