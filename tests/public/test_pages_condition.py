"""The page of a condition: the answer first, then everything that bears on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import actions
from claims.models import RedFlag, SafetyPoint
from mgsite.editions.withdraw import withdraw
from tests import builders


def page(client, path="/conditions/headache/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.text


def printed(condition, *claims):
    """In print with the first claim as its answer, and with all that the claims name."""
    condition.headline_claim = claims[0]
    condition.save()
    sources = [c.source for claim in claims for c in claim.citations.all()]
    builders.put_in_print(condition, claims[0].supplement, *claims, *sources)


def test_condition_answers_with_the_conclusion_and_both_marks(client, ada):
    builders.published_site()

    html = page(client)

    head = html[html.index("<h1>") : html.index("When to get help")]
    assert "<h1>Does magnesium glycinate help headache?</h1>" in head
    assert head.count('<span class="certainty-word">Low certainty</span>') == 1
    assert head.count("⊕⊕○○") == 1
    assert head.count('<span class="verdict verdict-supported">') == 1
    assert "Last reviewed" in head


def test_condition_of_starter_content_says_that_nobody_reviewed_it(client, ada):
    made = builders.condition()
    answer = builders.claim(by=ada, conditions=[made])
    made.headline_claim = answer
    made.save()
    actions.approve_as_starter(item=made, by=ada)
    printed(made, answer)

    assert "Starter content, not yet independently reviewed" in page(client)


def test_condition_never_shows_a_statement_without_its_verdict(client, ada):
    site = builders.published_site()
    statement = site["claims"][0].statement

    html = page(client)

    assert html.count(statement) == 1
    assert f"Claimed: “{statement}”" in html
    assert statement not in html[: html.index("<body>")]


def test_condition_describes_itself_by_its_answer(client, ada):
    site = builders.published_site()

    conclusion = site["claims"][0].conclusion
    assert f'<meta name="description" content="{conclusion}">' in page(client)


def test_condition_shows_a_claim_about_everything_and_no_other_condition_s(client, ada):
    site = builders.published_site()
    everywhere = builders.claim("everywhere", by=ada, applies_to_all=True, claim_kind="safety")
    other = builders.condition("fibromyalgia")
    elsewhere = builders.claim("elsewhere", by=ada, conditions=[other])
    printed(other, elsewhere, everywhere)

    html = page(client)

    shown = [f'id="{slug}"' in html for slug in ("everywhere", "elsewhere", site["claims"][0].slug)]
    assert shown == [True, False, True]


def test_condition_shows_a_supported_harm_with_the_chip_of_harms(client, ada):
    builders.published_site()
    harm = builders.claim("harm", by=ada, applies_to_all=True, claim_kind="safety")
    builders.put_in_print(harm, *[c.source for c in harm.citations.all()])

    html = page(client)

    card = html[html.index('id="harm"') :]
    assert card.index("verdict-supported verdict-harm") < card.index("</article>")


def test_condition_says_why_a_level_is_what_it_is(client, ada):
    builders.published_site()

    html = page(client)

    assert (
        "How sure: High, −1\N{NO-BREAK SPACE}risk of bias, −1\N{NO-BREAK SPACE}imprecision = Low"
        in html
    )
    assert "Half of the trials did not conceal allocation." in html


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"verdict": "not-studied"}, "Not studied in people; last searched 22 November 2026"),
        ({"method": "reference"}, "Reference: no GRADE level"),
    ],
)
def test_condition_says_why_a_claim_has_no_level(client, ada, values, words):
    headache = builders.condition()
    made = builders.claim(by=ada, conditions=[headache], values=values)
    printed(headache, made)

    assert words in page(client)


def test_condition_links_the_sources_of_each_claim(client, ada):
    site = builders.published_site()

    slug = site["sources"][0].slug
    assert f'<b>Supports:</b> <a href="/sources/{slug}/">Doe 2019</a>.' in page(client)


def test_condition_marks_red_flags_whose_source_is_being_confirmed(client, ada):
    made = builders.condition()
    RedFlag.objects.create(condition=made, urgency="urgent", text="Call 111.", to_verify="Where?")
    printed(made, builders.claim(by=ada, conditions=[made]))

    html = page(client)

    assert "Call 999 or go to A&amp;E now if:" in html
    assert '<li>Call 111. <span class="tag">Source being confirmed</span></li>' in html
    assert "Where?" not in html


def test_condition_shows_safety_points_for_all_and_its_own(client, ada):
    magnesium = builders.supplement()
    other = builders.condition("migraine")
    SafetyPoint.objects.create(supplement=magnesium, heading="Kidneys", text="Ask a doctor first.")
    point = SafetyPoint.objects.create(supplement=magnesium, heading="Aura", text="Ask.")
    point.conditions.add(other)
    printed(other, builders.claim(by=ada, conditions=[other]))
    headache = builders.condition()
    printed(headache, builders.claim(by=ada, conditions=[headache]))

    headings = ["<h3>Kidneys</h3>", "<h3>Aura</h3>"]
    html, theirs = page(client), page(client, "/conditions/migraine/")
    assert [heading in html for heading in headings] == [True, False]
    assert [heading in theirs for heading in headings] == [True, True]


def test_condition_turns_compound_into_element(client, ada):
    headache = builders.condition()
    magnesium = builders.supplement()
    glycinate = magnesium.forms.get(slug="glycinate")
    made = builders.claim(
        by=ada,
        conditions=[headache],
        claim_kind="dose",
        form=glycinate,
        dose_max_mg=400,
        dose_basis="unspecified",
        dose_per="day",
    )
    printed(headache, made)

    html = page(client)

    assert '<td class="num" data-label="In 400 mg of the compound">56 mg</td>' in html
    assert (
        "As the weight of magnesium glycinate, it holds up to about 56 mg of magnesium a day."
        in html
    )
    assert "As elemental magnesium, up to 400 mg a day." in html


def test_condition_says_with_each_effect_in_how_many_trials_glycinate_was_given(client, ada):
    headache, magnesium = builders.condition(), builders.supplement()
    trial = builders.source()
    trial.forms_tested.add(magnesium.forms.get(slug="glycinate"))
    cited = [(trial, "supports"), (builders.source(), "contradicts")]
    printed(headache, builders.claim(by=ada, conditions=[headache], sources=cited))

    assert "Tested with magnesium glycinate: 1 of 2 trials." in page(client)


def test_condition_warns_of_a_retracted_source(client, ada):
    site = builders.published_site()
    cited = site["sources"][0]
    cited.integrity, cited.integrity_checked_on = "retracted", "2026-11-20"
    cited.save()
    actions.record_edit(item=cited, by=ada)
    builders.put_in_print(cited, change="safety")

    assert "Doe 2019: retracted, noted 20 November 2026." in page(client)


def test_condition_holds_the_notice_of_a_withdrawn_answer(client, ada, dora):
    site = builders.published_site()
    withdraw(
        public_id=site["claims"][0].public_id,
        by=dora,
        reason="error",
        notice="We misread the trial.",
        operation="out",
    )

    html = page(client)

    assert "An answer that stood here was withdrawn. We misread the trial." in html
    assert site["claims"][0].conclusion not in html


def test_condition_says_what_changed(client, ada):
    builders.published_site()

    html = page(client)

    changes = html[html.index('id="changes"') :]
    assert '<a href="/editions/1/">Edition 1</a>' in changes
    assert "For a test." in changes


def test_condition_ignores_unknown_parameters(client, ada):
    builders.published_site()

    html = page(client, "/conditions/headache/?utm_source=mail&colour=x")

    assert '<link rel="canonical" href="http://127.0.0.1:8000/conditions/headache/">' in html


def test_condition_answers_head_and_refuses_post(client, ada):
    builders.published_site()

    assert client.head("/conditions/headache/").status_code == 200
    assert client.post("/conditions/headache/").status_code == 405


@pytest.mark.parametrize("n", [1, 3])
def test_condition_takes_three_queries(client, ada, n):
    builders.published_site(claims=n)

    with CaptureQueriesContext(connection) as queries:
        client.get("/conditions/headache/")
        taken = len(queries)

    assert taken == 3


def test_condition_sets_no_cookie_and_may_be_kept_for_a_minute(client, ada):
    builders.published_site()

    response = client.get("/conditions/headache/")

    assert response["Cache-Control"] == "public, max-age=60"
    assert response.cookies.output() == ""
    assert "<script>" not in response.text
    assert "style=" not in response.text
