"""The washed HTML of an article as Markdown again: emphasis, links, lists, quotations, tables. Pure module.

What comes in are the tags of articles.markdown.TAGS and no others, each closed (nh3 sees to it).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from mgsite.public.markdown_text import At, escaped, in_one_line, linked, not_a_list, table

NEVER_CLOSED = ("br", "hr")
BLOCKS = ("p", "h3", "h4", "ul", "ol", "blockquote", "hr", "table")
MARK = {"em": "*", "strong": "**"}


@dataclass
class Node:
    tag: str
    href: str = ""
    inside: list["Node | str"] = field(default_factory=list)


def prose_blocks(html: str, at: At) -> Iterator[str]:
    """`at` gives the address of the home page, which links without a host start from."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from _blocks(reader.root, at("home").rstrip("/"))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs).get("href") or "")
        self._open[-1].inside.append(node)
        if tag not in NEVER_CLOSED:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


def _blocks(node: Node, site: str) -> Iterator[str]:
    """The blocks in it; words between them are a paragraph of their own."""
    loose: list[Node | str] = []
    for child in [*node.inside, Node("")]:
        if isinstance(child, Node) and (child.tag in BLOCKS or not child.tag):
            if words := _paragraph(loose, site):
                yield words
            loose = []
            if child.tag:
                yield _block(child, site)
        else:
            loose.append(child)


def _block(node: Node, site: str) -> str:
    if node.tag == "hr":
        return "---"
    if node.tag == "table":
        return _table(node, site)
    if node.tag == "blockquote":
        return _indented("\n\n".join(_blocks(node, site)), "> ", "> ")
    if node.tag in ("ul", "ol"):
        return _list(node, site)
    heading = {"h3": "### ", "h4": "#### "}.get(node.tag, "")
    return heading + _paragraph(node.inside, site)


def _list(node: Node, site: str) -> str:
    lines = []
    for place, item in enumerate(_children(node), 1):
        mark = f"{place}. " if node.tag == "ol" else "- "
        # A blank line would part what stands close together.
        between = "\n\n" if any(child.tag == "p" for child in _children(item)) else "\n"
        lines.append(_indented(between.join(_blocks(item, site)), mark, " " * len(mark)))
    return "\n".join(lines)


def _indented(text: str, first: str, other: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        ((first if place == 0 else other) + line).rstrip() for place, line in enumerate(lines)
    )


def _table(node: Node, site: str) -> str:
    heads, *rows = [
        [_inline(cell.inside, site, in_a_table=True).strip() for cell in _children(row)]
        for part in _children(node)
        for row in _children(part)
    ]
    return table(heads, rows)


def _children(node: Node) -> list[Node]:
    return [child for child in node.inside if isinstance(child, Node)]


def _paragraph(inside: list[Node | str], site: str) -> str:
    lines = _inline(inside, site).split("\n")
    return "\\\n".join(not_a_list(line.strip()) for line in lines).strip()


def _inline(inside: list[Node | str], site: str, in_a_table: bool = False) -> str:
    """One line, but for a line break of the writer's own, which is a newline here."""
    said = ""
    for child in inside:
        if isinstance(child, str):
            said += escaped(re.sub(r"\s+", " ", child))
        elif child.tag == "br":
            said += " " if in_a_table else "\n"
        elif child.tag == "code" and not in_a_table:
            said += _code(child)
        else:
            said += _marked(child, _inline(child.inside, site, in_a_table), site)
    return said


def _marked(node: Node, words: str, site: str) -> str:
    """Spaces at the edges stand outside the marks: within them they would undo the mark."""
    bare = words.strip()
    if not bare:
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    if node.tag == "a":
        within = node.href.startswith("/") and not node.href.startswith("//")
        bare = linked(bare, site + node.href if within else node.href)
    elif mark := MARK.get(node.tag):
        bare = f"{mark}{bare}{mark}"
    return before + bare + after


def _code(node: Node) -> str:
    text = in_one_line("".join(child for child in node.inside if isinstance(child, str)))
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence, space = "`" * (longest + 1), " " if "`" in text else ""
    return f"{fence}{space}{text}{space}{fence}"
