"""A web page as plain text, one block a line; what is no part of the article is named. Pure module.

nh3 (html5ever) reads the page first and makes it well-formed in time that grows with its length, because
html.parser is slow on broken pages; scripts and styles end there. The rest is told apart by element.
"""

import re
from html.parser import HTMLParser

import nh3

from articles.debris import Removal
from articles.reading.tokens import word_set
from claims.errors import Refused

CODE = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math"}
# Elements that hold no part of an article, and what is said of them.
ASIDE = {
    "nav": "navigation",
    "form": "a form",
    "button": "a button",
    "select": "a form",
    "textarea": "a form",
    "footer": "the foot of the page",
    "aside": "beside the article",
    "dialog": "a notice over the page",
    "title": "the name of the browser's tab",
    "figcaption": "the caption of a picture",
}
BLOCKS = word_set(
    """address article blockquote body br caption dd div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hr html
    li main ol p pre section summary details table tbody td tfoot th thead tr ul"""
)
ELEMENT = re.compile(r"<(/?)([a-z][a-z0-9]{0,20})", re.IGNORECASE)
# These end without an end tag.
OPEN = word_set(
    """area base br col dd dt embed hr img input li link meta option p param source td th tr track wbr"""
)
DEEPEST = 1000  # elements within elements; real pages have 40, and reading slows with the square
LONGEST_SHOWN = 300  # characters of a removed piece


def text_of_html(page: str) -> tuple[str, tuple[Removal, ...]]:
    """The text, and what was left out of it, in order. Raises Refused for a page that no browser made."""
    if _depth(page) > DEEPEST:
        raise Refused(
            f"The page has elements within elements more than {DEEPEST:,} deep: open it in a browser, "
            "select its text and paste that."
        )
    washed = nh3.clean(
        page,
        tags=BLOCKS | set(ASIDE),
        clean_content_tags=CODE,
        attributes={},
        strip_comments=True,
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(washed)
    reader.close()
    code = sum(tag[2].lower() in CODE and not tag[1] for tag in ELEMENT.finditer(page))
    if code:
        reader.removals.append(Removal(f"{code} × script, style or drawing", "no text"))
    return "".join(reader.kept), tuple(reader.removals)


def _depth(page: str) -> int:
    """The most elements that are open at once, judged by their tags."""
    depth = deepest = 0
    for tag in ELEMENT.finditer(page):
        if tag[2].lower() not in OPEN:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


class _Reader(HTMLParser):
    """Elements are those of ASIDE and BLOCKS, well nested, as nh3 leaves them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kept: list[str] = []
        self.removals: list[Removal] = []
        self._within: list[str] = []
        self._aside: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ASIDE:
            self._within.append(tag)
        else:
            self._write("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ASIDE:
            self._within.pop()
            words = " ".join("".join(self._aside).split())
            if not self._within and words:
                shown = words if len(words) <= LONGEST_SHOWN else words[:LONGEST_SHOWN] + "…"
                self.removals.append(Removal(shown, ASIDE[tag]))
            if not self._within:
                self._aside = []
        else:
            self._write("\n")

    def handle_data(self, data: str) -> None:
        # A line end inside a paragraph is white space.
        self._write(" ".join(data.replace("\r", "\n").split("\n")))

    def _write(self, words: str) -> None:
        (self._aside if self._within else self.kept).append(words)
