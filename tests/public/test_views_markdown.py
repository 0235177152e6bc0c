"""/claims/<slug>.md and its like: what the page says, as text, at the page's own rules."""

import re

import pytest
from markdown_it import MarkdownIt

from claims import actions
from mgsite.editions.withdraw import withdraw
from tests import builders
from tests.public.crawl import SITE

HOSTILE = '<b>"& [x](https://evil.example) # y'


def body_of(response):
    return response.text.split("---\n", 2)[2]


def test_claim_as_text_says_verdict_certainty_and_studies(client, ada):
    site = builders.published_site()
    claim, source = site["claims"][0], site["sources"][0]

    response = client.get(f"/claims/{claim.slug}.md")

    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Link"] == f'<{SITE}/claims/{claim.slug}/>; rel="canonical"'
    lines = body_of(response).splitlines()
    assert lines[1] == f"# {claim.conclusion}"
    assert lines[3] == (
        "**Verdict:** Supported. **Certainty:** Low (High, −1 risk of bias, −1 imprecision = Low)."
    )
    assert f"> Claimed: “{claim.statement}”" in lines
    assert f"- [Doe 2019]({SITE}/sources/{source.slug}/): {source.source_title}." in response.text


def test_condition_and_article_as_text_hold_their_claims(client, ada):
    site = builders.published_site()
    card = f"### [{site['claims'][0].conclusion}]({SITE}/claims/{site['claims'][0].slug}/)"

    condition = body_of(client.get("/conditions/headache.md")).splitlines()
    article = body_of(client.get("/articles/our-article.md")).splitlines()

    assert [line for line in condition if line.startswith("# ")] == [
        "# Does magnesium glycinate help headache?"
    ]
    assert "- Call 999: it came like a thunderclap." in condition
    assert [line for line in condition if line.startswith("### [")] == [card]
    assert [line for line in article if line.startswith("### [")] == [card]
    assert [line for line in article if line.startswith("## ")] == [
        "## The answer", "## Safety", "## Get help", "## Sources",
    ]  # fmt: skip


def test_page_leads_to_its_text(client, ada):
    site = builders.published_site()

    for page in (
        "/conditions/headache",
        "/articles/our-article",
        f"/claims/{site['claims'][0].slug}",
    ):
        html = client.get(f"{page}/").text
        assert re.findall(r'<link rel="alternate" type="text/markdown" href="([^"]+)">', html) == [
            f"{page}.md"
        ]


def test_reference_pages_as_text_say_what_they_show(client, ada):
    site = builders.published_site()
    check = builders.source_article(site["claims"][0])
    builders.put_in_print(check)
    card = f"### [{site['claims'][0].conclusion}]({SITE}/claims/{site['claims'][0].slug}/)"
    pages = (
        f"/sources/{site['sources'][0].slug}",
        "/supplements/magnesium",
        "/checks/their-article",
    )

    found = {page: body_of(client.get(f"{page}.md")).splitlines() for page in pages}

    assert [card in lines for lines in found.values()] == [True, False, True]
    assert found["/supplements/magnesium"][1] == "# Magnesium and its forms"
    assert "> It does" in "\n".join(found["/checks/their-article"])
    for page in pages:
        assert f'<link rel="alternate" type="text/markdown" href="{page}.md">' in (
            client.get(f"{page}/").text
        )


def test_text_of_a_withdrawn_and_of_an_unknown_item(client, ada, dora):
    gone = builders.published_site()["article"]
    withdraw(public_id=gone.public_id, by=dora, reason="error", notice="Wrong.", operation="out")

    assert client.get("/articles/our-article.md").status_code == 410
    assert client.get("/articles/no-such.md").status_code == 404
    assert client.post("/conditions/headache.md").status_code == 405


def test_text_follows_a_changed_slug(client, ada):
    article = builders.published_site()["article"]
    article.slug = "a-new-name"
    article.save()
    actions.record_edit(item=article, by=ada)
    builders.put_in_print(article)

    response = client.get("/articles/our-article.md")

    assert (response.status_code, response["Location"]) == (301, "/articles/a-new-name.md")


def test_hostile_words_are_text_in_the_text(client, ada):
    headache = builders.condition(question=f"Is it {HOSTILE}?", summary=HOSTILE)
    answer = builders.claim(by=ada, conditions=[headache], statement=HOSTILE)
    headache.headline_claim = answer
    headache.save()
    sources = [citation.source for citation in answer.citations.all()]
    builders.put_in_print(headache, answer, answer.supplement, *sources)

    for address in ("/conditions/headache.md", f"/claims/{answer.slug}.md"):
        html = MarkdownIt("commonmark", {"html": True}).render(body_of(client.get(address)))
        assert "<b>" not in html
        assert 'href="https://evil' not in html


@pytest.mark.parametrize("claims", [1, 3])
def test_text_asks_the_database_as_often_as_its_page(
    client, ada, django_assert_num_queries, claims
):
    site = builders.published_site(claims)

    for address, queries in (
        ("/conditions/headache.md", 3),
        ("/articles/our-article.md", 3),
        (f"/claims/{site['claims'][0].slug}.md", 3),
    ):
        with django_assert_num_queries(queries):
            client.get(address)
