"""A reference as exports and citations take it: HELD's fields and a `slug`, nothing unverified.

The same mapping is made from a published document and from a draft. No Django in here.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from claims.references.rows import HELD

Reference = dict[str, Any]
# The names under which a published document has them, where they are others (API.md §3).
DOCUMENT_KEYS = {
    "csl_type": "type",
    "source_title": "title",
    "container_title": "container",
    "url": "source_url",
}
EMPTY: dict[str, Any] = {"authors": [], "csl_type": "article"}


def from_document(document: Mapping[str, Any]) -> Reference:
    """From a source's published document, which holds verified facts only."""
    facts = {name: document.get(DOCUMENT_KEYS.get(name, name)) for name in HELD}
    return _whole(facts, document.get("slug", ""))


def from_fields(
    fields: Mapping[str, Any], *, slug: str = "", unverified: Iterable[str] = ()
) -> Reference:
    """From a draft's fields. `unverified` names fields as the model's `unverified_fields` does."""
    hidden = set(unverified)
    facts = {
        name: None
        if hidden & {name, name.removeprefix("source_"), name.removeprefix("csl_")}
        else fields.get(name)
        for name in HELD
    }
    return _whole(facts, slug)


def _whole(facts: Mapping[str, Any], slug: str) -> Reference:
    return {name: value or EMPTY.get(name, "") for name, value in facts.items()} | {"slug": slug}
