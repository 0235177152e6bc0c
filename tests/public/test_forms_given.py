"""The form ledger of a published claim, from plain documents."""

import pytest

from mgsite.public.forms_given import (
    form_name,
    forms_given,
    is_about_taking_it,
    ledger_of,
    most_used_first,
    studies,
)

MAGNESIUM = {
    "forms": [
        {"slug": "glycinate", "name": "Magnesium glycinate"},
        {"slug": "citrate", "name": "Magnesium citrate (hydrogen citrate)"},
    ]
}


def source(name, design="rct", forms=(), year=2019):
    return {
        "id": name,
        "slug": name,
        "title": name,
        "year": year,
        "study_design": design,
        "forms_tested": list(forms),
    }


def claim(*cited, form=None, kind="effect"):
    return {
        "claim_kind": kind,
        "intervention": {"name": "Magnesium", "form": form},
        "citations": [{"source_id": s, "stance": stance} for s, stance in cited],
    }


def by_id(*documents):
    return {document["id"]: document for document in documents}


def names(sources):
    return [each["id"] for each in sources]


def test_claim_about_any_form_is_asked_about_glycinate():
    found = ledger_of(
        claim(("a", "supports"), ("b", "mixed")),
        by_id(source("a", forms=["glycinate"]), source("b")),
    )

    assert (found.form, found.claimed, found.count, found.is_mismatch) == (
        "glycinate",
        False,
        "1 of 2 trials",
        False,
    )


def test_claim_about_a_form_is_asked_about_that_form():
    found = ledger_of(claim(("a", "supports"), form="oxide"), by_id(source("a", forms=["oxide"])))

    assert (found.form, found.claimed, found.count) == ("oxide", True, "1 of 1 trial")


def test_another_form_can_be_asked_about_without_speaking_against_the_claim():
    oxide = by_id(source("a", forms=["oxide"]))

    found = ledger_of(claim(("a", "supports"), form="oxide"), oxide, "glycinate")

    assert (found.claimed, found.count, found.suggestion) == (False, "0 of 1 trial", None)


def test_context_and_what_is_not_in_print_count_for_nothing():
    found = ledger_of(
        claim(("a", "context"), ("gone", "supports")), by_id(source("a", forms=["glycinate"]))
    )

    assert (found.trials, forms_given(claim(), {}, {}).words) == (
        (),
        "Tested with glycinate: no trial speaks for or against the claim.",
    )


def test_page_lists_forms_by_use_the_unknown_last_and_reviews_apart():
    sources = by_id(
        source("old", forms=["dicitrate"], year=1996),
        source("new", "crossover-rct", ["citrate"], 2002),
        source("both", forms=["glycinate", "citrate"], year=2020),
        source("unsaid", "open-label", year=None),
        source("review", "meta-analysis", ["glycinate"]),
        source("survey", "cross-sectional"),
    )
    cited = [(name, "supports") for name in sources]

    found = forms_given(claim(*cited, form="glycinate"), sources, MAGNESIUM)

    assert found.words == "Tested with magnesium glycinate: 1 of 4 trials."
    assert found.mismatch == (
        "The claim names glycinate, and 1 of 4 trials tested it; the rest gave citrate or a form "
        "that is not known."
    )
    assert [(line.name, names(line.trials)) for line in found.lines] == [
        ("magnesium citrate", ["old", "new", "both"]),
        ("magnesium glycinate", ["both"]),
        ("form not stated", ["unsaid"]),
    ]
    assert (names(found.reviews), names(found.others)) == (["review"], ["survey"])


@pytest.mark.parametrize(
    ("kind", "form", "cited", "shown"),
    [
        ("effect", None, (), True),
        ("association", None, (), False),
        ("association", None, (("a", "supports"),), True),
        ("mechanism", "glycinate", (), True),
    ],
)
def test_ledger_is_shown_where_it_says_something(kind, form, cited, shown):
    one = claim(*cited, form=form, kind=kind)
    sources = by_id(source("a"))

    assert is_about_taking_it(one, ledger_of(one, sources)) is shown
    assert (forms_given(one, sources, MAGNESIUM) is not None) is shown


def test_form_name_is_the_supplements_own_without_its_chemistry():
    assert form_name("citrate", MAGNESIUM) == "magnesium citrate"
    assert form_name("unheard-of", MAGNESIUM) == "unheard-of"


def test_a_trial_of_two_forms_counts_for_each():
    found = ledger_of(
        claim(("x", "mixed")), by_id(source("x", forms=["glycinate", "oxide", "dicitrate"]))
    )

    assert most_used_first(found) == [("citrate", ("x",)), ("glycinate", ("x",)), ("oxide", ("x",))]


@pytest.mark.parametrize(
    ("designs", "words"),
    [
        ([], ""),
        (["rct"], "1 trial"),
        (["rct", "rct", "guideline"], "2 trials and 1 review or guideline"),
        (
            ["pharmacokinetic", "meta-analysis", "fact-sheet", "cohort"],
            "1 trial, 2 reviews or guidelines and 1 other study",
        ),
        (["", "in-vitro"], "2 other studies"),
    ],
)
def test_studies_are_counted_in_words(designs, words):
    sources = by_id(*(source(f"s{n}", design) for n, design in enumerate(designs)))

    assert studies(ledger_of(claim(*((s, "supports") for s in sources)), sources)) == words
