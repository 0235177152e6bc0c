"""An article's text as readers see it, with what was taken out and put in marked. Pure module.

Works on washed HTML (articles.markdown): tags, and words between them. The tags are those of the newer
text, whole and in order; what was taken out gives its words alone. So the result is well-formed
whatever changed, and holds no tag that was not washed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from mgsite.editions.word_runs import compared

TOKENS = re.compile(r"<[^>]*>|[^<\s]+\s*|\s+")
CLAIM = re.compile(r"<!--claim:([^>]*)-->")


@dataclass(frozen=True)
class Rendered:
    """One section: `html` is safe to print."""

    heading: str
    html: str


def rendered(
    before: Mapping | None, after: Mapping, names: Mapping[str, str]
) -> tuple[Rendered, ...]:
    """The sections of two article documents that differ, those taken out last."""
    old = {section["id"]: section for section in (before or {}).get("sections", ())}
    new = {section["id"]: section for section in after.get("sections", ())}
    pairs = [
        (old.get(key), new.get(key)) for key in (*new, *(key for key in old if key not in new))
    ]
    return tuple(_section(was, now, names) for was, now in pairs if was != now)


def _section(was: Mapping | None, now: Mapping | None, names: Mapping[str, str]) -> Rendered:
    heading = (now or was or {})["heading"] or "Before the first heading"
    html = marked(*(_with_names((side or {}).get("html", ""), names) for side in (was, now)))
    return Rendered(heading, html)


def marked(before: str, after: str) -> str:
    """The newer HTML with <ins> around new words and <del> around the words that went."""
    runs = compared(TOKENS.findall(before), TOKENS.findall(after))
    pieces = "".join(piece for run in runs for piece in _marked_run(*run))
    return pieces.replace("</ins><ins>", "")


def _marked_run(tag: str, old: list[str], new: list[str]) -> Iterator[str]:
    if tag == "equal":
        yield "".join(new)
        return
    if gone := " ".join("".join(token for token in old if not _is_tag(token)).split()):
        yield f"<del>{gone}</del> "
    for token in new:
        yield token if _is_tag(token) or token.isspace() else f"<ins>{token}</ins>"


def _is_tag(token: str) -> bool:
    return token.startswith("<")


def _with_names(html: str, names: Mapping[str, str]) -> str:
    """Each claim's place as a line that says which claim stands there."""
    return CLAIM.sub(lambda match: f"<p>Claim: “{escape(names.get(match[1], match[1]))}”</p>", html)
