"""Text from outside made plain: one line, composed, without characters that nobody sees.

No Django in here.
"""

import re
import unicodedata

# Zero-width and direction marks make two titles look alike that are not. ZWNJ and ZWJ stay:
# Persian and Indic words need them. Half characters (surrogates) cannot be stored at all.
UNSEEN = [
    *(0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
    *range(0xD800, 0xE000),
]
CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
PLAIN = dict.fromkeys(UNSEEN) | dict.fromkeys(CONTROLS, " ")
MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span)(?: [^<>]{0,100})?>", re.IGNORECASE)
QUOTED_LENGTH = 80
# Letters that do not come apart into a base and an accent.
LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)


def plain(text: object) -> str:
    """One line of NFC text, runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", str(text).translate(PLAIN)).split())


def without_markup(text: str) -> str:
    """A title without the tags that Zotero and PubMed keep in one: <i>, <sub> and their like."""
    return MARKUP.sub("", text)


def quoted(text: object) -> str:
    """The text as a sentence may quote it: plain and not long."""
    words = plain(text)
    return f"“{words if len(words) <= QUOTED_LENGTH else words[: QUOTED_LENGTH - 1] + '…'}”"


def folded(text: str) -> str:
    """Small letters without accents, for comparing: “Frøyland” is “froyland”."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(LATIN))
    return "".join(part for part in parts if not unicodedata.combining(part))
