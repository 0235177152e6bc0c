"""What every item that can be published has in common."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models

from claims.public_ids import new_id
from claims.review import State

validate_slug = RegexValidator(
    r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    "Use small letters a-z, digits and single hyphens, for example “magnesium-and-sleep”.",
)


class Curated(models.Model):
    """A draft with a public id, an address and a place in the review cycle.

    `lock_version` rises with each edit of the item or of anything below it, so that a save
    from a stale form is noticed. `edited_by` holds everyone who edited it since the last
    approval: none of them can approve it.
    """

    kind: ClassVar[str]
    # Rows that are edited with the item, by related name; those that others point to come first.
    parts: ClassVar[tuple[str, ...]] = ()
    # Of these, the ones that nobody deletes.
    lasting_parts: ClassVar[tuple[str, ...]] = ()
    # Fields that restoring an old state leaves as they are today.
    never_restored: ClassVar[tuple[str, ...]] = ()

    public_id = models.CharField("public id", max_length=16, unique=True, editable=False)
    slug = models.CharField(
        max_length=80,
        unique=True,
        validators=[validate_slug],
        help_text="The last part of the page's address. Changing it later keeps the old address "
        "as a redirect.",
    )
    lock_version = models.PositiveIntegerField(default=1, editable=False)
    state = models.CharField(
        max_length=12, choices=State.choices(), default=State.DRAFT, editable=False
    )
    edited_by = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)
    review_every_months = models.PositiveSmallIntegerField(
        "review every (months)",
        default=12,
        validators=[MinValueValidator(1)],
        help_text="Months after an approval until it is due for review again. Safety: 6.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.public_id:
            self.public_id = new_id(self.kind)

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The words by which readers know it."""
        raise NotImplementedError

    def document(self) -> dict:
        """What publishing would store: built by one function for preview, publish and API."""
        raise NotImplementedError

    def problems(self) -> list[str]:
        """Sentences that say what stands in the way of approval and publishing."""
        raise NotImplementedError

    def submission_problems(self) -> list[str]:
        """What stands in the way of handing it in besides, until a second person accepts it."""
        return []

    def wording_findings(self) -> list[str]:
        """Words of ours beyond their certainty: a second person rewords or accepts them."""
        return []
