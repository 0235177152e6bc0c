"""The six kinds that can be published, and the draft model behind each."""

from collections.abc import Iterable

from articles.models import Article, SourceArticle
from claims.models import Claim, Condition, Curated, Source, Supplement
from claims.public_ids import kind_of

# In the order in which publish locks them.
MODELS: dict[str, type[Curated]] = {
    model.kind: model for model in (Article, SourceArticle, Claim, Condition, Source, Supplement)
}


def item_of(public_id: str) -> Curated | None:
    """The draft behind a public id, or None."""
    kind = kind_of(public_id)
    return MODELS[kind]._default_manager.filter(public_id=public_id).first() if kind else None


def items_of(public_ids: Iterable[str]) -> list[Curated]:
    """The drafts behind these ids, in their order; one query a kind. Unknown ids are left out."""
    wanted = list(dict.fromkeys(public_ids))
    by_kind: dict[str, list[str]] = {}
    for public_id in wanted:
        by_kind.setdefault(kind_of(public_id) or "", []).append(public_id)
    found = {
        item.public_id: item
        for kind, ids in by_kind.items()
        if kind
        for item in MODELS[kind]._default_manager.filter(public_id__in=ids)
    }
    return [found[public_id] for public_id in wanted if public_id in found]
