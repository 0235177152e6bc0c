"""Withdraw and preview from the admin; who may open which page of the desk."""

import pytest
from django.urls import reverse

from claims.models import Claim
from mgsite.editions.models import Edition, Head, Version
from tests import builders
from tests.editions.desk import edited_claim, publish_url, review_url, withdraw_url
from tests.forms import content_of, form_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(db):
    return builders.published_site(1)


@pytest.fixture
def claim(site):
    return edited_claim(site)


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
