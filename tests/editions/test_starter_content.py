"""The real starter content, loaded once: what a reader must find, and what must not be in it."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

from articles.starter import load as article_content
from claims.grading import POINTS
from claims.models import Claim, Source
from claims.starter import load as claim_content
from claims.starter.records import BrokenData
from mgsite.editions.models import Edition, Version
from mgsite.editions.starter import Loaded, load_starter
from mgsite.editions.verify import faults
from tests.starter_files import whole_starter

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"
ON_EVERY_PAGE = {
    "glycinate-better-absorbed",
    "dose-200-400-established",
    "magnesium-drug-absorption-interactions",
    "kidney-disease-hypermagnesaemia",
    "magnesium-gi-side-effects",
    "glycinate-tolerability-placebo",
    "glycinate-fewer-gi-side-effects",
    "supplement-400-within-limits",
    "compound-weight-equals-elemental",
    "magnesium-glycinate-what-it-is",
    "magnesium-within-limits-healthy-adults",
    "natural-means-safer",
    "ppi-diuretic-low-magnesium",
}
# CONTENT.md, rule 8: the statements of each row, by the slugs of the claims that check them.
ROWS = {
    "headache": """
        magnesium-deficiency-causes-headache lower-magnesium-in-migraine anti-inflammatory-route-headache
        magnesium-lowers-crp magnesium-raises-serotonin calming-stress-route-headache glycine-anxiety
        oral-magnesium-tension-type-headache sleep-route-headache
    """,
    "migraine": """
        magnesium-glycinate-migraine-prevention oral-magnesium-migraine-frequency
        oral-magnesium-migraine-severity vessel-and-muscle-relaxation-migraine
        nerve-excitability-non-deficient magnesium-raises-serotonin oral-magnesium-acute-headache-pain
        optimal-dose-400-migraine magnesium-oxide-poorly-absorbed magnesium-oxide-gi-upset
        low-magnesium-intake-common
    """,
    "fibromyalgia": """
        fibromyalgia-lower-magnesium fibromyalgia-deficiency-causes-symptoms fibromyalgia-pain
        fibromyalgia-sleep fibromyalgia-fatigue fatigue-energy fibromyalgia-mood gut-microbiome
        fibromyalgia-exercise-core fibromyalgia-psychological-care
    """,
    "muscle-spasms": """
        dehydration-electrolytes-cause-spasms deficiency-causes-cramps cramps-glycinate-adults
        cramps-idiopathic-adults muscle-relaxant-mechanism magnesium-calcium-muscle-physiology
        nerve-excitability-non-deficient stress-adults sleep-quality-any-form start-low
        take-with-food take-with-food-tolerance hydration-prevents-cramps
    """,
    "restless-legs": """
        rls-symptoms rls-iron-and-genes rls-muscle-tension muscle-relaxant-mechanism rls-sleep
        anxiety-stress glycine-anxiety rls-nerve-signals deficiency-causes-cramps low-intake-anxiety
        low-intake-poor-sleep-anxiety divided-doses timing-before-bed start-low
    """,
}
FORMS = {
    "glycinate",
    "citrate",
    "dicitrate",
    "oxide",
    "chloride",
    "lactate",
    "malate",
    "pidolate",
    "taurate",
    "threonate",
    "sulfate",
}
HEADLINES = {
    "headache": ["oral-magnesium-tension-type-headache"],
    "migraine": ["magnesium-glycinate-migraine-prevention", "oral-magnesium-migraine-frequency"],
    "fibromyalgia": ["fibromyalgia-pain"],
    "muscle-spasms": ["cramps-glycinate-adults", "cramps-idiopathic-adults"],
    "restless-legs": ["rls-symptoms"],
}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The content loaded once for this file and taken back after it; tests here only read."""
    with whole_starter(django_db_blocker) as content:
        yield content


@pytest.fixture
def documents(loaded) -> dict[str, dict]:
    """Every published document by its public id."""
    rows = Version.objects.live().values_list("public_id", "document")
    return {public_id: json.loads(text) for public_id, text in rows}


def of_kind(documents: dict[str, dict], kind: str) -> dict[str, dict]:
    return {d["slug"]: d for d in documents.values() if d["kind"] == kind}


def records() -> list[dict]:
    files = sorted(claim_content.FOLDER.glob("claims-*.json"))
    return [record for file in files for record in json.loads(file.read_text(encoding="utf-8"))]


def test_folder_without_content_is_an_error_and_loads_nothing(db, tmp_path):
    """It also asks for `db`, without which pytest-django makes no database for this file alone."""
    with pytest.raises(BrokenData, match="^supplements.json: the file is missing.$"):
        load_starter(claims_folder=tmp_path)
    assert not Claim.objects.exists()


def test_first_run_creates_everything_and_publishes_edition_one(loaded: Loaded, documents):
    assert (loaded.edition.number, loaded.report.differs) == (1, [])
    assert len(loaded.report.created) == 246
    assert (len(of_kind(documents, "condition")), len(of_kind(documents, "article"))) == (5, 5)
    assert list(of_kind(documents, "supplement")) == ["magnesium"]
    on_hold = {record["slug"] for record in records() if record["hold"]}
    assert set(of_kind(documents, "claim")) == {record["slug"] for record in records()} - on_hold
    assert sorted(Claim.objects.filter(state="draft").values_list("slug", flat=True)) == sorted(
        on_hold
    )
    assert {document["review"]["kind"] for document in documents.values()} == {"starter"}
    assert list(faults()) == []


def test_second_run_creates_nothing_and_reports_nothing(loaded):
    again = load_starter()
    assert (again.report.created, again.report.differs, again.held, again.edition) == (
        [],
        [],
        [],
        None,
    )
    assert Edition.objects.count() == 1


def test_only_held_claims_and_unverified_sources_are_held_back(loaded, documents):
    unseen = {source.slug for source in Source.objects.all() if not source.publishable}
    assert (
        set(of_kind(documents, "source"))
        == set(Source.objects.values_list("slug", flat=True)) - unseen
    )
    on_hold = {record["slug"] for record in records() if record["hold"]}
    quoted = {re.search("“([^”]+)”", sentence)[1] for sentence in loaded.held}
    assert quoted == unseen | on_hold


def test_levels_are_what_the_published_judgements_give(documents):
    for slug, claim in of_kind(documents, "claim").items():
        grading = claim["grading"]
        if grading["certainty"] is None:
            assert grading["method"] == "reference" or claim["verdict"] == "not-studied", slug
            continue
        points = POINTS[grading["start_level"]]
        points += sum(step["levels"] for step in grading["upgrades"])
        points -= sum(step["levels"] for step in grading["downgrades"])
        assert POINTS[grading["certainty"]] == max(1, min(4, points)), slug


def test_levels_are_those_of_the_data_files(documents):
    published = of_kind(documents, "claim")
    given = {r["slug"]: r["assessment"]["level"] for r in records() if r["slug"] in published}
    assert {slug: claim["grading"]["certainty"] for slug, claim in published.items()} == given


@pytest.mark.parametrize("condition", ROWS)
def test_condition_has_every_statement_of_its_row(documents, condition):
    condition_id = of_kind(documents, "condition")[condition]["id"]
    about = {
        slug
        for slug, claim in of_kind(documents, "claim").items()
        if claim["applies_to_all"] or condition_id in claim["condition_ids"]
    }
    assert set(ROWS[condition].split()) - about == set()


def test_claims_for_every_page_are_these(documents):
    everywhere = {slug for slug, c in of_kind(documents, "claim").items() if c["applies_to_all"]}
    assert everywhere == ON_EVERY_PAGE


@pytest.mark.parametrize("condition", ROWS)
def test_condition_has_every_claim_that_its_source_article_makes(documents, condition):
    stem = {
        "headache": "774597cfc8d75638",
        "migraine": "72b20d3519b634db",
        "fibromyalgia": "e35d405a9364752d",
        "muscle-spasms": "7af05ab8723a67e5",
        "restless-legs": "98ae746248c7a77b",
    }[condition]
    made = {r["slug"] for r in records() if stem in r["source_texts"] and not r["hold"]}
    about = {r["slug"] for r in records() if r["applies_to_all"] or condition in r["conditions"]}
    assert made - about == set()


@pytest.mark.parametrize(("condition", "slugs"), HEADLINES.items())
def test_condition_is_answered_by_its_headline(documents, condition, slugs):
    ids = of_kind(documents, "condition")[condition]["headline_claim_ids"]
    assert [documents[public_id]["slug"] for public_id in ids] == slugs


def test_every_claim_shows_verdict_reasons_and_sources(documents):
    for slug, claim in of_kind(documents, "claim").items():
        assert claim["verdict"], slug
        assert claim["grading"]["rationale"], slug
        assert claim["citations"] or claim["verdict"] == "not-studied", slug
        assert all(step["reason"].strip() for step in claim["grading"]["downgrades"]), slug
        assert claim["searched_on"] == "2026-11-22", slug


def test_articles_have_their_sections_in_order_and_six_hundred_to_a_thousand_words(documents):
    for slug, article in of_kind(documents, "article").items():
        assert 600 <= article["word_count"] <= 1000, slug
        aspects = [section["aspect"] for section in article["sections"]]
        wanted = ["answer", "condition", "evidence", "dose", "safety", "help", "method"]
        first = [aspects.index(aspect) for aspect in wanted]
        assert all(before < after for before, after in pairwise(first)), slug


def test_forms_are_the_eleven(documents):
    forms = of_kind(documents, "supplement")["magnesium"]["forms"]
    assert {form["slug"] for form in forms} == FORMS


def test_content_shares_no_nine_words_with_the_seeds(documents):
    if not SEEDS.is_dir():
        pytest.skip("There is no folder ../shared/seeds beside this repository.")
    theirs = {}
    for path in SEEDS.glob("*.txt"):
        theirs |= dict.fromkeys(nine_word_runs(path.read_text(encoding="utf-8")), path.name)
    assert len(theirs) > 2000
    for name, text in ours(documents).items():
        assert {" ".join(run) for run in nine_word_runs(text) & theirs.keys()} == set(), name


def ours(documents: dict[str, dict]) -> dict[str, str]:
    """What is in print, and the data files, drafts and notes included."""
    texts = {
        f"{d['kind']} {d['slug']}": json.dumps(d, ensure_ascii=False) for d in documents.values()
    }
    for folder in (claim_content.FOLDER, article_content.FOLDER):
        for path in (*folder.glob("*.json"), *folder.glob("*.md")):
            texts[path.name] = path.read_text(encoding="utf-8")
    return texts


def nine_word_runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(words[start:] for start in range(9)), strict=False))
