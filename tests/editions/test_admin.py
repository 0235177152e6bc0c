"""Review, publish, withdraw and preview from the admin; who may; what is shown first."""

import pytest
from django.urls import reverse

from claims import actions
from claims.models import Claim
from mgsite.editions.models import Edition, Head, Version
from tests import builders
from tests.forms import content_of, form_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(db):
    return builders.published_site(1)


@pytest.fixture
def claim(site):
    """In print, edited since, regraded to very low."""
    ada = builders.user("ada", "Editor")
    made = site["claims"][0]
    made.conclusion = "The evidence is very uncertain."
    made.save()
    builders.regrade(
        made,
        by=ada,
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


def test_draft_travels_from_edit_to_print(claim, ada, ben, dora):
    editor, reviewer, publisher = signed_in(ada), signed_in(ben), signed_in(dora)

    decide(editor, claim, "submitted")
    own = decide(editor, claim, "approved")
    decide(reviewer, claim, "approved")
    confirm = publish_url(claim)
    answer = publisher.post(
        confirm,
        form_of(publisher, confirm) | {"note": "Less sure now.", "change": "grade"},
        follow=True,
    )

    assert own.context["refusals"] == (
        "Your account may not approve items. Ask an administrator for the right group.",
    )
    edition = Edition.objects.first()
    assert (edition.number, edition.note, edition.change) == (2, "Less sure now.", "grade")
    assert Version.objects.live().get(public_id=claim.public_id).certainty == "very-low"
    (message,) = answer.context["messages"]
    assert str(message) == '<a href="/editions/2/">Edition 2</a> is out, with 1 item.'


def test_review_page_shows_the_grade_first(claim, ben):
    page = signed_in(ben).get(review_url(claim))

    labels = [difference.label for difference in page.context["prospect"].differences]
    assert labels[:2] == ["verdict", "grading, certainty"]
    verdict = page.context["prospect"].differences[0]
    assert verdict.pieces == (("gone", "Supported"), ("new", "Insufficient evidence"))
    assert {"conclusion", "title"} <= set(labels)


def test_approval_of_what_was_edited_meanwhile_is_refused(claim, ada, ben):
    actions.submit(item=claim, by=ada)
    reviewer = signed_in(ben)
    typed = form_of(reviewer, review_url(claim), index=-1)
    Claim.objects.get(pk=claim.pk).citations.update(note="Slipped in.")

    response = reviewer.post(review_url(claim), typed | {"decision": "approved", "note": "Fine."})

    claim.refresh_from_db()
    assert claim.state == "in-review"
    assert response.context["refusals"] == (
        "It was changed after you opened this page, so nothing was decided: the page shows it as it "
        "is now. Read it again and decide then.",
    )
    assert response.context["form"]["note"].value() == "Fine."


def test_return_without_a_note_is_refused_and_with_one_is_kept(claim, ada, ben):
    actions.submit(item=claim, by=ada)
    reviewer = signed_in(ben)

    silent = decide(reviewer, claim, "returned")
    spoken = decide(reviewer, claim, "returned", "Give the interval.", follow=True)

    assert silent.context["refusals"] == ("“Returned with a note” needs a note that says why.",)
    assert "Give the interval." in content_of(spoken)
    claim.refresh_from_db()
    assert claim.state == "returned"


def test_reviewer_who_edited_is_offered_no_approval(claim, ada, root):
    builders.regrade(claim, by=root)
    actions.submit(item=claim, by=ada)

    page = signed_in(root).get(review_url(claim))

    assert [choice.value for choice in page.context["choices"]] == ["returned", "forced"]
    assert "somebody else has to approve it" in content_of(page)


def test_publisher_forces_with_a_reason(claim, dora):
    decide(signed_in(dora), claim, "forced", "The reviewer is ill.")

    review = actions.latest_approval(claim)
    assert (review.decision, review.note, review.by) == ("forced", "The reviewer is ill.", dora)


def test_publish_page_says_what_would_be_refused(claim, dora):
    page = signed_in(dora).get(publish_url(claim))

    assert page.context["prospect"].refusals == [
        f"The claim “{claim.slug}” is not approved: submit it and have it approved first."
    ]


def test_publish_twice_with_one_click_too_many_makes_one_edition(claim, dora):
    builders.approve(claim)
    client = signed_in(dora)
    typed = form_of(client, publish_url(claim)) | {"note": "Once.", "change": "grade"}

    client.post(publish_url(claim), typed)
    second = client.post(publish_url(claim), typed, follow=True)

    assert Edition.objects.count() == 2
    (message,) = list(second.context["messages"])[-1:]
    assert str(message) == (
        '<a href="/editions/2/">Edition 2</a> holds this already: the request arrived twice, it was '
        "done once."
    )


def test_refused_publish_shows_the_page_again_with_the_note(claim, dora):
    client = signed_in(dora)
    typed = form_of(client, publish_url(claim)) | {"note": "Typed.", "change": "safety"}

    response = client.post(publish_url(claim), typed)

    assert response.context["refusals"] == (
        f"The claim “{claim.slug}” is not approved: submit it and have it approved first.",
    )
    form = response.context["form"]
    assert (form["note"].value(), form["change"].value()) == ("Typed.", "safety")
    assert Edition.objects.count() == 1


def test_publish_without_a_note_is_refused_beside_the_field(claim, dora):
    builders.approve(claim)
    client = signed_in(dora)

    response = client.post(publish_url(claim), form_of(client, publish_url(claim)) | {"note": " "})

    assert dict(response.context["form"].errors) == {
        "note": ["Write a note: readers and partners are told what changes."],
        "change": ["This field is required."],
    }


def test_publish_of_what_was_approved_anew_meanwhile_asks_again(claim, ada, dora):
    builders.approve(claim)
    client = signed_in(dora)
    typed = form_of(client, publish_url(claim)) | {"note": "Unseen.", "change": "wording"}
    claim.plain_language = "Other words."
    claim.save()
    actions.record_edit(item=claim, by=ada)
    builders.approve(claim)

    response = client.post(publish_url(claim), typed)

    assert response.context["refusals"] == (
        "What would be published differs from what you were shown, so nothing was published: read "
        "the changes below and publish then.",
    )
    assert Edition.objects.count() == 1


def test_companions_are_offered_ticked_and_published_together(site, ada, dora):
    fresh = builders.claim(by=ada, conditions=[site["condition"]])
    source = fresh.citations.get().source
    builders.approve(fresh, source)
    client = signed_in(dora)
    page = client.get(publish_url(fresh))

    typed = form_of(client, publish_url(fresh), page) | {"note": "Together.", "change": "evidence"}
    without = client.post(
        publish_url(fresh), {k: v for k, v in typed.items() if k not in ("companion", "seen")}
    )
    client.post(publish_url(fresh), typed)

    assert typed["companion"] == [source.public_id] or typed["companion"] == source.public_id
    assert without.status_code == 200
    assert sorted(Edition.objects.first().versions.values_list("public_id", flat=True)) == sorted(
        [fresh.public_id, source.public_id]
    )


def test_list_action_leads_to_the_confirm_page_for_what_was_ticked(claim, dora):
    client = signed_in(dora)
    ticked = {"action": "publish_selected", "_selected_action": [claim.pk]}

    response = client.post(reverse("admin:claims_claim_changelist"), ticked)

    assert response.url == publish_url(claim)


def test_list_action_of_an_editor_is_refused_in_words(claim, ada):
    ticked = {"action": "publish_selected", "_selected_action": [claim.pk]}

    response = signed_in(ada).post(reverse("admin:claims_claim_changelist"), ticked, follow=True)

    assert [str(m) for m in response.context["messages"]] == [
        "Your account may not publish. Ask an administrator for the group Publisher."
    ]


@pytest.mark.parametrize(
    "kind", ["condition", "supplement", "claims", "article", "sources", "check"]
)
def test_each_kind_is_withdrawn_from_its_page(site, dora, kind):
    item = site[kind][0] if kind.endswith("s") else site.get(kind)
    if kind == "check":
        item = builders.source_article(site["claims"][0])
        builders.put_in_print(item)
    client = signed_in(dora)
    page = client.get(withdraw_url(item))

    typed = form_of(client, withdraw_url(item), page)
    client.post(withdraw_url(item), typed | {"reason": "error", "notice": "A mistake."})

    version = Version.objects.current().get(public_id=item.public_id)
    assert (version.state, "A mistake." in version.tombstone) == ("withdrawn", True)


def test_withdraw_page_names_what_hangs_on_the_item(site, dora):
    page = signed_in(dora).get(withdraw_url(site["claims"][0]))

    assert [(v.kind, v.title) for v in page.context["dependants"]] == [
        ("article", "Our article"),
        ("condition", "Headache"),
    ]


def test_merge_names_its_successor_by_slug(ada, dora):
    site = builders.published_site(2)
    gone, stays = site["claims"]
    client = signed_in(dora)
    typed = form_of(client, withdraw_url(gone)) | {
        "reason": "merged",
        "notice": "The same question.",
    }

    unknown = client.post(withdraw_url(gone), typed | {"replaced_by": "nowhere"})
    missing = client.post(withdraw_url(gone), typed)
    client.post(withdraw_url(gone), typed | {"replaced_by": stays.slug})

    assert dict(unknown.context["form"].errors) == {
        "replaced_by": ["No published claim has the slug “nowhere”."]
    }
    assert missing.context["refusals"] == ("Say which item takes its place: give its public id.",)
    assert stays.public_id in Version.objects.current().get(public_id=gone.public_id).tombstone


def test_preview_shows_the_draft_by_the_public_page_and_stores_nothing(claim, ada):
    before = (Head.objects.get().seq, Version.objects.count(), Edition.objects.count())
    address = reverse("preview", args=[claim.kind, claim.public_id])

    response = signed_in(ada).get(address)

    page = content_of(response)
    assert "The evidence is very uncertain." in page
    assert "Preview." in page
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert (Head.objects.get().seq, Version.objects.count(), Edition.objects.count()) == before
    assert "The evidence is very uncertain." not in content_of(
        signed_in(ada).get(reverse("public:claim", args=[claim.slug]))
    )


def test_preview_of_what_was_never_out_brings_its_sources(ada):
    claim = builders.claim("fresh", by=ada, conditions=[builders.condition()])

    page = content_of(signed_in(ada).get(reverse("preview", args=["claim", claim.public_id])))

    assert "Magnesium may do fresh." in page
    assert claim.citations.get().source.source_title in page


@pytest.mark.parametrize("kind", ["condition", "supplement", "article", "check", "source"])
def test_each_kind_has_a_preview(site, ada, kind):
    item = {
        "check": lambda: builders.source_article(site["claims"][0]),
        "source": lambda: site["sources"][0],
    }.get(kind, lambda: site[kind])()

    response = signed_in(ada).get(reverse("preview", args=[kind, item.public_id]))

    assert response.status_code == 200
    assert item.title in content_of(response)


def test_preview_of_a_claim_without_an_assessment_says_what_is_missing(ada):
    bare = Claim.objects.create(
        slug="bare",
        statement="S.",
        conclusion="C.",
        plain_language="P.",
        claim_kind="effect",
        supplement=builders.supplement(),
    )

    response = signed_in(ada).get(reverse("preview", args=["claim", bare.public_id]), follow=True)

    assert [str(m) for m in response.context["messages"]] == [
        "A claim without an adopted assessment has no page yet: add one."
    ]


@pytest.mark.parametrize(
    ("page", "allowed"),
    [
        ("review", {"ada", "ben", "dora", "root"}),
        ("preview", {"ada", "ben", "dora", "root"}),
        ("publish", {"dora", "root"}),
        ("withdraw", {"dora", "root"}),
    ],
)
def test_pages_of_the_desk_answer_the_right_people(site, page, allowed, ada, ben, cleo, dora, root):
    item = site["claims"][0]
    address = {
        "review": review_url(item),
        "preview": reverse("preview", args=["claim", item.public_id]),
        "publish": publish_url(item),
        "withdraw": withdraw_url(item),
    }[page]

    answers = {
        person.username: signed_in(person).get(address).status_code
        for person in (ada, ben, cleo, dora, root)
    }

    assert answers == {name: 200 if name in allowed else 403 for name in answers}


@pytest.mark.parametrize("page", ["review", "withdraw", "preview"])
@pytest.mark.parametrize(
    ("kind", "public_id"),
    [("claim", "clm_000000000000"), ("nonsense", "x"), ("claim", "9" * 900)],
)
def test_unknown_item_is_404(root, page, kind, public_id):
    name = page if page == "preview" else f"desk:{page}"

    assert signed_in(root).get(reverse(name, args=[kind, public_id])).status_code == 404


@pytest.mark.parametrize("query", ["", "?item=", "?item=x", "?item=clm_000000000000"])
def test_publish_page_without_an_item_is_404(dora, query):
    assert signed_in(dora).get(f"{reverse('desk:publish')}{query}").status_code == 404


def test_stranger_is_sent_to_the_login(site, client):
    for address in (review_url(site["claims"][0]), publish_url(site["claims"][0])):
        assert client.get(address).url.startswith(reverse("admin:login"))


def test_editions_and_versions_are_read_only(site, root):
    client = signed_in(root)
    for model, pk in [("edition", 1), ("version", Version.objects.first().pk)]:
        assert client.get(reverse(f"admin:editions_{model}_change", args=[pk])).status_code == 200
        assert client.post(reverse(f"admin:editions_{model}_change", args=[pk])).status_code == 403
        assert client.get(reverse(f"admin:editions_{model}_delete", args=[pk])).status_code == 403
        assert client.get(reverse(f"admin:editions_{model}_add")).status_code == 403


def test_preview_of_an_article_shows_it_beside_an_ungraded_claim(ada):
    bare = Claim.objects.create(
        slug="bare",
        statement="S.",
        conclusion="Nothing is concluded yet.",
        plain_language="P.",
        claim_kind="effect",
        supplement=builders.supplement(),
    )
    article = builders.article(
        body=f"## The answer {{#answer}}\n\nWe look.\n\n[[claim:{bare.slug}]]\n"
    )

    response = signed_in(ada).get(reverse("preview", args=["article", article.public_id]))

    assert response.status_code == 200
    assert "Nothing is concluded yet." in content_of(response)
