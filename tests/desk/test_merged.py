"""What is left to do after a merge, as the same page says it."""

import pytest
from django.urls import reverse

from mgsite.desk.merged import aftermath
from mgsite.desk.plans import start_plan
from mgsite.editions.withdraw import withdraw
from tests import builders
from tests.desk.merging import merge, page, pair
from tests.forms import content_of, form_of, signed_in


@pytest.fixture
def claims(ada):
    gone, stays = pair()
    merge(gone, stays, ada)
    return gone, stays


def said(gone, stays) -> dict[str, str]:
    left = aftermath(gone, stays.public_id)
    return {each.item.kind: each.said for each in left.edited}


def test_each_edited_item_says_where_it_stands(claims, ada):
    gone, stays = claims
    assert said(gone, stays) == {"claim": "draft", "condition": "draft", "article": "draft"}
    builders.approve(stays, by="eve")
    assert said(gone, stays)["claim"] == "ahead of print"
    builders.put_in_print(stays)
    assert said(gone, stays)["claim"] == "in print as it is"


def test_edition_that_has_an_item_is_named(claims, ada):
    gone, stays = claims
    plan = start_plan(name="November", by=ada, items=[stays])
    assert f'<a href="{plan.get_absolute_url()}">November</a>' in content_of(
        signed_in(ada).get(page(gone))
    )


def test_publisher_is_led_to_the_withdrawal_with_its_reason_and_successor(claims, dora):
    gone, stays = claims
    client = signed_in(dora)
    left = aftermath(gone, stays.public_id)
    address = left.withdraw_url.replace("&", "&amp;")
    assert f'href="{address}"' in content_of(client.get(page(gone)))
    typed = form_of(client, left.withdraw_url)
    assert (typed["reason"], typed["replaced_by"]) == ("merged", stays.public_id)
    assert typed["notice"].startswith("This claim said the same as another one.")


def test_others_are_told_who_withdraws_it(claims, ada):
    shown = content_of(signed_in(ada).get(page(claims[0])))
    assert "Somebody of the group Publisher withdraws it on this page" in shown
    assert "2 items still name" in shown


def test_claim_that_is_not_in_print_cannot_take_the_address_yet(ada, dora):
    gone = builders.published_site()["claims"][0]
    stays = builders.claim("stays", by=ada)
    merge(gone, stays, ada)
    shown = content_of(signed_in(dora).get(page(gone)))
    assert f"{gone.slug} is in print and stays is not: publish that first" in shown


@pytest.mark.parametrize("withdrawn", [True, False])
def test_claim_that_is_out_of_print_has_nothing_to_withdraw(ada, dora, withdrawn):
    gone = builders.published_site()["claims"][0] if withdrawn else builders.claim("x", by=ada)
    if withdrawn:
        withdraw(public_id=gone.public_id, by=dora, reason="error", notice="n", operation="w")
    merge(gone, builders.claim("stays", by=ada), ada)
    shown = content_of(signed_in(dora).get(page(gone)))
    assert ("was withdrawn in edition 2." in shown) is withdrawn
    assert ("was never in print" in shown) is not withdrawn


def test_form_of_the_claim_given_up_says_what_it_was_merged_into(claims, ada):
    gone, stays = claims
    form = reverse("admin:claims_claim_change", args=[gone.pk])
    assert f'href="{page(gone)}">Merged into {stays.slug}</a>' in content_of(
        signed_in(ada).get(form)
    )
