"""/how-we-grade/: the rules, with claims in print that show them at work."""

import pytest

from claims.models import Limit
from tests import builders


@pytest.fixture
def shown(ada):
    """In print: a dose without a basis, a claim about glycinate that rests on oxide, one not studied."""
    magnesium, report = builders.supplement(), builders.source("report")
    Limit.objects.create(
        supplement=magnesium, authority="IOM", limit_kind="upper-level", max_mg=350,
        applies_to="Adults", source=report,
    )  # fmt: skip
    trial = builders.source("trial")
    trial.forms_tested.add(magnesium.forms.get(slug="oxide"))
    glycinate = magnesium.forms.get(slug="glycinate")
    made = [
        builders.claim(
            "a-form", by=ada, applies_to_all=True, form=glycinate, sources=[(trial, "supports")]
        ),
        builders.claim(
            "b-dose", by=ada, applies_to_all=True, claim_kind="dose", form=glycinate,
            dose_min_mg=400, dose_max_mg=400, dose_basis="unspecified", dose_per="day",
        ),
        builders.claim(
            "c-unstudied", by=ada, applies_to_all=True, values={"verdict": "not-studied"}
        ),
    ]  # fmt: skip
    sources = [c.source for claim in made for c in claim.citations.all()]
    builders.put_in_print(magnesium, report, *made, *sources)


def page(client) -> str:
    response = client.get("/how-we-grade/")
    assert response.status_code == 200
    return response.text


def figure(html: str, caption: str) -> str:
    """The example under a caption."""
    start = html.index(f'<figcaption class="tag">{caption}')
    return html[start : html.index("</figure>", start)]


def test_how_we_grade_names_every_domain_and_upgrade_with_its_most(client, db):
    page = client.get("/how-we-grade/").text

    table = page[page.index("<tbody>") : page.index("</tbody>")]
    most = [
        (row.split("</th>")[0], row.split('<td class="amount">')[1].split("<")[0])
        for row in table.split('<th scope="row">')[1:]
    ]
    assert most == [
        ("Risk of bias", "2"),
        ("Inconsistency", "2"),
        ("Indirectness", "2"),
        ("Imprecision", "3"),
        ("Publication bias", "1"),
    ]
    assert "<td></td>" not in table
    assert "<strong>Large effect</strong> (at most 2 steps)" in page
    assert "<code>mgsite-grade-1</code>" in page


def test_how_we_grade_shows_every_mark(client, db):
    page = client.get("/how-we-grade/").text

    marks = [
        *(f"certainty-{level}" for level in ("high", "moderate", "low", "very-low", "none")),
        *(f"verdict-{v}" for v in ("supported", "mixed", "contradicted", "not-studied", "harm")),
    ]
    assert [mark for mark in marks if mark not in page] == []


def test_how_we_grade_shows_a_sum_in_print(client, shown):
    example = figure(page(client), "A sum in print")

    assert '<a href="/claims/a-form/">Magnesium may do a-form.</a>' in example
    assert "−1\N{NO-BREAK SPACE}risk of bias, −1\N{NO-BREAK SPACE}imprecision = Low" in example
    assert "Half of the trials did not conceal allocation." in example


def test_how_we_grade_shows_a_claim_of_each_verdict_in_print(client, shown):
    html = page(client)

    verdicts = html[html.index('id="verdicts"') : html.index('id="certainty"')]
    assert verdicts.count("For example:") == 2
    assert verdicts.index('href="/claims/a-form/"') < verdicts.index('href="/claims/c-unstudied/"')


def test_how_we_grade_shows_another_form_and_a_dose_with_two_readings(client, shown):
    html = page(client)

    other = figure(html, "Another form was tested")
    assert "Tested with magnesium glycinate: 0 of 1 trial. The claim names glycinate, and" in other
    dose = figure(html, "One dose, two readings: 400 mg a day, without saying whether")
    assert '<a href="/claims/b-dose/">' in dose
    assert "it holds about 56 mg of magnesium a day, below the limit of 350 mg (IOM)." in dose
    assert "As elemental magnesium, 400 mg a day is above the limit of 350 mg (IOM)." in dose


def test_how_we_grade_prints_the_ladder_of_the_rule_itself(client, db):
    html = page(client)

    words = html[html.index('id="words"') : html.index('id="findings"')]
    assert "<td>X probably reduces Y slightly.</td>" in words
    assert "<td>X may cause more Y</td>" in words
    assert "<dd>We found no human study that tested X for Y.</dd>" in words


def test_how_we_grade_says_less_where_nothing_in_print_shows_it(client, db):
    html = page(client)

    assert "For example:" not in html
    assert "<figure" not in html
    assert 'id="form-and-dose"' not in html


def test_how_we_grade_says_that_an_erratum_changes_nothing(client, db):
    assert "An erratum changes nothing in a claim" in page(client)


@pytest.mark.parametrize("claims", [1, 3])
def test_how_we_grade_asks_the_database_three_times(client, ada, claims, django_assert_num_queries):
    glycinate = builders.supplement().forms.get(slug="glycinate")
    made = [builders.claim(by=ada, applies_to_all=True, form=glycinate) for _ in range(claims)]
    sources = [c.source for claim in made for c in claim.citations.all()]
    builders.put_in_print(builders.supplement(), *made, *sources)

    with django_assert_num_queries(3):
        page(client)
