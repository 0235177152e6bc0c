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
    accept all cookies
    accept cookies
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
    load more
    log in
    newer post
    next post
    older post
    post a comment
    post comment
    previous post
    print this page
    read more
    related articles
    related posts
    return to blog
    return to top
    scroll to top
    share on facebook
    share on twitter
    share this article
    share this
    share this post
    skip to content
    skip to main content
    skip to product information
    submit comment
    subscribe to our newsletter
    table of contents
    view cart
    you may also like
    you might also like
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
FORM = re.compile(
    r"save my name,? e-?mail,? and website in this browser for the next time i comment"
    r"|(your )?(name|e-?mail|e-?mail address|website|comment|message)( \*)+"
)
COOKIES = re.compile(r"(we|this (web)?site) uses? cookies\b[^.]{0,200}")
COPYRIGHT = re.compile(
    r"(copyright )?(©|\(c\)) ?(copyright )?\d{4}\b.{0,120}|all rights reserved|.{0,80}\ball rights reserved"
)
DATES = re.compile(
    r"(posted|published|updated|last updated|reviewed|last reviewed)( on|:)? "
    r"(\d{1,2}(st|nd|rd|th)? )?[a-z]{3,9}\.? (\d{1,2}(st|nd|rd|th)?,? )?\d{4}|\d{1,3} min(ute)?s? read"
)
# Each rule with what is said of a line that it takes.
RULES = (
    (NOTICES, "a notice about comments"),
    (FORM, "part of a comment form"),
    (COOKIES, "a notice about cookies"),
    (COPYRIGHT, "a notice of copyright"),
    (DATES, "a date or a reading time"),
)
IS_NAVIGATION = "a link or a button"
IS_TITLE = "the title once more"
IS_LABEL = "a label before the title"
LABEL = re.compile(r"title:\s*(?=\S)", re.IGNORECASE)
LONGEST_TITLE_WORDS = 25
LONGEST_NOTICE = 300  # characters
TRIM = string.punctuation + string.whitespace + "‹›«»←→↑↓⌃•·–—…"


@dataclass(frozen=True)
class Removal:
    """What was taken out, as it stood, and why, as in “it is …”."""

    words: str
    reason: str


@dataclass(frozen=True)
class Cleaned:
    """`text` has one `\\n` a line and no blank line twice; `removals` are the debris, line by line.

    `title` is the first line that was kept, empty when nothing was.
    """

    title: str
    text: str
    removals: tuple[Removal, ...]

    @property
    def removed(self) -> tuple[str, ...]:
        return tuple(removal.words for removal in self.removals)


def clean(text: str) -> Cleaned:
    """The article without its debris."""
    title = ""
    kept: list[str] = []
    removals: list[Removal] = []
    heading = True  # until the first line that cannot be a title
    for raw in text.removeprefix("\ufeff").splitlines():
        line = raw.strip()
        heading = heading and not line.endswith(".") and len(line.split()) <= LONGEST_TITLE_WORDS
        bare = LABEL.sub("", line, count=1) if LABEL.match(line) else line
        if not line:
            _add_blank(kept)
        elif reason := notice(line) or (IS_TITLE if title and _same(bare, title) else ""):
            removals.append(Removal(line, reason))
        elif heading and bare != line:
            removals.append(Removal(line[: -len(bare)].strip(), IS_LABEL))
            kept.append(bare)
        else:
            kept.append(line)
        title = title or (kept[-1] if kept else "")
    return Cleaned(title, "\n".join(kept).strip(), tuple(removals))


def is_notice(line: str) -> bool:
    """Whether the whole line is navigation or a notice."""
    return notice(line) != ""


def notice(line: str) -> str:
    """What kind of navigation or notice the whole line is; empty when it is none."""
    if len(line) > LONGEST_NOTICE:
        return ""
    words = _folded(line)
    if words in NAVIGATION:
        return IS_NAVIGATION
    spaced = " ".join(line.casefold().split()).rstrip(".")
    return next(
        (reason for rule, reason in RULES if rule.fullmatch(words) or rule.fullmatch(spaced)), ""
    )


def _add_blank(kept: list[str]) -> None:
    if kept and kept[-1]:
        kept.append("")


def _same(line: str, title: str) -> bool:
    return _folded(line) == _folded(title) != ""


def _folded(line: str) -> str:
    """Small letters, single spaces, no marks around: how two lines are compared."""
    return " ".join(line.casefold().split()).strip(TRIM)
