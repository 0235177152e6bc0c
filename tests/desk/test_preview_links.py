"""Links to one draft for somebody without an account."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from claims import actions
from mgsite.editions.models import Edition, Version
from mgsite.editions.withdraw import withdraw
from mgsite.preview_links import MOST_A_MINUTE, token
from tests import builders
from tests.forms import content_of, signed_in

CANARY = "zwitscherling"


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


@pytest.fixture
def claim(ada):
    claim = builders.published_site()["claims"][0]
    claim.plain_language = f"It may do it; {CANARY}."
    claim.save()
    actions.record_edit(item=claim, by=ada)
    return claim


def link(claim, by, days: int = 7) -> str:
    until = timezone.now() + timedelta(days=days)
    return reverse("preview-link", args=[token(claim, by, until)])


def told(client, address: str) -> tuple[int, str]:
    response = client.get(address)
    (sentence,) = re.findall(
        r"<h1>This draft cannot be shown</h1>\n<p>(.*)</p>", content_of(response)
    )
    assert "no-store" in response["Cache-Control"]
    return response.status_code, sentence


def test_link_is_made_by_staff_and_read_by_an_outsider(claim, ada, client):
    address = reverse("preview-link-make", args=[claim.kind, claim.public_id])
    page = content_of(signed_in(ada).post(address, {"days": "1"}))
    (made,) = re.findall(r'readonly value="http://127\.0\.0\.1:8000([^"]+)"', page)
    before = Edition.objects.count(), Version.objects.count()

    response = client.get(made)

    text = content_of(response)
    assert response.status_code == 200
    assert CANARY in text
    assert "Draft, not published." in text
    assert "Back to the form" not in text
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert (Edition.objects.count(), Version.objects.count()) == before
    assert CANARY not in content_of(client.get(f"/claims/{claim.slug}/"))


def test_link_that_is_over_says_since_when(claim, ada, client):
    status, sentence = told(client, link(claim, ada, days=-1))
    assert status == 410
    assert sentence.startswith("This link was valid until ")


def test_link_that_was_changed_is_refused(claim, ada, client):
    address = link(claim, ada)
    for wrong in (address[:-2] + "x/", "/preview/nothing/", "/preview/a:b:c/"):
        assert told(client, wrong) == (
            404,
            "This link is not whole, or was changed. Copy all of it from where it was sent.",
        )


def test_link_ends_with_its_makers_account_or_rights(claim, ada, client):
    address = link(claim, ada)
    over = (410, "Whoever made this link may not show the draft any more.")
    ada.groups.clear()
    assert told(client, address) == over
    ada.is_active = False
    ada.save()
    assert told(client, address) == over


def test_link_to_what_was_withdrawn_since_is_over(claim, ada, dora, client):
    address = link(claim, ada)
    withdraw(
        public_id=claim.public_id,
        by=dora,
        reason="error",
        notice="Wrong.",
        operation=uuid.uuid4().hex,
    )
    assert told(client, address) == (410, "This was withdrawn from print since the link was made.")


def test_link_to_an_ungraded_claim_says_so(claim, ada, client):
    type(claim).objects.filter(pk=claim.pk).update(assessment=None)
    assert told(client, link(claim, ada)) == (
        404,
        "This claim has not been graded yet, so it has no page.",
    )


def test_link_opened_too_often_has_to_wait(claim, ada, client):
    address = link(claim, ada)
    for _ in range(MOST_A_MINUTE):
        assert client.get(address).status_code == 200
    assert told(client, address)[0] == 429
    assert client.get(address)["Retry-After"] == "60"


def test_colleague_without_a_group_makes_no_link(claim, cleo):
    address = reverse("preview-link-make", args=[claim.kind, claim.public_id])
    assert signed_in(cleo).post(address, {"days": "1"}).status_code == 403


def test_phone_frames_the_preview_and_nothing_else_may(claim, ada):
    client = signed_in(ada)
    address = reverse("preview-phone", args=[claim.kind, claim.public_id])
    page = client.get(address)
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    (framed,) = re.findall(r'<iframe[^>]+src="([^"]+)"', content_of(page))
    inside = client.get(framed)
    assert "frame-ancestors 'self'" in inside["Content-Security-Policy"]
    assert inside["X-Frame-Options"] == "SAMEORIGIN"
    bare = client.get(framed.partition("?")[0])
    assert "frame-ancestors 'none'" in bare["Content-Security-Policy"]
    assert bare["X-Frame-Options"] == "DENY"
