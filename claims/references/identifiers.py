"""DOI, PMID, PMCID, NCT number, ISBN, ISSN: recognised, checked for form and check digit.

DOI, PMID, PMCID and NCT numbers have no check digit; whether one was ever given to anybody only
a registry could say, and none is asked. No Django in here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from claims.references.text import plain, quoted

DOI_LENGTH = 200  # as the column; the longest in use have about 100
DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
DOI_PREFIX = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:?\s*", re.IGNORECASE)
PMID = re.compile(
    r"(?:PMID:?\s*|(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/)?([1-9]\d{0,7})/?",
    re.IGNORECASE | re.ASCII,
)
PMCID = re.compile(
    r"(?:PMCID:?\s*)?(?:(?:https?://)?(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc)/articles/)?"
    r"PMC\s?([1-9]\d{0,8})(?:\.\d{1,2})?/?",
    re.IGNORECASE | re.ASCII,
)
NCT = re.compile(r"NCT[0-9]{8}")
CLOSERS = {")": "(", "]": "[", ">": "<", "}": "{"}
LABELS = {
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "nct": "NCT number",
    "isbn": "ISBN",
    "issn": "ISSN",
}
FORMS = {
    "doi": "starts with 10., a number of four to nine digits and a slash, as in 10.1000/182",
    "pmid": "has one to eight digits, as in 28445426",
    "pmcid": "is PMC and digits, as in PMC5452159",
    "nct": "is NCT and eight digits, as in NCT01234567",
}
# One pass over pasted text. Each branch starts with its own literal, so nothing is tried twice.
PASTED = re.compile(
    r"""(?P<doi>(?:\bdoi\.org/)?\b10\.\d{3,12}(?:/|%2F)[^\s"“”]{1,300})
    | \bPMID:?\s{0,3}(?P<pmid>\d{1,20})\b
    | (?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(?P<pubmed>\d{1,20})
    | \b(?P<pmcid>PMC\s?\d{1,20}(?:\.\d{1,2})?)\b
    | \b(?P<nct>NCT\s?\d{1,20})\b
    | \bISBN(?:-1[03])?:?\s{0,3}(?P<isbn>[\dX][\dX\- ]{6,20}[\dX])\b
    | \bISSN:?\s{0,3}(?P<issn>\d{4}-?\d{3}[\dX])\b""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
BETWEEN = re.compile(r"[,;](?=\s{0,3}(?:doi:?\s{0,3})?10\.\d{4,9}/)", re.IGNORECASE)


@dataclass(frozen=True)
class Identifier:
    """`value` is in its normal form; `fault` is a sentence where the form is wrong."""

    kind: str
    value: str
    line: int
    fault: str = ""


def normal_doi(text: str) -> str:
    """The bare DOI in the case it was given, or "" when it is none."""
    if len(text) > 2 * DOI_LENGTH:
        return ""
    text = plain(text)
    prefix = DOI_PREFIX.match(text)
    if prefix:
        text = text[prefix.end() :]
        text = plain(unquote(text)) if "doi.org" in prefix[0].lower() else text
    text = _without_closing_marks(text)
    return text if DOI.fullmatch(text) and len(text) <= DOI_LENGTH else ""


def _without_closing_marks(text: str) -> str:
    """Without the full stop or bracket of the sentence around it; a pair within it stays."""
    while text:
        last = text[-1]
        unpaired = last in CLOSERS and text.count(last) > text.count(CLOSERS[last])
        if last not in ".,;:'\"’”" and not unpaired:
            return text
        text = text[:-1]
    return text


def same_doi(doi: str) -> str:
    """What two spellings of one DOI have in common: a DOI does not mind its case."""
    return doi.lower()


def normal_pmid(text: str) -> str:
    match = PMID.fullmatch(plain(text))
    return match[1] if match else ""


def normal_pmcid(text: str) -> str:
    """Without the version: “PMC3703169.2” is the second version of PMC3703169."""
    match = PMCID.fullmatch(plain(text))
    return f"PMC{match[1]}" if match else ""


def normal_nct(text: str) -> str:
    text = plain(text).replace(" ", "").upper()
    return text if NCT.fullmatch(text) else ""


def normal_isbn(text: str) -> str:
    """Ten or thirteen digits whose check digit is right, or ""."""
    digits = _digits(text)
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        weighed = sum((10 - n) * _value(digit) for n, digit in enumerate(digits))
        return digits if weighed % 11 == 0 else ""
    if re.fullmatch(r"97[89][0-9]{10}", digits):
        weighed = sum((1, 3)[n % 2] * int(digit) for n, digit in enumerate(digits))
        return digits if weighed % 10 == 0 else ""
    return ""


def normal_issn(text: str) -> str:
    """Four digits, a hyphen, three digits and the right check digit, or ""."""
    digits = _digits(text)
    if not re.fullmatch(r"[0-9]{7}[0-9X]", digits):
        return ""
    weighed = sum((8 - n) * _value(digit) for n, digit in enumerate(digits))
    return f"{digits[:4]}-{digits[4:]}" if weighed % 11 == 0 else ""


NORMAL = {
    "doi": normal_doi,
    "pmid": normal_pmid,
    "pmcid": normal_pmcid,
    "nct": normal_nct,
    "isbn": normal_isbn,
    "issn": normal_issn,
}


def checked(kind: str, text: str, line: int = 0) -> Identifier:
    """The identifier in its normal form, or the sentence that says what is wrong with it."""
    value = NORMAL[kind](text)
    if value:
        return Identifier(kind, value, line)
    if kind in FORMS:
        fault = f"{quoted(text)} is no {LABELS[kind]}: one {FORMS[kind]}."
    else:
        fault = f"{quoted(text)} is no {LABELS[kind]}: its length or its check digit is wrong."
    return Identifier(kind, "", line, fault)


def recognised(text: str) -> Iterator[Identifier]:
    """All identifiers in pasted text, line by line; a line with none becomes a fault.

    A bare number counts as a PMID only on a line that holds nothing but identifiers, since any
    sentence may hold a year.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield from _in_line(line, number)


def _in_line(line: str, number: int) -> list[Identifier]:
    line = BETWEEN.sub(" ", line)
    spans = list(PASTED.finditer(line))
    rest = PASTED.sub(" ", line)
    numbers = [word for word in re.split(r"[\s,;]+", rest) if word]
    bare = all(word.isascii() and word.isdigit() for word in numbers)
    found = [(match.start(), _kind(match), match[match.lastgroup or 0]) for match in spans]
    if bare:
        found += [(len(line), "pmid", word) for word in numbers]
    if not found:
        return [
            Identifier("", "", number, f"{quoted(line)} holds no DOI, PMID, PMCID or NCT number.")
        ]
    return [checked(kind, text, number) for _, kind, text in sorted(found, key=lambda f: f[0])]


def _kind(match: re.Match) -> str:
    kind = match.lastgroup or ""
    return "pmid" if kind == "pubmed" else kind


def _digits(text: str) -> str:
    return re.sub(r"[\s\-‐‑–]", "", plain(text)).upper()


def _value(digit: str) -> int:
    return 10 if digit == "X" else int(digit)
