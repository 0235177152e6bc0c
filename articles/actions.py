"""Writes of this package that carry a rule: keyword-only, `by=` first-class, one transaction."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractUser, Permission, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from articles.debris import clean
from articles.models import SourceArticle
from claims.actions import record_edit
from claims.canonical import fingerprint
from claims.errors import Refused

LONGEST_CHARACTERS = (
    500_000  # a long article has 50,000; a book or a dump of a site has more than this
)
TITLE_LENGTH, SLUG_LENGTH = 250, 80  # as their columns
CONTROL = {chr(code) for code in range(32)} - {"\t", "\n", "\r", "\f", "\v"} | {"\x7f"}
IMPORTER = "source-article-import"


@dataclass(frozen=True)
class Imported:
    """`created` is False when the same text was stored before. `removed` is the debris, line by line."""

    article: SourceArticle
    created: bool
    removed: tuple[str, ...]


@transaction.atomic
def import_source_article(
    *,
    text: str,
    by: AbstractUser,
    publisher: str = "",
    url: str = "",
    retrieved_on: date | None = None,
) -> Imported:
    """Store somebody else's article as a draft, cleaned of debris.

    Title and slug come from its first line. The same cleaned text is stored once, whatever debris
    surrounds it and whatever an editor made of it since. Raises Refused with what is wrong.
    """
    if not by.has_perm("articles.add_sourcearticle"):
        raise Refused(
            "Your account may not import articles. Ask an administrator for the group Editor."
        )
    _refuse_unreadable(text)
    cleaned = clean(text)
    if not cleaned.text:
        raise Refused("There is no text in it: nothing, or nothing but navigation and notices.")
    sha256 = fingerprint(cleaned.text)
    if known := SourceArticle.objects.filter(content_sha256=sha256).first():
        return Imported(known, False, cleaned.removed)
    article = SourceArticle(
        slug=_free_slug(cleaned.title, sha256),
        source_title=_shortened(cleaned.title),
        publisher=publisher,
        url=url,
        retrieved_on=retrieved_on,
        text=cleaned.text,
        removed="\n".join(cleaned.removed),
        content_sha256=sha256,
    )
    _refuse_invalid(article)
    article.save()
    record_edit(item=article, by=by)
    return Imported(article, True, cleaned.removed)


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


def _refuse_unreadable(text: str) -> None:
    if len(text) > LONGEST_CHARACTERS:
        raise Refused(
            f"It has {len(text):,} characters; an article may have {LONGEST_CHARACTERS:,}. Is it the right file?"
        )
    if CONTROL & set(text):
        raise Refused(
            "It holds control characters that no text has: save it as plain text, in UTF-8."
        )


def _refuse_invalid(article: SourceArticle) -> None:
    try:
        article.full_clean()
    except ValidationError as error:
        raise Refused(
            *(f"{field}: {' '.join(words)}" for field, words in error.message_dict.items())
        ) from error


def _shortened(title: str) -> str:
    """A first line that is a whole paragraph, cut between words."""
    return (
        title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
    )


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
