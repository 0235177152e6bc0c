"""Our own articles, composed of claims."""

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from articles.manuscript import some
from articles.markdown import claim_slugs, stray_placements, unknown_aspects
from claims.models import Claim, Curated

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
