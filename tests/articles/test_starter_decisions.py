"""Our reading of the five texts: complete, about claims that exist, and without a word of theirs."""

import json
from pathlib import Path

import pytest

from articles.reading.gap import gap, permitted, totals
from articles.starter.decisions import FOLDER, starter_decisions
from claims.errors import Refused
from tests.articles.reading.known import claim_records

# CONTENT.md's table: what each text states at least, as the claims that say it.
STATED = {
    "774597cfc8d75638": """magnesium-deficiency-causes-headache lower-magnesium-in-migraine
        anti-inflammatory-route-headache magnesium-raises-serotonin glycine-anxiety
        oral-magnesium-tension-type-headache stress-adults sleep-quality-glycinate
        dose-200-400-established glycinate-better-absorbed magnesium-drug-absorption-interactions""",
    "72b20d3519b634db": """oral-magnesium-migraine-frequency oral-magnesium-migraine-severity
        vessel-and-muscle-relaxation-migraine nerve-excitability-non-deficient
        magnesium-raises-serotonin oral-magnesium-acute-headache-pain optimal-dose-400-migraine
        magnesium-oxide-poorly-absorbed magnesium-oxide-gi-upset glycinate-tolerability-placebo
        low-magnesium-intake-common""",
    "e35d405a9364752d": """fibromyalgia-lower-magnesium fibromyalgia-deficiency-causes-symptoms
        fibromyalgia-pain fibromyalgia-sleep fibromyalgia-fatigue fatigue-energy fibromyalgia-mood
        gut-microbiome dose-200-400-established fibromyalgia-exercise-core
        fibromyalgia-psychological-care""",
    "7af05ab8723a67e5": """dehydration-electrolytes-cause-spasms deficiency-causes-cramps
        muscle-relaxant-mechanism magnesium-calcium-muscle-physiology nerve-excitability-non-deficient
        stress-adults sleep-quality-glycinate dose-200-400-established start-low take-with-food
        hydration-prevents-cramps magnesium-gi-side-effects kidney-disease-hypermagnesaemia
        magnesium-drug-absorption-interactions""",
    "98ae746248c7a77b": """rls-iron-and-genes muscle-relaxant-mechanism rls-sleep anxiety-stress
        rls-nerve-signals low-magnesium-intake-common deficiency-causes-cramps low-intake-anxiety
        low-intake-poor-sleep-anxiety dose-200-400-established divided-doses timing-before-bed
        start-low""",
}


@pytest.fixture(scope="module")
def decided():
    return {text.source_text: text for text in starter_decisions().values()}


def claims_of(text):
    return [claim for decision in text.decisions for claim in decision.claims]


def test_five_texts_are_decided_sentence_by_sentence(decided):
    assert {name: len(text.decisions) for name, text in decided.items()} == {
        "72b20d3519b634db": 35,
        "774597cfc8d75638": 34,
        "7af05ab8723a67e5": 43,
        "98ae746248c7a77b": 45,
        "e35d405a9364752d": 44,
    }


@pytest.mark.parametrize("name", STATED)
def test_each_statement_that_must_be_there_is_decided(decided, name):
    assert set(STATED[name].split()) - {claim.slug for claim in claims_of(decided[name])} == set()


def test_decisions_name_claims_that_exist_each_once_a_sentence(decided):
    slugs = {record["slug"] for record in claim_records()}
    for text in decided.values():
        assert {claim.slug for claim in claims_of(text)} <= slugs
        for decision in text.decisions:
            named = [claim.slug for claim in decision.claims]
            assert len(named) == len(set(named))


def test_three_sentences_claim_what_none_of_ours_covers(decided):
    reasons = [d.reason for text in decided.values() for d in text.decisions if d.reason]
    assert len(reasons) == 3
    assert all(reason.endswith("none of our claims is about that.") for reason in reasons)


def gaps(text):
    records = {record["slug"]: record for record in claim_records()}
    for claim in claims_of(text):
        record = records[claim.slug]
        grading = record["assessment"] or {}
        allowed = permitted(record["verdict"], grading.get("level"), grading.get("method"))
        yield claim.slug, claim.strength, allowed


def test_widest_gaps_of_the_migraine_text(decided):
    found = [
        (gap(strength, allowed), slug)
        for slug, strength, allowed in gaps(decided["72b20d3519b634db"])
    ]
    widest = {slug for wide, slug in found if wide == max(found)[0]}
    assert max(found)[0] == 4
    assert widest == {
        "magnesium-raises-serotonin",  # “has been shown to”
        "nerve-excitability-non-deficient",  # the same
        "optimal-dose-400-migraine",
    }


def test_hedged_and_supported_sentence_has_no_gap(decided):
    hedged = ("oral-magnesium-migraine-frequency", 1, 1)
    assert hedged in list(gaps(decided["72b20d3519b634db"]))
    assert gap(*hedged[1:]) == 0


def test_totals_of_the_five_texts(decided):
    said = {
        name: str(totals((strength, allowed) for _, strength, allowed in gaps(text)))
        for name, text in decided.items()
    }
    assert said == {
        "72b20d3519b634db": "62 claims, 11 supported as worded",
        "774597cfc8d75638": "49 claims, 6 supported as worded",
        "7af05ab8723a67e5": "44 claims, 14 supported as worded",
        "98ae746248c7a77b": "54 claims, 6 supported as worded",
        "e35d405a9364752d": "48 claims, 8 supported as worded",
    }


def test_files_hold_no_words_but_names_and_our_reasons():
    for path in FOLDER.glob("*.json"):
        text = json.loads(path.read_text(encoding="utf-8"))
        assert set(text) == {"text_sha256", "source_text", "sentences"}
        for row in text["sentences"]:
            assert set(row) <= {"position", "sha256", "class", "claims", "reason"}


def test_broken_file_is_refused(tmp_path: Path):
    row = {"position": 3, "sha256": "a", "class": "advice"}
    broken = {"text_sha256": "a", "source_text": "b", "sentences": [row]}
    (tmp_path / "a.json").write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(Refused, match="Sentence 0: its position says 3"):
        starter_decisions(tmp_path)
