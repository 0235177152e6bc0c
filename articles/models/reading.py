"""What people decided about the sentences of a text, and the places where it makes claims."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from articles.models.source_article import SourceArticle, TextRevision
from articles.reading.classify import SegmentClass
from claims.append_only import AppendOnly
from claims.vocabulary import Word


class Deed(Word):
    DECIDED = "decided", "Decided"
    SPLIT = "split", "Split"
    JOINED = "joined", "Joined"
    DROPPED = "dropped", "Dropped a lost decision"
    UNDONE = "undone", "Undone"


class ReadingStep(AppendOnly):
    """One thing that somebody did with a text. `before` and `after` hold what it touched, in the shape of
    articles.reading_state.snapshot, so that it can be undone while `after` is still how things stand.

    The number of the step that decided a sentence last is what the next decision has to have seen.
    """

    source_article = models.ForeignKey(
        SourceArticle, on_delete=models.PROTECT, related_name="steps"
    )
    deed = models.CharField(max_length=8, choices=Deed.choices())
    before = models.JSONField()
    after = models.JSONField()
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_deed_display()} in {self.source_article.slug}"


class SegmentDecision(models.Model):
    """What one sentence is, as a person decided. One row a sentence of the revision it was made on.

    `start` and `end` are offsets in characters of `revision`; all three are null where the text is not
    kept here, and the sentence is known by `position` (from 0) and `sha256` alone. `step` is null for
    what was decided before the text came in.
    """

    source_article = models.ForeignKey(
        SourceArticle, on_delete=models.PROTECT, related_name="decisions"
    )
    revision = models.ForeignKey(
        TextRevision, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    segment_class = models.CharField(max_length=16, choices=SegmentClass.choices())
    reason = models.TextField(
        blank=True, help_text="What a claim sentence is about when none of our claims covers it."
    )
    step = models.ForeignKey(
        ReadingStep, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["revision", "start"], name="decision_once_a_sentence"),
            models.UniqueConstraint(
                fields=["source_article", "position"],
                condition=Q(revision=None),
                name="decision_once_a_position_without_text",
            ),
            models.CheckConstraint(
                condition=Q(revision=None, start=None, end=None)
                | Q(revision__isnull=False, start__isnull=False, end__gt=models.F("start")),
                name="decision_has_a_place_in_its_text",
            ),
        ]

    def __str__(self) -> str:
        return f"Sentence {self.position + 1}: {self.get_segment_class_display()}"

    @property
    def token(self) -> int:
        """What a decision about this sentence has to have seen; 0 stands for “nothing decided”."""
        return self.step_id or -1


class Appearance(models.Model):
    """Where a source article makes a claim: a W3C TextQuoteSelector and how boldly it speaks.

    `decision` is the sentence; without one nobody has decided where it stands. The words are empty
    where the text is not kept here.
    """

    source_article = models.ForeignKey(
        SourceArticle, on_delete=models.PROTECT, related_name="appearances"
    )
    decision = models.ForeignKey(
        SegmentDecision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="appearances",
    )
    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="appearances")
    exact = models.TextField(blank=True, help_text="The words themselves: one sentence at most.")
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
    position = models.PositiveIntegerField(
        default=0, help_text="Place in the text: where its sentence starts."
    )
    rank = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="Among the claims of one sentence; the main one is 0."
    )
    text_sha256 = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Of the text it was taken from."
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(strength__gte=0, strength__lte=3), name="appearance_strength_0_to_3"
            ),
            models.UniqueConstraint(
                fields=["source_article", "claim", "position"],
                condition=Q(decision=None),
                name="appearance_once",
            ),
            models.UniqueConstraint(
                fields=["decision", "claim"], name="appearance_once_a_sentence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim.slug} in {self.source_article.slug}"

    def clean(self):
        super().clean()
        if not self.source_article_id:
            return
        if self.exact not in self.source_article.text:
            raise ValidationError(
                {"exact": "These words are not in the text: copy them exactly as they stand there."}
            )
        if not self.exact and self.source_article.text:
            raise ValidationError({"exact": "Give the words of the text that make the claim."})
