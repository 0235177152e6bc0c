"""What the numbers suggest, each with its reason; nothing is applied by itself."""

from decimal import Decimal as D

import pytest

from claims.forms_ledger import CitedSource, form_ledger
from claims.suggestions import Evidence, Suggestion, Trial, suggestions

SMALL_PAID = Trial(participants=60, paid_by_industry=True)


def interval(low: str, high: str, important: str | None = None) -> Evidence:
    return Evidence(low=D(low), high=D(high), important=None if important is None else D(important))


def ledger(*forms: str, claimed: bool = True):
    source = CitedSource("trial", "rct", "supports", frozenset(forms))
    return form_ledger("glycinate", [source], claimed=claimed)


@pytest.mark.parametrize(
    ("evidence", "levels", "reason"),
    [
        (interval("-95", "12"), -1, "The 95 % interval (−95 to 12) includes no effect."),
        (
            interval("-95", "-5", "20"),
            -1,
            "The 95 % interval (−95 to −5) crosses the smallest important difference, −20.",
        ),
        (
            interval("-3", "1.5", "1"),
            -2,
            "The 95 % interval (−3 to 1.5) includes both an important benefit and an important harm "
            "(±1).",
        ),
        (
            interval("0.5", "1.5", "1"),
            -1,
            "The 95 % interval (0.5 to 1.5) crosses the smallest important difference, 1.",
        ),
        (
            Evidence(low=D("0.62"), high=D("1.1"), no_effect=D(1)),
            -1,
            "The 95 % interval (0.62 to 1.1) includes no effect.",
        ),
        (Evidence(participants=399), -1, "399 participants, fewer than the 400 usually needed."),
        (Evidence(events=299), -1, "299 events, fewer than the 300 usually needed."),
    ],
)
def test_imprecision_is_suggested(evidence, levels, reason):
    assert suggestions(evidence) == (Suggestion("imprecision", levels, reason),)


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(),
        Evidence(low=D("0.62"), high=D("0.9"), no_effect=D(1)),
        interval("-95", "-5"),
        interval("-95", "0"),
        # Cochrane's interval for leg cramps leaves out one cramp a week, on both sides.
        interval("-0.84", "0.49", "1"),
        interval("-95", "-20", "20"),
        Evidence(low=D(-1)),
        Evidence(high=D(1)),
        Evidence(participants=400, events=300),
        Evidence(i_squared=D(50)),
        Evidence(i_squared=D(80), n_studies=1),
        Evidence(forms=ledger("glycinate")),
        Evidence(forms=ledger("oxide", claimed=False)),
        Evidence(trials=(SMALL_PAID, Trial(100, True))),
        Evidence(trials=(SMALL_PAID, Trial(60, False))),
        Evidence(trials=(SMALL_PAID, Trial(60, None))),
        Evidence(trials=(SMALL_PAID, Trial(None, True))),
    ],
)
def test_nothing_is_suggested_without_a_ground(evidence):
    assert suggestions(evidence) == ()


@pytest.mark.parametrize("n_studies", [None, 2])
def test_inconsistency_is_suggested_of_several_studies(n_studies):
    assert suggestions(Evidence(i_squared=D("50.5"), n_studies=n_studies)) == (
        Suggestion("inconsistency", -1, "I² is 50.5 %, above 50 %: do the studies disagree?"),
    )


def test_form_that_was_not_tested_suggests_indirectness():
    assert suggestions(Evidence(forms=ledger("oxide"))) == (
        Suggestion(
            "indirectness",
            -1,
            "The claim names glycinate, and 0 of 1 trial tested it; the rest gave oxide.",
        ),
    )


def test_small_trials_paid_by_industry_suggest_publication_bias():
    assert suggestions(Evidence(trials=(SMALL_PAID, SMALL_PAID))) == (
        Suggestion(
            "publication_bias",
            -1,
            "Every trial has fewer than 100 participants and was paid for by industry.",
        ),
    )


def test_suggestions_come_in_the_order_of_the_domains():
    found = suggestions(
        Evidence(
            low=D(-3),
            high=D(3),
            participants=10,
            i_squared=D(90),
            forms=ledger("oxide"),
            trials=(SMALL_PAID,),
        )
    )
    assert [(each.domain, each.levels) for each in found] == [
        ("inconsistency", -1),
        ("indirectness", -1),
        ("imprecision", -1),
        ("imprecision", -1),
        ("publication_bias", -1),
    ]
