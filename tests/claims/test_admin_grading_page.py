"""The guided page of one grading: the evidence in view, and what the answers come to."""

import json
import re

import pytest

from claims.models import Citation
from tests import builders
from tests.claims.grading_desk import address, live, sleep_claim, words
from tests.forms import content_of, form_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(ada):
    return sleep_claim(ada)


# -- the evidence


def test_evidence_stands_on_the_page_contradicting_first(ada, claim):
    Citation.objects.filter(source__slug="glycinate-trial").update(quote="Slept 17 min sooner.")
    page = signed_in(ada).get(address(claim))

    rows = page.context["evidence"]
    assert [(row["citation"].stance, row["source"].slug, row["forms"]) for row in rows] == [
        ("contradicts", "oxide-trial", ""),
        ("supports", "glycinate-trial", "Magnesium glycinate"),
    ]
    assert page.context["tested"] == "Tested with magnesium glycinate: 1 of 2 trials."
    assert "<blockquote>Slept 17 min sooner.</blockquote>" in content_of(page)


def test_facts_that_nobody_verified_and_notices_are_marked(ada, claim):
    noticed = builders.source("noticed", verified=False, integrity="concern")
    Citation.objects.create(claim=claim, source=noticed, stance="context")

    page = signed_in(ada).get(address(claim))

    assert [(row["warning"], row["unseen"]) for row in page.context["evidence"]] == [
        ("", ["dose mg"]),
        ("", []),
        ("Expression of concern", []),
    ]
    assert content_of(page).count("nobody has verified this source") == 1


@pytest.mark.parametrize("sources", [1, 3])
def test_grading_page_takes_as_many_queries_for_three_sources_as_for_one(
    ada, claim, sources, django_assert_num_queries
):
    for number in range(sources):
        Citation.objects.create(
            claim=claim, source=builders.source(f"more-{number}"), stance="context"
        )
    client = signed_in(ada)

    with django_assert_num_queries(10):
        client.get(address(claim))


# -- what it comes to


def test_reader_sentence_and_verdict_by_rule_follow_what_is_typed(ada, claim):
    typed = {
        "change": "reduction",
        "effect_measure": "MD",
        "effect_value": "-17.36",
        "effect_ci_low": "-27.27",
        "effect_ci_high": "-7.44",
        "effect_direction": "favours magnesium",
        "verdict": "insufficient-evidence",
    }
    told = live(signed_in(ada), claim, **typed)

    assert told["reads"] == "Magnesium glycinate may reduce the time to fall asleep."
    result = words(told["fragments"]["result"])
    assert "Verdict by rule: Supported. The interval excludes no effect" in result
    assert 'data-set="{&quot;verdict&quot;: &quot;supported&quot;}"' in told["fragments"]["result"]


def test_effect_is_told_in_people(ada, claim):
    typed = {
        "effect_measure": "OR",
        "effect_value": "0.73",
        "effect_ci_low": "0.6",
        "effect_ci_high": "0.9",
        "baseline_per_1000": "300",
    }
    told = live(signed_in(ada), claim, **typed)
    unclear = live(signed_in(ada), claim, **typed | {"effect_ci_high": "1.1"})

    assert words(told["fragments"]["in-people"]) == (
        "Of 1000 people, 300 without and 238 with it: 62 fewer. 95 % interval: 95 fewer to 22 fewer "
        "per 1000. Number needed to treat: 17."
    )
    assert "Number needed to treat: none, because the interval includes no effect." in words(
        unclear["fragments"]["in-people"]
    )


def test_suggestions_carry_what_accepting_them_fills_in(ada, claim):
    told = live(signed_in(ada), claim, imprecision="0", imprecision_reason="")

    (offer,) = re.findall(
        r'data-set="([^"]*)" data-add="([^"]*)"', told["fragments"]["imprecision-suggestions"]
    )
    reason = "210 participants, fewer than the 400 usually needed."
    assert [json.loads(each.replace("&quot;", '"')) for each in offer] == [
        {"imprecision": "-1"},
        {"imprecision_reason": reason},
    ]
    assert (
        "The claim names glycinate, and 1 of 2 trials tested it"
        in (told["fragments"]["indirectness-suggestions"])
    )
    assert told["fragments"]["publication_bias-suggestions"].strip() == ""


def test_suggestion_that_was_taken_is_offered_no_more(ada, claim):
    reason = "210 participants, fewer than the 400 usually needed."
    told = live(signed_in(ada), claim, imprecision="-1", imprecision_reason=reason)

    assert "button" not in told["fragments"]["imprecision-suggestions"]
    assert "In your judgement." in told["fragments"]["imprecision-suggestions"]


def test_interval_is_suggested_in_people_where_there_is_a_baseline(ada, claim):
    ratio = {
        "effect_measure": "RR",
        "effect_value": "0.8",
        "effect_ci_low": "0.6",
        "effect_ci_high": "1.07",
        "n_participants": "",
    }
    client = signed_in(ada)

    bare = live(client, claim, **ratio)["fragments"]["imprecision-suggestions"]
    based = live(client, claim, **ratio, baseline_per_1000="300")["fragments"]

    assert "The 95 % interval (0.6 to 1.07) includes no effect." in bare
    assert (
        "The 95 % interval (−120 to 21) includes both an important benefit"
        in (based["imprecision-suggestions"])
    )


def test_large_effect_is_suggested_for_studies_without_randomisation_only(ada, claim):
    large = {
        "effect_measure": "RR",
        "effect_value": "3",
        "effect_ci_low": "2.2",
        "effect_ci_high": "4.1",
    }
    client = signed_in(ada)

    observed = live(client, claim, **large, start="non-randomised")["fragments"]
    tried = live(client, claim, **large)["fragments"]

    assert "Suggested +1:" in observed["large_effect-suggestions"]
    assert tried["large_effect-suggestions"].strip() == ""


def test_warnings_are_shown_and_block_nothing(ada, claim):
    lopsided = {
        "effect_measure": "MD",
        "effect_value": "-20",
        "effect_ci_low": "-27",
        "effect_ci_high": "-7",
        "effect_direction": "favours magnesium",
    }
    client = signed_in(ada)

    told = live(client, claim, **lopsided)
    saved = client.post(address(claim), form_of(client, address(claim)) | lopsided)

    assert "is not in the middle of its interval" in told["fragments"]["result"]
    assert saved.status_code == 302


def test_not_studied_with_judgements_offers_to_clear_them(ada, claim):
    told = live(signed_in(ada), claim, verdict="not-studied")

    assert told["level"] == ""
    assert "Clear the judgements" in told["fragments"]["result"]
