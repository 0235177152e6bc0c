"""The page of a bulk deed: the dry run, the words, the choice, and what became of each."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import actions
from claims.models import Assignment, Claim, Review
from mgsite.editions.models import Edition
from tests import builders
from tests.forms import content_of, form_of, signed_in

HOSTILE = '<b>"& none'


@pytest.fixture
def claims(ada):
    headache = builders.condition()
    made = [builders.claim(f"c-{n}", by=ada, conditions=[headache]) for n in (1, 2, 3)]
    for claim in made[:2]:
        actions.submit(item=claim, by=ada)
    return made


def address(key, items) -> str:
    ids = ",".join(item.public_id for item in items)
    return f"{reverse(f'desk-sections:bulk-{key}')}?item={ids}"


def typed_on(client, key, items, **words) -> dict:
    return form_of(client, address(key, items), index=-1) | words


def post(client, key, typed, **options):
    return client.post(reverse(f"desk-sections:bulk-{key}"), typed, **options)


def states() -> list[str]:
    return list(Claim.objects.order_by("slug").values_list("state", flat=True))


def test_page_says_who_can_and_why_the_others_cannot(claims, ben):
    page = content_of(signed_in(ben).get(address("approve", claims)))
    assert "Approve: 3 items" in page
    assert '<h2 id="can-heading">Can: 2</h2>' in page
    assert '<h2 id="cannot-heading">Cannot: 1</h2>' in page
    assert "“Approved” is not possible while it is “Draft”." in page
    assert "I have read the differences of these 2 items" in page
    assert states() == ["in-review", "in-review", "draft"]


def test_each_line_leads_to_what_there_is_to_read(ada, ben):
    """What is in print is compared with it; of what never was, the review page shows the draft."""
    known = builders.published_site()["claims"][0]
    fresh = builders.claim("fresh", by=ada, applies_to_all=True)
    page = content_of(signed_in(ben).get(address("approve", [known, fresh])))
    assert reverse("desk-sections:compare", args=["claim", known.public_id]) in page
    assert reverse("desk:review", args=["claim", fresh.public_id]) in page
    assert reverse("desk-sections:compare", args=["claim", fresh.public_id]) not in page


def test_all_of_them_are_approved_and_the_list_says_so(claims, ben):
    client = signed_in(ben)
    typed = typed_on(client, "approve", claims[:2], read="on", note="Good.")
    response = post(client, "approve", typed, follow=True)
    assert response.redirect_chain == [(reverse("admin:claims_claim_changelist"), 302)]
    assert "2 items approved." in content_of(response)
    assert states() == ["approved", "approved", "draft"]
    assert set(Review.objects.filter(decision="approved").values_list("by", "note")) == {
        (ben.pk, "Good.")
    }


def test_all_or_none_with_one_that_cannot_is_refused_by_its_number(claims, ben):
    client = signed_in(ben)
    typed = typed_on(client, "approve", claims, read="on", note=HOSTILE)
    page = content_of(post(client, "approve", typed))
    assert (
        "Nothing was approved: 1 of 3 stands in the way, number 3 below. Mend that, or choose “Only "
        "those that can”."
    ) in page
    assert "&lt;b&gt;&quot;&amp; none</textarea>" in page
    assert 'name="read" required id="id_read" checked' in page
    assert states() == ["in-review", "in-review", "draft"]


def test_those_that_can_are_done_and_each_outcome_is_told(claims, ben):
    client = signed_in(ben)
    typed = typed_on(client, "approve", claims, read="on", mode="some")
    page = content_of(post(client, "approve", typed))
    assert "2 items approved." in page
    assert '<h2 id="cannot-heading">Not done: 1</h2>' in page
    assert '<h2 id="can-heading">Done: 2</h2>' in page
    assert states() == ["approved", "approved", "draft"]


def test_own_change_is_refused_on_the_page_and_by_post(claims, ada, ben):
    actions.record_edit(item=claims[0], by=ben)
    client = signed_in(ben)
    page = content_of(client.get(address("approve", claims[:1])))
    sentence = "You edited “c-1” since it was last approved, so somebody else has to approve it."
    assert sentence in page
    assert "None of them can." in page
    version = Claim.objects.get(pk=claims[0].pk).lock_version
    typed = {"item": f"{claims[0].public_id}:{version}", "read": "on", "mode": "some"}
    refused = content_of(post(client, "approve", typed))
    assert sentence in refused
    assert "Nothing was approved: each of them stands in the way, see below." in refused
    assert states() == ["in-review", "in-review", "draft"]


def test_approving_takes_the_tick_that_the_differences_are_read(claims, ben):
    client = signed_in(ben)
    typed = typed_on(client, "approve", claims[:1], note="Good.")
    page = content_of(post(client, "approve", typed))
    assert "Read the differences, then tick that you have." in page
    assert "I have read the difference of this item" in page
    assert ">\r\nGood.</textarea>" in page or ">\nGood.</textarea>" in page
    assert states() == ["in-review", "in-review", "draft"]


def test_stale_page_names_who_changed_it_and_the_next_one_works(claims, ada, ben):
    client = signed_in(ben)
    typed = typed_on(client, "return", claims[:2], note="Shorter.")
    form = reverse("admin:claims_claim_change", args=[claims[0].pk])
    editor = signed_in(ada)
    editor.post(form, form_of(editor, form) | {"dispute": "Some say otherwise."})
    response = post(client, "return", typed)
    assert "It was changed by Ada since you looked: read it again." in content_of(response)
    again = form_of(client, "", response, index=-1)
    assert "2 items returned." in content_of(post(client, "return", again, follow=True))
    assert states() == ["returned", "returned", "draft"]


def test_tick_does_not_count_for_what_became_possible_meanwhile(claims, ada, ben):
    client = signed_in(ben)
    typed = typed_on(client, "approve", claims, read="on")
    actions.submit(item=claims[2], by=ada)
    response = post(client, "approve", typed)
    assert "It could not when you looked, and now it can" in content_of(response)
    assert "I have read the differences of these 3 items" in content_of(response)
    again = form_of(client, "", response, index=-1)
    assert ("read" in again, states()) == (False, ["in-review"] * 3)
    post(client, "approve", again | {"read": "on"})
    assert states() == ["approved"] * 3


@pytest.mark.parametrize(
    ("key", "words", "sentence"),
    [
        ("return", {"note": " "}, "Write what has to change."),
        ("assign", {"reviewer": ""}, "Choose who shall review them."),
        ("assign", {"reviewer": "9" * 30}, "That person may not approve: choose another."),
        ("assign", {"due_on": "soon"}, "Write the day as 2026-12-31, or leave it empty."),
        ("interval", {"months": "0"}, "Give the months as a whole number from 1 to 120."),
        ("interval", {"months": "9" * 30}, "Give the months as a whole number from 1 to 120."),
        ("interval", {"months": "six"}, "Give the months as a whole number from 1 to 120."),
        ("submit", {"mode": "most"}, "Select a valid choice. most is not one of the available"),
        ("withdraw", {"reason": "odd"}, "Select a valid choice. odd is not one of the available"),
        ("withdraw", {"notice": ""}, "Write a notice: it stands in the item"),
    ],
)
def test_words_that_are_wrong_are_told_beside_the_field(claims, root, key, words, sentence):
    client = signed_in(root)
    kept = {"note": "Typed with care.", "notice": "Typed with care."}
    typed = {"item": [f"{c.public_id}:2" for c in claims], "mode": "some"} | kept | words
    response = post(client, key, typed)
    page = content_of(response)
    assert (response.status_code, sentence in page) == (200, True)
    if key != "interval" and not {"note", "notice"} & words.keys():
        assert "Typed with care." in page
    assert states() == ["in-review", "in-review", "draft"]


def test_reviewer_is_asked_for_several(claims, ada, ben):
    client = signed_in(ada)
    typed = typed_on(client, "assign", claims, reviewer=str(ben.pk), note="The numbers.")
    page = content_of(post(client, "assign", typed, follow=True))
    assert "The review of 3 items is asked for." in page
    assert set(Assignment.objects.values_list("reviewer", "note")) == {(ben.pk, "The numbers.")}
    twice = content_of(post(client, "assign", typed))
    assert "Ben is asked to review “c-1” already." in twice
    assert Assignment.objects.count() == 3


def test_interval_is_an_edit_and_voids_the_approval(claims, ada, ben):
    builders.approve(claims[2])
    client = signed_in(ada)
    assert "so this is an edit" in content_of(client.get(address("interval", claims)))
    post(client, "interval", typed_on(client, "interval", claims, months="6"))
    assert states() == ["in-review", "in-review", "draft"]
    assert set(Claim.objects.values_list("review_every_months")) == {(6,)}
    assert list(claims[2].edited_by.all()) == [ada]


def test_several_are_withdrawn_as_one_edition(ada, dora):
    site = builders.published_site(claims=2)
    client = signed_in(dora)
    page = content_of(client.get(address("withdraw", site["claims"])))
    assert "2 other published items name them and will show the notice instead" in page
    typed = typed_on(client, "withdraw", site["claims"], reason="error", notice="Both wrong.")
    response = post(client, "withdraw", typed, follow=True)
    assert "is out, with 2 items." in content_of(response)
    assert "holds this already" in content_of(post(client, "withdraw", typed, follow=True))
    assert list(Edition.objects.values_list("number", "note")) == [
        (2, "Both wrong."),
        (1, "For a test."),
    ]


def test_titles_and_notes_of_editors_are_shown_as_text(claims, ada, ben):
    Claim.objects.filter(pk=claims[0].pk).update(conclusion=HOSTILE)
    for key in ("approve", "return"):
        page = content_of(signed_in(ben).get(address(key, claims)))
        assert "&lt;b&gt;&quot;&amp; none" in page
        assert "<b>" not in page
    client = signed_in(ben)
    typed = typed_on(client, "return", claims, note=HOSTILE, mode="some")
    assert "<b>" not in content_of(post(client, "return", typed))
    assert Review.objects.filter(decision="returned").first().note == HOSTILE


@pytest.mark.parametrize("item", ["", "clm_000000000000", "x", "clm_000000000000:7", "%27"])
def test_item_that_is_not_there_is_not_found(root, item):
    url = f"{reverse('desk-sections:bulk-approve')}?item={item}"
    assert signed_in(root).get(url).status_code == 404


def test_more_than_two_hundred_are_refused(root, claims):
    ids = [f"{claims[0].public_id}"] + [uuid.uuid4().hex for _ in range(200)]
    assert post(signed_in(root), "approve", {"item": ids}).status_code == 400


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("approve", "ada"),
        ("return", "dora"),
        ("submit", "ben"),
        ("assign", "dora"),
        ("interval", "ben"),
        ("withdraw", "ada"),
        ("submit", "cleo"),
    ],
)
def test_who_may_not_is_let_in_by_neither_method(claims, ada, ben, cleo, dora, key, name):
    client = signed_in({"ada": ada, "ben": ben, "cleo": cleo, "dora": dora}[name])
    assert client.get(address(key, claims)).status_code == 403
    typed = {"item": [claim.public_id for claim in claims], "mode": "some", "note": "x"}
    assert post(client, key, typed).status_code == 403
    assert states() == ["in-review", "in-review", "draft"]


def test_several_kinds_lead_back_to_the_desk(claims, ada):
    source = builders.source("study")
    client = signed_in(ada)
    page = content_of(client.get(address("interval", [claims[0], source])))
    assert f'<a href="{reverse("admin:index")}" class="closelink">Cancel</a>' in page


@pytest.mark.parametrize(("count", "queries"), [(1, 23), (3, 43)])
def test_dry_run_asks_a_known_number_of_queries(claims, ben, count, queries):
    client = signed_in(ben)
    url = address("return", claims[:count])
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(url)
    assert len(captured) == queries
