"""Text that cannot be anything but text, in a file with front matter."""

import json

import pytest
from markdown_it import MarkdownIt

from mgsite.public.markdown_pages import plain, text_of

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
