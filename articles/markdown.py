"""Our articles' Markdown: sections, claim placements, clean HTML. Pure module.

HTML in the source is off and the result is washed by nh3 with a short list of tags: two
independent guards, because editors paste from anywhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape

import nh3
from markdown_it import MarkdownIt

ASPECTS = ("answer", "condition", "evidence", "dose", "safety", "help", "method")
CLAIM = re.compile(r"^ {0,3}\[\[claim:([^\]\s]+)\]\][ \t]*$", re.MULTILINE)
# Any id is read as one, so that a mistyped id is an error beside the field and never part of the heading.
HEADING = re.compile(r"^##[ \t]+(.+?)(?:[ \t]+\{#([^{}\n]*)\})?[ \t]*$", re.MULTILINE)
TAGS = {
    "p",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "em",
    "strong",
    "a",
    "blockquote",
    "code",
    "br",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_parser = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Section:
    """`html` holds `<!--claim:ID-->` where a claim card goes; `text` is plain."""

    id: str
    heading: str
    aspect: str
    html: str
    text: str
    claim_ids: tuple[str, ...]


def placements(body: str) -> list[str]:
    """The slugs of the claims placed in the body, in order, as often as they are placed."""
    return CLAIM.findall(_unix(body))


def claim_slugs(body: str) -> list[str]:
    """The slugs of the claims placed in the body, each once, in order."""
    return list(dict.fromkeys(placements(body)))


def stray_placements(body: str) -> list[str]:
    """`[[claim:…]]` that does not stand on a line of its own and would be printed as it is."""
    return re.findall(r"\[\[claim:[^\]\n]{0,80}\]?\]?", CLAIM.sub("", _unix(body)))


def replace_claim(body: str, old: str, new: str) -> str:
    """The body with `new` placed wherever `old` was; where `new` stands already, `old` goes out.

    Both are slugs. Everything else stays as it is, line ends too.
    """
    line = rf" {{0,3}}\[\[claim:{re.escape(old)}\]\][ \t]*\r?"
    if new in claim_slugs(body):
        # With the blank line after it, so that no gap is left.
        return re.sub(rf"^{line}$\n?(?:[ \t]*\r?\n)?", "", body, flags=re.MULTILINE)
    placed, named = f"[[claim:{new}]]", f"[[claim:{old}]]"
    return re.sub(
        rf"^{line}$", lambda found: found[0].replace(named, placed), body, flags=re.MULTILINE
    )


def unknown_aspects(body: str) -> list[str]:
    """Section ids that are none of ASPECTS, in order."""
    return [
        aspect for _, aspect in HEADING.findall(_unix(body)) if aspect and aspect not in ASPECTS
    ]


def sections(body: str, claim_ids: Mapping[str, str]) -> list[Section]:
    """The body as sections; text before the first heading is the section “answer”.

    `claim_ids` maps slug to public id; a slug that it lacks is left out.
    """
    body = _unix(body)
    pieces = HEADING.split(body)
    raw = [("", "answer", pieces[0])] if pieces[0].strip() else []
    raw += list(zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True))
    used: dict[str, int] = {}
    return [_section(heading, aspect, text, claim_ids, used) for heading, aspect, text in raw]


def links(parts: Iterable[Section]) -> list[str]:
    """Where the links of these sections lead, as written, each once, in order."""
    found = [href for part in parts for href in re.findall(r'<a href="([^"]*)"', part.html)]
    return list(dict.fromkeys(map(unescape, found)))


def to_html(text: str) -> str:
    """One piece of Markdown as washed HTML."""
    return nh3.clean(
        _parser.render(text),
        tags=TAGS,
        attributes={"a": {"href"}, "*": set()},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    ).strip()


def to_text(html: str) -> str:
    """HTML without tags, blank runs folded; entities read."""
    spaced = re.sub(r"</(p|li|h3|h4|tr|blockquote)>", "\\g<0>\n", html)
    bare = nh3.clean(spaced, tags=set())
    for entity, letter in [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")]:
        bare = bare.replace(entity, letter)
    return re.sub(r"\s*\n\s*", "\n", bare).strip()


def word_count(body: str) -> int:
    """Words of the prose, claim placements and heading ids left out."""
    prose = re.sub(r"\{#[^{}\n]*\}", "", CLAIM.sub("", _unix(body)))
    return len(re.findall(r"\w[\w’'.,%-]*", prose))


def _section(heading, aspect, text, claim_ids, used) -> Section:
    aspect = aspect or "evidence"
    used[aspect] = used.get(aspect, 0) + 1
    parts, placed = [], []
    chunks = CLAIM.split(text)
    for prose, slug in zip(chunks[::2], [*chunks[1::2], None], strict=True):
        if prose.strip():
            parts.append(to_html(prose))
        if slug in claim_ids:
            placed.append(claim_ids[slug])
            parts.append(f"<!--claim:{claim_ids[slug]}-->")
    html = "\n".join(parts)
    return Section(
        id=aspect if used[aspect] == 1 else f"{aspect}-{used[aspect]}",
        heading=heading.strip(),
        aspect=aspect,
        html=html,
        text=to_text(html),
        claim_ids=tuple(placed),
    )


def _unix(body: str) -> str:
    return body.replace("\r\n", "\n")
