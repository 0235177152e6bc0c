"""Our Markdown: sections, placements, and HTML that can do no harm."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.markdown import (
    TAGS,
    Section,
    claim_slugs,
    links,
    placements,
    replace_claim,
    sections,
    to_html,
    to_text,
    unknown_aspects,
    word_count,
)

IDS = {"one": "clm_000000000001", "two": "clm_000000000002"}


class Inspector(HTMLParser):
    """Collects each tag with its attributes, and each comment."""

    def __init__(self, html: str):
        super().__init__()
        self.tags, self.comments = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data):
        self.comments.append(data)


SCRIPTS = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script href=data:,alert(1) /></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>@import 'http://example.com/x.css';</style>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<form action='https://example.com'><input name=q></form>",
    "<!--claim:clm_000000000001-->",
    "<object data='x.swf'></object>",
    "<body onload=alert(1)>",
    "<p style='position:fixed' onclick='alert(1)' id='x'>x</p>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](data:image/png;base64,AAAA)",
    "[x](file:///etc/passwd)",
    "[x](tel:999)",
    "<javascript:alert(1)>",
    "![x](https://example.com/x.png)",
    "![x](javascript:alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x](https://example.com 'a\" onmouseover=\"alert(1)')",
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "## Heading <script>alert(1)</script> {#answer}\n\n<b onclick=alert(1)>x</b>",
]


@pytest.mark.parametrize("text", SCRIPTS)
def test_html_of_a_script_is_harmless(text):
    found = Inspector(to_html(text))
    assert found.comments == []
    for tag, attributes in found.tags:
        assert tag in TAGS
        allowed = {"href", "rel"} if tag == "a" else set()
        assert set(attributes) <= allowed
        # A reader of addresses as browsers are: “java%09script:” names no scheme, so it is a path.
        assert urlsplit(attributes.get("href", "")).scheme in {"", "http", "https", "mailto"}


@given(st.text(alphabet="<>[]()!\"'&;:#/=abjscript-`|\n ", max_size=80))
def test_html_of_any_text_has_only_our_tags(text):
    found = Inspector(to_html(text))
    assert {tag for tag, _ in found.tags} <= TAGS
    assert found.comments == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One *two* **three**.", "<p>One <em>two</em> <strong>three</strong>.</p>"),
        (
            "[x](https://example.com/a)",
            '<p><a href="https://example.com/a" rel="noopener nofollow">x</a></p>',
        ),
        (
            "[x](mailto:a@example.com)",
            '<p><a href="mailto:a@example.com" rel="noopener nofollow">x</a></p>',
        ),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>"),
        ("[x](file:///etc/passwd)", "<p>[x](file:///etc/passwd)</p>"),
        ("[x](tel:999)", '<p><a rel="noopener nofollow">x</a></p>'),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        (
            "| a |\n|---|\n| 1 |",
            "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>",
        ),
    ],
)
def test_html_of_plain_markdown(text, html):
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <em>two</em>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "One two.\na\nb"),
        ("<p>1 &lt; 2 &amp; 3 &gt; 2</p>", "1 < 2 & 3 > 2"),
        ("<p>the entity &amp;lt; itself</p>", "the entity &lt; itself"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<p>a</p>\n<!--claim:clm_000000000001-->\n<p>b</p>", "a\nb"),
        ("", ""),
    ],
)
def test_text_of_html_is_plain(html, text):
    assert to_text(html) == text


def test_section_is_its_heading_aspect_html_text_and_claims():
    body = "## What was found {#evidence}\r\n\r\nTwo *trials*.\r\n\r\n[[claim:one]]\r\n\r\nAnd then.\r\n"
    assert sections(body, IDS) == [
        Section(
            id="evidence",
            heading="What was found",
            aspect="evidence",
            html="<p>Two <em>trials</em>.</p>\n<!--claim:clm_000000000001-->\n<p>And then.</p>",
            text="Two trials.\nAnd then.",
            claim_ids=("clm_000000000001",),
        )
    ]


def test_sections_are_numbered_where_an_aspect_repeats():
    body = "Before.\n\n## A {#dose}\n\na\n\n## B {#dose}\n\nb\n\n## C\n\nc\n\n## D {#answer}\n\nd\n"
    assert [(s.id, s.heading, s.aspect) for s in sections(body, {})] == [
        ("answer", "", "answer"),
        ("dose", "A", "dose"),
        ("dose-2", "B", "dose"),
        ("evidence", "C", "evidence"),
        ("answer-2", "D", "answer"),
    ]


@pytest.mark.parametrize(
    ("body", "count"), [("", 0), (" \n\n", 0), ("Only text.", 1), ("## A\n", 1)]
)
def test_sections_of_little(body, count):
    assert len(sections(body, {})) == count


def test_placement_of_an_unknown_slug_is_left_out():
    (section,) = sections("a\n\n[[claim:three]]\n\nb\n", IDS)
    assert (section.html, section.claim_ids) == ("<p>a</p>\n<p>b</p>", ())


def test_placements_side_by_side_stand_in_order():
    (section,) = sections("[[claim:two]]\n[[claim:one]]  \n", IDS)
    assert section.claim_ids == ("clm_000000000002", "clm_000000000001")
    assert section.html == "<!--claim:clm_000000000002-->\n<!--claim:clm_000000000001-->"
    assert section.text == ""


def test_placeholder_that_an_editor_types_is_only_text():
    (section,) = sections("a <!--claim:clm_000000000001-->\n", IDS)
    assert section.html == "<p>a &lt;!--claim:clm_000000000001--&gt;</p>"
    assert section.claim_ids == ()


@pytest.mark.parametrize(
    ("body", "slugs"),
    [
        ("[[claim:one]]\n\ntext\n\n[[claim:two]]\n\n[[claim:one]]\n", ["one", "two"]),
        ("  [[claim:one]] \r\n", ["one"]),
        ("See [[claim:one]] here.", []),
        ("[[claim:]]\n[[claim:o ne]]\n[[claims:one]]\n", []),
        ("", []),
    ],
)
def test_claim_slugs_are_those_on_lines_of_their_own(body, slugs):
    assert claim_slugs(body) == slugs


@pytest.mark.parametrize(
    ("body", "unknown"),
    [
        ("## A {#answer}\n## B {#method}\n## C\n", []),
        (
            "## A {#intro}\n## B {#dose}\n## C {#Answer}\n## D {#answer 2}\n",
            ["intro", "Answer", "answer 2"],
        ),
        ("### A {#intro}\n", []),
        ("## A {#}\n", []),
    ],
)
def test_unknown_aspects_are_named(body, unknown):
    assert unknown_aspects(body) == unknown


def test_word_count_is_of_the_prose():
    body = "## The answer {#answer}\r\n\r\nIt’s 0.5 g, not 1,000 mg.\r\n\r\n[[claim:some-long-slug]]\r\n"
    assert word_count(body) == 8


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[[claim:old]]", "[[claim:new]]"),
        ("Say.\r\n\r\n  [[claim:old]] \r\nMore.", "Say.\r\n\r\n  [[claim:new]] \r\nMore."),
        ("[[claim:old]]\n\nMore.\n\n[[claim:old]]\n", "[[claim:new]]\n\nMore.\n\n[[claim:new]]\n"),
        ("[[claim:old-er]]\n[[claim:very-old]]", "[[claim:old-er]]\n[[claim:very-old]]"),
        ("See [[claim:old]] here.", "See [[claim:old]] here."),
        ("[[claim:new]]\n\n[[claim:old]]\n\nMore.", "[[claim:new]]\n\nMore."),
        ("[[claim:old]]\r\n\r\n[[claim:new]]\r\n", "[[claim:new]]\r\n"),
        ("[[claim:new]]\n\n[[claim:old]]", "[[claim:new]]\n\n"),
        ("Nothing.", "Nothing."),
    ],
)
def test_replace_claim_changes_whole_placements_only(body, expected):
    assert replace_claim(body, "old", "new") == expected


def test_links_are_given_as_written_each_once():
    body = "[a](/x?a=1&b=2) [b](https://example.org/é)\n\n## B\n\n[c](/x?a=1&b=2) <b>[d](#e)</b>\n"
    assert links(sections(body, {})) == ["/x?a=1&b=2", "https://example.org/%C3%A9", "#e"]


def test_placements_are_given_as_often_as_they_stand():
    body = "[[claim:one]]\r\n\r\n[[claim:two]]\n\n [[claim:one]] \n\nsee [[claim:one]]\n"
    assert placements(body) == ["one", "two", "one"]
    assert claim_slugs(body) == ["one", "two"]
