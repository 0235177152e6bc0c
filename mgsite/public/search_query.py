"""What a reader asks for: words, “phrases”, -exclusions, and other names for the same thing. Pure module.

The syntax is that of the large search engines: every word must occur, "…" keeps words together,
a minus before a word leaves out what holds it. Anything else is punctuation.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mgsite.editions.search_words import SAME_NAME, UNITS, stem, words

MAX_LENGTH = 200  # characters of a query that are read
MAX_TERMS = 12
Phrase = tuple[str, ...]  # stems that follow each other

# Said in a question, and no help in finding the answer.
_COMMON = """
    a about also am an and any are as at be been best both but by can cannot cant could did do does doesnt
    dont for from get good had has have help helps how i if im in into is it its ive just many me more most
    much my of on or our really should so some than that the their them then there these they this to too
    use used using very want was we were what when where which while who why will with work works would
    you your
"""
COMMON = frozenset(_COMMON.split())
_PIECE = re.compile(r'(?:(?<!\S)(?P<minus>-))?(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))')
# Between words these part them; within a number they do not.
_PARTING = re.compile(r"(?<!\d)[,;:|/()\[\]{}]|[,;:|/()\[\]{}](?!\d)")
_QUOTES = str.maketrans("“”„«»", '"""""')


@dataclass(frozen=True)
class Term:
    """One thing to look for: the words as typed, and the phrases of which one must occur."""

    words: tuple[str, ...]
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True)
class Query:
    """`is_cut`: something at the end was not read. `common`: words too frequent to look for."""

    terms: tuple[Term, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    common: tuple[str, ...] = ()
    is_cut: bool = False

    @property
    def groups(self) -> list[tuple[Phrase, ...]]:
        """For the database: the phrases of each term but those that a shorter one finds, short ones first."""
        return [_sufficient(term.phrases) for term in self.terms]

    @property
    def stems(self) -> Phrase:
        """What was typed, in its order, without common words."""
        return tuple(stem(word) for term in self.terms for word in term.words)


@dataclass(frozen=True)
class Naming:
    """All the names of one thing; `token` stands for it in the index (search_words.Entry.about).

    Without a token they are words for the same thing (search_synonyms.py).
    """

    token: str
    names: tuple[Phrase, ...]


def cleaned(text: str) -> str:
    """The query as one line of NFC text, without control and invisible characters; not cut."""
    # Invisible characters would make two queries that look alike differ; NUL breaks PostgreSQL.
    text = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))
    return " ".join("".join(c for c in text if unicodedata.category(c) not in _INVISIBLE).split())


_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")


def parse(text: str) -> Query:
    """The query in a reader's text. Without terms there is nothing to look for."""
    text = cleaned(text)
    read = text[:MAX_LENGTH]
    parted = _PARTING.sub(" ", read.translate(_QUOTES))
    found: list[tuple[str, ...]] = []
    excluded: list[Phrase] = []
    for piece in _PIECE.finditer(parted):
        said = tuple(word for _, _, word in words(piece["quoted"] or piece["plain"] or ""))
        if said and piece["minus"]:
            excluded.append(_stems(said))
        elif said:
            found.append(said)
    kept, common = _without_common(_with_units(found))
    is_cut = len(text) > MAX_LENGTH or len(kept) > MAX_TERMS
    terms = tuple(Term(said, (_stems(said),)) for said in kept[:MAX_TERMS])
    return Query(terms, tuple(excluded[:MAX_TERMS]), common, is_cut)


def namings(lines: Iterable[str]) -> list[Naming]:
    """Read from the lines of search_words.Entry.names."""
    parts = [line.split(SAME_NAME) for line in lines if line]
    return [Naming(token, tuple(tuple(name.split()) for name in names)) for token, *names in parts]


def with_names(query: Query, known: Iterable[Naming]) -> Query:
    """The query in which a thing that is named may be found by any of its names; longest names first."""
    by_name: dict[Phrase, list[Naming]] = {}
    for naming in known:
        for name in naming.names:
            by_name.setdefault(name, []).append(naming)
    terms: list[Term] = []
    start = 0
    while start < len(query.terms):
        length = _longest(query.terms[start:], by_name)
        together = query.terms[start : start + max(length, 1)]
        terms.append(_named(together, by_name) if length else together[0])
        start += len(together)
    return replace(query, terms=tuple(terms))


def with_words(text: str, instead: Mapping[str, str]) -> str:
    """The text with some of its words replaced: `instead` maps a folded word to another."""
    pieces, end = [], 0
    for start, stop, word in words(text):
        if word in instead:
            pieces += [text[end:start], instead[word]]
            end = stop
    return "".join([*pieces, text[end:]])


def _sufficient(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """“magnesium” finds whatever “magnesium tablet” would; single words are the quickest to find."""
    kept: list[Phrase] = []
    for phrase in sorted(phrases, key=len):
        if not any(_is_within(shorter, phrase) for shorter in kept):
            kept.append(phrase)
    return tuple(kept)


def _is_within(shorter: Phrase, phrase: Phrase) -> bool:
    size = len(shorter)
    return any(phrase[at : at + size] == shorter for at in range(len(phrase) - size + 1))


def _stems(said: Iterable[str]) -> Phrase:
    return tuple(stem(word) for word in said)


def _with_units(found: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """“400 mg” is one thing, as “400mg” is."""
    joined: list[tuple[str, ...]] = []
    for said in found:
        if joined and len(said) == 1 and said[0] in UNITS and joined[-1][-1].isdigit():
            joined[-1] += said
        else:
            joined.append(said)
    return joined


def _without_common(
    found: list[tuple[str, ...]],
) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    common = [said for said in found if len(said) == 1 and said[0] in COMMON]
    rest = [said for said in dict.fromkeys(found) if said not in common]
    return rest, tuple(word for (word,) in dict.fromkeys(common))


def _longest(terms: tuple[Term, ...], by_name: Mapping[Phrase, list[Naming]]) -> int:
    """How many of the first terms are together a name; 0 for none."""
    for length in range(len(terms), 0, -1):
        if _typed(terms[:length]) in by_name:
            return length
    return 0


def _named(together: tuple[Term, ...], by_name: Mapping[Phrase, list[Naming]]) -> Term:
    typed = _typed(together)
    phrases: dict[Phrase, None] = {typed: None}
    for naming in by_name[typed]:
        if naming.token:
            phrases[(naming.token,)] = None
        # “mg” is a name of magnesium, and in most texts a unit.
        phrases |= {name: None for name in naming.names if not UNITS.issuperset(name)}
    return Term(tuple(word for term in together for word in term.words), tuple(phrases))


def _typed(terms: Iterable[Term]) -> Phrase:
    return tuple(stem(word) for term in terms for word in term.words)
