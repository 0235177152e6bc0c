"""The head of a condition's page in short, what articles promise about it, and who stands behind it."""

import re

from mgsite.editions.withdraw import withdraw
from tests import builders


def printed(condition, *claims):
    condition.headline_claim = claims[0]
    condition.save()
    sources = [c.source for claim in claims for c in claim.citations.all()]
    builders.put_in_print(condition, claims[0].supplement, *claims, *sources)


def page(client) -> str:
    return client.get("/conditions/headache/").text


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_condition_says_in_short_what_its_answer_rests_on(client, ada):
    builders.published_site()

    html = page(client)

    in_short = html[html.index('id="in-short"') : html.index('id="get-help"')]
    assert [words(dt) for dt in re.findall("<dt>(.*?)</dt>", in_short)] == [
        "How much does it help?",
        "Was magnesium glycinate itself tested?",
        "How much is safe?",
    ]
    assert "3 studies with 210 people. No one size of effect is given." in in_short


def test_condition_whose_answer_was_withdrawn_has_nothing_in_short(client, ada):
    site = builders.published_site()
    withdraw(
        public_id=site["claims"][0].public_id,
        by=builders.user("dora", "Publisher"),
        reason="error",
        notice="We misread the trial.",
        operation="out",
    )

    assert "in-short" not in page(client)


def test_condition_lists_promises_the_boldest_against_the_evidence_first(client, ada):
    headache = builders.condition()
    good = builders.claim("good", by=ada, conditions=[headache])
    open_ = builders.claim("open", by=ada, conditions=[headache], values=builders.NOT_STUDIED)
    silent = builders.claim("silent", by=ada, conditions=[headache])
    harm = builders.claim("harm", by=ada, conditions=[headache], claim_kind="safety")
    everywhere = builders.claim("everywhere", by=ada, applies_to_all=True)
    for claim in (good, open_, harm, everywhere):
        claim.as_claimed = f"Articles say {claim.slug}."
        claim.save()
    printed(headache, good, open_, silent, harm, everywhere)

    html = page(client)

    table = html[html.index('<table class="promises">') : html.index("</table>")]
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', table) == [
        ("open", "Articles say open."),
        ("good", "Articles say good."),
    ]
    assert table.count("verdict verdict-not-studied") == 1
    said = words(html[html.index('id="promises"') : html.index('<table class="promises">')])
    assert "2 promises that bear on headache, in our words: 1 supported , 1 not studied" in said


def test_condition_without_promises_has_no_table_of_them(client, ada):
    builders.published_site()

    assert 'id="promises"' not in page(client)


def test_condition_tells_who_stands_behind_it_and_when_it_is_looked_at_again(client, ada):
    builders.published_site()

    html = page(client)

    facts = html[html.index('id="people"') : html.index('id="changes"')]
    assert [words(dt) for dt in re.findall("<dt>(.*?)</dt>", facts)] == [
        "Reviewed",
        "Next review",
        "Last searched",
        "Method",
    ]
    assert "Last reviewed" in facts


def test_condition_folds_a_long_list_of_sources(client, ada):
    headache = builders.condition()
    sources = [(builders.source(f"study-{place}"), "context") for place in range(12)]
    sources.append((builders.source("trial"), "supports"))
    claim = builders.claim(by=ada, conditions=[headache], sources=sources)
    printed(headache, claim)

    html = page(client)

    assert "<summary>All 13 sources, by name</summary>" in html
    assert html.count('<li><a href="/sources/') == 13
