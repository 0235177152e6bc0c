"""Public identifiers: a three-letter prefix and 12 random Crockford base32 characters.

Never reused, never derived from a slug or a primary key, so a partner may store them for
ever. Pure module.
"""

import re
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12
PREFIXES = {
    "condition": "cnd",
    "supplement": "sup",
    "article": "art",
    "claim": "clm",
    "source": "src",
    "check": "chk",
}
KINDS = {prefix: kind for kind, prefix in PREFIXES.items()}
PATTERN = re.compile(rf"({'|'.join(KINDS)})_[{ALPHABET}]{{{LENGTH}}}")


def new_id(kind: str) -> str:
    """A fresh id such as `clm_4k7zq0m2hx9e`; 60 random bits."""
    return f"{PREFIXES[kind]}_" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def kind_of(public_id: str) -> str | None:
    """The kind that the id names, or None when it is not formed like one of ours."""
    match = PATTERN.fullmatch(public_id)
    return KINDS[match[1]] if match else None
