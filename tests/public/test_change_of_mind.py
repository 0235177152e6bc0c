"""What the arithmetic says would lift a level."""

from claims.forms_ledger import CitedSource, form_ledger
from mgsite.public.change_of_mind import change_of_mind
from tests.public.findings_documents import GRADING
from tests.public.test_arithmetic import judged

NO_TRIALS = form_ledger("glycinate", [], claimed=False)


def sentences(grading, ledger=NO_TRIALS):
    return list(change_of_mind(grading, ledger).sentences("magnesium glycinate"))


def test_each_domain_that_holds_the_level_down_is_named_with_the_level_without_it():
    found = change_of_mind(GRADING, NO_TRIALS)

    assert [(x.domain, x.levels, x.certainty_without) for x in found.lifts] == [
        ("risk_of_bias", 1, "moderate"),
        ("imprecision", 1, "moderate"),
    ]
    assert sentences(GRADING)[0] == (
        "Risk of bias (−1): without this concern the certainty would be moderate."
    )


def test_domain_that_is_not_alone_lifts_nothing():
    deep = GRADING | {
        "certainty": "very-low",
        "downgrades": [
            judged("risk_of_bias", 2),
            judged("indirectness", 2),
            judged("inconsistency", 1),
        ],
    }

    assert sentences(deep)[-1] == (
        "Inconsistency (−1) is not alone: without it the certainty would still be very low."
    )


def test_people_and_events_missing_are_counted_where_imprecision_lowers_the_level():
    few = GRADING | {"n_participants": 399, "n_events": 12}

    assert sentences(few)[2:] == [
        "1 person is missing to the 400 that are usually needed.",
        "288 events are missing to the 300 that are usually needed.",
    ]
    found = change_of_mind(few, NO_TRIALS)
    assert (found.participants_missing, found.events_missing) == (1, 288)


def test_nothing_is_missing_where_there_is_enough_or_nothing_is_known():
    enough = change_of_mind(GRADING | {"n_participants": 400}, NO_TRIALS)
    unknown = change_of_mind(GRADING | {"n_participants": None}, NO_TRIALS)
    precise = change_of_mind(GRADING | {"downgrades": []}, NO_TRIALS)

    assert {
        (found.participants_missing, found.events_missing) for found in (enough, unknown, precise)
    } == {(None, None)}


def test_form_that_is_claimed_and_that_no_trial_gave_is_named():
    oxide = [CitedSource("a", "rct", "supports", frozenset({"oxide"}))]

    assert sentences({}, form_ledger("glycinate", oxide)) == [
        "No trial counted here gave magnesium glycinate: one that did would bear on the claim itself."
    ]
    assert sentences({}, form_ledger("oxide", oxide)) == []
    assert sentences({}, form_ledger("glycinate", oxide, claimed=False)) == []


def test_what_has_no_level_has_nothing_to_lift():
    assert sentences({}) == []
    assert sentences(GRADING | {"certainty": None}) == []
