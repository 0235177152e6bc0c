"""What has to be known before an edition goes out: what it changes, what stands in its way.

Reads only. Publishing judges again under its locks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.models import Curated
from mgsite.desk.models import HOLDING, Plan, PlanItem
from mgsite.editions.closure import dangling, dangling_sentences
from mgsite.editions.prospect import ItemProspect, edition_prospect


@dataclass(frozen=True)
class Checks:
    """`changed` has grade changes first, `unchanged` is in print as it is; `seen` names both.

    `re_emitted` are slugs of claims that the same edition publishes again for their alerts.
    """

    changed: list[ItemProspect]
    unchanged: list[ItemProspect]
    refusals: list[str]
    re_emitted: list[str]
    seen: str


def checks_of(plan: Plan, items: Sequence[Curated]) -> Checks:
    """Of the items alone: what belongs to them besides has to be added to count."""
    prospect = edition_prospect(items)
    documents = {entry.item.public_id: entry.document for entry in prospect.items}
    missing = dangling(documents)
    return Checks(
        changed=sorted((e for e in prospect.items if e.event is not None), key=_rank),
        unchanged=[entry for entry in prospect.items if entry.event is None],
        refusals=[
            *(sentence for entry in prospect.items for sentence in entry.refusals),
            *dangling_sentences(missing, documents),
            *_held_elsewhere(plan, items),
        ],
        re_emitted=prospect.re_emitted,
        seen=prospect.seen,
    )


def names_of_holders(public_ids: Sequence[str], besides: Plan | None = None) -> dict[str, str]:
    """public id -> name of the edition in the making that holds it."""
    rows = PlanItem.objects.filter(public_id__in=public_ids, plan__stage__in=HOLDING)
    rows = rows.exclude(plan=besides) if besides is not None else rows
    return dict(rows.values_list("public_id", "plan__name"))


def _held_elsewhere(plan: Plan, items: Sequence[Curated]) -> list[str]:
    """Two people may have added it in the same moment; adding refuses it otherwise."""
    taken = names_of_holders([item.public_id for item in items], besides=plan)
    return [
        f"The {item.kind} “{item.slug}” is in “{taken[item.public_id]}” too: take it out of one of "
        "the two."
        for item in items
        if item.public_id in taken
    ]


def _rank(entry: ItemProspect) -> tuple[bool, bool]:
    """What changes a grade in print, other changes to what is in print, then what is new."""
    regraded = any(difference.about_grade for difference in entry.differences)
    return not entry.in_print, not regraded
