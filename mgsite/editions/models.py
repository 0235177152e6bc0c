"""The edition store: insert-only rows that pages, API, search and feeds are read from.

Database triggers (triggers.py) refuse what the managers here refuse.
"""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from claims.append_only import AppendOnly, AppendOnlyQuerySet
from claims.vocabulary import Word


class Change(Word):
    """What kind of news an edition is, for readers and partners."""

    SAFETY = "safety", "Safety: a risk, a warning or a limit"
    CONCLUSION = "conclusion", "Conclusion: what we say has changed"
    GRADE = "grade", "Grade: the certainty or the verdict has changed"
    EVIDENCE = "evidence", "Evidence: sources or content added"
    WORDING = "wording", "Wording: the same said better"


class Event(Word):
    PUBLISHED = "published", "Published"
    UPDATED = "updated", "Updated"
    CORRECTED = "corrected", "Corrected"
    REGRADED = "regraded", "Regraded"
    REVIEWED = "reviewed", "Reviewed"
    RETRACTED = "retracted", "Retracted"
    WITHDRAWN = "withdrawn", "Withdrawn"
    MERGED = "merged", "Merged"
    RESTORED = "restored", "Restored"


class Pressure(Word):
    """How soon a partner should apply a change."""

    ROUTINE = "routine", "Routine"
    IMPORTANT = "important", "Important"
    SAFETY = "safety", "Safety"


class Reason(Word):
    WITHDRAWN = "withdrawn", "Withdrawn by the editors"
    RETRACTED = "retracted", "Rests on retracted work"
    MERGED = "merged", "Merged into another item"
    SUPERSEDED = "superseded", "Replaced by another item"
    LEGAL = "legal", "Removed for legal reasons; earlier texts are blanked too"
    ERROR = "error", "Published by mistake"


def new_epoch() -> str:
    return secrets.token_hex(4)


class Head(models.Model):
    """One row, locked by each publish to the end of its transaction.

    `seq` is taken from here, so the order of commits is the order of `seq`; that is what lets a
    partner poll `/changes` without ever missing one. `epoch` changes after a restore.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    epoch = models.CharField(max_length=16, default=new_epoch)
    number = models.PositiveIntegerField(default=0)
    seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="head_is_one_row")]

    def __str__(self) -> str:
        return f"edition {self.number}, seq {self.seq}"


class Edition(AppendOnly):
    """One act of publishing. Numbers have no gaps; each hash covers the one before."""

    number = models.PositiveIntegerField(primary_key=True)
    operation = models.CharField(
        max_length=64, unique=True, help_text="A repeated request answers as the first did."
    )
    published_at = models.DateTimeField(db_index=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(help_text="What readers are told about this edition.")
    change = models.CharField(max_length=12, choices=Change.choices())
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        permissions = [
            ("publish", "Can publish approved items"),
            ("withdraw", "Can withdraw published items"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_numbers_start_at_1"),
            models.CheckConstraint(condition=~Q(note=""), name="edition_says_what_changed"),
        ]

    def __str__(self) -> str:
        return f"Edition {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("public:edition", args=[self.number])


class VersionQuerySet(AppendOnlyQuerySet):
    def current(self):
        """The latest version of each thing, tombstones included."""
        return self.filter(until=None)

    def live(self):
        """What is published now."""
        return self.current().filter(state=Version.PUBLISHED)

    def as_of(self, number: int):
        """The state in edition `number`, tombstones included: one WHERE for now and then."""
        return self.filter(Q(until=None) | Q(until__gt=number), edition__lte=number)


class Version(AppendOnly):
    """One published state of one thing: valid from `edition` until the edition `until`."""

    PUBLISHED, WITHDRAWN = "published", "withdrawn"

    public_id = models.CharField(max_length=16)
    kind = models.CharField(max_length=12)
    version = models.PositiveIntegerField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="versions")
    until = models.PositiveIntegerField(null=True)
    seq = models.PositiveBigIntegerField(unique=True)
    state = models.CharField(max_length=10)
    event = models.CharField(max_length=12, choices=Event.choices())
    urgency = models.CharField(max_length=12, choices=Pressure.choices())
    document = models.TextField(help_text="Canonical JSON; empty when withdrawn or redacted.")
    tombstone = models.TextField(blank=True, help_text="Canonical JSON of a withdrawal.")
    sha256 = models.CharField(max_length=64, help_text="Of the document, or of the tombstone.")
    redacted_at = models.DateTimeField(null=True)
    slug = models.CharField(max_length=80)
    # Facets: plain columns for filters, recomputed from the document by verify_published.
    title = models.TextField()
    certainty = models.CharField(max_length=10, blank=True)
    verdict = models.CharField(max_length=24, blank=True)
    claim_kind = models.CharField(max_length=12, blank=True)
    form = models.CharField(max_length=40, blank=True)
    reviewed_on = models.DateField(null=True)
    search_text = models.TextField(blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["public_id", "version"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["public_id"], condition=Q(until=None), name="version_one_current"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("edition_id")), name="version_until_later"
            ),
            models.CheckConstraint(
                condition=Q(state="published", tombstone="")
                | (Q(state="withdrawn", document="") & ~Q(tombstone="")),
                name="version_document_or_tombstone",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "until", "seq"], name="version_kind_current"),
            models.Index(fields=["kind", "slug"], name="version_kind_slug"),
            models.Index(fields=["until", "seq"], name="version_current_seq"),
            # What was corrected or withdrawn: a few among many.
            models.Index(fields=["event", "seq"], name="version_event_seq"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} v{self.version}"


class Link(AppendOnly):
    """A published version names another item: “claims of this condition, as of N”."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="links")
    role = models.CharField(max_length=16)
    target = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "role", "target"], name="link_once"),
        ]
        indexes = [models.Index(fields=["target", "role"], name="link_target_role")]

    def __str__(self) -> str:
        return f"{self.version} {self.role} {self.target}"


class Address(AppendOnly):
    """A slug belongs to one item for ever: answered 200, 301 or 410, never reused."""

    kind = models.CharField(max_length=12)
    slug = models.CharField(max_length=80)
    public_id = models.CharField(max_length=16, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="address_for_ever")]

    def __str__(self) -> str:
        return f"/{self.kind}/{self.slug}"


class SearchEntry(models.Model):
    """What search keeps of one version: stems, by how much they say (search_words.Entry).

    Made from the document, so that `rebuild_search` can make it anew at any time.
    """

    version = models.OneToOneField(
        Version, on_delete=models.PROTECT, primary_key=True, related_name="search_entry"
    )
    title = models.TextField(blank=True)
    names = models.TextField(blank=True)
    lead = models.TextField(blank=True)
    about = models.TextField(blank=True)
    body = models.TextField(blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"search entry of {self.version_id}"


class SearchWord(models.Model):
    """A word that stands in a published text: what a misspelt word may have meant."""

    word = models.CharField(max_length=40, primary_key=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.word
