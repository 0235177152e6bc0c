"""The six kinds that can be published, and the draft model behind each."""

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
