"""What a copied web page leaves in an article's text: titles again, navigation, comment notices. Pure module.

By rule and only by whole line: a line goes when nobody could have meant it as part of the article. What
merely looks odd stays, because a lost sentence would be a claim that nobody checks.
"""

import re
import string
from dataclasses import dataclass

# A link or a button on its own line. No single words such as “Share”: those may be headings.
NAVIGATION = frozenset(
    line.strip()
    for line in """
    add a comment
    add to cart
    back to articles
    back to blog
    back to news
    back to the blog
    back to the top
    back to top
    continue reading
    jump to content
    leave a comment
    leave a reply
    newer post
    next post
    older post
    post a comment
    post comment
    previous post
    return to blog
    return to top
    scroll to top
    share on facebook
    share on twitter
    share this article
    share this post
    skip to content
    skip to main content
    skip to product information
    subscribe to our newsletter
    """.strip().splitlines()
)
NOTICES = re.compile(
    r"(please note,? (that )?)?(all )?comments "
    r"(need to be|must be|have to be|are|will be) (approved|moderated|reviewed)"
    r"( before (being|they are|they will be|they can be) (published|posted|shown))?"
    r"|comments are (now )?closed( for this (post|article))?"
    r"|your comment is awaiting moderation"
    r"|your e-?mail( address)? will not be published(\W+required fields are marked)?"
    r"|(no|\d{1,4}) comments?( yet)?",
)
LABEL = re.compile(r"title:\s*(?=\S)", re.IGNORECASE)
LONGEST_TITLE_WORDS = 25
TRIM = string.punctuation + string.whitespace + "‹›«»←→↑↓⌃•·–—…"


@dataclass(frozen=True)
class Cleaned:
    """`text` has one `\\n` a line and no blank line twice; `removed` is the debris, line by line.

    `title` is the first line that was kept, empty when nothing was.
    """

    title: str
    text: str
    removed: tuple[str, ...]


def clean(text: str) -> Cleaned:
    """The article without its debris."""
    title = ""
    kept: list[str] = []
    removed: list[str] = []
    heading = True  # until the first line that cannot be a title
    for raw in text.removeprefix("\ufeff").splitlines():
        line = raw.strip()
        heading = heading and not line.endswith(".") and len(line.split()) <= LONGEST_TITLE_WORDS
        bare = LABEL.sub("", line, count=1) if LABEL.match(line) else line
        if not line:
            _add_blank(kept)
        elif is_notice(line) or (title and _same(bare, title)):
            removed.append(line)
        elif heading and bare != line:
            removed.append(line[: -len(bare)].strip())
            kept.append(bare)
        else:
            kept.append(line)
        title = title or (kept[-1] if kept else "")
    return Cleaned(title, "\n".join(kept).strip(), tuple(removed))


def is_notice(line: str) -> bool:
    """Whether the whole line is navigation or a notice about comments."""
    words = _folded(line)
    return words in NAVIGATION or NOTICES.fullmatch(words) is not None


def _add_blank(kept: list[str]) -> None:
    if kept and kept[-1]:
        kept.append("")


def _same(line: str, title: str) -> bool:
    return _folded(line) == _folded(title) != ""


def _folded(line: str) -> str:
    """Small letters, single spaces, no marks around: how two lines are compared."""
    return " ".join(line.casefold().split()).strip(TRIM)
