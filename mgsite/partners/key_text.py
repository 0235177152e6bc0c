"""The text of a key: `mgk_`, 32 random characters, and seven that check them.

Crockford's base32 in lower case: 160 random bits, and no two characters that are mistaken for one
another. A mistyped or cut key fails its check, so it is refused without asking the database; that
keeps no secret, for anybody may compute the check. Pure module.
"""

import hashlib
import re
import zlib

from claims.public_ids import ALPHABET

PREFIX = "mgk_"
BODY_LENGTH = 32
CHECK_LENGTH = 7  # 35 bits hold the 32 of a CRC
SHOWN = len(PREFIX) + 6  # characters that stay visible, to tell keys apart; 130 bits stay secret
PATTERN = re.compile(rf"{PREFIX}[{ALPHABET}]{{{BODY_LENGTH + CHECK_LENGTH}}}")


def key_text(body: str) -> str:
    """The whole key from its random part."""
    return PREFIX + body + _check(body)


def is_well_formed(text: str) -> bool:
    if not PATTERN.fullmatch(text):
        return False
    body = text[len(PREFIX) : -CHECK_LENGTH]
    return text == key_text(body)


def digest(text: str) -> str:
    """What is stored. A plain hash suffices: nobody can guess through 160 random bits."""
    return hashlib.sha256(text.encode()).hexdigest()


def shown(text: str) -> str:
    """The beginning, by which people tell keys apart."""
    return text[:SHOWN]


def _check(body: str) -> str:
    left, found = zlib.crc32(body.encode()), ""
    for _ in range(CHECK_LENGTH):
        left, place = divmod(left, len(ALPHABET))
        found += ALPHABET[place]
    return found
