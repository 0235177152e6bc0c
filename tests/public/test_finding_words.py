"""Each cell of the summary of findings, in words."""

import pytest

from claims.grading import Overall
from mgsite.public.finding_words import finding_words, overall_words
from mgsite.public.findings import findings
from tests.public.findings_documents import OTHER, SOURCE, claim, effect, further

ITEMS = {"src_1": SOURCE, "clm_2": OTHER}


def words(place=0, items=ITEMS, **fields):
    return finding_words(findings(claim(**fields), items)[place])


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_ratio_is_told_with_its_interval_and_people():
    said = words(
        effect=effect("RR", "0.80", "0.65", "0.98", baseline="300", direction="favours magnesium")
    )

    assert (said.effect, plain(said.interval), said.direction) == (
        "Risk ratio 0.80",
        "95 % CI 0.65 to 0.98",
        "Favours magnesium",
    )
    assert (said.risk_without, said.risk_with, said.risk_with_interval) == (
        "300 of 1000",
        "240 of 1000",
        "195 to 294",
    )
    assert (said.difference, said.difference_interval) == (
        "60 fewer of 1000",
        "105 fewer to 6 fewer",
    )
    assert (said.needed, said.spans, said.cited) == (
        "one fewer for every 17 people",
        False,
        "Doe 2019",
    )


def test_more_of_an_outcome_is_said_as_more():
    said = words(effect=effect("RR", "1.5", "1.1", "2", baseline="100"))

    assert (said.difference, said.difference_interval, said.needed) == (
        "50 more of 1000",
        "10 more to 100 more",
        "one more for every 20 people",
    )


def test_outcome_is_told_with_scale_time_and_weight():
    said = words(effect=effect("RR", "0.8"))

    assert (said.measured, said.importance, said.participants, said.studies) == (
        "0 to 10; after 28 days",
        "Critical for a decision",
        "210 people",
        "3 studies",
    )
    assert words(1, further_outcomes=[further()]).measured == ""


def test_ratio_says_what_is_set_against_what():
    said = words(effect=effect("OR", "0.64", unit="highest against lowest intake"))

    assert (said.effect, said.interval) == (
        "Odds ratio 0.64, highest against lowest intake",
        "no interval is given",
    )
    assert (said.risk_without, said.risk_with, said.difference, said.needed) == ("", "", "", "")


def test_mean_difference_stands_in_its_unit_across_the_columns_of_risks():
    said = words(effect=effect("MD", "-0.18", "-0.84", "0.49", unit="cramps a week"))

    assert (said.effect, plain(said.interval), said.spans) == (
        "Mean difference −0.18 cramps a week",
        "95 % CI −0.84 to 0.49",
        True,
    )


def test_what_cannot_be_estimated_is_said_and_no_hole():
    said = words(1, further_outcomes=[further()])

    assert (said.effect, said.interval, said.spans, said.what_happens) == (
        "Not estimable",
        "",
        True,
        "No statement is made without a grading.",
    )


@pytest.mark.parametrize(
    ("value", "words_", "interval"),
    [
        ("1", "no difference", "10 fewer to 10 more"),
        ("1.001", "less than 1 of 1000", "10 fewer to 10 more"),
    ],
)
def test_difference_of_less_than_one_person_is_said(value, words_, interval):
    said = words(effect=effect("RR", value, "0.9", "1.1", baseline="100"))

    assert (said.difference, said.difference_interval) == (words_, interval)


def test_end_of_less_than_one_person_is_nought():
    said = words(effect=effect("RR", "0.9", "0.8", "1.001", baseline="100"))

    assert said.difference_interval == "20 fewer to 0"


def test_risk_difference_without_a_risk_has_its_difference():
    said = words(effect=effect("RD", "-0.04"))

    assert (said.difference, said.difference_interval, said.spans, said.risk_with) == (
        "40 fewer of 1000",
        "",
        False,
        "",
    )


def test_risk_with_stands_without_an_interval_where_there_is_none():
    said = words(effect=effect("RR", "0.8", baseline="300"))

    assert (said.risk_with, said.risk_with_interval, said.needed) == ("240 of 1000", "", "")


def test_level_of_ours_has_its_reasons():
    graded = claim()["grading"] | {"upgrades": [{"domain": "large_effect", "levels": 1}]}

    said = words(grading=graded, effect=effect("RR", "0.8"))

    assert [plain(reason) for reason in said.reasons] == [
        "−1 risk of bias",
        "−1 imprecision",
        "+1 large effect",
    ]
    assert said.rated_by == ""


def test_level_of_a_source_names_it_and_has_no_reasons_of_ours():
    rows = [further(source_id="src_1", source_certainty="high")]

    assert (words(1, further_outcomes=rows).rated_by, words(1, further_outcomes=rows).reasons) == (
        "High, as rated by Doe 2019",
        (),
    )
    assert words(1, items={}, further_outcomes=rows).rated_by == (
        "High, as rated by the authors of its source"
    )


@pytest.mark.parametrize(
    ("found", "words_"),
    [
        (
            Overall("low", ("Leg cramps", "GAD-7 score")),
            "Low: the lowest among the critical outcomes, decided by leg cramps and GAD-7 score.",
        ),
        (
            Overall("low", ("Pain",), ("Death",)),
            "Low: the lowest among the critical outcomes, decided by pain. Without a level: death.",
        ),
        (
            Overall(None, (), ("Death",)),
            "No critical outcome has a level. Without a level: death.",
        ),
        (Overall(None), ""),
    ],
)
def test_overall_certainty_names_what_decided(found, words_):
    assert overall_words(found) == words_
