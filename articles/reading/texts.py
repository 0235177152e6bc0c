"""A file or a pasted text made into clean text, with a record of everything that was taken out. Pure module.

Text, Markdown or HTML; UTF-8, UTF-16 or the old Windows alphabet. What is no text is refused with a sentence
that says what to do.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from markdown_it import MarkdownIt

from articles.debris import Removal, clean
from articles.reading.html_text import text_of_html
from claims.errors import Refused

LONGEST_BYTES = 2_000_000
LONGEST_CHARACTERS = 1_000_000
MARKDOWN, PAGES = (".md", ".markdown"), (".html", ".htm", ".xhtml")
BYTE_ORDER = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
KNOWN_FILES = {
    b"%PDF": "a PDF: open it, select its text and paste that",
    b"PK\x03\x04": "a Word file or an archive: open it and save it as plain text",
    b"\xd0\xcf\x11\xe0": "an old Word file: open it and save it as plain text",
    b"{\\rtf": "in rich text: open it and save it as plain text",
    b"\x89PNG": "a picture: type or paste its text",
    b"\xff\xd8\xff": "a picture: type or paste its text",
    b"GIF8": "a picture: type or paste its text",
}
PAGE = re.compile(r"\s{0,200}(?:<!doctype html|<html|<\?xml|<head|<body)", re.IGNORECASE)
LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Letters that nobody sees: they hide words from search, or turn the direction of writing.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\U000e0000-\U000e007f]"
)
WIDE_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
NAMES = {"\u00ad": "soft hyphen", "\ufeff": "byte order mark"}
_markdown = MarkdownIt("commonmark", {"html": True}).enable("table")


@dataclass(frozen=True)
class SourceText:
    """`text` is what is read and stored; `removals` all that was taken out, in the order of the steps.

    `encoding` is how the bytes were read, empty for a pasted text.
    """

    title: str
    text: str
    removals: tuple[Removal, ...]
    encoding: str = ""


def source_text(content: bytes | str, *, filename: str = "") -> SourceText:
    """`filename` tells Markdown and HTML; a text that begins as a page does is read as one.

    Raises Refused, with a sentence, for what is empty, too long or no text.
    """
    encoding = ""
    if isinstance(content, bytes):
        content, encoding = decoded_text(content)
    _refuse_longer(content, LONGEST_BYTES)
    removals: tuple[Removal, ...] = ()
    name = filename.lower()
    if name.endswith(PAGES) or PAGE.match(content):
        content, removals = text_of_html(content)
    elif name.endswith(MARKDOWN):
        content, removals = text_of_html(_markdown.render(content))
    _refuse_longer(content, LONGEST_CHARACTERS)
    seen, unseen = _seen(content)
    cleaned = clean(seen)
    if not any(letter.isalnum() for letter in cleaned.text):
        raise Refused("There is no text in it: nothing, or nothing but navigation and notices.")
    return SourceText(
        cleaned.title, cleaned.text, (*removals, *unseen, *cleaned.removals), encoding
    )


def _refuse_longer(text: str, most: int) -> None:
    if len(text) > most:
        raise Refused(
            f"It has {len(text):,} characters; an article may have {LONGEST_CHARACTERS:,}. "
            "Is it the right file?"
        )


def decoded_text(content: bytes) -> tuple[str, str]:
    """The bytes of a file as text, and how they were read. Raises Refused."""
    if len(content) > LONGEST_BYTES:
        raise Refused(
            f"The file has {len(content) / 1e6:.1f} MB; an article may have "
            f"{LONGEST_BYTES / 1e6:.0f} MB. Is it the right file?"
        )
    for beginning, what in KNOWN_FILES.items():
        if content.startswith(beginning):
            raise Refused(f"The file is {what}.")
    marked = next((name for mark, name in BYTE_ORDER.items() if content.startswith(mark)), "")
    for encoding in [marked] if marked else ["utf-8", *_wide(content), "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _is_binary(text):
            return text, encoding
    raise Refused(
        "The file is binary, or in an alphabet that we cannot tell: save it as plain text, in UTF-8."
    )


def _wide(content: bytes) -> list[str]:
    """UTF-16 without its mark: every second byte of Latin text is zero."""
    if len(content) < 2 or len(content) % 2:
        return []
    low, high = content[1::2].count(0), content[::2].count(0)
    most = 0.4 * (len(content) // 2)
    return ["utf-16-le"] if low > most else ["utf-16-be"] if high > most else []


def _is_binary(text: str) -> bool:
    """A zero, or more than one letter in a hundred that no text has."""
    strange = sum(
        unicodedata.category(letter) == "Cc" and letter not in "\t\n\r\x0b\x0c\x85"
        for letter in text
    )
    return "\0" in text or strange * 100 > len(text)


def _seen(text: str) -> tuple[str, list[Removal]]:
    """The text without letters that nobody sees, with plain spaces and one kind of line end."""
    unseen = Counter(UNSEEN.findall(text))
    removals = [
        Removal(f"{count} × U+{ord(letter):04X} {_name(letter)}", "a character that nobody sees")
        for letter, count in sorted(unseen.items())
    ]
    text = WIDE_SPACES.sub(" ", LINE_ENDS.sub("\n", UNSEEN.sub("", text)))
    # Half of a pair that stands alone cannot be stored.
    lone = sum("\ud800" <= letter <= "\udfff" for letter in text)
    if lone:
        text = "".join(letter for letter in text if not "\ud800" <= letter <= "\udfff")
        removals.append(Removal(f"{lone} × half of a character", "not writable as text"))
    return text, removals


def _name(letter: str) -> str:
    return NAMES.get(letter) or unicodedata.name(letter, "control character").lower()
