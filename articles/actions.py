"""Other people's texts come in: keyword-only, `by=` first-class, one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractUser, Permission, User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from articles.debris import Removal
from articles.models import SegmentDecision, SourceArticle, TextRevision
from articles.reading.classify import SegmentClass
from articles.reading.cuts import carried, cut
from articles.reading.decisions import Decision, anchored
from articles.reading.sentences import Segment
from articles.reading.texts import SourceText, source_text
from articles.reading_state import cuts_of
from articles.reading_steps import place_appearance
from claims.actions import lock_root, record_edit, require
from claims.canonical import fingerprint
from claims.errors import Refused
from claims.vocabulary import Word

TITLE_LENGTH, SLUG_LENGTH = 250, 80  # as their columns
IMPORTER = "source-article-import"


class Outcome(Word):
    CREATED = "created", "stored"
    ATTACHED = "attached", "its text is at hand now"
    REVISED = "revised", "a new text of it"
    KNOWN = "known", "already stored"


@dataclass(frozen=True)
class Imported:
    """`removals` is the debris of this import, each piece with its reason, also when nothing was stored;
    `lost` are decisions that found no place in the new text."""

    article: SourceArticle
    outcome: Outcome
    removals: tuple[Removal, ...]
    lost: tuple[SegmentDecision, ...] = ()

    @property
    def created(self) -> bool:
        return self.outcome is Outcome.CREATED


@dataclass(frozen=True)
class Given:
    """A text with what is known of it; `title` as somebody typed it, else empty."""

    read: SourceText
    sha256: str
    title: str
    publisher: str
    url: str
    retrieved_on: date | None

    @property
    def words_of_title(self) -> str:
        """As typed, else the first sentence of the text, cut between words."""
        title = self.title.strip() or _first(self.read.text)
        if len(title) <= TITLE_LENGTH:
            return title
        return title[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def import_text(
    *,
    content: bytes | str,
    by: AbstractUser,
    filename: str = "",
    title: str = "",
    publisher: str = "",
    url: str = "",
    retrieved_on: date | None = None,
) -> Imported:
    """Store somebody else's article as a draft, cleaned of debris (articles.reading.texts).

    The same cleaned text is stored once, whatever debris surrounds it and whatever an editor made of it
    since: importing it again changes nothing. Where its decisions are here and the text was not, the text is
    attached to them. Another text of the same web address is a new revision: decisions move with their
    sentences, and those that find none are lost until somebody drops them. Raises Refused.
    """
    require(by, "articles.add_sourcearticle", "import articles", group="group Editor")
    read = source_text(content, filename=filename)
    sha256 = fingerprint(read.text)
    given = Given(read, sha256, title, publisher, url.partition("#")[0], retrieved_on)
    try:
        with transaction.atomic():
            return _stored(given, by)
    except IntegrityError as error:
        raise Refused(
            "Somebody imported it at the same moment, so nothing was stored twice: look for it in the list."
        ) from error


def _stored(given: Given, by: AbstractUser) -> Imported:
    known, outcome = expected(given.sha256, given.url)
    if outcome is Outcome.KNOWN:
        return Imported(known, outcome, given.read.removals)
    if known is None:
        article = SourceArticle(slug=_free_slug(given.words_of_title, given.sha256))
        return _written(article, given, by, Outcome.CREATED)
    return _written(lock_root(known), given, by, outcome)


def expected(sha256: str, url: str) -> tuple[SourceArticle | None, Outcome]:
    """What importing a text of this hash and address would do, and to which article; None for a new one."""
    known = SourceArticle.objects.filter(content_sha256=sha256).first()
    if known:
        return known, Outcome.KNOWN if known.text else Outcome.ATTACHED
    if url:
        known = SourceArticle.objects.filter(url=url).order_by("pk").first()
    return known, Outcome.REVISED if known else Outcome.CREATED


def _written(article: SourceArticle, given: Given, by: AbstractUser, outcome: Outcome) -> Imported:
    """The article with a new latest revision, and its decisions at their sentences."""
    new = outcome is Outcome.CREATED
    cuts = carried(cuts_of(article), article.text, given.read.text)
    if not article.text or given.title:
        article.source_title = given.words_of_title
    article.publisher = given.publisher or article.publisher
    article.url = given.url or article.url
    article.retrieved_on = given.retrieved_on or article.retrieved_on
    article.text, article.content_sha256 = given.read.text, given.sha256
    article.cuts = [{"at": each.at, "kind": str(each.kind)} for each in cuts]
    article.omissions = []
    _refuse_invalid(article)
    article.skip_history_when_saving = not new
    article.save()
    article.skip_history_when_saving = False
    revision = keep_text(article=article, by=by, removals=given.read.removals)
    lost = () if new else _moved(article, revision, by)
    article._history_user = by
    record_edit(item=article, by=by)
    return Imported(article, outcome, given.read.removals, lost)


def keep_text(
    *, article: SourceArticle, by: AbstractUser, removals: Iterable[Removal] = ()
) -> TextRevision:
    """The text that the article has now, kept as its latest revision."""
    return TextRevision.objects.create(
        source_article=article,
        number=1 + article.revisions.count(),
        text=article.text,
        removed=[{"words": each.words, "reason": each.reason} for each in removals],
        content_sha256=article.content_sha256,
        retrieved_on=article.retrieved_on,
        by=by,
        at=timezone.now(),
    )


def _moved(
    article: SourceArticle, revision: TextRevision, by: AbstractUser
) -> tuple[SegmentDecision, ...]:
    """Each decision at its sentence in this revision; those that find none stay where they were."""
    rows = {_pure(row): row for row in article.decisions.prefetch_related("appearances")}
    cut_now = cut(revision.text, cuts_of(article))
    found = anchored(rows, cut_now)
    for position, decision in found.found.items():
        _move(rows[decision], cut_now[position], revision, by)
    return tuple(rows[decision] for decision in found.lost)


def _move(row: SegmentDecision, segment: Segment, revision: TextRevision, by: AbstractUser) -> None:
    row.revision, row.position = revision, segment.position
    row.start, row.end = segment.start, segment.end
    row._history_user = by
    row.save()
    for each in row.appearances.all():
        place_appearance(each, row, by)


def _pure(row: SegmentDecision) -> Decision:
    """For anchoring. The reason is the row's own number, so that no two rows are the same."""
    return Decision(row.position, row.sha256, SegmentClass(row.segment_class), (), str(row.pk))


def _first(text: str) -> str:
    found = cut(text)
    return found[0].text if found else ""


def import_account() -> AbstractUser:
    """Who imports from the command line when no person is named: nobody can sign in to it."""
    account, made = User.objects.get_or_create(
        username=IMPORTER, defaults={"first_name": "mgsite article import"}
    )
    if made:
        account.set_unusable_password()
        account.save()
        permission = Permission.objects.get(
            content_type__app_label="articles", codename="add_sourcearticle"
        )
        account.user_permissions.add(permission)
    return account


def _refuse_invalid(article: SourceArticle) -> None:
    try:
        article.full_clean()
    except ValidationError as error:
        raise Refused(
            *(f"{field}: {' '.join(words)}" for field, words in error.message_dict.items())
        ) from error


def _free_slug(title: str, sha256: str) -> str:
    """From the title, with a number where another article has it already."""
    room = SLUG_LENGTH - 5
    slug = slugify(title.replace("_", " "))
    slug = slug if len(slug) <= room else slug[: room + 1].rpartition("-")[0] or slug[:room]
    slug = slug.strip("-") or f"article-{sha256[:12]}"
    taken = set(SourceArticle.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    number = 2
    free = slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free
