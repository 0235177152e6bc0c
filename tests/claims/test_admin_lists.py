"""Lists: their own filters and no other lookups, a constant number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import builders
from tests.forms import signed_in

pytestmark = pytest.mark.django_db


def address(model: str) -> str:
    return reverse(f"admin:{model}_changelist")


@pytest.mark.parametrize(
    "query",
    [
        "statement__regex=(a%2B)%2B%24",
        "slug__startswith=a",
        "edited_by__password__startswith=a",
        "supplement__claims__statement__contains=a",
        "state__in=draft,approved",
        "state__regex=.",
        "nonsense=1",
    ],
)
def test_lookup_that_no_filter_makes_is_refused(ada, query):
    builders.claim(by=ada)

    assert signed_in(ada).get(f"{address('claims_claim')}?{query}").status_code == 400


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("state__exact=draft", 200),
        ("claim_kind__exact=effect&assessment__verdict__exact=supported", 200),
        ("state__exact=nonsense", 200),
        ("hold__isempty=1", 200),
        ("hold__isempty=x", 302),
        ("form__id__exact=abc", 302),
        ("form__id__exact=99999999999999999999999999", 200),
        ("form__isnull=x", 200),
        ("conditions__id__exact=1", 200),
        ("p=x", 200),
        ("p=99999", 200),
        ("o=99.-99.x", 200),
        ("q=%25%5C%27%22", 200),
        ("q=" + "a" * 2000, 200),
        ("state__exact=%00", 400),
        ("q=%00", 400),
        ("q=%ff", 400),
        ("%00=1", 400),
    ],
)
def test_list_answers_garbage_without_an_error_of_ours(ada, query, status):
    builders.claim(by=ada)

    assert signed_in(ada).get(f"{address('claims_claim')}?{query}").status_code == status


@pytest.mark.parametrize("pk", ["x", "0", "9" * 40, "1_2", "%27"])
def test_unknown_item_leads_back_to_the_desk(ada, pk):
    response = signed_in(ada).get(f"/admin/claims/claim/{pk}/change/")

    assert (response.status_code, response.url) == (302, reverse("admin:index"))


@pytest.mark.parametrize(
    ("model", "queries"),
    [
        ("claims_claim", 8),
        ("claims_condition", 6),
        ("claims_supplement", 6),
        ("claims_source", 6),
        ("claims_assessment", 6),
        ("claims_review", 6),
        ("articles_article", 7),
        ("articles_sourcearticle", 6),
        ("editions_edition", 6),
        ("editions_version", 6),
    ],
)
def test_list_takes_as_many_queries_for_three_as_for_one(ada, model, queries):
    site = builders.published_site(1)
    builders.source_article(site["claims"][0])
    client = signed_in(ada)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(model)).status_code == 200
            return len(captured)

    first = count()
    more = [builders.claim(by=ada, conditions=[site["condition"]]) for _ in range(2)]
    builders.source_article(more[0], "second-article")
    builders.put_in_print(*more, *(c.source for item in more for c in item.citations.all()))

    assert (first, count()) == (queries, queries)


@pytest.mark.parametrize("person", ["ada", "ben", "dora"])
def test_autocomplete_finds_claims_and_sources(person, request, ada):
    claim = builders.claim("sleep", by=ada)
    client = signed_in(request.getfixturevalue(person))
    query = {"app_label": "claims", "model_name": "citation", "field_name": "source"}

    found = client.get(reverse("admin:autocomplete"), query | {"term": "trial"}).json()

    assert [row["id"] for row in found["results"]] == [str(claim.citations.get().source_id)]


def test_account_without_a_group_sees_no_list(cleo, ada):
    builders.claim(by=ada)
    client = signed_in(cleo)

    assert client.get(address("claims_claim")).status_code == 403
    assert client.get(reverse("admin:index")).status_code == 200
