"""The five articles that this project is for, checked in public: what stands out, and how little is quoted.

Their texts stand beside the repository, never in it; without them these tests are skipped.
"""

import html
import json
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import SourceArticle
from articles.reading.decisions import plain
from articles.reading_state import reading_of
from mgsite.editions.models import Head
from mgsite.editions.readers import AsOf, document_of
from mgsite.public.composition.check import check_parts, checks_page
from tests.public.checked_texts import seed_texts
from tests.public.crawl import crawl
from tests.starter_files import whole_starter

# What is quoted is the same from either database.
pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
LEAST_WORDS = 4  # a heading of three words may stand anywhere by chance
MIGRAINE = "popular-article-on-migraine"
MOST_PAGES = 2000


@pytest.fixture(scope="module")
def quoted(django_db_setup, django_db_blocker):
    """The starter content with the five texts; tests here only read."""
    files = seed_texts()
    with whole_starter(django_db_blocker):
        call_command("import_source_articles", *map(str, files), publish=True, stdout=StringIO())
        yield AsOf(Head.objects.get().number)


@pytest.fixture
def migraine(quoted):
    return check_parts(quoted, document_of(quoted.one("check", MIGRAINE)))["page"]


def test_largest_gaps_of_the_migraine_text_are_those_of_its_title_and_of_serotonin(migraine):
    boldest = {place.claim["slug"]: place.gap for place in migraine.boldest}
    largest = max(place.gap or 0 for place in migraine.places)

    assert boldest["optimal-dose-400-migraine"] == largest == 4
    assert boldest["magnesium-raises-serotonin"] == largest
    assert migraine.boldest[0].claim["slug"] == "optimal-dose-400-migraine"


def test_hedged_sentence_that_is_supported_has_no_gap(quoted):
    hedged = [
        place.gap
        for page in checks_page(quoted).checks
        for place in page.places
        if place.strength <= 1
        and place.claim
        and place.claim["verdict"] == "supported"
        and (place.permitted or 0) >= 1
    ]

    assert hedged
    assert set(hedged) == {0}


def test_better_sleep_is_promised_in_four_of_five(quoted):
    recurring = {each.claim["slug"]: each for each in checks_page(quoted).recurring}

    assert recurring["sleep-quality-any-form"].how_often == "4 of 5 articles"


def test_pages_and_api_have_the_same_gaps_and_totals(quoted):
    for page in checks_page(quoted).checks:
        document = page.document
        api = Client().get(f"/api/v1/checks/{document['id']}/page").json()
        shown = Client().get(f"/checks/{document['slug']}/").content.decode()

        totals = api["totals"]
        assert [each["gap"] for each in api["appearances"]] == [place.gap for place in page.places]
        assert (totals["measured"], totals["supported_as_worded"], totals["gap"]) == (
            page.totals.claims, page.totals.supported, page.totals.gap,
        )  # fmt: skip
        assert f"<strong>{page.totals}.</strong>" in shown
        assert shown.count("The evidence would bear") == page.totals.claims + len(page.boldest)


def test_no_public_answer_holds_two_sentences_that_follow_each_other(quoted):
    """Whatever an anonymous visitor can reach, and the composed answers of the API."""
    checks = [page.document for page in checks_page(quoted).checks]
    claims = {a["claim_id"] for check in checks for a in check["appearances"]}
    extra = (
        "/checks/promises.csv", "/checks/promises.json", "/feeds/claimreview.json",
        "/api/v1/comparisons/claims", "/api/v1/export",
        *(f"/checks/{check['slug']}.md" for check in checks),
        *(f"/compare/articles.{end}?check={c['slug']}" for c in checks for end in ("csv", "json")),
        *(f"/api/v1/checks/{check['id']}/page" for check in checks),
        *(f"/api/v1/claims/{claim}/page" for claim in sorted(claims)),
    )  # fmt: skip
    texts = [
        [plain(segment.text) for segment in reading_of(article).segments]
        for article in SourceArticle.objects.all()
    ]

    found = crawl(extra, limit=MOST_PAGES)

    together = {p: pairs for p, a in found.items() if (pairs := beside(words(a), texts))}
    assert together == {}
    assert {found[path].status for path in extra} == {200}
    assert len(texts) == len(checks) == 5


def words(answer) -> str:
    text = answer.body
    if answer.headers.get("Content-Type", "").startswith("application/json"):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return plain(html.unescape(text))


def beside(page: str, texts: list[list[str]]) -> list[tuple[str, str]]:
    """Pairs of sentences that follow each other in a text and are both in the answer."""
    return [
        pair
        for sentences in texts
        for pair in pairwise(sentences)
        if all(len(each.split()) >= LEAST_WORDS and each in page for each in pair)
    ]
