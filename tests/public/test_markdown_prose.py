"""An article's HTML as Markdown, which reads back as the same HTML."""

import pytest
from markdown_it import MarkdownIt

from articles.markdown import to_html
from mgsite.public.markdown_prose import prose_blocks

SITE = "https://m.example"


def at(kind, slug=""):
    return f"{SITE}/"


def written(html):
    return "\n\n".join(prose_blocks(html, at))


def read(markdown):
    """As the articles themselves are read, so that both sides are washed alike."""
    return to_html(markdown)


@pytest.mark.parametrize(
    "text",
    [
        "One.\n\nTwo.", "### A heading\n\n#### A smaller one", "It *may* **help** and *both **at** once*.",
        "- one\n- two", "1. one\n2. two\n3. three", "- one\n  - inner\n  - more\n- two",
        "- one\n\n  more of it\n\n- two", "> quoted\n>\n> twice", "> - a list\n> - inside", "one\\\ntwo",
        "a `code` and ``a ` tick``", "before\n\n---\n\nafter", "[a *link*](https://x.example/a_b?c=d&e=f)",
        "[mail](mailto:a@x.example)", "| a | b |\n|---|---|\n| *1* | [2](https://x.example) |",
        "| a | b |\n|---|---|\n| `c` \\| d | |", "1\\. no list", "\\- no list", "5 < 6 & 7 > 2", "\\*no emphasis\\*",
        "\\# no heading", "\\[no\\](link)", "2019\\) said", "&lt;b&gt;", "-5 mg", "\\+ 5",
    ],
)  # fmt: skip
def test_prose_reads_back_as_it_was(text):
    html = to_html(text)

    assert read(written(html)) == html.replace("<code>c</code>", "c")


def test_links_within_the_site_get_its_address():
    assert written('<p><a href="/about/">us</a> <a href="//x.example/">x</a></p>') == (
        f"[us]({SITE}/about/) [x](//x.example/)"
    )


def test_address_cannot_end_its_link():
    html = '<p><a href="https://x.example/a) <b>[c]|_*`\\">x</a></p>'

    assert written(html) == "[x](https://x.example/a%29%20%3Cb%3E%5Bc%5D%7C_*%60%5C)"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a<strong> b </strong>c</p>", "a **b** c"),
        ("<p>a<em> </em>b<strong></strong></p>", "a b"),
        ("<table><thead><tr><th>a<br>b</th></tr></thead></table>", "| a b |\n| --- |"),
        ("loose <em>words</em>\n<p>x</p>\n", "loose *words*\n\nx"),
        ("<p>a\n  b</p>", "a b"),
        ("", ""),
    ],
)
def test_edges_of_marks_cells_and_blocks(html, markdown):
    assert written(html) == markdown


def test_hostile_words_stay_words():
    html = "<p>&lt;script&gt;alert(1)&lt;/script&gt; ![x](y) | &amp;lt; $x$ ~~y~~ [a]: b</p>"

    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    assert reader.render(written(html)).strip() == html
