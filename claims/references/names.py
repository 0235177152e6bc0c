"""Names of authors: CSL's {"family", "given"} or {"literal"}, and how tagged formats write them.

A suffix is kept at the end of the given names: {"family": "Smith", "given": "J., Jr"}.
No Django in here.
"""

import re

from claims.references.text import plain

INITIALS = re.compile(r"[^\W\d_]{1,4}")
SUFFIXES = ("Jr", "Sr", "2nd", "3rd", "4th", "II", "III", "IV")
NOBODY = ("", "others", "et al", "et al.")


def person(family: str, given: str = "", suffix: str = "") -> dict[str, str] | None:
    """None for no name at all. A family name holds no comma, which every format would misread."""
    family, given, suffix = plain(family.replace(",", " ")), plain(given), plain(suffix)
    given = ", ".join(filter(None, [given, suffix]))
    if not family:
        return {"literal": given} if given else None
    return {"family": family, "given": given} if given else {"family": family}


def organisation(name: str) -> dict[str, str] | None:
    name = plain(name)
    return None if name.lower() in NOBODY else {"literal": name}


def from_tagged(text: str) -> dict[str, str] | None:
    """“Amin, Faisal”; an organisation has no comma, or a double one where it needs one (EndNote)."""
    text = plain(text)
    if ",," in text:
        return organisation(text.replace(",,", ",", 1))
    family, comma, given = text.partition(",")
    if not comma:
        return organisation(text)
    if not given.strip() and " " in family.strip():
        return organisation(family)
    return person(family, given)


def as_tagged(author: dict[str, str]) -> str:
    if "literal" in author:
        return author["literal"].replace(",", ",,", 1)
    return f"{author.get('family', '')}, {author.get('given', '')}".strip()


def from_initials(text: str) -> dict[str, str] | None:
    """PubMed's short form, “Amin FM” or “Smith JA Jr”, for records without full names."""
    words = plain(text).split()
    suffix = words.pop() if len(words) > 2 and words[-1] in SUFFIXES else ""
    if len(words) > 1 and words[-1].isupper() and INITIALS.fullmatch(words[-1]):
        return person(" ".join(words[:-1]), " ".join(words[-1]), suffix)
    return person(" ".join(words), "", suffix)
