"""What the desk adds to every list: the draft against print, one click from the row."""

import pytest
from django.urls import reverse

from mgsite.editions.kinds import MODELS
from tests import builders
from tests.forms import content_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", sorted(set(MODELS) - {"check"}))
def test_each_row_leads_to_its_draft_against_print(ada, kind):
    builders.published_site()
    item = MODELS[kind].objects.order_by("slug").first()
    options = item._meta
    address = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    page = content_of(signed_in(ada).get(address))
    review = reverse("desk:review", args=[kind, item.public_id])
    link = f'<a href="{review}" aria-label="Compare the draft of {item.slug} with print">'
    assert page.count(link) == 1
