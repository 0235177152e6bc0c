"""Referential closure: what an edition must find in print, and what hangs on an item."""

from collections.abc import Iterable, Mapping

from mgsite.editions.facets import EVERY_CONDITION, links
from mgsite.editions.kinds import item_of
from mgsite.editions.models import Version


def dangling(documents: Mapping[str, dict]) -> dict[str, list[str]]:
    """target id -> ids in the edition that name it, for targets that would not be in print."""
    wanted: dict[str, list[str]] = {}
    for public_id, document in documents.items():
        for target in sorted({target for _, target in links(document)}):
            if target != EVERY_CONDITION and target not in documents:
                wanted.setdefault(target, []).append(public_id)
    live = set(
        Version.objects.live()
        .filter(public_id__in=list(wanted))
        .values_list("public_id", flat=True)
    )
    return {target: by for target, by in wanted.items() if target not in live}


def dangling_sentences(
    missing: Mapping[str, list[str]], documents: Mapping[str, dict]
) -> list[str]:
    """One sentence for each missing target, with what to do about it."""
    withdrawn = set(
        Version.objects.current()
        .filter(public_id__in=list(missing), state=Version.WITHDRAWN)
        .values_list("public_id", flat=True)
    )
    sentences = []
    for target, by in missing.items():
        named = " and ".join(f"“{documents[public_id]['slug']}”" for public_id in by[:3])
        item = item_of(target)
        what = f"{item.kind} “{item.slug}”" if item else target
        if target in withdrawn:
            cure = "was withdrawn: restore it or remove the reference"
        elif item is not None and item.state == "approved":
            cure = "is approved but not published: publish it in the same edition"
        else:
            cure = "is not published: have it approved and publish it in the same edition"
        sentences.append(f"{named} refers to the {what}, which {cure}.")
    return sentences


def companions(items: Iterable) -> list:
    """Approved items, not in print yet, that these refer to: what an editor may add."""
    documents = {item.public_id: item.document() for item in items}
    found = [item_of(target) for target in dangling(documents)]
    return [item for item in found if item is not None and item.state == "approved"]


def dependants(*public_ids: str) -> list[Version]:
    """Live versions that name one of the items and are none of them, by kind and title."""
    return list(
        Version.objects.live()
        .filter(links__target__in=public_ids)
        .exclude(public_id__in=public_ids)
        .distinct()
        .order_by("kind", "title", "pk")
    )
