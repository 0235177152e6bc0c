"""The starter's checks once more, when their texts have come: the same decisions, now with quotations."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from articles.models import SourceArticle
from articles.starter.checks import is_as_prepared
from claims import actions
from claims.review import State
from mgsite.editions.models import Change, Edition
from mgsite.editions.publish import publish
from mgsite.editions.starter import starter_account

REASON = (
    "Starter content: our own decisions, with the text at hand, so that its title and single sentences are "
    "quoted. Not yet independently reviewed."
)
NOTE = "Checks of popular articles quote single sentences now. Not yet independently reviewed."


@dataclass(frozen=True)
class Published:
    """`edition` is None when all of them are in print like that; `left_out` says what stays a draft, and
    why."""

    edition: Edition | None
    left_out: tuple[str, ...]


def publish_starter_checks(articles: Iterable[SourceArticle]) -> Published:
    """As one edition those that nobody has changed; what an editor works on goes the ordinary way.

    Starter approval holds for what was never in print, so these are approved without a second person, and
    the history says so. Raises Refused.
    """
    by = starter_account()
    ready, left_out = [], []
    for article in {each.pk: each for each in articles}.values():
        article.refresh_from_db()
        why = _not_ours(article)
        if why:
            left_out.append(f"“{article.slug}” stays a draft: {why}")
            continue
        if article.state != State.APPROVED:
            actions.force(item=article, by=by, note=REASON)
        ready.append(article)
    if not ready:
        return Published(None, tuple(left_out))
    outcome = publish(
        items=ready,
        by=by,
        note=NOTE,
        change=Change.EVIDENCE,
        operation=f"starter-checks:{uuid4().hex}",
    )
    return Published(outcome.edition, tuple(left_out))


def _not_ours(article: SourceArticle) -> str:
    if article.state == State.IN_REVIEW:
        return "it is in review."
    if not is_as_prepared(article):
        return "its decisions are not the starter content's. Have it reviewed and publish it at the desk."
    return ""
