"""The summary of findings on a claim's page, and a risk of the reader's own."""

from decimal import Decimal as D

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import actions
from claims.models import SummaryRow
from mgsite.editions.withdraw import withdraw
from tests import builders
from tests.public.test_pages_claim import page, printed

RATIO = {
    "effect_measure": "RR",
    "effect_value": D(2),
    "effect_ci_low": D("1.5"),
    "effect_ci_high": D("2.5"),
}


def estimated(ada, *, rows=(), claim_fields=None, **values):
    """A claim in print with an estimate of its own from a trial, and further outcomes."""
    trial = builders.source("trial")
    if values:
        values["effect_source"] = trial
    made = printed(ada, sources=[(trial, "supports")], values=values, **(claim_fields or {}))
    if rows:
        for position, row in enumerate(rows):
            if "effect_measure" in row or "source_certainty" in row:
                row = {"source": trial} | row
            SummaryRow.objects.create(claim=made, position=position, **row)
        actions.record_edit(item=made, by=ada)
        builders.put_in_print(made)
    return made


def numbers(html: str) -> str:
    """The section of the numbers, blanks as a reader sees them."""
    section = html[html.index('id="numbers"') : html.index('id="studies"')]
    return section.replace("\N{NO-BREAK SPACE}", " ")


def lines(html: str) -> list[str]:
    body = numbers(html).split("<tbody>")[1].split("</tbody>")[0]
    return [f"<tr>{row}" for row in body.split("<tr>")[1:]]


def test_summary_is_a_real_table_of_outcomes(client, ada):
    estimated(ada, **RATIO, claim_fields={"outcome_name": "Pain", "comparator": "Placebo"})

    html = numbers(page(client))

    assert "<caption>Summary of findings: magnesium, any form, compared with placebo." in html
    assert html.count('<th scope="col">') == 7
    assert html.count('<th scope="row">Pain') == 1


def test_mean_difference_is_told_in_its_unit_with_people_and_source(client, ada):
    estimated(
        ada, effect_measure="MD", effect_value=D("-0.5"), effect_ci_low=D("-0.9"), effect_ci_high=D("-0.1"),
        effect_unit="attacks a month", effect_direction="favours magnesium",
    )  # fmt: skip

    (line,) = lines(page(client))

    assert '<td colspan="3" data-label="Effect"><span>Mean difference −0.5 attacks a month' in line
    assert "95 % CI −0.9 to −0.1" in line
    assert "Favours magnesium" in line
    assert '<a href="/sources/trial/">Doe 2019</a>' in line
    assert "210 people" in line
    assert "risk-form" not in page(client)


def test_claim_without_an_estimate_says_so_in_one_line(client, ada):
    printed(ada)

    html = numbers(page(client))

    assert "Not estimable: there is no single estimate for this claim." in html
    assert "<table" not in html


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"verdict": "not-studied"}, "Not estimable: no study in people was found."),
        ({"method": "reference"}, "Not estimated: a settled fact or an official limit rests on"),
    ],
)
def test_claim_without_a_level_says_why_there_are_no_numbers(client, ada, values, words):
    printed(ada, values=values)

    assert words in numbers(page(client))


def test_further_outcomes_say_who_rated_them_or_that_nobody_did(client, ada):
    grader = builders.claim("loose-stools", by=ada, applies_to_all=True, claim_kind="safety")
    builders.put_in_print(grader, grader.supplement, *[c.source for c in grader.citations.all()])
    rows = [
        {"outcome": "Stools", "is_harm": True, "graded_by": grader},
        {"outcome": "Sleep", "source_certainty": "high"},
        {"outcome": "Mood", "note": "One trial gives no figures."},
    ]
    estimated(ada, rows=rows)

    own, stools, sleep, mood = lines(page(client))

    assert "Low certainty" in own
    assert '<span class="tag">Harm</span>' in stools
    assert 'href="/claims/loose-stools/#how-sure"' in stools
    assert "Magnesium may do loose-stools." in stools
    assert "High, as rated by Doe 2019" in sleep
    assert "certainty-high" not in sleep
    assert "Not estimable" in mood
    assert "One trial gives no figures." in mood
    assert "Not graded" in mood
    assert "<td></td>" not in page(client)


def test_outcome_whose_grading_was_withdrawn_says_so(client, ada, dora):
    grader = builders.claim("loose-stools", by=ada, applies_to_all=True)
    builders.put_in_print(grader, grader.supplement, *[c.source for c in grader.citations.all()])
    estimated(ada, rows=[{"outcome": "Stools", "graded_by": grader}])
    withdraw(
        public_id=grader.public_id, by=dora, reason="error", notice="Misread.", operation="out"
    )

    assert "Not graded: the claim that graded it is no longer in print" in lines(page(client))[1]


def test_certainty_across_outcomes_names_what_decided(client, ada):
    rows = [{"outcome": "Sleep", "importance": "critical", "source_certainty": "very-low"}]
    estimated(ada, rows=rows, claim_fields={"outcome_name": "Pain", "importance": "critical"})

    assert "Very low: the lowest among the critical outcomes, decided by sleep." in page(client)


def test_claim_with_one_outcome_says_nothing_across_outcomes(client, ada):
    estimated(ada, **RATIO, claim_fields={"importance": "critical"})

    assert "Certainty across outcomes" not in page(client)


def test_stored_risk_is_the_one_to_start_from(client, ada):
    estimated(ada, **RATIO, baseline_per_1000=D(100))

    html = page(client)

    (line,) = lines(html)
    assert '<td data-label="Risk without"><span>100 of 1000</span></td>' in line
    assert "<span>200 of 1000" in line
    assert '<b class="difference">100 more of 1000</b>' in line
    assert "50 more to 150 more" in line
    assert "One more for every 10 people" in line
    assert 'name="baseline" value="100"' in html
    assert "The source reports 100 of 1000 people." in html


def test_without_a_stored_risk_nothing_is_worked_out_until_a_reader_says_one(client, ada):
    estimated(ada, **RATIO)

    html, asked = page(client), client.get("/claims/eases-pain/?baseline=200")

    assert "They depend on the risk to start from: say one above." in numbers(html)
    assert 'class="difference"' not in numbers(html)
    assert 'name="baseline" value=""' in html
    assert '<a href="?baseline=100#numbers">100 of 1000</a>' in html
    assert '<a href="?baseline=500#numbers">500 of 1000</a>' in html
    assert asked.status_code == 200
    assert '<b class="difference">200 more of 1000</b>' in asked.text
    assert 'name="baseline" value="200"' in asked.text


def test_risk_of_a_reader_leaves_the_address_and_the_keeping_of_the_page_alone(client, ada):
    estimated(ada, **RATIO, baseline_per_1000=D(100))

    response = client.get("/claims/eases-pain/?baseline=200&utm_source=x")

    assert '<link rel="canonical" href="http://127.0.0.1:8000/claims/eases-pain/">' in response.text
    assert response["Cache-Control"] == "public, max-age=60"
    assert response.cookies.output() == ""
    assert '<a href="?#numbers">Back to what the source reports</a>' in response.text


@pytest.mark.parametrize("typed", ["", " "])
def test_field_left_empty_asks_nothing(client, ada, typed):
    estimated(ada, **RATIO, baseline_per_1000=D(100))

    assert client.get("/claims/eases-pain/", {"baseline": typed}).text == page(client)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("lots", "“lots” is no number: write how many of 1000 people, such as 120 or 2.5."),
        ("-1", "“-1” is outside 0 to 1000: a risk is so many of 1000 people."),
        ("1001", "“1001” is outside 0 to 1000: a risk is so many of 1000 people."),
        (
            "600",
            "At 600 of 1000, a risk ratio of 2 would mean 1200 of 1000, which cannot be: "
            "give at most 500.",
        ),
        ('"><script>', "“&quot;&gt;&lt;script&gt;” is no number"),
    ],
)
def test_risk_that_cannot_be_is_refused_beside_its_field(client, ada, typed, sentence):
    estimated(ada, **RATIO, baseline_per_1000=D(100))

    response = client.get("/claims/eases-pain/", {"baseline": typed})

    field = response.text[response.text.index('<div class="risk-field refused">') :]
    assert response.status_code == 400
    assert f"<strong>Error:</strong> {sentence}" in field
    assert 'aria-describedby="baseline-hint baseline-error" aria-invalid="true"' in field
    assert "<title>Error: Magnesium may do eases-pain." in response.text
    assert "<script>" not in response.text
    # The numbers below are those at the stored risk, and what was typed is kept.
    assert "200 of 1000" in field
    assert f'value="{typed}"' in field or typed.startswith('"')


def test_each_ratio_has_a_risk_of_its_own(client, ada):
    rows = [
        {"outcome": "Sleep", "effect_measure": "MD", "effect_value": "1"},
        {"outcome": "Stools", "effect_measure": "OR", "effect_value": "1.5"},
    ]
    estimated(ada, **RATIO, baseline_per_1000=D(100), rows=rows)

    response = client.get("/claims/eases-pain/?baseline=200&baseline-2=lots")
    both = client.get("/claims/eases-pain/?baseline=200&baseline-2=500")

    own, _, stools = lines(response.text)
    assert response.status_code == 400
    assert "400 of 1000" in own
    assert "They depend on the risk to start from" in stools
    assert '<a href="?baseline=200&amp;baseline-2=300#numbers">' in both.text
    assert "600 of 1000" in lines(both.text)[2]


def test_parameter_means_nothing_to_a_claim_without_a_ratio(client, ada):
    printed(ada)

    response = client.get("/claims/eases-pain/?baseline=lots")

    assert (response.status_code, response.text) == (200, page(client))


def test_link_has_no_number_needed_and_no_talk_of_taking(client, ada):
    linked = {"claim_kind": "association"}
    estimated(ada, **RATIO, baseline_per_1000=D(100), claim_fields=linked)

    html = numbers(page(client))

    assert "for every" not in html
    assert "Risk in the group compared with</th>" in html
    assert "without the supplement" not in html
    assert "Risk with" not in html


@pytest.mark.parametrize("n", [1, 3])
def test_claim_with_further_outcomes_takes_three_queries(client, ada, n):
    graders = [builders.claim(by=ada, applies_to_all=True) for _ in range(n)]
    sources = [c.source for grader in graders for c in grader.citations.all()]
    builders.put_in_print(*graders, builders.supplement(), *sources)
    rows = [{"outcome": f"Outcome {i}", "graded_by": g} for i, g in enumerate(graders)]
    estimated(ada, **RATIO, rows=rows)

    with CaptureQueriesContext(connection) as queries:
        client.get("/claims/eases-pain/")
        taken = len(queries)

    assert taken == 3
