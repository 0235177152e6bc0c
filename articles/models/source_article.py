"""Texts by other people, with every state of a text that we were given."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from claims.append_only import AppendOnly
from claims.models import Curated
from claims.models.source import web_address


class SourceArticle(Curated):
    """A text by somebody else. Kept for editors; the public sees short quotations only.

    `text` is that of the latest revision, and empty where we read the text but may not keep it here:
    then `content_sha256` says which text it was, and `omissions` what we found missing in it. The history
    leaves the text out, for each decision about a sentence is an edit; revisions keep it.
    """

    kind = "check"
    parts = ("decisions", "appearances")
    never_restored = ("text",)

    source_title = models.CharField("title", max_length=250)
    publisher = models.CharField(max_length=160, blank=True, help_text="Empty when unknown.")
    url = models.CharField("web address", max_length=500, blank=True, validators=[web_address])
    retrieved_on = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True, help_text="As found, without navigation and other debris.")
    content_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    cuts = models.JSONField(
        default=list,
        blank=True,
        help_text="Where people split or joined sentences: a list of {at, kind}, in characters.",
    )
    omissions = models.JSONField(default=list, blank=True, editable=False)
    history = HistoricalRecords(excluded_fields=["created_at", "updated_at", "text"])

    class Meta:
        ordering = ["slug"]

    @property
    def title(self) -> str:
        return self.source_title

    def document(self) -> dict:
        from articles.check_document import check_document

        return check_document(self)

    def problems(self) -> list[str]:
        from articles.check_document import check_problems

        return check_problems(self)


class TextRevision(AppendOnly):
    """One state of a text, as it came in: number 1 is the first. `removed` is [{words, reason}]."""

    source_article = models.ForeignKey(
        SourceArticle, on_delete=models.PROTECT, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    text = models.TextField()
    removed = models.JSONField(default=list)
    content_sha256 = models.CharField(max_length=64)
    retrieved_on = models.DateField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["source_article", "number"], name="text_revision_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_article.slug}, text {self.number}"
