"""A claim worth grading and the addresses of its form, for the tests of the guided page."""

import re
from decimal import Decimal

from django.urls import reverse

from tests import builders

EMPTY = "&start=empty"


def sleep_claim(by):
    """About glycinate, with a threshold, one trial of glycinate for it and one of another against."""
    glycinate = builders.supplement().forms.get(slug="glycinate")
    trial = builders.source("glycinate-trial", funding="industry", n_participants=60)
    trial.forms_tested.add(glycinate)
    other = builders.source("oxide-trial", unverified_fields=["dose_mg", "volume"])
    return builders.claim(
        "sleep",
        by=by,
        conditions=[builders.condition()],
        form=glycinate,
        sentence_outcome="the time to fall asleep",
        important_difference=Decimal(10),
        important_difference_note="Minutes; our choice.",
        sources=[(trial, "supports"), (other, "contradicts")],
    )


def address(claim, more: str = "") -> str:
    return f"{reverse('admin:claims_assessment_add')}?claim={claim.pk}{more}"


def errors_of(response) -> dict:
    form = response.context["adminform"].form
    return {name: list(sentences) for name, sentences in form.errors.items()}


def live(client, claim, **typed) -> dict:
    """What the server answers while these values are typed."""
    values = builders.RCT_LOW | {"claim": claim.pk} | typed
    return client.post(reverse("admin:claims_assessment_level"), values).json()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
