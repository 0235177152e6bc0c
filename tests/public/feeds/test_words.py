"""What entries say: conclusions as titles, both axes by name, notices first."""

import pytest

from mgsite.public.feeds.words import Changed, article_said, claim_said, edition_said, gone_said

URL = "https://m.example/claims/calm/"
SOURCE = {"title": "T", "slug": "doe", "authors": [{"family": "Doe"}], "year": 2019}
CLAIM = {
    "title": "It may calm.",
    "statement": "It calms <everyone>!",
    "plain_language": "Small & few trials.",
    "claim_kind": "effect",
    "verdict": "supported",
    "grading": {"certainty": "low"},
    "condition_ids": ["cnd_1", "cnd_out"],
    "source_alerts": [],
    "review": {"kind": "starter"},
}
ITEMS = {"cnd_1": {"slug": "headache", "title": "Headache"}, "src_1": SOURCE}


def alert(integrity, stance):
    return {"source_id": "src_1", "integrity": integrity, "stance": stance, "since": None}


def test_claim_is_titled_by_its_conclusion_and_claims_only_in_quotation():
    said = claim_said(CLAIM, ITEMS, URL)

    assert said.title == "It may calm."
    assert said.summary == "Verdict: Supported. Certainty: Low."
    assert "<blockquote><p>Claimed: “It calms &lt;everyone&gt;!”</p></blockquote>" in said.html
    assert "<p>Small &amp; few trials.</p>" in said.html
    assert "Starter content, not yet independently reviewed." in said.html
    assert [(tag.scheme, tag.term) for tag in said.tags] == [
        ("condition", "headache"), ("kind", "effect"), ("verdict", "supported"), ("certainty", "low"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "summary"),
    [
        ({"claim_kind": "safety"}, "Verdict on this risk: Supported. Certainty: Low."),
        ({"verdict": "not-studied", "grading": {}}, "Verdict: Not studied. Certainty: No GRADE level."),
        ({"verdict": None, "grading": None}, "Certainty: Not graded yet."),
    ],
)  # fmt: skip
def test_claim_says_both_axes_as_far_as_they_are(fields, summary):
    assert claim_said(CLAIM | fields, {}, URL).summary == summary


@pytest.mark.parametrize(
    ("integrity", "stance", "title", "words"),
    [
        (
            "retracted",
            "supports",
            "Source retracted: It may calm.",
            "Warning: Doe 2019: retracted.",
        ),
        ("retracted", "context", "It may calm.", "Warning: Doe 2019: retracted."),
        ("concern", "supports", "It may calm.", "Warning: Doe 2019: expression of concern."),
        (
            "superseded",
            "supports",
            "It may calm.",
            "A source has changed: Doe 2019: superseded by a newer version.",
        ),
    ],
)
def test_alert_stands_first_and_a_retraction_in_the_title(integrity, stance, title, words):
    said = claim_said(CLAIM | {"source_alerts": [alert(integrity, stance)]}, ITEMS, URL)

    assert said.title == title
    assert said.summary.endswith(words)
    assert said.html.startswith(f"<p><strong>{words}</strong>")
    assert ("cited for context only" in said.html) is (stance == "context")


def test_article_lists_its_sections():
    article = {
        "title": "Ours", "summary": "In short.", "condition_ids": ["cnd_1"], "review": {"kind": "starter"},
        "sections": [{"heading": ""}, {"heading": "How <much>"}],
    }  # fmt: skip

    said = article_said(article, ITEMS, URL)
    bare = article_said(article | {"sections": []}, {}, URL)

    assert (said.title, said.summary) == ("Ours", "In short.")
    assert "<ul><li>How &lt;much&gt;</li></ul>" in said.html
    assert ([tag.label for tag in said.tags], bare.tags, "<ul>" in bare.html) == (
        ["Headache"], (), False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "title", "said"),
    [
        ("retracted", "It may.", "Retracted: It may."),
        ("merged", "It may.", "Merged: It may."),
        ("legal", "It may.", "Removed: a text of ours"),
        ("error", "", "Withdrawn: a text of ours"),
        ("a reason of tomorrow", "It may.", "Withdrawn: It may."),
    ],
)
def test_gone_is_said_in_the_title_with_the_notice(reason, title, said):
    tombstone = {"reason": reason, "notice_text": "Wrong & sorry."}

    found = gone_said(title, tombstone, [("The <other>", URL)])

    assert (found.title, found.summary) == (said, "Wrong & sorry.")
    assert f'In its place: <a href="{URL}">The &lt;other&gt;</a>' in found.html


def test_edition_says_its_note_and_what_it_changed():
    items = [Changed("Regraded", "It <may>.", URL), Changed("Withdrawn", "", "")]

    few = edition_said(7, "A note.\n\nMore.", "Grade: it changed", items, [], URL)
    many = edition_said(8, "word " * 60, "Evidence: added", [], ["133 sources published"], URL)

    assert (few.title, few.summary) == ("Edition 7: A note. More.", "A note. More.")
    assert f'<li>Regraded: <a href="{URL}">It &lt;may&gt;.</a></li>' in few.html
    assert "<li>Withdrawn: a text that was removed for legal reasons</li>" in few.html
    assert "<li>133 sources published</li>" in many.html
    assert (len(many.title) < 140, many.title.endswith(" …")) == (True, True)
