"""The page on which two claims are merged, by the people who use it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import actions
from claims.actions_desk import remark
from claims.models import Claim, SummaryRow
from mgsite.desk.models import Plan
from tests import builders
from tests.desk.merging import merge, page, pair
from tests.forms import content_of, form_of, signed_in

HOSTILE = '<b>"that" & this'
SHOWN = "&lt;b&gt;&quot;that&quot; &amp; this"


@pytest.fixture
def claims(ada):
    return pair()


@pytest.fixture
def client(ada):
    return signed_in(ada)


def typed_on(client, gone, stays, **words) -> dict:
    return form_of(client, page(gone, stays), index=-1) | words


def test_button_of_the_form_leads_to_claims_that_may_be_the_same(claims, client, ada):
    gone, stays = claims
    alike = builders.claim("alike", by=ada, sources=[(gone.citations.get().source, "supports")])
    form = reverse("admin:claims_claim_change", args=[gone.pk])
    assert f'href="{page(gone)}"' in content_of(client.get(form))
    shown = content_of(client.get(page(gone)))
    assert f'href="?into={alike.public_id}"' in shown
    assert "1 source in common" in shown
    assert stays.public_id not in shown


def test_claim_is_found_by_the_words_of_its_list_without_those_that_are_gone(claims, client, ada):
    gone, stays = claims
    third = builders.claim("third", by=ada, statement=f"{HOSTILE} helps.")
    merge(builders.claim("fourth", by=ada, statement="This helps."), stays, ada)
    shown = content_of(client.get(page(gone), {"q": "helps"}))
    assert shown.count("?into=") == 1
    assert f"?into={third.public_id}" in shown
    assert SHOWN in shown
    assert "No other claim about Magnesium has these words." in content_of(
        client.get(page(gone), {"q": "nowhere"})
    )


@pytest.mark.parametrize("into", ["nowhere", "art_000000000000", "9" * 400, "<b>"])
def test_unknown_claim_is_told_and_searched_for(claims, client, into):
    shown = content_of(client.get(page(claims[0]), {"into": into}))
    assert "There is no claim “" in shown
    assert 'name="q"' in shown


def test_dry_run_says_all_of_it_and_changes_nothing(claims, client, ada, ben):
    gone, stays = claims
    gone.conditions.add(builders.condition("migraine", name=HOSTILE))
    third = builders.claim("third", by=ada)
    SummaryRow.objects.create(claim=third, outcome=HOSTILE, graded_by=gone)
    builders.source_article(gone)
    remark(item=gone, by=ben, text=HOSTILE)
    before = list(Claim.objects.values_list("pk", "lock_version"))
    shown = content_of(client.get(page(gone, stays)))
    for sentence in (
        f"{stays.slug} gets 1",
        gone.citations.get().source.title,
        f"answers its question with {stays.slug}, instead of {gone.slug}",
        f"The further outcome “{SHOWN}” of",
        "The open note of Ben is copied",
        f"{stays.slug} stands in its place",
        f"It does {gone.slug} for all.",
        "Its 1 grading stays with it",
        "Readers keep it as it is until somebody withdraws it",
    ):
        assert sentence in shown, sentence
    assert HOSTILE not in shown
    assert list(Claim.objects.values_list("pk", "lock_version")) == before


def test_merge_is_done_with_what_was_ticked(client, ada):
    trial = builders.source("trial")
    gone = builders.claim("gone", by=ada, sources=[(trial, "supports")])
    stays = builders.claim("stays", by=ada, sources=[(trial, "contradicts")])
    gone.conditions.add(builders.condition("migraine"), builders.condition("cramps"))
    typed = typed_on(client, gone, stays)
    assert len(typed["condition"]) == 2
    typed |= {"take": trial.public_id, "condition": typed["condition"][:1]}
    typed |= {"together": "on", "edition": "One claim"}
    response = client.post(page(gone), typed, follow=True)
    assert "“gone” is merged into “stays”." in content_of(response)
    assert (stays.citations.get().stance, stays.conditions.count()) == ("supports", 1)
    assert [item.public_id for item in Plan.objects.get().items.all()] == [stays.public_id]


def test_edition_without_a_name_is_asked_for_one_and_nothing_typed_is_lost(claims, client):
    gone, stays = claims
    gone.conditions.add(builders.condition("migraine"))
    typed = typed_on(client, gone, stays, together="on", edition=" ")
    del typed["condition"]
    shown = content_of(client.post(page(gone), typed))
    assert "Give it a name that colleagues know it by." in shown
    kept = form_of(client, page(gone), response=client.post(page(gone), typed), index=-1)
    assert ("condition" in kept, kept["together"]) == (False, "on")
    assert Claim.objects.filter(hold="").count() == 2


def test_stale_dry_run_is_shown_anew_with_what_was_typed(claims, client, ben):
    gone, stays = claims
    typed = typed_on(client, gone, stays, together="on", edition="My edition")
    actions.record_edit(item=stays, by=ben)
    response = client.post(page(gone), typed)
    assert "was changed after you opened this page, so nothing was merged" in content_of(response)
    again = form_of(client, page(gone), response=response, index=-1)
    assert (again["edition"], again["seen"] != typed["seen"]) == ("My edition", True)
    client.post(page(gone), again)
    gone.refresh_from_db()
    assert gone.hold.startswith("Merged into")


def test_second_click_does_nothing_twice(claims, client):
    gone, stays = claims
    typed = typed_on(client, gone, stays)
    client.post(page(gone), typed)
    shown = content_of(client.post(page(gone), typed, follow=True))
    assert f"is merged into “{stays.slug}” already; nothing was done twice." in shown
    assert stays.citations.count() == 2


def test_what_cannot_be_merged_has_no_button(claims, client):
    shown = content_of(client.get(page(claims[0], claims[0])))
    assert "A claim cannot be merged into itself" in shown
    assert "submit-row" not in shown


@pytest.mark.parametrize("name", ["ben", "dora"])
def test_others_read_what_it_would_do_and_are_told_who_may(claims, request, name):
    reader = signed_in(request.getfixturevalue(name))
    shown = content_of(reader.get(page(*claims)))
    assert "Merging takes somebody of the group Editor." in shown
    typed = typed_on(reader, *claims)
    assert "Your account may not merge claims." in content_of(reader.post(page(claims[0]), typed))
    assert Claim.objects.filter(hold="").count() == 2


def test_colleague_without_a_group_and_other_kinds_are_sent_away(claims, client, cleo):
    assert signed_in(cleo).get(page(*claims)).status_code == 403
    condition = claims[0].conditions.get()
    assert client.get(page(condition)).status_code == 404


def test_dry_run_takes_as_many_queries_for_three_of_each_as_for_one(client, ada):
    def count(number: int) -> int:
        gone = builders.claim(by=ada, sources=[(builders.source(), "mixed") for _ in range(number)])
        stays = builders.claim(by=ada)
        for place in range(number):
            gone.conditions.add(builders.condition(f"condition-{number}-{place}"))
            builders.article(f"article-{number}-{place}", body=f"[[claim:{gone.slug}]]")
            other = builders.claim(by=ada)
            SummaryRow.objects.create(claim=other, outcome="Sleep", graded_by=gone)
            remark(item=gone, by=ada, text="Why?")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(page(gone, stays))
        return len(captured)

    assert count(1) == count(3)
