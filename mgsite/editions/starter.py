"""Load the starter content and put it in print: the one place that sees all three packages."""

from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.auth.models import AbstractUser, Group, User
from django.db import transaction

from articles.starter import load as article_content
from claims import actions
from claims.canonical import fingerprint
from claims.models import Curated, Review
from claims.review import Decision, State
from claims.starter import load as claim_content
from claims.starter.ensure import Report, Step
from claims.wording_gate import wording_problems
from mgsite.editions.closure import dangling
from mgsite.editions.kinds import MODELS
from mgsite.editions.models import Change, Edition, Version
from mgsite.editions.publish import publish

NOTE = (
    "Starter content: conditions, magnesium and its forms, claims with their grading, sources and "
    "articles as prepared for the first edition. Not yet independently reviewed."
)


@dataclass
class Loaded:
    """What a run did. `held` says why a draft stays unpublished."""

    report: Report
    held: list[str] = field(default_factory=list)
    edition: Edition | None = None


def starter_account() -> AbstractUser:
    """An account that nobody can sign in to, so that the records do not name a person."""
    account, made = User.objects.get_or_create(
        username="starter-content", defaults={"first_name": "mgsite starter content"}
    )
    if made:
        account.set_unusable_password()
        account.save()
        account.groups.add(Group.objects.get(name="Publisher"))
    return account


def load_starter(
    *,
    claims_folder: Path = claim_content.FOLDER,
    articles_folder: Path = article_content.FOLDER,
    step: Step = lambda slug: None,
) -> Loaded:
    """Create what is missing in one transaction, then publish what was never in print.

    Raises BrokenData (nothing is loaded then) or Refused (the drafts stay, nothing is published).
    """
    report = Report(step=step)
    loaded = Loaded(report)
    with transaction.atomic():
        by = starter_account()
        claim_content.load(claims_folder, by, report)
        article_content.load(articles_folder, report)
        if report.created:
            _approve(by, report.created_ids, loaded)
    items = _approved_and_never_published()
    if items:
        ids = sorted(item.public_id for item in items)
        outcome = publish(
            items=items,
            by=by,
            note=NOTE,
            change=Change.EVIDENCE,
            operation=f"starter:{fingerprint(','.join(ids))[:40]}",
        )
        loaded.edition = outcome.edition
    return loaded


def _approve(by: AbstractUser, created: set[str], loaded: Loaded) -> None:
    """Starter approval for new items that are fit for print and lean on nothing unfit."""
    fit: dict[str, Curated] = {}
    for model in MODELS.values():
        for item in model._default_manager.filter(public_id__in=created, state=State.DRAFT):
            if problems := item.problems() + wording_problems(item):
                loaded.held += problems
            else:
                fit[item.public_id] = item
    while missing := dangling({public_id: item.document() for public_id, item in fit.items()}):
        for public_id in {public_id for ids in missing.values() for public_id in ids}:
            item = fit.pop(public_id)
            loaded.held.append(f"The {item.kind} “{item.slug}” leans on something not in print.")
    for item in fit.values():
        actions.approve_as_starter(item=item, by=by)


def _approved_and_never_published() -> list[Curated]:
    """Also what an interrupted run approved but did not live to publish."""
    approved = set(
        Review.objects.filter(decision=Decision.STARTER).values_list("subject_id", flat=True)
    )
    approved -= set(Version.objects.values_list("public_id", flat=True))
    return [
        item
        for model in MODELS.values()
        for item in model._default_manager.filter(public_id__in=approved, state=State.APPROVED)
    ]
