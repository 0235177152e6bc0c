"""What a merge of two claims writes in articles and checks; mgsite.desk.merge calls it."""

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from articles.merge_survey import ArticlesSurvey
from claims.actions import require
from claims.actions_merge import record_merge
from claims.merged_claims import reason_of
from claims.models import Claim


@transaction.atomic
def merge_among_articles(
    *, survey: ArticlesSurvey, gone: Claim, stays: Claim, by: AbstractUser
) -> None:
    """Do what the survey says. The rows of all that it touches must be locked before it is made."""
    if survey.placements:
        require(by, "articles.change_article", "edit the articles that place the claim")
    if survey.sightings:
        require(by, "articles.change_sourcearticle", "edit the checks in which it appears")
    for placement in survey.placements:
        placement.article.body = placement.body
        placement.article.save_without_historical_record(update_fields=["body"])
    for sighting in survey.sightings:
        if sighting.twin is not None:
            sighting.appearance.delete()
            continue
        sighting.appearance.claim, sighting.appearance.position = stays, sighting.position
        sighting.appearance.save()
    reason = reason_of(gone.public_id, stays.public_id)
    for item in survey.touched:
        record_merge(item=item, by=by, reason=reason)
