"""What is left to do once two claims are merged: reviews, an edition, and leading readers on.

Reads only. What the merge edited is found by the reason in its history (claims.merged_claims).
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from articles.models import Article, SourceArticle
from claims.merged_claims import reason_of
from claims.models import Claim, Condition, Curated
from claims.review import State
from mgsite.desk.belonging import standing, with_print
from mgsite.desk.models import HOLDING, PlanItem
from mgsite.editions.closure import dependants
from mgsite.editions.models import Reason, Version
from mgsite.editions.prospect import current_version

IN_PRINT = "in print as it is"
NOTICE = "This claim said the same as another one. The two were merged: read the other one instead."


@dataclass(frozen=True)
class Edited:
    """One item that the merge edited; `said` is where it stands, `plan` the edition that has it."""

    item: Curated
    said: str
    plan: PlanItem | None

    @property
    def is_done(self) -> bool:
        return self.said == IN_PRINT


@dataclass(frozen=True)
class Aftermath:
    """`version` is what readers have of the claim given up; `naming` still names it in print."""

    stays: Claim | None
    edited: tuple[Edited, ...]
    version: Version | None
    successor_is_live: bool
    naming: tuple[Version, ...]
    withdraw_url: str


def aftermath(gone: Claim, successor_id: str) -> Aftermath:
    stays = Claim.objects.filter(public_id=successor_id).select_related("assessment").first()
    live = Version.objects.live().filter(public_id=successor_id)
    proposed = {"reason": Reason.MERGED.value, "replaced_by": successor_id, "notice": NOTICE}
    page = reverse("desk:withdraw", args=["claim", gone.public_id])
    return Aftermath(
        stays=stays,
        edited=tuple(_edited(gone, reason_of(gone.public_id, successor_id))),
        version=current_version(gone.public_id),
        successor_is_live=live.exists(),
        naming=tuple(dependants(gone.public_id)),
        withdraw_url=f"{page}?{urlencode(proposed)}",
    )


def _edited(gone: Claim, reason: str) -> list[Edited]:
    items: list[Curated] = []
    for model in (Claim, Condition, Article, SourceArticle):
        changed = model.history.filter(history_change_reason=reason).values("id")
        rows = with_print(model._default_manager.filter(pk__in=changed).order_by("slug"))
        items += [item for item in rows if item.public_id != gone.public_id]
    ids = [item.public_id for item in items]
    held = PlanItem.objects.filter(public_id__in=ids, plan__stage__in=HOLDING)
    plans = {each.public_id: each for each in held.select_related("plan")}
    return [Edited(item, _said(item), plans.get(item.public_id)) for item in items]


def _said(item: Curated) -> str:
    if item.state == State.APPROVED:
        return standing(item)
    return item.get_state_display().lower()
