"""A reader's question, its way through the desk, and the counters that bound how many come in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from claims.vocabulary import Word

MOST_TEXT, MOST_PLACE = 1000, 300  # characters


class State(Word):
    """Where a question stands; the reader sees these words."""

    RECEIVED = "received", "Received"
    LOOKING = "looking", "Being looked at"
    ANSWERED = "answered", "Answered"
    DECLINED = "declined", "Declined"


OPEN = (State.RECEIVED.value, State.LOOKING.value)
CLOSED = (State.ANSWERED.value, State.DECLINED.value)


class QuestionQuerySet(models.QuerySet):
    def waiting(self):
        """What somebody at the desk has to do something about, the oldest first."""
        return self.filter(state__in=OPEN).order_by("asked_at", "pk")


class Question(models.Model):
    """What somebody read and where. The secret of its page is known to whoever asked, to nobody else.

    Condition and claim are named by public id, so that the public side needs no draft to follow them.
    """

    secret_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    text = models.TextField("what they read", blank=True, editable=False)
    place = models.CharField("where", max_length=MOST_PLACE, blank=True, editable=False)
    condition = models.ForeignKey(
        "claims.Condition",
        to_field="public_id",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    asked_at = models.DateTimeField("asked", editable=False)
    state = models.CharField(max_length=10, choices=State.choices(), default="received")
    answer = models.TextField(
        "answer to the reader",
        blank=True,
        help_text="Readers see it once the question is answered or declined; then it has to be there. "
        "Say what the evidence bears, no more, and nothing about a person's health.",
    )
    claim = models.ForeignKey(
        "claims.Claim",
        to_field="public_id",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="claim that answers it",
        help_text="The reader gets a link to it as long as it is in print.",
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    text_deleted_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(text_deleted_at__isnull=True) & ~Q(text="")
                | Q(text_deleted_at__isnull=False, text="", place=""),
                name="question_text_or_day_of_deletion",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, closed_at__isnull=True)
                | Q(state__in=CLOSED, closed_at__isnull=False) & ~Q(answer=""),
                name="question_closed_with_an_answer",
            ),
        ]

    def __str__(self) -> str:
        """Without its words: the admin writes this into a log that outlives them."""
        return f"Question {self.pk}"

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED

    def get_admin_url(self) -> str:
        return reverse("admin:questions_question_change", args=[self.pk])


class Step(models.Model):
    """One change of state. It goes with its question when whoever asked deletes it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=State.choices())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True, help_text="For colleagues; readers never see it.")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_state_display()}"


class Tally(models.Model):
    """How many questions came under one key within a span of time; gone soon after its end.

    A key of a sender is a keyed hash with the hour in it: it leads to nobody, and two hours of one
    sender have nothing in common.
    """

    key = models.CharField(max_length=80, unique=True)
    count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.expires_at:%d %b %Y, %H:%M}"
