"""Text and links of Markdown, and the frame of a file: what each page as Markdown is made of. Pure module.

Text of editors is one line wherever it stands, with every mark of Markdown and HTML in it escaped,
so that it can be nothing but text.
"""

import json
import re
from collections.abc import Callable, Iterable

At = Callable[..., str]  # at(kind, slug), at("home"): an absolute address
MARKS = re.compile(r"[\\`*_{}\[\]<>#|~&!$]")
AT_THE_START = re.compile(r"^(?:[-+=:]|[0-9]+(?=[.)]))")
NO_LICENCE = "None granted yet: ask before you republish more than a quotation."
# What would end the address of a link, or begin something else in it.
NOT_IN_AN_ADDRESS = re.compile(r"[\s()<>\\`\[\]|]")


def text_of(
    title: str, address: str, edition: int, published_on: str, blocks: Iterable[str]
) -> str:
    """The whole file: front matter (YAML, its values written as JSON), then the blocks."""
    facts = {
        "title": in_one_line(title),
        "address": address,
        "edition": edition,
        "published": published_on,
        "licence": NO_LICENCE,
    }
    lines = [f"{name}: {json.dumps(fact, ensure_ascii=False)}" for name, fact in facts.items()]
    return "\n".join(["---", *lines, "---", "", *(f"{block}\n" for block in blocks if block)])


def plain(text: str) -> str:
    """Text of an editor, or of somebody whom one quotes, as text of Markdown."""
    return not_a_list(escaped(in_one_line(text)))


def escaped(text: str) -> str:
    return MARKS.sub(r"\\\g<0>", text)


def not_a_list(line: str) -> str:
    """A line whose first figure or dash would begin a list or a heading keeps it as text."""
    return AT_THE_START.sub(
        lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", line
    )


def link(label: str, address: str) -> str:
    return linked(plain(label), address)


def linked(words: str, address: str) -> str:
    """`words` are Markdown already."""
    return f"[{words}]({NOT_IN_AN_ADDRESS.sub(_percent, address)})"


def listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Of cells in Markdown, each in one line."""
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def in_one_line(text: str) -> str:
    """Without characters that nobody sees."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _percent(found: re.Match) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
