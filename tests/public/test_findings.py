"""The summary of findings as values, from plain documents."""

from decimal import Decimal as D

import pytest

from claims.effects import whole
from mgsite.public.findings import compares_groups, findings, has_findings, overall_certainty
from tests.public.findings_documents import OTHER, SOURCE, claim, effect, further

ITEMS = {"src_1": SOURCE, "clm_2": OTHER}


def own(**fields):
    return findings(claim(**fields), ITEMS)[0]


def test_claim_without_estimate_or_further_outcome_has_no_findings():
    assert not has_findings(claim())
    assert not has_findings(claim(grading=None))
    assert has_findings(claim(effect=effect("RR", "0.8")))
    assert has_findings(claim(further_outcomes=[further()]))


def test_document_of_the_first_editions_has_its_own_outcome_alone():
    first = claim(effect=effect("RR", "0.8"))
    del first["further_outcomes"], first["sentence"]

    (row,) = findings(first, ITEMS)

    assert (row.outcome, row.what_happens, row.certainty) == ("Pain", "It may ease pain.", "low")


def test_own_outcome_stands_first_with_its_own_grading():
    rows = findings(
        claim(effect=effect("RR", "0.8"), further_outcomes=[further(outcome="Sleep")]), ITEMS
    )

    assert [(row.outcome, row.is_own) for row in rows] == [("Pain", True), ("Sleep", False)]
    assert (rows[0].n_studies, rows[0].n_participants, rows[0].source) == (3, 210, SOURCE)
    assert (rows[0].certainty, rows[0].grader["id"], rows[0].rater) == ("low", "clm_1", None)
    assert rows[0].what_happens == "Magnesium may reduce pain."


def test_own_outcome_without_a_name_or_a_level_says_so():
    row = own(
        outcome={"name": None, "measure": None, "timeframe_days": None, "importance": "important"},
        grading=None,
        verdict="not-studied",
        further_outcomes=[further()],
    )

    assert (row.outcome, row.certainty, row.ungraded) == (
        "The outcome of this claim",
        "",
        "No GRADE level",
    )


def test_stored_risk_gives_absolute_numbers_for_each_measure():
    """Vectors of GRADE.md §3."""
    for measure, value, without, per_1000 in [
        ("RR", "0.80", "300", -60),
        ("OR", "0.73", "300", -62),
        ("HR", "0.80", "300", -52),
        ("RD", "-0.12", "300", -120),
    ]:
        row = own(effect=effect(measure, value, baseline=without))
        assert (whole(row.difference[0]), row.per_1000) == (per_1000, D(without)), measure


def test_interval_gives_an_interval_of_people():
    row = own(effect=effect("RR", "0.80", "0.65", "0.98", baseline="300"))

    assert tuple(map(whole, row.risk_with)) == (240, 195, 294)
    assert tuple(map(whole, row.difference)) == (-60, -105, -6)
    assert row.number_needed == 17


def test_number_needed_is_left_out_when_the_interval_includes_no_effect():
    assert own(effect=effect("RR", "0.80", "0.6", "1.1", baseline="300")).number_needed is None


@pytest.mark.parametrize(
    ("subject", "of_groups"),
    [
        (None, False),
        ("Magnesium tablets", False),
        ("Daily magnesium", False),
        ("Stomach-acid blockers", True),
        ("Drinking more water", True),
    ],
)
def test_claim_about_something_else_does_not_speak_of_the_supplement(subject, of_groups):
    """“76 more with the supplement” for a medicine would turn a warning round."""
    document = claim()
    document["intervention"] = document["intervention"] | {"subject": subject}
    assert compares_groups(document) is of_groups


def test_number_needed_is_left_out_of_a_link():
    linked = effect("OR", "0.64", "0.51", "0.81", baseline="300")

    assert own(claim_kind="association", effect=linked).number_needed is None
    assert own(effect=linked).number_needed == 12


def test_without_a_risk_to_start_from_nothing_is_worked_out():
    row = own(effect=effect("OR", "0.64", "0.51", "0.81"))

    assert (row.takes_a_risk, row.absolute, row.difference, row.risk_with) == (
        True,
        None,
        None,
        None,
    )


def test_risk_of_a_reader_goes_before_the_stored_one():
    (row,) = findings(claim(effect=effect("RR", "0.8", baseline="300")), ITEMS, {0: D(100)})

    assert (row.per_1000, row.stored_per_1000, whole(row.difference[0])) == (100, 300, -20)


def test_risk_difference_needs_no_risk_for_the_difference():
    row = own(effect=effect("RD", "-0.04", "-0.07", "-0.01"))

    assert (row.takes_a_risk, row.absolute, row.difference) == (False, None, (-40, -70, -10))
    assert own(effect=effect("RD", "-0.04")).difference == (-40, None, None)


def test_mean_difference_has_no_risks():
    row = own(effect=effect("MD", "-0.18", "-0.84", "0.49", baseline="300"))

    assert (row.takes_a_risk, row.absolute, row.difference) == (False, None, None)


def test_numbers_in_print_that_contradict_each_other_give_no_absolute_ones():
    row = own(effect=effect("RR", "2", baseline="600"))

    assert (row.absolute, row.per_1000, row.stored_per_1000) == (None, None, 600)


def test_further_outcome_takes_level_and_words_from_the_claim_that_grades_it():
    rows = findings(claim(further_outcomes=[further(claim_id="clm_2", is_harm=True)]), ITEMS)

    assert (rows[1].certainty, rows[1].grader, rows[1].rater, rows[1].is_harm) == (
        "moderate",
        OTHER,
        None,
        True,
    )
    assert rows[1].what_happens == "Magnesium probably causes more loose stools."


def test_further_outcome_borrows_the_estimate_of_its_claim_but_not_over_its_own():
    without = findings(claim(further_outcomes=[further(claim_id="clm_2")]), ITEMS)[1]
    with_own = findings(
        claim(further_outcomes=[further(claim_id="clm_2", effect=effect("RR", "0.5"), n=7)]), ITEMS
    )[1]

    assert (without.effect["value"], without.n_participants, without.source) == ("1.5", 90, SOURCE)
    assert (with_own.effect["value"], with_own.n_participants) == ("0.5", 7)


def test_further_outcome_rated_by_its_source_names_who_rated():
    row = findings(
        claim(further_outcomes=[further(source_id="src_1", source_certainty="high")]), ITEMS
    )[1]

    assert (row.certainty, row.grader, row.rater) == ("high", None, SOURCE)


def test_further_outcome_without_a_level_says_why():
    not_studied = OTHER | {"grading": {"certainty": None}, "verdict": "not-studied"}
    rows = findings(
        claim(
            further_outcomes=[
                further(what_happens="Nobody looked."),
                further(claim_id="clm_gone"),
                further(claim_id="clm_2"),
            ]
        ),
        {"clm_2": not_studied},
    )

    assert [row.ungraded for row in rows[1:]] == [
        "Not graded",
        "Not graded: the claim that graded it is no longer in print",
        "No GRADE level",
    ]
    assert rows[1].what_happens == "Nobody looked."


def test_overall_certainty_is_the_lowest_of_the_critical_outcomes():
    rows = findings(
        claim(
            further_outcomes=[
                further(outcome="Stopping", importance="critical", claim_id="clm_2"),
                further(outcome="Death", importance="critical"),
                further(outcome="Taste", source_certainty="very-low", source_id="src_1"),
            ]
        ),
        ITEMS,
    )

    found = overall_certainty(rows)

    assert (found.certainty, found.decided_by, found.ungraded) == ("low", ("Pain",), ("Death",))
