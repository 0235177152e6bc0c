"""Two claims that say the same, from the merge to the old address that leads on."""

import pytest
from django.urls import reverse

from claims.models import Claim, Condition
from mgsite.desk.merged import aftermath
from mgsite.desk.timeline import timeline
from mgsite.editions.models import Version
from mgsite.editions.verify import faults
from tests import builders
from tests.desk.merging import page
from tests.forms import content_of, form_of, signed_in


@pytest.fixture
def site(ada):
    """In print: an article that places both claims, a condition that answers with the first."""
    site = builders.published_site(claims=2)
    gone, stays = site["claims"]
    both = builders.article("both", body=f"[[claim:{gone.slug}]]\n\n[[claim:{stays.slug}]]\n")
    check = builders.source_article(gone)
    builders.put_in_print(both, check)
    return site | {"both": both, "check": check}


def merged(site) -> tuple[Claim, Claim]:
    """By Ada, on the page, with a new edition for all of it."""
    gone, stays = site["claims"]
    client = signed_in(builders.user("ada"))
    typed = form_of(client, page(gone, stays), index=-1)
    client.post(page(gone), typed | {"together": "on", "edition": "One of two"})
    return gone, stays


def published(site) -> None:
    """Approved by Ben, published by Dora as the edition that the merge started."""
    left = aftermath(site["claims"][0], site["claims"][1].public_id)
    builders.approve(*(each.item for each in left.edited))
    (plan,) = {each.plan.plan for each in left.edited}
    client = signed_in(builders.user("dora"))
    typed = form_of(client, plan.get_absolute_url(), index=-1)
    words = {"note": "Two claims are one.", "change": "evidence", "do": "publish"}
    client.post(plan.get_absolute_url(), typed | words)


def withdrawn(gone, stays) -> None:
    """By Dora, over the link that the merge page gives her."""
    client = signed_in(builders.user("dora"))
    address = aftermath(gone, stays.public_id).withdraw_url
    client.post(address, form_of(client, address))


def test_readers_are_led_from_the_claim_given_up_to_the_one_that_stays(client, site, dora):
    gone, stays = merged(site)
    assert client.get(f"/claims/{gone.slug}/").status_code == 200
    published(site)
    assert aftermath(gone, stays.public_id).naming == ()
    withdrawn(gone, stays)

    old = client.get(f"/claims/{gone.slug}/")
    assert (old.status_code, old.url) == (301, f"/claims/{stays.slug}/")
    for address in ("/articles/both/", "/articles/our-article/", "/checks/their-article/"):
        shown = content_of(client.get(address))
        assert f"/claims/{stays.slug}/" in shown
        assert f"/claims/{gone.slug}/" not in shown
    both = content_of(client.get("/articles/both/"))
    once = content_of(client.get("/articles/our-article/"))
    assert both.count(f"/claims/{stays.slug}/") == once.count(f"/claims/{stays.slug}/")
    assert Condition.objects.get().headlines() == [stays]
    assert list(faults()) == []


def test_changes_tell_partners_of_both_and_the_histories_are_whole(client, site, ada, dora):
    gone, stays = merged(site)
    published(site)
    withdrawn(gone, stays)
    changes = content_of(client.get("/changes/"))
    assert "Two claims are one." in changes
    assert "The two were merged: read the other one instead." in changes
    assert [v.event for v in Version.objects.filter(public_id=gone.public_id).order_by("seq")] == [
        "published",
        "merged",
    ]
    history = [each.what for each in timeline(gone, ada)]
    assert history[:2] == ["Merged as version 2, edition 4", f"Merged into “{stays.slug}”"]
    assert {"Published as version 1, edition 1", "Approved", "Graded"} <= set(history)
    kept = [each.what for each in timeline(stays, ada)]
    assert {f"Merged from “{gone.slug}”", "Citation added", "Graded"} <= set(kept)


def test_claim_given_up_does_not_come_back_by_itself(client, site, dora):
    gone, stays = merged(site)
    published(site)
    withdrawn(gone, stays)
    address = reverse("desk:review", args=["claim", gone.public_id])
    review = signed_in(builders.user("ben", "Reviewer")).get(address)
    assert "is on hold: Merged into" in content_of(review)
    assert client.get(f"/claims/{gone.slug}/").status_code == 301
