"""The history on a claim's page: each version against the one before, in words."""

from claims import actions
from claims.actions_grading import add_assessment, adopt_assessment, grade_blind
from mgsite.editions.withdraw import withdraw
from tests import builders
from tests.public.test_pages_claim import page, printed


def history(client) -> str:
    html = page(client)
    return html[html.index('id="history"') :]


def in_order(text, *parts):
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_claim_keeps_its_history(client, ada):
    made = printed(ada)
    builders.regrade(made, by=ada, verdict="insufficient-evidence", imprecision=-2)
    builders.put_in_print(made, change="grade", note="Fewer people than we thought.")

    in_order(
        history(client),
        "Version 2, regraded",
        "Fewer people than we thought.",
        "very low certainty",
        "Version 1, published",
        "For a test.",
        "Supported, low certainty",
    )


def test_history_says_what_changed_grade_first_and_only_against_the_version_before(client, ada):
    made = printed(ada)
    builders.regrade(made, by=ada, verdict="insufficient-evidence", imprecision=-2)
    builders.put_in_print(made)

    text = history(client)

    assert text.count("<summary>What changed, word by word</summary>") == 1
    in_order(
        text,
        "<dt>Verdict</dt><dd><del>Supported</del><ins>Insufficient evidence</ins></dd>",
        "<dt>Certainty</dt><dd><del>Low</del><ins>Very low</ins></dd>",
        "<dt>Rated down for imprecision</dt>",
        "<dt>Conclusion</dt>",
        "<dt>In plain words</dt>",
    )


def test_history_names_a_source_that_is_cited_no_more(client, ada):
    first, second = builders.source(issued="2001"), builders.source(issued="2002")
    made = printed(ada, sources=[(first, "supports"), (second, "supports")])
    made.citations.filter(source=first).delete()
    actions.record_edit(item=made, by=ada)
    builders.put_in_print(made)

    assert "<dt>Study: Doe 2001</dt><dd><del>stance: Supports</del></dd>" in history(client)
    assert "Doe 2001" not in page(client).split('id="history"')[0]


def test_history_of_a_withdrawn_and_restored_claim_says_so_and_compares_nothing(client, ada, dora):
    made = printed(ada)
    withdraw(public_id=made.public_id, by=dora, reason="error", notice="Misread.", operation="out")
    made.refresh_from_db()
    builders.put_in_print(made, note="Read again.")

    text = history(client)

    in_order(
        text, "Version 3, restored", "Version 2, withdrawn", "Misread.", "Version 1, published"
    )
    assert "<details" not in text.partition('<details class="embed-this">')[0]


def test_claim_shows_where_two_blind_gradings_agreed(client, ada, root):
    made = printed(ada)
    eve = builders.user("eve", "Editor")
    grade_blind(claim=made, first=ada, second=eve, by=root)
    add_assessment(claim=made, by=ada, values=builders.RCT_LOW)
    milder = builders.RCT_LOW | {"risk_of_bias": 0, "risk_of_bias_reason": ""}
    second = add_assessment(claim=made, by=eve, values=milder)
    adopt_assessment(assessment=second, by=root, reason="We read the protocol again.")
    made.refresh_from_db()
    builders.put_in_print(made)

    twice = page(client).split('id="second-grading"')[1]

    assert "They agree on 6 of 8." in twice
    cells = '<td data-label="First">{}</td><td data-label="Second">{}</td><td data-label="Agreed">{}</td>'
    apart, together = cells.format("−1", "0", "<b>no</b>"), cells.format("−1", "−1", "yes")
    assert f'<tr class="apart"><th scope="row">Risk of bias</th>{apart}</tr>' in twice
    assert f'<tr><th scope="row">Imprecision</th>{together}</tr>' in twice
    assert ": We read the protocol again.</p>" in twice


def test_claim_graded_once_says_nothing_of_a_second_grading(client, ada):
    printed(ada)

    assert "second-grading" not in page(client)
