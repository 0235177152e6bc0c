"""Conditions, sources, the supplement, checks, about."""

import pytest

from claims.models import Limit, SafetyPoint
from mgsite.editions.withdraw import withdraw
from tests import builders

# -- conditions


def test_conditions_page_answers_each_question_with_both_marks(client, ada):
    site = builders.published_site()

    page = client.get("/conditions/").text

    assert (
        f'<a class="quiet" href="/claims/{site["claims"][0].slug}/">{site["claims"][0].conclusion}</a>'
        in page
    )
    assert page.count("verdict-supported") == page.count("certainty-low") == 1


def test_conditions_page_before_the_first_edition_says_so(client, db):
    assert "No condition has been published yet." in client.get("/conditions/").text


@pytest.mark.parametrize("number", [1, 3])
def test_conditions_page_asks_the_database_three_times(
    client, ada, number, django_assert_num_queries
):
    for name in ("headache", "acne", "gout")[:number]:
        condition = builders.condition(name)
        condition.headline_claim = builders.claim(by=ada, conditions=[condition])
        condition.save()
        sources = [c.source for c in condition.headline_claim.citations.all()]
        builders.put_in_print(condition, condition.headline_claim, builders.supplement(), *sources)

    with django_assert_num_queries(3):
        response = client.get("/conditions/")

    assert response.text.count('class="entry"') == number


# -- a source


def test_source_page_shows_facts_and_every_claim_with_stance_and_marks(client, ada):
    trial = builders.source("doe-2019", n_participants=81, dose_mg="300", doi="10.1000/18<2>")
    first = builders.claim("first", by=ada, applies_to_all=True, sources=[(trial, "supports")])
    second = builders.claim("second", by=ada, applies_to_all=True, sources=[(trial, "context")])
    builders.put_in_print(trial, first, second, builders.supplement())

    page = client.get("/sources/doe-2019/").text

    assert '<dd class="figures">81</dd>' in page
    assert "300 mg of elemental magnesium a day" in page
    assert 'href="https://doi.org/10.1000/18%3C2%3E"' in page
    assert page.index(">supports</td>") < page.index(">gives context</td>")
    assert page.count('class="verdict verdict-supported"') == 2
    assert '<a href="/claims/first/">Magnesium may do first.</a>' in page


def test_source_page_leaves_out_what_was_not_verified(client, ada):
    trial = builders.source("doe-2019", n_participants=8181, unverified_fields=["n_participants"])
    builders.put_in_print(trial)

    page = client.get("/sources/doe-2019/").text

    assert "<dt>Participants</dt>" not in page
    assert "8181" not in page


@pytest.mark.parametrize(
    ("integrity", "words"),
    [
        (
            "retracted",
            '<section class="alarm" aria-label="Integrity">\n<h2>This work has been retracted</h2>',
        ),
        ("concern", "<h2>There is an expression of concern about this work</h2>"),
        ("corrected", "<h2>This work has been corrected</h2>"),
        ("superseded", "<h2>A newer version has replaced this work</h2>"),
        ("retired", "<h2>Its publisher has retired this work</h2>"),
        ("ok", "<strong>No retraction or concern was found.</strong>"),
        ("unchecked", "<strong>Not checked for retraction yet.</strong>"),
    ],
)
def test_source_page_says_its_integrity(client, ada, integrity, words):
    builders.put_in_print(
        builders.source("doe-2019", integrity=integrity, integrity_note="As noted.")
    )

    page = client.get("/sources/doe-2019/").text

    assert words in page
    assert "<p>As noted.</p>" in page


def test_source_page_names_limits_and_warnings_that_lean_on_it(client, ada):
    magnesium, report = builders.supplement(), builders.source("report")
    Limit.objects.create(
        supplement=magnesium, authority="IOM", limit_kind="upper-level", max_mg=350,
        applies_to="Adults", source=report,
    )  # fmt: skip
    point = SafetyPoint.objects.create(supplement=magnesium, heading="Kidneys", text="Ask first.")
    point.sources.add(report)
    builders.put_in_print(report, magnesium)

    page = client.get("/sources/report/").text

    assert "IOM: 350 mg a day" in page
    assert "Kidneys" in page
    assert "No published claim cites this source." in page


@pytest.mark.parametrize("claims", [1, 3])
def test_source_page_asks_the_database_three_times(client, ada, claims, django_assert_num_queries):
    trial = builders.source("doe-2019")
    made = [
        builders.claim(by=ada, applies_to_all=True, sources=[(trial, "mixed")])
        for _ in range(claims)
    ]
    builders.put_in_print(trial, builders.supplement(), *made)

    with django_assert_num_queries(3):
        response = client.get("/sources/doe-2019/")

    assert response.text.count(">is mixed</td>") == claims


# -- the supplement


@pytest.fixture
def magnesium(ada):
    """In print with a limit, two warnings, and a trial of glycinate that a claim cites."""
    made, report = builders.supplement(), builders.source("report", authors=[{"literal": "IOM"}])
    Limit.objects.create(
        supplement=made, authority="IOM", limit_kind="upper-level", max_mg=350,
        applies_to="Adults", source=report,
    )  # fmt: skip
    Limit.objects.create(
        supplement=made, authority="Hearsay", limit_kind="advice", max_mg=400,
        applies_to="Adults", source=report, to_verify="Not read.",
    )  # fmt: skip
    point = SafetyPoint.objects.create(supplement=made, heading="Kidneys", text="Ask first.")
    point.sources.add(report)
    SafetyPoint.objects.create(
        supplement=made, heading="Age", text="Ask too.", to_verify="Find it."
    )
    trial = builders.source("trial", authors=[{"literal": "Doe"}])
    trial.forms_tested.add(made.forms.get(slug="glycinate"))
    claim = builders.claim(by=ada, applies_to_all=True, sources=[(trial, "supports")])
    builders.put_in_print(report, made, trial, claim)
    return made


def test_supplement_page_does_the_sums_for_each_form(client, magnesium):
    page = client.get("/supplements/magnesium/").text

    rows = page[page.index("<tbody>") : page.index("</tbody>")].split("<tr>")[1:]
    amounts = [
        [cell.split("<")[0] for cell in row.split('<td class="amount">')[1:]] for row in rows
    ]
    assert amounts == [
        ["14.10 %", "709 mg", "56 mg", "1"],
        ["60.30 %", "166 mg", "241 mg", "none found"],
    ]


def test_supplement_page_shows_limits_with_authority_and_source(client, magnesium):
    page = client.get("/supplements/magnesium/").text

    assert '<td class="amount">350 mg</td>' in page
    assert '<td><a href="/sources/report/">IOM 2019</a></td>' in page
    assert "Hearsay" not in page


def test_supplement_page_marks_warnings_whose_source_is_being_confirmed(client, magnesium):
    page = client.get("/supplements/magnesium/").text

    kidneys, age = page.split("<h3>")[1:3]
    assert "Source being confirmed" not in kidneys
    assert "Ask too." in age
    assert "<strong>Source being confirmed.</strong>" in age
    assert "Find it." not in page


def test_supplement_page_asks_the_database_four_times(client, magnesium, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get("/supplements/magnesium/")


# -- a check


def checked(ada, claims=1):
    from articles.models import Appearance

    made = [builders.claim(f"sleep-{n}", by=ada, applies_to_all=True) for n in range(claims)]
    check = builders.source_article(made[0])
    theirs = check.appearances.get()
    for claim in made[1:]:
        Appearance.objects.create(
            source_article=check,
            decision=theirs.decision,
            claim=claim,
            exact=theirs.exact,
            strength=3,
        )
    sources = [c.source for claim in made for c in claim.citations.all()]
    builders.put_in_print(check, *made, builders.supplement(), *sources)
    return made


def test_check_page_sets_each_quotation_beside_the_evidence(client, ada):
    checked(ada)

    page = client.get("/checks/their-article/").text

    assert "<blockquote><p>“It does sleep-0 for all.”</p></blockquote>" in page
    assert "Their words, as strong as “does, reduces, helps”" in page
    assert '<a class="quiet" href="/claims/sleep-0/">Magnesium may do sleep-0.</a>' in page
    assert "It makes 1 claim that we have checked: 1 supported." in page


def test_check_page_shows_no_more_of_the_article_than_the_quotation(client, ada):
    checked(ada)

    assert "wonderful" not in client.get("/checks/their-article/").text


def test_check_page_says_when_our_claim_was_withdrawn(client, ada, dora):
    (claim,) = checked(ada)
    withdraw(public_id=claim.public_id, by=dora, reason="error", notice="Wrong.", operation="out")

    assert (
        "We have withdrawn our claim about this sentence."
        in client.get("/checks/their-article/").text
    )


@pytest.mark.parametrize("claims", [1, 3])
def test_check_page_asks_the_database_three_times(client, ada, claims, django_assert_num_queries):
    checked(ada, claims)

    with django_assert_num_queries(3):
        response = client.get("/checks/their-article/")

    assert response.text.count("<blockquote>") == claims


# -- who we are


def test_about_asks_only_for_the_edition(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/about/")

    assert response.status_code == 200


def test_about_promises_no_person_and_no_licence(client, db):
    page = client.get("/about/").text

    assert "This is a demonstration." in page
    assert "No licence for reuse of our text has been chosen yet." in page
    assert "It is not medical advice." in page
