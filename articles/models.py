"""Our articles, and other people's texts with the places where they make claims."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from articles.manuscript import some
from articles.markdown import claim_slugs, stray_placements, unknown_aspects
from claims.models import Claim, Curated
from claims.models.source import web_address

LONGEST_BODY = 250_000  # characters; a long article of ours has 8,000


class Article(Curated):
    kind = "article"

    article_title = models.CharField("title", max_length=160)
    summary = models.TextField(help_text="Two or three sentences for lists and feeds.")
    conditions = models.ManyToManyField("claims.Condition", blank=True, related_name="articles")
    supplements = models.ManyToManyField("claims.Supplement", blank=True, related_name="articles")
    body = models.TextField(
        help_text="Markdown. Sections start with “## Heading {#evidence}”; [[claim:slug]] on a line "
        "of its own places a claim.",
    )
    history = HistoricalRecords(
        m2m_fields=[conditions, supplements], excluded_fields=["created_at", "updated_at"]
    )

    class Meta:
        ordering = ["slug"]

    @property
    def title(self) -> str:
        return self.article_title

    def clean(self):
        super().clean()
        problems = self._too_long() or self._faults_of_markdown()
        if problems:
            raise ValidationError({"body": problems})

    def _too_long(self) -> list[str]:
        if len(self.body) <= LONGEST_BODY:
            return []
        return [
            f"The text has {len(self.body):,} characters; an article may have {LONGEST_BODY:,}. "
            "Shorten it, or make two articles of it."
        ]

    def _faults_of_markdown(self) -> list[str]:
        unknown = [
            f"There is no claim “{slug}”: check the slug in [[claim:{slug}]]."
            for slug in self.missing_claims()
        ]
        strays = [
            f"“{placement}” must stand on a line of its own to place the claim."
            for placement in stray_placements(self.body)
        ]
        kinds = [
            f"“{aspect}” is no kind of section: use one of answer, condition, evidence, dose, "
            "safety, help, method."
            for aspect in unknown_aspects(self.body)
        ]
        return [*some(unknown), *some(strays), *some(kinds)]

    def claims_placed(self) -> dict[str, str]:
        """slug -> public id of each claim that the body places and that exists."""
        return dict(
            Claim.objects.filter(slug__in=claim_slugs(self.body)).values_list("slug", "public_id")
        )

    def missing_claims(self) -> list[str]:
        """Slugs in the body that name no claim, in order."""
        known = self.claims_placed()
        return [slug for slug in claim_slugs(self.body) if slug not in known]

    def document(self) -> dict:
        from articles.documents import article_document

        return article_document(self)

    def problems(self) -> list[str]:
        from articles.documents import article_problems

        return article_problems(self)

    def submission_problems(self) -> list[str]:
        from articles.documents import article_submission_problems

        return article_submission_problems(self)

    def wording_findings(self) -> list[str]:
        from articles.documents import article_findings

        return article_findings(self)


class SourceArticle(Curated):
    """A text by somebody else. Kept for editors; the public sees short quotations only."""

    kind = "check"
    parts = ("appearances",)

    source_title = models.CharField("title", max_length=250)
    publisher = models.CharField(max_length=160, blank=True, help_text="Empty when unknown.")
    url = models.CharField("web address", max_length=500, blank=True, validators=[web_address])
    retrieved_on = models.DateField(null=True, blank=True)
    text = models.TextField(help_text="As found, without navigation and other debris.")
    removed = models.TextField(blank=True, editable=False, help_text="The debris, line by line.")
    content_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    history = HistoricalRecords(excluded_fields=["created_at", "updated_at"])

    class Meta:
        ordering = ["slug"]

    @property
    def title(self) -> str:
        return self.source_title

    def document(self) -> dict:
        from articles.documents import check_document

        return check_document(self)

    def problems(self) -> list[str]:
        from articles.documents import check_problems

        return check_problems(self)


class Appearance(models.Model):
    """Where a source article makes a claim: a W3C TextQuoteSelector and how boldly it speaks."""

    source_article = models.ForeignKey(
        SourceArticle, on_delete=models.PROTECT, related_name="appearances"
    )
    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="appearances")
    exact = models.TextField(help_text="The words themselves: one sentence at most.")
    prefix = models.CharField(max_length=80, blank=True, help_text="The words just before.")
    suffix = models.CharField(max_length=80, blank=True, help_text="The words just after.")
    strength = models.PositiveSmallIntegerField(
        choices=[
            (3, "3: causes, cures, is proven"),
            (2, "2: does, reduces, helps"),
            (1, "1: can, may, is linked to"),
            (0, "0: asks or defines"),
        ],
        help_text="How strongly it is worded.",
    )
    position = models.PositiveIntegerField(default=0, help_text="Place in the text.")
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(strength__gte=0, strength__lte=3), name="appearance_strength_0_to_3"
            ),
            models.UniqueConstraint(
                fields=["source_article", "claim", "position"], name="appearance_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim.slug} in {self.source_article.slug}"

    def clean(self):
        super().clean()
        if self.source_article_id and self.exact not in self.source_article.text:
            raise ValidationError(
                {"exact": "These words are not in the text: copy them exactly as they stand there."}
            )
