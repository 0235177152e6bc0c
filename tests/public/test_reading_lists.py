"""The sources of a page as files: what the page lists, as of its edition, verified facts alone."""

import json
import re

import pytest

from claims import actions
from claims.models import Limit, Source
from claims.references.reading import read_file
from mgsite.editions.withdraw import withdraw
from tests import builders

CANARY = "zwitscherling"
TYPES = {
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".json": "application/vnd.citationstyles.csl+json",
}


def cited(client, address: str) -> list[str]:
    """The slugs in a CSL-JSON file, in its order."""
    return [item["id"] for item in json.loads(client.get(f"{address}.json").content)]


@pytest.fixture
def site(ada):
    """A claim with two sources beside one, in a condition, an article and a supplement's limit."""
    headache, magnesium = builders.condition(), builders.supplement()
    older, newer, report = (
        builders.source(slug, authors=[{"family": family, "given": "J."}], doi=f"10.1000/{slug}")
        for slug, family in (("zorn-2019", "Zorn"), ("abel-2019", "Abel"), ("iom-2019", "IOM"))
    )
    calm = builders.claim(
        "calm", by=ada, conditions=[headache], sources=[(older, "supports"), (newer, "mixed")]
    )
    other = builders.claim("other", by=ada, conditions=[headache], sources=[(older, "context")])
    headache.headline_claim = calm
    headache.save()
    Limit.objects.create(
        supplement=magnesium, authority="IOM", limit_kind="upper-level", max_mg=350,
        applies_to="Adults", source=report,
    )  # fmt: skip
    body = f"## The answer {{#answer}}\n\n[[claim:other]]\n{builders.SAFETY}"
    ours = builders.article(body=body, conditions=[headache])
    builders.put_in_print(headache, magnesium, older, newer, report, calm, other, ours)
    return {"calm": calm, "headache": headache, "older": older, "newer": newer}


LISTS = {
    "/claims/calm/sources": ["abel-2019", "zorn-2019"],
    "/claims/other/sources": ["zorn-2019"],
    "/conditions/headache/sources": ["abel-2019", "iom-2019", "zorn-2019"],
    "/articles/our-article/sources": ["zorn-2019"],
    "/sources/abel-2019/reference": ["abel-2019"],
}


@pytest.mark.parametrize(("address", "slugs"), LISTS.items())
def test_file_holds_what_the_page_cites_by_short_name(client, site, address, slugs):
    assert cited(client, address) == slugs


@pytest.mark.parametrize(
    "page", ["/claims/calm/", "/conditions/headache/", "/articles/our-article/"]
)
def test_file_holds_the_very_sources_that_the_page_lists(client, site, page):
    text = client.get(page).text
    listed = re.findall(r'href="/sources/([\w-]+)/"', text[text.index('<ul class="s') :])

    assert sorted(set(listed)) == sorted(cited(client, f"{page}sources"))


@pytest.mark.parametrize("suffix", TYPES)
def test_file_is_an_attachment_that_says_what_it_is_and_of_which_edition(client, site, suffix):
    found = {address: client.get(f"{address}{suffix}") for address in LISTS}

    assert {answer["Content-Type"] for answer in found.values()} == {TYPES[suffix]}
    assert [answer["Content-Disposition"] for answer in found.values()] == [
        f'attachment; filename="{name}-edition-1{suffix}"'
        for name in (
            "calm-sources",
            "other-sources",
            "headache-sources",
            "our-article-sources",
            "abel-2019-reference",
        )
    ]
    rows = read_file(found["/claims/calm/sources"].content).rows
    assert [row.fields["doi"] for row in rows] == ["10.1000/abel-2019", "10.1000/zorn-2019"]


def test_pages_link_to_their_files(client, site):
    for address in LISTS:
        page = client.get(f"{address.rsplit('/', 1)[0]}/").text
        assert re.findall(rf'<a href="{address}(\.\w+)">([\w-]+)</a>', page) == [
            (".ris", "RIS"),
            (".bib", "BibTeX"),
            (".json", "CSL-JSON"),
        ]


def test_file_is_kept_and_asked_for_as_a_page_is(client, site):
    for address in LISTS:
        got, asked = client.get(f"{address}.ris"), client.head(f"{address}.ris?utm_source=x")
        assert (asked.status_code, asked.content) == (200, b"")
        assert got["Cache-Control"] == asked["Cache-Control"] == "public, max-age=60"
        assert asked["Content-Disposition"] == got["Content-Disposition"]
        assert got.cookies.output() == ""
        assert client.post(f"{address}.ris").status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/claims/nothing/sources.ris",
        "/claims/calm/sources.txt",
        "/claims/calm/sources.ris/",
        "/claims/calm/reference.ris",
        "/sources/abel-2019/sources.ris",
        "/supplements/magnesium/sources.ris",
        "/sources/calm/reference.bib",
        "/claims/..%2f/sources.ris",
    ],
)
def test_unknown_file_is_a_page_that_says_so(client, site, address):
    answer = client.get(address)

    assert answer.status_code == 404
    assert "<h1>We cannot find this page</h1>" in answer.text


def test_withdrawn_item_has_its_notice_in_the_place_of_the_file(client, site, dora):
    withdraw(
        public_id=site["calm"].public_id, by=dora, reason="error", notice="Wrong.", operation="a"
    )

    answer = client.get("/claims/calm/sources.ris")

    assert (answer.status_code, answer["Content-Type"]) == (410, "text/html; charset=utf-8")
    assert "Wrong." in answer.text


def test_withdrawn_source_is_left_out_of_the_files(client, site, dora):
    withdraw(
        public_id=site["newer"].public_id, by=dora, reason="error", notice="Wrong.", operation="a"
    )

    assert cited(client, "/claims/calm/sources") == ["zorn-2019"]
    assert "abel-2019" not in cited(client, "/conditions/headache/sources")
    assert client.get("/sources/abel-2019/reference.ris").status_code == 410


def test_changed_slug_leads_to_the_file_at_its_new_address(client, site, ada):
    calm = site["calm"]
    calm.slug = "calmer"
    calm.save()
    actions.record_edit(item=calm, by=ada)
    builders.put_in_print(calm)

    answer = client.get("/claims/calm/sources.bib")

    assert (answer.status_code, answer["Location"]) == (301, "/claims/calmer/sources.bib")


def test_merged_item_leads_to_the_file_of_its_successor(client, site, dora):
    merged, into = site["older"], site["newer"]
    withdraw(
        public_id=merged.public_id, by=dora, reason="merged", notice="The same work.",
        replaced_by=into.public_id, operation="a",
    )  # fmt: skip

    answer = client.get("/sources/zorn-2019/reference.json")

    assert (answer.status_code, answer["Location"]) == (301, "/sources/abel-2019/reference.json")


# -- nothing that is not in print


def files(client) -> dict[str, str]:
    return {f"{a}{s}": client.get(f"{a}{s}").text for a in LISTS for s in TYPES}


def test_draft_of_a_source_in_print_does_not_leak(client, site):
    before = files(client)
    Source.objects.update(
        source_title=CANARY, authors=[{"literal": CANARY}], container_title=CANARY, volume=CANARY
    )

    assert files(client) == before


def test_unverified_source_and_unverified_facts_are_in_no_file(client, site, ada):
    unverified = builders.source(f"{CANARY}-2019", verified=False, source_title=CANARY)
    untitled = builders.source(f"{CANARY}-2020", source_title=CANARY, unverified_fields=["title"])
    half = builders.source(
        "half-2019", volume=CANARY, publisher=CANARY, unverified_fields=["volume", "publisher"]
    )
    stances = [(unverified, "supports"), (untitled, "supports"), (half, "supports")]
    claim = builders.claim("new", by=ada, conditions=[site["headache"]], sources=stances)
    builders.put_in_print(half, claim)

    found = files(client) | {
        a: client.get(a).text for s in TYPES for a in (f"/claims/new/sources{s}",)
    }

    assert cited(client, "/claims/new/sources") == ["half-2019"]
    assert "half-2019" in cited(client, "/conditions/headache/sources")
    assert [address for address, text in found.items() if CANARY in text] == []
    for slug in (unverified.slug, untitled.slug):
        assert client.get(f"/sources/{slug}/reference.ris").status_code == 404


def test_source_of_a_claim_that_is_not_in_print_is_in_no_file(client, site, ada):
    draft = builders.source(f"{CANARY}-2019")
    builders.claim("draft", by=ada, conditions=[site["headache"]], sources=[(draft, "supports")])

    assert client.get("/claims/draft/sources.ris").status_code == 404
    assert [address for address, text in files(client).items() if CANARY in text] == []


@pytest.mark.parametrize("claims", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/claims/{claim}/sources.ris", 2),
        ("/conditions/headache/sources.ris", 3),
        ("/articles/our-article/sources.ris", 3),
        ("/sources/{source}/reference.ris", 2),
    ],
)
def test_file_takes_as_many_queries_for_three_claims_as_for_one(
    client, ada, claims, address, queries, django_assert_num_queries
):
    made = builders.published_site(claims)
    path = address.format(claim=made["claims"][0].slug, source=made["sources"][0].slug)

    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200
