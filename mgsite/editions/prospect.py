"""What publishing would do, said before it is done: changes, refusals, companions.

Reads only. Publishing judges again under its locks; this is what a person decides by.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.actions import latest_approval
from claims.canonical import canonical, fingerprint
from claims.models import Curated, Review
from claims.public_ids import PATTERN
from mgsite.editions.alerts import claims_to_re_emit, with_alerts
from mgsite.editions.closure import companions, dangling, dangling_sentences
from mgsite.editions.differences import Difference, differences
from mgsite.editions.events import event_of
from mgsite.editions.kinds import MODELS
from mgsite.editions.models import Event, Version
from mgsite.editions.publish import why_not
from mgsite.editions.review_stamp import stamped


@dataclass(frozen=True)
class ItemProspect:
    """One item: `before` is its current version; `event` None means nothing differs from print."""

    item: Curated
    before: Version | None
    document: dict
    event: Event | None
    differences: list[Difference]
    refusals: list[str]

    @property
    def in_print(self) -> bool:
        return self.before is not None and self.before.state == Version.PUBLISHED


@dataclass(frozen=True)
class Prospect:
    """A whole edition to be. `seen` identifies exactly what was shown."""

    items: list[ItemProspect]
    companions: list[Curated]
    dangling: list[str]
    re_emitted: list[str]
    seen: str

    @property
    def refusals(self) -> list[str]:
        return [sentence for item in self.items for sentence in item.refusals] + self.dangling


def current_version(public_id: str) -> Version | None:
    return Version.objects.current().filter(public_id=public_id).first()


def draft_document(item: Curated) -> dict:
    """What would be printed of the draft now: stamped if an approval stands, with its alerts."""
    return _to_print(item, item.document(), latest_approval(item))


def _to_print(item: Curated, document: dict, review: Review | None) -> dict:
    document = stamped(document, item, review) if review else document
    return with_alerts({item.public_id: document})[item.public_id]


def fingerprint_shown(items: Sequence[Curated]) -> str:
    """Prospect.seen of these items, without the rest of a prospect."""
    return _seen([draft_document(item) for item in items])


def _seen(documents: Iterable[dict]) -> str:
    return fingerprint(canonical(sorted(map(canonical, documents))))


def edition_prospect(items: Sequence[Curated], wider: Sequence[Curated] = ()) -> Prospect:
    """`items` are to be published; `wider` are the companions chosen besides, if any yet."""
    chosen = [*items, *wider]
    drafts = {item.public_id: (item.document(), latest_approval(item)) for item in chosen}
    documents = {item.public_id: _to_print(item, *drafts[item.public_id]) for item in chosen}
    offered = all_companions(items)
    closed = documents | {c.public_id: c.document() for c in offered}
    missing = dangling(closed)
    versions = Version.objects.current().filter(public_id__in=documents)
    current = {version.public_id: version for version in versions}
    printed = {i: json.loads(v.document) for i, v in current.items() if v.document}
    names = names_in([*documents.values(), *printed.values()])
    return Prospect(
        items=[
            _item_prospect(
                item,
                documents[item.public_id],
                current.get(item.public_id),
                names,
                *drafts[item.public_id],
            )
            for item in chosen
        ],
        companions=offered,
        dangling=dangling_sentences(missing, closed),
        re_emitted=_re_emitted(documents),
        seen=_seen(documents.values()),
    )


def _re_emitted(documents: dict[str, dict]) -> list[str]:
    """Slugs of the claims in print whose alerts change with the sources of this edition."""
    printed = claims_to_re_emit(documents)
    alerted = with_alerts(documents | printed)
    return [
        document["slug"]
        for public_id, document in printed.items()
        if canonical(alerted[public_id]) != canonical(document)
    ]


def all_companions(items: Sequence[Curated]) -> list[Curated]:
    """Approved and unpublished items that these need, and those that they need in turn."""
    found: dict[str, Curated] = {}
    known = {item.public_id for item in items}
    newest = list(items)
    while newest:
        newest = [c for c in companions(newest) if c.public_id not in known | set(found)]
        found |= {item.public_id: item for item in newest}
    return list(found.values())


def _item_prospect(
    item: Curated, document: dict, before: Version | None, names, draft: dict, review: Review | None
) -> ItemProspect:
    """`document` is what would be printed, `draft` what the approval `review` is about."""
    printed = json.loads(before.document) if before and before.document else None
    text = canonical(document)
    same = bool(printed) and before is not None and before.sha256 == fingerprint(text)
    return ItemProspect(
        item=item,
        before=before,
        document=document,
        event=None if same else event_of(document, before),
        differences=differences(printed, json.loads(text), names),
        refusals=why_not(item, draft, review, before is not None),
    )


def names_in(documents: Iterable[Mapping | None]) -> dict[str, str]:
    """The title of each item that the documents name: from the drafts, else from print."""
    ids = {match[0] for document in documents for match in PATTERN.finditer(str(document))}
    printed = Version.objects.current().filter(public_id__in=ids)
    names = dict(printed.values_list("public_id", "title"))
    for model in MODELS.values():
        names |= {i.public_id: i.slug for i in model._default_manager.filter(public_id__in=ids)}
    return names
