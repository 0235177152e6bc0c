"""Addresses of the desk and a claim worth reviewing, for the tests of its pages."""

from django.urls import reverse

from tests import builders
from tests.forms import form_of


def edited_claim(site):
    """In print, edited since, regraded to very low."""
    made = site["claims"][0]
    made.conclusion = "The evidence is very uncertain."
    made.save()
    builders.regrade(
        made,
        by=builders.user("ada", "Editor"),
        imprecision=-2,
        imprecision_reason="Few people.",
        verdict="insufficient-evidence",
    )
    return made


def review_url(item) -> str:
    return reverse("desk:review", args=[item.kind, item.public_id])


def publish_url(*items) -> str:
    query = "&".join(f"item={item.public_id}" for item in items)
    return f"{reverse('desk:publish')}?{query}"


def withdraw_url(item) -> str:
    return reverse("desk:withdraw", args=[item.kind, item.public_id])


def decide(client, item, decision: str, note: str = "", follow: bool = False):
    typed = form_of(client, review_url(item), index=-1)
    return client.post(
        review_url(item), typed | {"decision": decision, "note": note}, follow=follow
    )
