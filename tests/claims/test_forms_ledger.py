"""GRADE.md §5: what counts as a trial of a form, and when the forms do not match."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from claims.forms_ledger import CitedSource, FormLedger, Match, family, form_ledger


def cited(slug: str, *forms: str, design: str = "rct", stance: str = "supports") -> CitedSource:
    return CitedSource(slug, design, stance, frozenset(forms))


def test_ledger_puts_each_source_in_its_place():
    ledger = form_ledger(
        "glycinate",
        [
            cited("z-trial", "oxide", "glycinate"),
            cited("a-trial", "oxide", design="crossover-rct", stance="contradicts"),
            cited("untold", design="open-label", stance="mixed"),
            cited("urine", "citrate", design="pharmacokinetic"),
            cited("background", "glycinate", stance="context"),
            cited("pooled", design="meta-analysis"),
            cited("pooled-forms", "glycinate", design="systematic-review"),
            cited("advice", "glycinate", design="guideline"),
            cited("followed", "oxide", design="cohort"),
        ],
    )
    assert ledger == FormLedger(
        form="glycinate",
        claimed=True,
        with_form=("z-trial",),
        trials=("a-trial", "untold", "urine", "z-trial"),
        of_unknown_form=("untold",),
        by_form={
            "citrate": ("urine",),
            "glycinate": ("z-trial",),
            "oxide": ("a-trial", "z-trial"),
        },
        reviews=("advice", "pooled", "pooled-forms"),
        observational=("followed",),
    )
    assert ledger.words("magnesium glycinate") == "Tested with magnesium glycinate: 1 of 4 trials."


def test_dicitrate_counts_as_citrate_both_ways():
    trial = cited("trial", "dicitrate")
    assert [form_ledger(form, [trial]).count for form in ("citrate", "dicitrate", "oxide")] == [
        "1 of 1 trial",
        "1 of 1 trial",
        "0 of 1 trial",
    ]
    assert (family("dicitrate"), family("malate")) == ("citrate", "malate")


def test_trial_that_is_cited_twice_counts_once():
    assert form_ledger("oxide", [cited("trial", "oxide"), cited("trial", "oxide")]).count == (
        "1 of 1 trial"
    )


@pytest.mark.parametrize(
    ("sources", "match", "suggestion"),
    [
        ([], Match.NO_TRIALS, None),
        ([cited("pooled", design="meta-analysis")], Match.NO_TRIALS, None),
        ([cited("one", "glycinate", "oxide")], Match.ALL, None),
        (
            [cited("one", "glycinate", "citrate"), cited("two", "oxide")],
            Match.SOME,
            "The claim names glycinate, and 1 of 2 trials tested it; the rest gave oxide.",
        ),
        (
            [cited("one", "oxide"), cited("two", "citrate"), cited("three")],
            Match.NONE,
            "The claim names glycinate, and 0 of 3 trials tested it; the rest gave citrate or oxide "
            "or a form that is not known.",
        ),
        (
            [cited("one")],
            Match.NONE,
            "The claim names glycinate, and 0 of 1 trial tested it; the rest gave a form that is "
            "not known.",
        ),
    ],
)
def test_mismatch_suggests_indirectness(sources, match, suggestion):
    ledger = form_ledger("glycinate", sources)
    assert (ledger.match, ledger.suggestion) == (match, suggestion)
    assert ledger.is_mismatch is (suggestion is not None)


def test_claim_about_any_form_has_no_mismatch():
    ledger = form_ledger("glycinate", [cited("trial", "oxide")], claimed=False)
    assert (ledger.match, ledger.is_mismatch, ledger.suggestion) == (Match.NONE, False, None)
    assert ledger.words("glycinate") == "Tested with glycinate: 0 of 1 trial."


def test_without_trials_there_is_nothing_to_count():
    words = form_ledger("glycinate", []).words("magnesium glycinate")
    assert words == "Tested with magnesium glycinate: no trial speaks for or against the claim."


def starter(name: str) -> list[dict]:
    path = Path(settings.BASE_DIR) / "claims" / "starter" / name
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("cramps-idiopathic-adults", "Tested with glycinate: 0 of 4 trials."),
        ("cramps-pregnancy-glycinate", "Tested with glycinate: 1 of 1 trial."),
        ("oral-magnesium-migraine-frequency", "Tested with glycinate: 0 of 7 trials."),
        (
            "magnesium-glycinate-migraine-prevention",
            "Tested with glycinate: no trial speaks for or against the claim.",
        ),
    ],
)
def test_starter_claims_say_what_their_sources_say(slug, words):
    sources = {source["slug"]: source for source in starter("sources.json")}
    (claim,) = [claim for claim in starter("claims-effect.json") if claim["slug"] == slug]
    ledger = form_ledger(
        "glycinate",
        [
            cited(
                citation["source"],
                *sources[citation["source"]]["forms_tested"],
                design=sources[citation["source"]]["study_design"],
                stance=citation["stance"],
            )
            for citation in claim["citations"]
        ],
        claimed=claim["form"] == "glycinate",
    )
    assert ledger.words("glycinate") == words
