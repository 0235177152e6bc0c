"""`?edition=N` and `?on=YYYY-MM-DD`: any page as it was, and what a reader has to know today."""

import re

import pytest

from claims import actions
from mgsite.editions.models import Edition
from mgsite.editions.withdraw import withdraw
from tests import builders

BANNER = re.compile(r'<aside class="as-it-was.*?</aside>\n', re.DOTALL)


def content(response) -> str:
    """The main element, without the banner."""
    page = response.text
    return BANNER.sub("", page[page.index("<main") : page.index("</main>")])


def banner(client, address: str) -> str:
    return BANNER.search(client.get(address).text)[0]


def addresses(site) -> list[str]:
    return [
        "/conditions/headache/",
        f"/articles/{site['article'].slug}/",
        f"/claims/{site['claims'][0].slug}/",
        f"/claims/{site['claims'][0].slug}/?baseline=100",
        f"/sources/{site['sources'][0].slug}/",
        "/supplements/magnesium/",
        "/compare/",
        "/compare/forms/",
    ]


def joined(address: str, more: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{more}"


def edited(item, ada, **values):
    for name, value in values.items():
        setattr(item, name, value)
    item.save()
    actions.record_edit(item=item, by=ada)


def five_more_editions(site, ada, dora):
    """A regrading, new words, a new claim with its source and limit, another condition, a withdrawal."""
    claim, extra = site["claims"][:2]
    builders.regrade(claim, by=ada, imprecision=-2, verdict="insufficient-evidence")
    builders.put_in_print(claim, note="Fewer people.", change="grade")
    edited(site["condition"], ada, summary="Other words.")
    edited(site["article"], ada, article_title="Another title")
    edited(site["sources"][0], ada, source_title="Another trial title")
    builders.put_in_print(site["condition"], site["article"], site["sources"][0])
    paper = builders.source("newer")
    newer = builders.claim(by=ada, conditions=[site["condition"]], sources=[(paper, "supports")])
    site["supplement"].limits.create(
        authority="EFSA", max_mg=250, limit_kind="upper-level", applies_to="Adults", source=paper
    )
    edited(site["supplement"], ada, summary="A metal.")
    builders.put_in_print(paper, newer, site["supplement"])
    tension = builders.condition("migraine", headline_claim=newer)
    builders.put_in_print(tension)
    withdraw(
        public_id=extra.public_id,
        by=dora,
        reason="error",
        notice="Counted <b>twice.",
        operation="o",
    )


def test_edition_1_stays_byte_for_byte_after_five_later_editions(client, ada, dora):
    site = builders.published_site(claims=2)
    then = {address: content(client.get(address)) for address in addresses(site)}

    five_more_editions(site, ada, dora)

    assert Edition.objects.count() == 6
    for address, was in then.items():
        assert content(client.get(joined(address, "edition=1"))) == was, address
    assert [a for a, was in then.items() if content(client.get(a)) == was] == []


def test_old_page_says_its_edition_and_is_kept_out_of_search_engines(client, ada):
    site = builders.published_site()
    edited(site["condition"], ada, summary="Other words.")
    builders.put_in_print(site["condition"])

    response = client.get("/conditions/headache/?edition=1&utm_source=mail")

    assert "The newest is edition 2." in response.text
    assert '<meta name="robots" content="noindex">' in response.text
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "public, max-age=60"
    today = "http://127.0.0.1:8000/conditions/headache/"
    assert f'<link rel="canonical" href="{today}">' in response.text
    assert f'<a href="{today}">As it is today</a>' in response.text


def test_page_of_today_has_neither_banner_nor_noindex(client, ada):
    builders.published_site()

    response = client.get("/conditions/headache/?edition=&on=")

    assert ("as-it-was" in response.text, "noindex" in response.text) == (False, False)
    assert "X-Robots-Tag" not in response


def test_item_not_yet_in_print_says_since_when_it_is(client, ada):
    builders.put_in_print(builders.source("first"))
    builders.put_in_print(builders.source("second"))

    response = client.get("/sources/second/?edition=1")

    assert response.status_code == 404
    assert "This source was not in print in edition 1. It has been since edition 2" in response.text
    assert '<a href="/sources/second/?edition=2">As it was in edition 2</a>' in response.text


def test_draft_has_no_past_either(client, ada):
    builders.put_in_print(builders.source("first"))
    builders.source("second")

    response = client.get("/sources/second/?edition=1")

    assert (response.status_code, "not in print" in response.text) == (404, False)


def test_item_that_moved_stands_at_both_addresses_and_names_the_new_one(client, ada):
    source = builders.source("old")
    builders.put_in_print(source)
    edited(source, ada, slug="new")
    builders.put_in_print(source)

    for slug in ("old", "new"):
        response = client.get(f"/sources/{slug}/?edition=1")
        assert response.status_code == 200
        assert '<link rel="canonical" href="http://127.0.0.1:8000/sources/new/">' in response.text


@pytest.mark.parametrize("page", ["condition", "article", "claim", "compare"])
def test_claim_withdrawn_since_is_named_with_its_notice_and_stands_as_it_was(
    client, ada, dora, page
):
    site = builders.published_site()
    claim = site["claims"][0]
    withdraw(public_id=claim.public_id, by=dora, reason="error", notice='A <b>"&', operation="out")
    address = {
        "condition": "/conditions/headache/",
        "article": f"/articles/{site['article'].slug}/",
        "claim": f"/claims/{claim.slug}/",
        "compare": "/compare/",
    }[page]

    text = banner(client, f"{address}?edition=1")

    assert "Published by mistake" in text
    assert "A &lt;b&gt;&quot;&amp;</li>" in text
    assert claim.conclusion in content(client.get(f"{address}?edition=1"))
    assert ("<strong>This page:" in text) == (page == "claim")


@pytest.mark.parametrize("page", ["condition", "article", "claim", "source"])
def test_source_retracted_since_is_named(client, ada, page):
    site = builders.published_site()
    source = site["sources"][0]
    edited(source, ada, integrity="retracted", integrity_note="Made up.")
    builders.put_in_print(source)
    address = {
        "condition": "/conditions/headache/",
        "article": f"/articles/{site['article'].slug}/",
        "claim": f"/claims/{site['claims'][0].slug}/",
        "source": f"/sources/{source.slug}/",
    }[page]

    text = banner(client, f"{address}?edition=1")

    words = "This page: Retracted" if page == "source" else "Retracted"
    assert f"<strong>{words}</strong>" in text
    assert text.count('<a href="/editions/2/">edition 2</a>') == 1


def test_source_that_only_changed_its_words_is_no_notice(client, ada):
    site = builders.published_site()
    edited(site["sources"][0], ada, source_title="Another title")
    builders.put_in_print(site["sources"][0])

    assert "<li>" not in banner(client, f"/claims/{site['claims'][0].slug}/?edition=1")


def test_item_blanked_since_answers_its_notice_and_none_of_its_words(client, ada, dora):
    site = builders.published_site()
    claim = site["claims"][0]
    withdraw(public_id=claim.public_id, by=dora, reason="legal", notice="A court.", operation="o")

    response = client.get(f"/claims/{claim.slug}/?edition=1")

    assert (response.status_code, response["X-Robots-Tag"]) == (410, "noindex")
    assert "A court." in response.text
    assert claim.conclusion not in response.text


def test_page_that_showed_a_blanked_item_stands_without_its_words(client, ada, dora):
    site = builders.published_site()
    claim, source = site["claims"][0], site["sources"][0]
    withdraw(public_id=claim.public_id, by=dora, reason="legal", notice="A court.", operation="o")

    for address in addresses(site)[:2] + addresses(site)[4:]:
        response = client.get(joined(address, "edition=1"))
        assert response.status_code == 200, address
        assert claim.conclusion not in response.text, address
    for address in ("/conditions/headache/", f"/sources/{source.slug}/", "/compare/"):
        text = banner(client, f"{address}?edition=1")
        assert "a claim that stood here" in text, address
        assert "A court." in text


def test_item_withdrawn_by_then_answers_its_notice_as_it_was(client, ada, dora):
    old, new = builders.source("old"), builders.source("new")
    builders.put_in_print(old, new)
    withdraw(
        public_id=old.public_id,
        by=dora,
        reason="merged",
        notice="The same trial.",
        operation="o",
        replaced_by=new.public_id,
    )

    response = client.get("/sources/old/?edition=2")

    assert (response.status_code, response["Location"]) == (301, "/sources/new/?edition=2")


@pytest.mark.parametrize("claims", [1, 3])
def test_old_page_asks_the_database_a_fixed_number_of_times(
    client, ada, claims, django_assert_num_queries
):
    builders.published_site(claims=claims)

    with django_assert_num_queries(8):
        client.get("/conditions/headache/?edition=1")
