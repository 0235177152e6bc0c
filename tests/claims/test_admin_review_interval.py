"""How often a claim is reviewed follows from its kind, unless an editor says so."""

import pytest
from django.urls import reverse

from claims.models import Claim
from tests import builders
from tests.forms import form_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "typed", "months"),
    [("safety", "", 6), ("effect", "", 12), ("safety", "3", 3)],
)
def test_review_interval_left_empty_follows_from_the_kind(ada, kind, typed, months):
    magnesium = builders.supplement()
    client = signed_in(ada)
    add = reverse("admin:claims_claim_add")
    form = form_of(client, add)
    assert form["review_every_months"] == ""

    words = {"statement": "It does.", "conclusion": "It may.", "plain_language": "It may."}
    client.post(
        add,
        form
        | words
        | {"slug": "new-claim", "claim_kind": kind, "supplement": str(magnesium.pk)}
        | {"review_every_months": typed},
    )

    assert Claim.objects.get(slug="new-claim").review_every_months == months
