"""Two claims that say the same, and the usual way to merge them, for the tests of merging."""

from django.urls import reverse

from claims.models import Claim
from mgsite.desk.merge import Choices, Merged, merge_claims, survey_merge
from tests import builders


def pair() -> tuple[Claim, Claim]:
    """(gone, stays): two claims of a published site, each with a trial of its own."""
    gone, stays = builders.published_site(claims=2)["claims"]
    return gone, stays


def merge(gone: Claim, stays: Claim, by, **choices) -> Merged:
    """As a person does who ticks nothing else than `choices`, and nobody is in between."""
    gone, stays = Claim.objects.get(pk=gone.pk), Claim.objects.get(pk=stays.pk)
    seen = survey_merge(gone, stays).seen
    return merge_claims(gone=gone, stays=stays, by=by, choices=Choices(**choices), seen=seen)


def page(gone: Claim, stays: Claim | None = None) -> str:
    address = reverse("desk-sections:merge", args=[gone.public_id])
    return f"{address}?into={stays.public_id}" if stays else address
