"""Merge two claims: the dry run of the whole, and the merge itself in one transaction.

Order of locks: the editions in the making that hold the claim given up, as publishing one does;
then the roots as publishing takes them, so that two merges of one pair wait for each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from articles.actions_merge import merge_among_articles
from articles.merge_survey import ArticlesSurvey, survey_articles
from claims.actions import require
from claims.actions_merge import merge_among_claims
from claims.canonical import canonical, fingerprint
from claims.errors import Refused
from claims.merge_survey import ClaimsSurvey, refusals_among_claims, survey_claims
from claims.models import Claim, Curated
from mgsite.desk.checks import names_of_holders
from mgsite.desk.models import HOLDING, Plan, Stage
from mgsite.desk.plans import start_plan, take_from_plan
from mgsite.editions.models import Version
from mgsite.editions.publish import lock_roots

NOT_WHAT_WAS_SHOWN = (
    "Something of what the merge touches was changed after you opened this page, so nothing was "
    "merged: read below what it would do now, and merge then."
)


@dataclass(frozen=True)
class Survey:
    """The dry run. `prints` are the current versions by public id; `plans` hold the claim given up,
    `holders` name the edition in the making that has another item of it; `seen` names all of it."""

    claims: ClaimsSurvey
    articles: ArticlesSurvey
    prints: dict[str, Version]
    plans: tuple[Plan, ...]
    holders: dict[str, str]

    @property
    def touched(self) -> list[Curated]:
        return [*self.claims.touched, *self.articles.touched]

    @property
    def edited(self) -> list[Curated]:
        """What readers get in another state: all but the claim given up."""
        return self.touched[1:]

    @property
    def refusals(self) -> list[str]:
        said = refusals_among_claims(self.claims)
        stays = self.claims.stays
        version = self.prints.get(stays.public_id)
        if version is not None and version.state == Version.WITHDRAWN:
            said.append(
                f"“{stays.slug}” was withdrawn: choose a claim that readers can be led to, or publish "
                "it again first."
            )
        said += [
            f"“{self.claims.gone.slug}” is in the scheduled edition “{plan.name}”: take that off the "
            "schedule first."
            for plan in self.plans
            if plan.stage == Stage.SCHEDULED
        ]
        return said

    @property
    def seen(self) -> str:
        claims, articles = self.claims, self.articles
        return fingerprint(
            canonical(
                {
                    "items": [[item.public_id, item.lock_version] for item in self.touched],
                    "citations": [[c.pk for c in claims.citations], len(claims.shared)],
                    "rows": [row.pk for row in (*claims.rows, *claims.own_rows)],
                    "notes": [note.pk for note in claims.remarks],
                    "appearances": [each.appearance.pk for each in articles.sightings],
                    "plans": [[plan.pk, plan.stage] for plan in self.plans],
                }
            )
        )


@dataclass(frozen=True)
class Choices:
    """What the person ticked: public ids of the sources whose citation is taken as the claim given
    up has it, and of the conditions to add; the name of a new edition for it all, or none."""

    take: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    edition: str = ""


@dataclass(frozen=True)
class Merged:
    """`plan` is the edition that was started with what was edited, `left_out` what another has."""

    stays: Claim
    plan: Plan | None = None
    left_out: tuple[str, ...] = ()


def survey_merge(gone: Claim, stays: Claim) -> Survey:
    claims = survey_claims(gone, stays)
    articles = survey_articles(gone, stays)
    ids = [item.public_id for item in (*claims.touched, *articles.touched)]
    current = Version.objects.current().filter(public_id__in=ids)
    return Survey(
        claims=claims,
        articles=articles,
        prints={version.public_id: version for version in current.defer("document", "search_text")},
        plans=tuple(_holding(gone)),
        holders=names_of_holders(ids),
    )


@transaction.atomic
def merge_claims(
    *, gone: Claim, stays: Claim, by: AbstractUser, choices: Choices, seen: str
) -> Merged:
    """Give `gone` up for `stays`. `seen` is that of the survey which the person decided by.

    Raises Refused with all that stands in the way, and when the survey is another one by now.
    """
    require(by, "claims.change_claim", "merge claims", group="group Editor")
    plans = list(_holding(gone).select_for_update(of=("self",)))
    locked = lock_roots(survey_merge(gone, stays).touched)
    fresh = {(item.kind, item.pk): item for item in locked}
    survey = survey_merge(fresh[gone.kind, gone.pk], fresh[stays.kind, stays.pk])
    if hindrances := survey.refusals:
        raise Refused(*hindrances)
    unlocked = {(item.kind, item.pk) for item in survey.touched} - fresh.keys()
    if survey.seen != seen or unlocked or set(survey.plans) != set(plans):
        raise Refused(NOT_WHAT_WAS_SHOWN)
    merge_among_claims(
        survey=survey.claims, by=by, take=choices.take, conditions=choices.conditions
    )
    merge_among_articles(
        survey=survey.articles, gone=survey.claims.gone, stays=survey.claims.stays, by=by
    )
    for plan in survey.plans:
        take_from_plan(plan=plan, public_id=gone.public_id, by=by)
    return _merged(survey, choices, by)


def _holding(gone: Claim):
    held = Plan.objects.filter(items__public_id=gone.public_id, stage__in=HOLDING)
    return held.order_by("pk")


def _merged(survey: Survey, choices: Choices, by: AbstractUser) -> Merged:
    stays = survey.claims.stays
    if not choices.edition.strip():
        return Merged(stays)
    free = [item for item in survey.edited if item.public_id not in survey.holders]
    plan = start_plan(name=choices.edition, items=free, by=by)
    return Merged(stays, plan, _slugs([item for item in survey.edited if item not in free]))


def _slugs(items: Sequence[Curated]) -> tuple[str, ...]:
    return tuple(item.slug for item in items)
