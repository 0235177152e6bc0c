"""The page of a claim: the judgement, and all that it rests on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import actions
from claims.models import Limit, Source
from mgsite.editions.models import Version
from mgsite.editions.withdraw import withdraw
from tests import builders


def printed(ada, slug="eases-pain", **fields):
    """Magnesium, headache and one claim about it, in print; gives the claim."""
    headache = builders.condition()
    made = builders.claim(slug, by=ada, conditions=[headache], **fields)
    headache.headline_claim = made
    headache.save()
    sources = [c.source for c in made.citations.all()]
    builders.put_in_print(headache, made.supplement, made, *sources)
    return made


def page(client, slug="eases-pain") -> str:
    response = client.get(f"/claims/{slug}/")
    assert response.status_code == 200
    return response.text


def test_claim_is_titled_by_its_conclusion(client, ada):
    made = printed(ada)

    html = page(client)

    assert f"<title>{made.conclusion} · mgsite</title>" in html
    assert f'<h1 class="sentence">{made.conclusion}</h1>' in html
    assert f'<meta name="description" content="{made.conclusion}">' in html
    assert html.count(made.statement) == 1
    assert f"Claimed: “{made.statement}”" in html


def test_claim_adds_its_level_up_with_each_reason_behind_its_line(client, ada):
    printed(ada)

    html = page(client)

    assert (
        "High, −1\N{NO-BREAK SPACE}risk of bias, −1\N{NO-BREAK SPACE}imprecision = Low</p>" in html
    )
    lines = [
        '<li><span class="figure">High</span><span><b>Randomised trials</b></span></li>',
        "<summary><b>Risk of bias</b>, serious</summary>\n"
        "<p>Half of the trials did not conceal allocation.</p></details>",
        "<summary><b>Imprecision</b>, serious</summary>\n"
        "<p>The interval includes no important benefit.</p></details>",
        "<span>No concern: inconsistency, indirectness, publication bias</span>",
        '<li class="result"><span class="figure">=</span><span>Low certainty</span></li>',
    ]
    places = [html.index(line) for line in lines]
    assert places == sorted(places)


def test_claim_shows_the_sentence_of_its_grading_labelled_as_such(client, ada):
    printed(ada, sentence_outcome="pain", values={"change": "reduction"})

    html = page(client)

    head = html[: html.index('id="how-sure"')]
    assert "The grading as a sentence, made by" in head
    assert "<p>Magnesium may reduce pain.</p>" in head


def test_claim_gives_its_question(client, ada):
    printed(
        ada,
        population="Adults",
        comparator="Placebo",
        outcome_name="Pain",
        outcome_measure="0 to 10",
        outcome_days=28,
        importance="critical",
    )

    html = page(client)

    for term, words in [
        ("In whom", "Adults"),
        ("Taking", "Magnesium, any form"),
        ("Compared with", "Placebo"),
        ("Outcome", "Pain (0 to 10, after 28 days). Critical for a decision."),
    ]:
        assert f"<dt>{term}</dt><dd>{words}</dd>" in html


def test_claim_lists_its_sources_by_stance_those_against_it_first(client, ada):
    against = builders.source("against", effect="No difference.", n_participants=40)
    printed(ada, sources=[(builders.source("for"), "supports"), (against, "contradicts")])

    html = page(client)

    studies = html[html.index('id="studies"') :]
    parts = [
        '<h3 class="stance stance-contradicts">Contradicts <span class="count">1</span></h3>',
        '<a href="/sources/against/">The trial called against</a>',
        "Doe 2019. Randomised controlled trial, 40 people, 2019",
        "Found: No difference.",
        '<h3 class="stance stance-supports">Supports <span class="count">1</span></h3>',
        '<a href="/sources/for/">The trial called for</a>',
    ]
    places = [studies.index(part) for part in parts]
    assert places == sorted(places)


def test_claim_quotes_a_source_as_the_words_of_that_source(client, ada):
    made = printed(ada)
    made.citations.update(quote="Pain fell <by half>.", locator="p. 3")
    actions.record_edit(item=made, by=ada)
    builders.put_in_print(made)

    assert (
        '<figure class="quote"><blockquote><p>“Pain fell &lt;by half&gt;.”</p></blockquote>'
        "<figcaption><cite>Doe 2019</cite>, p. 3</figcaption></figure>" in page(client)
    )


def test_claim_sets_the_form_claimed_against_the_forms_tested(client, ada):
    magnesium = builders.supplement()
    trial = builders.source("of-oxide")
    trial.forms_tested.add(magnesium.forms.get(slug="oxide"))
    review = builders.source("a-review", study_design="meta-analysis")
    glycinate = magnesium.forms.get(slug="glycinate")
    printed(ada, form=glycinate, sources=[(trial, "supports"), (review, "supports")])

    html = page(client)

    forms = html[html.index('id="forms"') : html.index('id="studies"')]
    parts = [
        "Tested with magnesium glycinate: 0 of 1 trial.",
        "The claim names glycinate, and 0 of 1 trial tested it; the rest gave oxide.",
        'Magnesium oxide <span class="count">1</span></dt><dd><a href="/sources/of-oxide/">',
        'Reviews and guidelines <span class="count">1</span></dt><dd><a href="/sources/a-review/">',
    ]
    places = [forms.index(part) for part in parts]
    assert places == sorted(places)


def test_claim_holds_both_readings_of_a_dose_against_each_limit(client, ada):
    magnesium, report = builders.supplement(), builders.source("iom-1997")
    for authority, most in (("US", 350), ("EU", 250)):
        Limit.objects.create(
            supplement=magnesium, authority=authority, limit_kind="upper-level", max_mg=most,
            applies_to="Adults", source=report,
        )  # fmt: skip
    builders.put_in_print(report)
    printed(ada, dose_min_mg=400, dose_max_mg=400, dose_basis="unspecified", dose_per="day")

    html = page(client)

    compound, element = html[html.index('id="dose"') :].split('<section class="reading">')[1:3]
    assert "about 56 mg of magnesium a day" in compound
    assert compound.count("<b>Below the limit</b>") == 2
    assert "400 mg a day" in element
    assert element.count("<b>Above the limit</b>") == 2
    assert 'of 350 mg a day <span class="muted">US; <a href="/sources/iom-1997/">' in element


def test_claim_says_what_would_change_our_mind_and_what_is_disputed(client, ada):
    printed(ada, values={"upgrade_path": ["A larger trial"]}, dispute="Some say otherwise.")

    html = page(client)

    mind = html[html.index('id="change-our-mind"') : html.index('id="dispute"')]
    assert "<li>A larger trial</li>" in mind
    assert (
        "<li>Risk of bias (−1): without this concern the certainty would be moderate.</li>" in mind
    )
    assert "<li>190 people are missing to the 400 that are usually needed.</li>" in mind
    assert '<p class="column">Some say otherwise.</p>' in html


def retract(cited, ada, integrity="retracted"):
    cited.integrity, cited.integrity_checked_on = integrity, "2026-11-20"
    cited.save()
    actions.record_edit(item=cited, by=ada)
    builders.put_in_print(cited, change="safety")


def test_claim_warns_of_a_retracted_source_before_anything_else(client, ada):
    retract(printed(ada).citations.get().source, ada)

    html = page(client)

    banner = html.index("A source of this claim has been retracted.")
    assert banner < html.index("<h1")
    assert "The claim rests on it: take the verdict and the certainty below with great care" in html
    assert '<strong class="warn">Retracted</strong>' in html


def test_claim_says_of_a_retracted_source_of_context_that_nothing_rests_on_it(client, ada):
    printed(ada, sources=[(builders.source(), "supports"), (builders.source("aside"), "context")])
    retract(Source.objects.get(slug="aside"), ada)

    assert "It is cited for context only; the grading does not rest on it." in page(client)


def test_claim_says_quietly_that_a_source_was_superseded(client, ada):
    retract(printed(ada).citations.get().source, ada, "superseded")

    html = page(client)

    assert 'class="alarm' not in html
    assert "<strong>A source has changed.</strong> Doe 2019: superseded by a newer version" in html


def test_erratum_of_a_source_changes_nothing_on_the_claim(client, ada):
    made = printed(ada)
    before = page(client)
    retract(made.citations.get().source, ada, "corrected")

    after = page(client)

    assert tuple(
        words for words in ("A source has changed", "A source of this claim") if words not in after
    ) == ("A source has changed", "A source of this claim")
    assert Version.objects.filter(public_id=made.public_id).count() == 1
    assert before[: before.index("<footer")].count("Corrected") == 0


def test_claim_says_where_it_stands(client, ada):
    made = printed(ada)
    article = builders.article(body=f"## Answer {{#answer}}\n\n[[claim:{made.slug}]]\n")
    builders.put_in_print(article)

    html = page(client)

    assert (
        'Answers the question <a href="/conditions/headache/">'
        "Does magnesium glycinate help headache?</a>" in html
    )
    assert 'Placed in our article <a href="/articles/our-article/">Our article</a>' in html


def test_claim_leads_to_its_json(client, ada):
    made = printed(ada)

    assert f'<a href="/api/v1/claims/{made.public_id}">' in page(client)


def test_withdrawn_claim_answers_410_with_its_notice(client, ada, dora):
    made = printed(ada)
    withdraw(public_id=made.public_id, by=dora, reason="error", notice="Misread.", operation="out")

    response = client.get("/claims/eases-pain/")

    assert response.status_code == 410
    assert "Misread." in response.text
    assert made.statement not in response.text


@pytest.mark.parametrize("n", [1, 3])
def test_claim_takes_three_queries(client, ada, n):
    printed(ada, sources=[(builders.source(), "supports") for _ in range(n)])

    with CaptureQueriesContext(connection) as queries:
        client.get("/claims/eases-pain/")
        taken = len(queries)

    assert taken == 3
