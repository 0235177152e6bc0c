"""Nobody approves their own change, whichever way they try: five doors, one promise (DESIGN.md §3).

Root may do everything that permissions give, and still may not do this.
"""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from claims import actions
from claims.models import Claim, Review
from claims.review import Decision
from tests import builders
from tests.desk.tables.sending import confirmed, csv_of, exported, rows_in, upload
from tests.forms import content_of, form_of, signed_in

SENTENCE = "You edited “mine” since it was last approved, so somebody else has to approve it."


@pytest.fixture
def claim(root):
    """Edited by root by the form, and handed in."""
    made = builders.claim("mine", by=builders.user("ada", "Editor"), applies_to_all=True)
    client = signed_in(root)
    form = reverse("admin:claims_claim_change", args=[made.pk])
    client.post(form, form_of(client, form) | {"dispute": "Some say otherwise."})
    actions.submit(item=Claim.objects.get(), by=root)
    return Claim.objects.get()


def review_page(claim) -> str:
    return reverse("desk:review", args=["claim", claim.public_id])


def state() -> str:
    return Claim.objects.get(slug="mine").state


def test_the_form_offers_no_approval(claim, root, ben):
    button = 'name="decision" value="approved"'
    own = content_of(signed_in(root).get(review_page(claim)))
    assert button not in own
    assert "You edited it since its last approval, so somebody else has to approve it." in own
    assert button in content_of(signed_in(ben).get(review_page(claim)))


def test_a_post_past_the_form_is_refused(claim, root):
    client = signed_in(root)
    typed = form_of(client, review_page(claim), index=-1) | {
        "decision": "approved",
        "note": "Mine & good.",
    }
    page = content_of(client.post(review_page(claim), typed))
    assert SENTENCE in page
    assert "Mine &amp; good." in page
    assert state() == "in-review"


def test_a_bulk_action_is_refused_before_and_after(claim, root):
    client = signed_in(root)
    address = reverse("desk-sections:bulk-approve")
    assert SENTENCE in content_of(client.get(address, {"item": claim.public_id}))
    typed = {"item": f"{claim.public_id}:{claim.lock_version}", "read": "on", "mode": "some"}
    assert SENTENCE in content_of(client.post(address, typed))
    assert state() == "in-review"


def test_an_import_neither_approves_nor_frees_the_importer(claim, root):
    client = signed_in(root)
    (row,) = rows_in(exported(client, "claim"))
    row |= {"state (read only)": "approved", "population": "Adults"}
    confirmed(client, "claim", upload(client, "claim", csv_of([row])))
    assert Claim.objects.get().population == "Adults"
    page = review_page(claim)
    typed = form_of(client, page, index=-1) | {"decision": "approved"}
    assert SENTENCE in content_of(client.post(page, typed))
    assert state() == "in-review"


def test_the_database_takes_no_such_row(claim, root):
    row = {
        "subject_kind": "claim",
        "subject_id": claim.public_id,
        "decision": Decision.APPROVED,
        "fingerprint": "f" * 64,
        "editors": f",{root.pk},",
        "by": root,
        "at": timezone.now(),
    }
    with pytest.raises(IntegrityError, match="review_approver_did_not_edit"), transaction.atomic():
        Review.objects.create(**row)
    Review.objects.create(**row | {"by": builders.user("ben", "Reviewer")})
