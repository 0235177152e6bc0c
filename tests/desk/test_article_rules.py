"""What only the store can say of an article: where its links lead, and which claims are gone."""

import uuid

import pytest

from claims import actions
from mgsite.editions.withdraw import withdraw
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)
NAMED = "Article “new”"
NOWHERE = "where readers find no page: mend the address."


@pytest.fixture
def site(committed, ada, ben, dora):
    return builders.published_site()


def problems(body: str) -> list[str]:
    return builders.article("new", body=body).problems()


def gone(item, dora, **more) -> None:
    words = {"reason": "error", "notice": "It was wrong.", "operation": uuid.uuid4().hex}
    withdraw(public_id=item.public_id, by=dora, **(words | more))


def test_links_to_pages_in_print_may_stand(site):
    body = """## A {#dose}

[1](/conditions/headache/) [2](/conditions/headache) [3](http://127.0.0.1:8000/compare/?form=oxide)
[4](../../about/) [5](#dose) [6](/editions/1/) [7](/api/v1/status) [8](https://example.org/nowhere/)
[9](mailto:a@example.org) [10](/) [11](/claims/claim-x/../../search/) [12](#sources)
"""
    assert problems(body) == []


@pytest.mark.parametrize(
    "href",
    [
        "/conditions/nothing/", "/nowhere/", "conditions/headache/", "/admin/", "/editions/9/",
        "/editions/99999999999999999999/", "/claims/%22%3Cb%3E/", "http://127.0.0.1:8000/claims/no/",
        "/" + "a" * 90, "/healthz",
    ],
)  # fmt: skip
def test_link_that_leads_nowhere_is_named(site, href):
    assert problems(f"[x]({href})\n") == [f"{NAMED} links to “{href}”, {NOWHERE}"]


def test_link_to_a_place_that_the_article_has_not_is_named(site):
    assert problems("## A {#dose}\n\n[x](#safety)\n") == [
        f"{NAMED} links to “#safety”, a place it does not have."
    ]


def test_long_address_is_cut(site):
    (fault,) = problems(f"[x](/{'a' * 3000})\n")
    assert fault == f"{NAMED} links to “/{'a' * 118}…”, {NOWHERE}"


def test_old_address_of_a_page_in_print_may_stand(site):
    headache = site["condition"]
    headache.slug = "head-ache"
    headache.save()
    actions.record_edit(item=headache, by=builders.user("ada"))
    builders.put_in_print(headache)

    assert problems("[x](/conditions/headache/) [y](/conditions/head-ache/)\n") == []


def test_link_to_a_draft_holds_nothing_up(site):
    builders.condition("sleep")

    assert problems("[x](/conditions/sleep/)\n") == []


def test_link_to_a_withdrawn_page_is_named_until_it_comes_back(site, dora):
    gone(site["condition"], dora)
    said = "which was withdrawn: link to something else, or take the link out."
    article = builders.article("new", body="[x](/conditions/headache/)\n")
    assert article.problems() == [f"{NAMED} links to “/conditions/headache/”, {said}"]

    actions.record_edit(item=site["condition"], by=builders.user("ada"))
    site["condition"].refresh_from_db()
    builders.approve(site["condition"])

    assert article.problems() == []


def test_withdrawn_claim_is_named_with_its_successor(site, ada, dora):
    claim = site["claims"][0]
    other = builders.claim("better", by=ada, conditions=[site["condition"]], sources=[
        (site["sources"][0], "supports")
    ])  # fmt: skip
    builders.put_in_print(other)
    body = f"[[claim:{claim.slug}]]\n"
    article = builders.article("new", body=body)
    assert article.problems() == []

    gone(claim, dora, reason="merged", replaced_by=other.public_id)

    start = f"{NAMED} places the claim “{claim.slug}”, which was withdrawn"
    assert article.problems() == [f"{start}: place “better” instead."]


def test_withdrawn_claim_without_a_successor_says_what_to_do(site, dora):
    claim = site["claims"][0]
    gone(claim, dora)

    assert problems(f"[[claim:{claim.slug}]]\n") == [
        f"{NAMED} places the claim “{claim.slug}”, which was withdrawn: take it out, or bring the "
        "claim back first."
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_links_of_one_kind_cost_the_same_queries(site, number, django_assert_num_queries):
    for n in range(number):
        builders.condition(f"c-{n}")
    body = " ".join(f"[x](/conditions/c-{n}/)" for n in range(number))
    article = builders.article("new", body=body)

    with django_assert_num_queries(3):
        assert article.problems() == []
