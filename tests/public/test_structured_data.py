"""The graph of each kind of page: exactly what the page says, and nothing that could end the script."""

import itertools
import json
import re
from dataclasses import replace
from html import unescape

import pytest

from claims.vocabulary import Certainty, Verdict
from mgsite.editions.withdraw import withdraw
from mgsite.public import structured_data as sd
from mgsite.public.gaps import Appearing
from mgsite.public.reviewed import Reviewed
from tests import builders
from tests.public.crawl import SITE, crawl

BY_BEN = Reviewed("Last reviewed", "2026-11-22", ("Ben",))
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = '</script><!--<b>"&\u2028'


def at(kind, slug=""):
    return f"https://m.example/{kind}/{slug}"


def headline(**fields):
    usual = {
        "claim_kind": "effect", "verdict": "supported", "source_alerts": [],
        "grading": {"certainty": "low", "effect": {"direction": "favours magnesium"}},
    }  # fmt: skip
    return usual | fields


@pytest.mark.parametrize(
    ("verdict", "certainty"), [*itertools.product(Verdict, [None, *Certainty])]
)
def test_treatment_is_named_where_grade_bears_it(verdict, certainty):
    claim = headline(verdict=verdict.value, grading={"certainty": certainty, "effect": None})

    assert sd.may_be_a_treatment(claim) == (
        verdict == "supported" and certainty in ("low", "moderate", "high")
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"claim_kind": "safety"},
        {"grading": None},
        {"grading": {"certainty": "high", "effect": {"direction": "favours comparator"}}},
        {"source_alerts": [{"integrity": "retracted"}]},
    ],
)
def test_treatment_is_not_named_for_harms_and_shaken_evidence(fields):
    assert sd.may_be_a_treatment(headline())
    assert not sd.may_be_a_treatment(headline(**fields))


def test_script_text_holds_no_tag_comment_or_line_separator():
    text = sd.script_text({"name": HOSTILE})

    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"name": HOSTILE}


def test_graph_of_the_home_page_has_no_way_to_it():
    home = at("home")

    found = sd.graph(sd.Described({}), url=home, home=home, title="Home", description="All.")

    assert found == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "WebPage", "@id": f"{home}#page", "url": home, "name": "Home",
                "description": "All.", "inLanguage": "en-GB",
                "isPartOf": {"@type": "WebSite", "@id": f"{home}#site", "name": "mgsite", "url": home},
            }
        ],
    }  # fmt: skip


def test_graph_says_the_way_to_a_page():
    described = sd.Described({}, above=(("Conditions", at("conditions")),))

    found = sd.graph(described, url="/x", home=at("home"), title="X?", description="")

    assert found["@graph"][-1] == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "mgsite", "item": at("home")},
            {"@type": "ListItem", "position": 2, "name": "Conditions", "item": at("conditions")},
            {"@type": "ListItem", "position": 3, "name": "X?", "item": "/x"},
        ],
    }


def test_source_is_a_work_with_its_authors():
    document = {
        "slug": "doe", "title": "A trial", "type": "article-journal", "issued": "2019-05",
        "authors": [{"family": "Doe", "given": "J."}, {"literal": "WHO"}, {}],
        "container": "The Journal", "publisher": "A house", "integrity": "retracted",
    }  # fmt: skip

    found = sd.source(document, ["https://doi.org/10.1/x"], Reviewed("Not yet"), at)

    assert found.page == {
        "@type": "MedicalWebPage",
        "mainEntity": {"@id": at("source", "doe#source")},
    }
    assert found.things == (
        {
            "@type": "ScholarlyArticle", "@id": at("source", "doe#source"), "name": "A trial",
            "sameAs": ["https://doi.org/10.1/x"], "datePublished": "2019-05",
            "author": [{"@type": "Person", "name": "J. Doe"}, {"@type": "Organization", "name": "WHO"}],
            "isPartOf": {"@type": "Periodical", "name": "The Journal"},
            "publisher": {"@type": "Organization", "name": "A house"},
            "creativeWorkStatus": "Retracted",
        },
    )  # fmt: skip


def test_supplement_says_the_limits_by_authority():
    limits = [
        {"authority": "EFSA", "kind": "upper-level", "max_mg": 250, "applies_to": "Adults"},
        {"authority": "NHS", "kind": "advice", "max_mg": "400", "applies_to": "Anyone"},
    ]
    document = {"slug": "mg", "title": "Magnesium", "summary": "A mineral.", "limits": limits}

    (found,) = sd.supplement(document, BY_BEN, at).things

    assert (found["@type"], found["description"]) == ("DietarySupplement", "A mineral.")
    assert [
        (m["recognizingAuthority"]["name"], m["doseValue"], m["description"], m["targetPopulation"])
        for m in found["maximumIntake"]
    ] == [
        ("EFSA", 250, "Upper level", "Adults"),
        ("NHS", 400, "Advice, not an upper level", "Anyone"),
    ]


CHECK = {
    "slug": "theirs",
    "title": "Wonderful!",
    "publisher": "A shop",
    "source_url": "https://x.example/",
}
CLAIM = {"conclusion": "It may not.", "verdict": "contradicted", "grading": {"certainty": "low"}}
CHECKED = Appearing(1, "It cures.", True, 3, CLAIM, -1, 4)


def test_check_is_one_claim_review_of_its_largest_gap_without_a_score():
    (found,) = sd.check(CHECK, [CHECKED, replace(CHECKED, words="It may.")], BY_BEN, at).things

    theirs = {
        "@type": "CreativeWork", "headline": "Wonderful!", "url": "https://x.example/",
        "publisher": {"@type": "Organization", "name": "A shop"},
    }  # fmt: skip
    assert found == {
        "@type": "ClaimReview", "@id": at("check", "theirs#review"), "url": at("check", "theirs"),
        "claimReviewed": "It cures.",
        "itemReviewed": {"@type": "Claim", "text": "It cures.", "appearance": theirs},
        "author": {"@type": "Organization", "name": "mgsite", "url": at("home")},
        "reviewBody": "It may not.",
        "reviewRating": {
            "@type": "Rating", "alternateName": "Contradicted", "ratingExplanation": "Low certainty",
        },
    }  # fmt: skip


def test_check_that_is_nowhere_too_bold_has_no_claim_review():
    assert sd.check(CHECK, [], BY_BEN, at).things == ()


def test_check_leaves_out_what_is_not_known():
    claim = {"conclusion": "So.", "verdict": None, "grading": None}
    unknown = CHECK | {"publisher": None, "source_url": None}

    (found,) = sd.check(unknown, [replace(CHECKED, claim=claim)], BY_BEN, at).things

    assert found["itemReviewed"]["appearance"] == {
        "@type": "CreativeWork",
        "headline": "Wonderful!",
    }
    assert found["reviewRating"] == {"@type": "Rating"}


# -- on the pages


def graph_of(response):
    (text,) = SCRIPT.findall(response.text)
    return json.loads(text)["@graph"]


def test_condition_page_says_the_condition_its_review_and_its_treatment(client, ada):
    site = builders.published_site()
    claim = site["claims"][0]

    page, condition, way = graph_of(client.get("/conditions/headache/"))

    url = f"{SITE}/conditions/headache/"
    assert {key: page[key] for key in ("@type", "url", "name", "description", "about")} == {
        "@type": "MedicalWebPage", "url": url, "name": "Does magnesium glycinate help headache?",
        "description": claim.conclusion, "about": [{"@id": f"{url}#condition"}],
    }  # fmt: skip
    assert page["reviewedBy"] == [{"@type": "Person", "name": "Ben"}]
    assert condition == {
        "@type": "MedicalCondition", "@id": f"{url}#condition", "name": "Headache", "url": url,
        "description": "Headache is something that people have.",
        "possibleTreatment": [{
            "@type": "MedicalTherapy", "name": "Magnesium, any form", "description": claim.conclusion,
            "url": f"{SITE}/claims/{claim.slug}/",
        }],
    }  # fmt: skip
    assert [step["name"] for step in way["itemListElement"]] == [
        "mgsite", "Conditions", "Does magnesium glycinate help headache?",
    ]  # fmt: skip


def test_claim_and_article_pages_lead_over_their_condition(client, ada):
    site = builders.published_site()

    claim, _ = graph_of(client.get(f"/claims/{site['claims'][0].slug}/"))
    page, article, way = graph_of(client.get("/articles/our-article/"))

    assert [cited["name"] for cited in claim["citation"]] == [site["sources"][0].source_title]
    assert (page["mainEntity"], article["@type"]) == ({"@id": article["@id"]}, "Article")
    assert [node["name"] for node in article["about"]] == ["Headache"]
    assert way["itemListElement"][1]["item"] == f"{SITE}/conditions/headache/"


def test_every_page_says_itself_once_and_as_people_read_it(ada):
    builders.published_site()

    for path, answer in crawl().items():
        is_page = answer.body.startswith("<!doctype html>") and not path.startswith(
            ("/api/", "/embed/")
        )
        if answer.status != 200 or not is_page:
            continue
        (text,) = SCRIPT.findall(answer.body) or pytest.fail(path)
        page = json.loads(text)["@graph"][0]
        (title,) = re.findall(r"<title>(.*?)</title>", answer.body)
        (canonical,) = re.findall(r'<link rel="canonical" href="([^"]+)">', answer.body)
        described = re.findall(
            r'<meta (?:name|property)="(?:og:)?description" content="([^"]+)">', answer.body
        )
        assert unescape(title).startswith(page["name"])
        assert (path, page["url"]) == (path, unescape(canonical))
        assert [unescape(words) for words in described] == [page["description"]] * 2


def answer_sources(claim):
    return [citation.source for citation in claim.citations.all()]


def test_hostile_titles_stay_inside_the_script_and_the_attributes(client, ada):
    headache = builders.condition(question=HOSTILE, summary=HOSTILE)
    answer = builders.claim(by=ada, conditions=[headache])
    headache.headline_claim = answer
    headache.save()
    builders.put_in_print(headache, answer, answer.supplement, *answer_sources(answer))

    response = client.get("/conditions/headache/")

    page, condition, _ = graph_of(response)
    assert (page["name"], condition["description"]) == (HOSTILE.rstrip("\u2028"), HOSTILE)
    assert (
        '<meta property="og:title" content="&lt;/script&gt;&lt;!--&lt;b&gt;&quot;&amp;">'
        in response.text
    )


def test_withdrawn_pages_and_errors_say_nothing_to_machines(client, ada, dora):
    site = builders.published_site()
    gone = site["article"]
    withdraw(public_id=gone.public_id, by=dora, reason="error", notice="Wrong.", operation="out")

    for path, status in (("/articles/our-article/", 410), ("/no/such/", 404)):
        response = client.get(path)
        assert (response.status_code, "ld+json" in response.text) == (status, False)
        assert "og:" not in response.text
