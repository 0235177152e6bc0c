"""The words that search knows: how a text is cut, folded and stemmed, and what is kept of a document.

Both databases get the stems ready made, so that they find the same: PostgreSQL's dictionaries and
SQLite's tokenizers each have their own idea of a word. Pure module.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache

from mgsite.editions.facets import EVERY_CONDITION, links

# Thousands with commas are one number; “400mg” is two words, “B6” is one; an inner apostrophe stays.
TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+|[^\W\d_](?:[^\W_]|['’](?=[^\W_]))*")
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i"})
MICROGRAMS = {"μg": "mcg", "ug": "mcg"}
UNITS = frozenset(("mg", "g", "mcg", "kg", "ml", "l", "iu", "mmol", "milligram", "gram", "percent"))
MAX_STEMS = 20_000  # of one column; PostgreSQL refuses a tsvector past 1 MB
MAX_WORD = 40  # characters of a word that can be suggested
SAME_NAME = "|"  # between the names of one thing

# British and American spellings meet in one form, which need not be a word.
_SPELLINGS = (
    (re.compile("[ao]e"), "e"),
    (re.compile("ph"), "f"),
    (re.compile("our(?=s?$|ed$|ing$)"), "or"),
    (re.compile("(?<=[bt])re(?=s?$)"), "er"),
    (re.compile("is(?=(e|es|ed|ing|ation|ations)$)"), "iz"),
    (re.compile("ys(?=(e|es|ed|ing)$)"), "yz"),
    (re.compile("mme(?=s?$)"), "m"),
)
_VOWEL = re.compile("[aeiouy]")


@dataclass(frozen=True)
class Entry:
    """What search keeps of one version: stems with spaces between, by how much they say.

    `names` has a line for each thing that the version names: its token, then all its names, with
    `SAME_NAME` between. `about` holds the tokens of the items that the version is about.
    """

    title: str
    names: str
    lead: str
    about: str
    body: str

    def columns(self) -> dict[str, str]:
        return asdict(self)


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, word) for each word of the text, in lower case and without accents."""
    for match in TOKEN.finditer(text):
        if word := _folded(match[0]):
            yield match.start(), match.end(), word


def stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for _, _, word in words(text))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The form in which the word's spellings, plural and other endings meet."""
    if len(word) <= 3 or not word.isalpha():
        return word
    for pattern, instead in _SPELLINGS:
        word = pattern.sub(instead, word)
    return _without_ending(_singular(word))


def token_of(public_id: str) -> str:
    """The word that stands for an item, or for every condition, in `about`; no text holds it."""
    return "everycondition" if public_id == EVERY_CONDITION else public_id.replace("_", "")


def entry(document: dict) -> Entry:
    """What search keeps of a published document."""
    lead = document.get("statement") or document.get("question") or ""
    return Entry(
        title=_line(document["title"]),
        names="\n".join(_names(document)),
        lead=_line(lead),
        about=" ".join(_about(document)),
        body=_line("\n".join(_body(document))),
    )


def spoken(text: str) -> set[str]:
    """The words of a text that may be suggested for a misspelt one."""
    return {
        word
        for _, _, word in words(text)
        if 3 < len(word) <= MAX_WORD and word.isalpha() and word.isascii()
    }


@lru_cache(maxsize=20_000)
def _folded(token: str) -> str:
    text = unicodedata.normalize("NFKD", token.casefold()).translate(LETTERS)
    text = re.sub("['’]s$", "", text)
    text = "".join(c for c in text if c.isalnum())
    return MICROGRAMS.get(text, text)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("sses"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _without_ending(word: str) -> str:
    for ending, kept in (("ation", 5), ("ing", 3), ("ed", 3), ("ly", 4)):
        start = word.removesuffix(ending)
        if start != word and len(start) >= kept and _VOWEL.search(start):
            # “cramping” is “cramp”, “stopping” is “stop”, but “pressing” is “press”.
            doubled = start[-1] == start[-2] and start[-1] not in "sz"
            word = start[:-1] if doubled else start
            break
    else:
        word = re.sub("(?<=[a-z]{3}[st])ion$", "", word)
    # “fall” and “labelled” lose an l, as “falling” and “labeled” do.
    word = word[:-1] if word.endswith(("e", "ll")) and len(word) > 3 else word
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


def _line(text: str) -> str:
    return " ".join(stems(text)[:MAX_STEMS])


def _names(document: dict) -> Iterator[str]:
    if document["kind"] in ("condition", "supplement"):
        own = [document["title"], *(document.get("alternate_names") or [])]
        yield _same_names(token_of(document["id"]), own)
    for form in document.get("forms") or []:
        named = [form["name"], *form["alternate_names"]]
        # “bisglycinate” alone is said for “magnesium bisglycinate”.
        start = document["title"] + " "
        named += [name.removeprefix(start) for name in named if name.startswith(start)]
        yield _same_names(_form_token(form["slug"]), named)


def _same_names(token: str, names: list[str]) -> str:
    """One line; a name is also known without “disease” or “syndrome” at its end (“Willis-Ekbom”)."""
    lines = [line for name in names if (line := _line(name))]
    lines += [line.rpartition(" ")[0] for line in lines if line.rpartition(" ")[2] in _GENERIC]
    return SAME_NAME.join(line for line in dict.fromkeys([token, *lines]) if line)


def _about(document: dict) -> Iterator[str]:
    """Few different values in all, so that what was found can be counted by them."""
    yield from sorted(token_of(target) for role, target in links(document) if role == "about")
    if document["kind"] == "condition":
        yield token_of(document["id"])
    if document["kind"] == "claim":
        yield token_of(document["supplement_id"])
        if form := (document.get("intervention") or {}).get("form"):
            yield _form_token(form)


def _form_token(slug: str) -> str:
    return "form" + re.sub("[^a-z0-9]", "", slug)


def _body(document: dict) -> Iterator[str]:
    for key in _BODY.get(document["kind"], ()):
        yield document.get(key) or ""
    if document["kind"] == "source":
        yield from (a.get("family") or a.get("literal") or "" for a in document["authors"])
    for part in document.get("sections") or []:
        yield part["heading"]
        yield part["text"]


_BODY = {
    "condition": ("summary",),
    "supplement": ("summary",),
    "article": ("summary",),
    "claim": ("plain_language", "population"),
    "source": ("container", "population", "intervention", "outcome", "doi", "pmid"),
    "check": ("publisher",),
}
_GENERIC = frozenset(stem(word) for word in ("disease", "disorder", "syndrome"))
