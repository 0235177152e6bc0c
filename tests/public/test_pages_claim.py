"""The page of a claim: the judgement, and all that it rests on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import actions
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


def test_claim_adds_its_level_up(client, ada):
    printed(ada)

    html = page(client)

    steps = [
        '<li><span class="figure">High</span><span><b>Randomised trials.</b> </span></li>',
        '<li><span class="figure">−1</span><span><b>Risk of bias.</b> '
        "Half of the trials did not conceal allocation.</span></li>",
        '<li><span class="figure">−1</span><span><b>Imprecision.</b> '
        "The interval includes no important benefit.</span></li>",
        '<li class="result"><span class="figure">=</span><span>Low certainty</span></li>',
    ]
    places = [html.index(step) for step in steps]
    assert places == sorted(places)


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


def test_claim_gives_its_effect_with_the_interval(client, ada):
    trial = builders.source()
    values = {
        "effect_measure": "MD",
        "effect_value": "-0.5",
        "effect_ci_low": "-0.9",
        "effect_ci_high": "-0.1",
        "effect_unit": "attacks a month",
        "effect_direction": "favours magnesium",
        "effect_source": trial,
    }
    printed(ada, sources=[(trial, "supports")], values=values)

    html = page(client)

    assert (
        "Mean difference −0.5 attacks a month (95\N{NO-BREAK SPACE}% CI −0.9 to −0.1); "
        "favours magnesium (Doe 2019)." in html
    )
    assert "3 studies, 210 people." in html


def test_claim_groups_its_sources_by_stance(client, ada):
    against = builders.source("against", effect="No difference.", n_participants=40)
    printed(ada, sources=[(builders.source("for"), "supports"), (against, "contradicts")])

    html = page(client)

    studies = html[html.index('id="studies"') :]
    parts = [
        '<h3 class="stance stance-supports">Supports <span class="count">1</span></h3>',
        '<a href="/sources/for/">The trial called for</a>',
        '<h3 class="stance stance-contradicts">Contradicts <span class="count">1</span></h3>',
        '<a href="/sources/against/">The trial called against</a>',
        "Doe 2019. Randomised controlled trial, 40 people, 2019",
        "Found: No difference.",
    ]
    places = [studies.index(part) for part in parts]
    assert places == sorted(places)


def test_claim_sets_the_form_claimed_against_the_forms_tested(client, ada):
    magnesium = builders.supplement()
    trial = builders.source()
    trial.forms_tested.add(magnesium.forms.get(slug="oxide"))
    glycinate = magnesium.forms.get(slug="glycinate")
    printed(ada, form=glycinate, sources=[(trial, "supports")])

    html = page(client)

    assert "The claim is about magnesium glycinate; 0 of 1 trial tested it." in html
    assert "Forms in 1 trial: magnesium oxide in 1." in html


def test_claim_says_what_would_change_our_mind_and_what_is_disputed(client, ada):
    printed(ada, values={"upgrade_path": ["A larger trial"]}, dispute="Some say otherwise.")

    html = page(client)

    assert '<ul class="column"><li>A larger trial</li></ul>' in html
    assert '<p class="column">Some say otherwise.</p>' in html


def test_claim_warns_loudly_of_a_retracted_source(client, ada):
    made = printed(ada)
    cited = made.citations.get().source
    cited.integrity, cited.integrity_checked_on = "retracted", "2026-11-20"
    cited.save()
    actions.record_edit(item=cited, by=ada)
    builders.put_in_print(cited, change="safety")

    html = page(client)

    assert '<p class="alarm" role="note"><strong>A source has changed.</strong> Doe 2019: ' in html
    assert '<strong class="warn">Retracted</strong>' in html


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


def test_claim_keeps_its_history(client, ada):
    made = printed(ada)
    builders.regrade(made, by=ada, verdict="insufficient-evidence", imprecision=-2)
    builders.put_in_print(made, change="grade", note="Fewer people than we thought.")

    html = page(client)

    history = html[html.index('id="history"') :]
    parts = ["Version 2, regraded", "Fewer people than we thought.", "very low certainty"]
    parts += ["Version 1, published", "For a test.", "Supported, low certainty"]
    places = [history.index(part) for part in parts]
    assert places == sorted(places)


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
