"""The starter's five checks: in print without a word of the texts, and quoting them when they come.

The texts stand beside the repository, never in it; what needs them is skipped where they are not.
"""

import html
import json
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from articles.actions_reading import decide_segment
from articles.models import SourceArticle
from articles.reading.decisions import plain
from articles.reading_state import reading_of
from articles.starter import load as article_content
from claims.canonical import fingerprint
from claims.starter.records import BrokenData
from mgsite.editions.models import Edition, Version
from mgsite.editions.starter import load_starter
from tests import builders
from tests.articles.reading_desk import text_of
from tests.starter_files import CLAIMS, small_files, whole_starter

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"
LEAST_WORDS = 4  # a heading of three words may stand anywhere by chance


def run(command: str, *arguments, **options) -> str:
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def published(edition: int) -> dict[str, dict]:
    rows = Version.objects.as_of(edition).filter(kind="check").values_list("slug", "document")
    return {slug: json.loads(text) for slug, text in rows}


def prepared() -> dict[str, dict]:
    text = (article_content.FOLDER / "checks.json").read_text(encoding="utf-8")
    return {record["slug"]: record for record in json.loads(text)}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with whole_starter(django_db_blocker) as content:
        yield content


@pytest.fixture(scope="module")
def quoted(loaded):
    """The texts imported and published; what the command said."""
    if not SEEDS.is_dir():
        pytest.skip("There is no folder ../shared/seeds beside this repository.")
    return run("import_source_articles", *sorted(SEEDS.glob("*.txt")), publish=True)


def test_five_checks_are_in_the_first_edition_without_a_quotation(loaded):
    found = published(1)
    assert {slug: check["title"] for slug, check in found.items()} == {
        slug: record["title"] for slug, record in prepared().items()
    }
    for check in found.values():
        assert check["title"].startswith("A popular article on ")
        assert {each["quote"] for each in check["appearances"]} == {None}
        assert (check["publisher"], check["source_url"]) == (None, None)
        assert check["review"]["kind"] == "starter"
        numbers = check["sentences"]
        assert numbers["total"] == sum(numbers.values()) - numbers["total"]


def test_first_checks_say_how_many_sentences_there_are(loaded):
    assert {slug: check["sentences"]["total"] for slug, check in published(1).items()} == {
        "popular-article-on-fibromyalgia": 44,
        "popular-article-on-headache": 34,
        "popular-article-on-migraine": 35,
        "popular-article-on-muscle-spasms": 43,
        "popular-article-on-restless-legs": 45,
    }


def test_texts_find_their_checks_and_are_published_with_quotations(quoted):
    assert quoted.count("its text is at hand now") == 5
    assert quoted.count("sentences decided (100 %)") == 5
    assert quoted.endswith("Published as edition 2.\n")
    before, after = published(1), published(2)
    assert set(after) == set(before)
    for slug, check in after.items():
        article = SourceArticle.objects.get(slug=slug)
        assert check["title"] == article.text.splitlines()[0]
        assert check["text_sha256"] == before[slug]["text_sha256"] == fingerprint(article.text)
        assert sum(each["quote"] is not None for each in check["appearances"]) >= 5
        assert (check["review"]["kind"], check["last_reviewed"] is None) == ("forced", False)
        assert "Not yet independently reviewed" in check["review"]["note"]
        same = ("sentences", "unmatched", "omissions")
        assert [check[key] for key in same] == [before[slug][key] for key in same]


def test_coverage_of_the_five_is_whole(quoted):
    assert run("source_coverage").count("(100 %)") == 5


def test_import_again_publishes_nothing(quoted):
    again = run("import_source_articles", *sorted(SEEDS.glob("*.txt")), publish=True)
    assert again.count("already stored") == 5
    assert again.endswith("Nothing to publish.\n")
    assert Edition.objects.count() == 2


def test_starter_loaded_again_leaves_them_alone(quoted):
    again = load_starter()
    assert (again.report.created, again.report.differs, again.edition) == ([], [], None)


def test_no_quotation_is_of_two_sentences_or_beside_another(quoted):
    for slug, check in published(2).items():
        words = [
            segment.text for segment in reading_of(SourceArticle.objects.get(slug=slug)).segments
        ]
        shown = {each["quote"] for each in check["appearances"]} | {check["title"]}
        assert shown - {None} <= set(words)
        assert [pair for pair in pairwise(words) if shown >= set(pair)] == []


def test_no_public_answer_holds_two_sentences_that_follow_each_other(quoted):
    """Neither page, Markdown nor API: the list of all checks, each of them, the comparisons, and claims."""
    checks = published(2)
    claims = {a["claim_id"] for check in checks.values() for a in check["appearances"]}
    paths = [
        "/compare/",
        "/changes/",
        "/api/v1/checks",
        *(f"/checks/{slug}/" for slug in checks),
        *(f"/checks/{slug}.md" for slug in checks),
        *(f"/api/v1/checks/{check['id']}" for check in checks.values()),
        *(f"/api/v1/claims/{claim}/page" for claim in sorted(claims)),
    ]
    texts = [
        [plain(segment.text) for segment in reading_of(article).segments]
        for article in SourceArticle.objects.all()
    ]
    together = {path: found for path in paths if (found := beside(answer(path), texts))}
    assert together == {}


def answer(path: str) -> str:
    response = Client().get(path)
    text = response.content.decode()
    if response["Content-Type"].startswith("application/json"):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return plain(html.unescape(text))


def beside(page: str, texts: list[list[str]]) -> list[tuple[str, str]]:
    return [
        pair
        for sentences in texts
        for pair in pairwise(sentences)
        if all(len(words.split()) >= LEAST_WORDS and words in page for words in pair)
    ]


def test_check_that_an_editor_changed_is_not_published_over_their_head(quoted):
    article = SourceArticle.objects.get(slug="popular-article-on-migraine")
    reading = reading_of(article)
    decide_segment(
        article=article,
        by=builders.user("ada", "Editor"),
        start=0,
        seen=reading.token(reading.segments[0]),
        segment_class="heading",
    )
    said = run("import_source_articles", SEEDS / "001_72b20d3519b634db.txt", publish=True)
    assert "“popular-article-on-migraine” stays a draft: its decisions are not the starter" in said
    assert said.endswith("Nothing to publish.\n")
    assert load_starter().report.differs == [
        "SourceArticle “popular-article-on-migraine”: its decisions differ from the starter content."
    ]


# -- a text of our own, with decisions in a copy of the files


TEXT = "Of headaches\n\nIt helps against them."


@pytest.fixture
def files(db, tmp_path):
    made = small_files(tmp_path)
    folder = made.articles / "decisions"
    folder.mkdir()
    sentences = [
        {"position": 0, "sha256": "a" * 64, "class": "heading"},
        {"position": 1, "sha256": "b" * 64, "class": "claim", "claims": {CLAIMS[0]: 2}},
    ]
    decided = {"text_sha256": fingerprint(TEXT), "source_text": "ours", "sentences": sentences}
    (folder / "ours.json").write_text(json.dumps(decided), encoding="utf-8")
    record = {"slug": "ours", "title": "A text", "source_text": "ours", "omissions": []}
    made.write("checks.json", [record])
    return made


def load(files):
    return load_starter(claims_folder=files.claims, articles_folder=files.articles)


def test_text_that_was_there_first_gets_the_decisions_and_is_published_with_them(files, ada):
    article = text_of(ada, TEXT)
    loaded = load(files)
    assert article.slug not in loaded.report.created
    (check,) = published(1).values()
    assert (check["slug"], check["title"]) == (article.slug, "Of headaches")
    assert [each["sentence"] for each in check["appearances"]] == [2]


def test_check_that_leans_on_an_unknown_claim_or_text_loads_nothing(files):
    files.edit("checks.json", "ours", lambda record: record.update(source_text="theirs"))
    with pytest.raises(BrokenData, match="there are no decisions for “theirs”"):
        load(files)
    assert not SourceArticle.objects.exists()


def test_small_check_is_in_print_and_covered(files):
    load(files)
    assert run("source_coverage") == (
        "ours (the text is not kept here): 2 of 2 sentences decided (100 %), 0 unmatched, 0 lost\n"
    )
    with pytest.raises(CommandError):
        run("source_coverage", "theirs")
