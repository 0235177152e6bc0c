"""Text that cannot be anything but text, in a file with front matter."""

import json
from types import SimpleNamespace

import pytest
from markdown_it import MarkdownIt

from mgsite.public.markdown_pages import article_blocks, condition_blocks
from mgsite.public.markdown_text import plain, text_of

HOSTILE = [
    "# A heading", "## A heading", "- an item", "+ an item", "* an item", "1. one", "12) twelve", "> quoted",
    "    code", "```\ncode\n```", "~~~", "---", "===", "[a](https://x.example)", "![a](x.png)", "[a]: /x",
    "<b>bold</b>", "<script>", "<!-- c -->", "</p>", "&lt;b&gt;", "&amp;", "**bold** _em_ `code`", "a\\",
    "a  \nb", "a\n\n# b", "| a |\n|---|\n| b |", "<https://x.example>", "a\u2028# b", "a\u202eb", "a: b", "$x$",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_plain_is_one_paragraph_of_nothing_but_the_text(text):
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    said = " ".join("".join(c if c.isprintable() else " " for c in text).split())

    opened, inline, closed = reader.parse(plain(text))

    assert (opened.type, closed.type) == ("paragraph_open", "paragraph_close")
    assert {child.type for child in inline.children} <= {"text", "text_special"}
    assert "".join(child.content for child in inline.children) == said


def test_file_begins_with_facts_that_no_title_can_add_to():
    text = text_of(
        'A"\n---\nlicence: CC0', "https://m.example/x/", 7, "2026-11-22", ["# A", "", "b"]
    )

    _, facts, rest = text.split("---\n", 2)
    assert dict(line.split(": ", 1) for line in facts.splitlines()) == {
        "title": json.dumps('A" --- licence: CC0'),
        "address": '"https://m.example/x/"',
        "edition": "7",
        "published": '"2026-11-22"',
        "licence": '"None granted yet: ask before you republish more than a quotation."',
    }
    assert rest == "\n# A\n\nb\n"


def at(kind, slug=""):
    return f"/{kind}s/{slug}/"


def entry(**fields):
    """As much of a ClaimEntry as a card needs."""
    usual = {
        "slug": "calm", "conclusion": "So it is.", "statement": "It calms.", "plain_language": "It may.",
        "verdict": "not-studied", "certainty": "", "equation": "", "alerts": (),
    }  # fmt: skip
    return SimpleNamespace(**usual | fields)


def article(*pieces):
    section = SimpleNamespace(heading="", pieces=pieces)
    document = {"title": "Ours", "summary": "In short.", "byline": ["A", "B"]}
    return SimpleNamespace(document=document, reviewed="Not yet", sections=[section], sources=[])


def piece(html=None, claim=None, notice=""):
    return SimpleNamespace(html=html, claim=claim, notice=notice)


def test_article_holds_prose_cards_and_notices_in_their_places():
    page = article(
        piece("<p>One <b>two</b></p><p># three</p>"), piece(claim=entry()), piece(notice="Gone.")
    )

    assert [block for block in article_blocks(page, at) if block] == [
        "# Ours", "In short.", "A, B. Not yet.", "One two", r"\# three",
        "### [So it is.](/claims/calm/)", "**Verdict:** Not studied. **Certainty:** No GRADE level.",
        "> Claimed: “It calms.”", "It may.", "Gone.", "## Sources",
    ]  # fmt: skip


def test_alerts_stand_over_the_claim_and_an_ungraded_claim_has_no_verdict():
    alerts = (
        SimpleNamespace(grave=True, text="Retracted."),
        SimpleNamespace(grave=False, text="Old."),
    )

    blocks = list(article_blocks(article(piece(claim=entry(verdict="", alerts=alerts))), at))

    assert blocks[5:8] == [
        "**Certainty:** Not graded yet.", "**Warning:** Retracted.", "**A source has changed:** Old.",
    ]  # fmt: skip


def condition(**fields):
    usual = {
        "document": {"question": "Does it?", "name": "Gout", "summary": "A thing."},
        "answers": [], "reviewed": "Not yet", "red_flags": [], "sections": [], "limits": [],
        "safety_points": [], "sources": [],
    }  # fmt: skip
    return SimpleNamespace(**usual | fields)


def test_condition_says_what_was_withdrawn_and_what_is_being_confirmed():
    flags = ({"text": "Call.", "confirmed": True}, {"text": "Wait.", "confirmed": False})
    page = condition(
        answers=[SimpleNamespace(claim=None, notice="Wrong.")],
        red_flags=[SimpleNamespace(heading="Call 999", flags=flags)],
    )

    assert [block for block in condition_blocks(page, at) if block] == [
        "# Does it?", "An answer that stood here was withdrawn. Wrong.", "Not yet.",
        "## When to get help", "### Call 999 if", "- Call.\n- Wait. (source being confirmed)",
        "## About gout", "A thing.", "## Sources",
    ]  # fmt: skip


def test_condition_says_limits_under_dose_and_cautions_under_safety():
    limits = [
        (
            {"authority": "EFSA", "kind": "upper-level", "max_mg": 250, "applies_to": "Adults"},
            "",
            "",
        ),
        ({"authority": "NHS", "kind": "advice", "max_mg": 400, "applies_to": "Anyone"}, "", ""),
    ]
    sections = [
        SimpleNamespace(anchor=anchor, heading=anchor, caution="", claims=[])
        for anchor in ("dose", "safety")
    ]
    point = SimpleNamespace(heading="Kidneys", text="Ask.", confirmed=True)
    page = condition(sections=sections, limits=limits, safety_points=[point])

    assert [block for block in condition_blocks(page, at) if block][4:-1] == [
        "## dose",
        "- EFSA, upper level: 250 mg a day of the element. Adults\n"
        "- NHS, advice: 400 mg a day of the element. Anyone",
        "## safety", "- **Kidneys:** Ask.",
    ]  # fmt: skip
