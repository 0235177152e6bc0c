"""Search in what is in print, as of one edition: found, counted, the best first.

The core of the page and of whatever else may search. Other names, other spellings and typing
errors are forgiven; what the query became is said in the answer.
"""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from claims.public_ids import PREFIXES
from mgsite.editions import search_index
from mgsite.editions.facets import EVERY_CONDITION
from mgsite.editions.models import SearchEntry, SearchWord, Version
from mgsite.editions.readers import AsOf, Position
from mgsite.editions.search_index import Cell
from mgsite.editions.search_words import Entry, stem, token_of
from mgsite.public.relevance import relevance
from mgsite.public.search_known import known
from mgsite.public.search_query import COMMON, Query, cleaned, parse, with_names, with_words
from mgsite.public.search_synonyms import SYNONYMS

KINDS = ("condition", "supplement", "article", "claim", "check", "source")
COUNTED_BY = ("kind", "certainty", "verdict", "condition")  # as the columns of a Cell
ORDERED = 100  # of the database's first hits, put in order by relevance.py
KEPT = 256  # answers of the newest editions that a process remembers; each takes some 10 KB
CANDIDATES = 5  # words that a misspelt one may have meant
EVERY = token_of(EVERY_CONDITION)
MIN_WORD = 4  # letters of a word that may be misspelt
SHORT_WORD, LONG_WORD = 5, 8  # up to so many letters, and from so many on
EDITS = 2  # errors in one word that are forgiven at most


@dataclass(frozen=True)
class Filters:
    """Values of Version's columns, and the public id of a condition; "" is any."""

    kind: str = ""
    certainty: str = ""
    verdict: str = ""
    condition: str = ""


@dataclass(frozen=True)
class Found:
    """`counts` is {filter: {value: items}}, each as if that filter alone were not set; conditions
    are told by their tokens (search_words.token_of), as is what is about every one.

    `text` is what was looked for: the reader's words, or those they were corrected to. `every`
    is False when nothing holds all the words and what holds some of them was taken instead.
    `elsewhere` is True when nothing was found, and without the filters something would be.
    """

    head: Position
    query: Query
    text: str
    filters: Filters
    total: int
    counts: dict[str, dict[str, int]]
    first: tuple[int, ...] = ()  # keys of the best ORDERED, in order
    every: bool = True
    elsewhere: bool = False

    def versions(self, start: int, stop: int) -> list[Version]:
        """Some of what was found, the best first; without what only an envelope needs."""
        stop = min(stop, self.total)
        keys = list(self.first[start:stop])
        if start + len(keys) < stop:
            at = start + len(keys)
            keys += _surveyed(self, stop - at, at)[1]
        rows = AsOf(self.head.number).plain().filter(pk__in=keys).defer("search_text", "tombstone")
        by_key = {version.pk: version for version in rows}
        return [by_key[key] for key in keys if key in by_key]


@lru_cache(maxsize=KEPT)
def search(head: Position, text: str, filters: Filters = Filters()) -> Found:
    """Find every word; else the words that were likely meant; else any of them.

    An edition never changes, so what was found in it is remembered.
    """
    found = _found(head, cleaned(text), filters)
    if found.total or found.elsewhere or not found.query.terms:
        return found
    corrected = _corrected(found)
    if corrected != found.text:
        found = _found(head, corrected, filters)
    if not (found.total or found.elsewhere) and len(found.query.terms) > 1:
        found = _found(head, found.text, filters, every=False)
    return found


def _found(head: Position, text: str, filters: Filters, *, every: bool = True) -> Found:
    query = with_names(parse(text), (*known(head).namings, *SYNONYMS))
    found = Found(head, query, text, filters, 0, {}, every=every)
    if not query.terms:
        return found
    cells, best = _surveyed(found, ORDERED, 0)
    counts = _counts(cells, filters)
    total = counts["kind"].get(filters.kind, 0) if filters.kind else sum(counts["kind"].values())
    elsewhere = bool(cells) and not total
    return replace(
        found, total=total, counts=counts, first=_ordered(found, best), elsewhere=elsewhere
    )


def _surveyed(found: Found, limit: int, offset: int) -> tuple[list[Cell], list[int]]:
    filters = found.filters
    chosen = {
        "kind": filters.kind,
        "certainty": filters.certainty,
        "verdict": filters.verdict,
        "about": filters.condition and token_of(filters.condition),
    }
    return search_index.survey(
        found.query.groups,
        found.query.excluded,
        every=found.every,
        number=found.head.number,
        chosen={column: value for column, value in chosen.items() if value},
        first=known(found.head).landmarks,
        limit=limit,
        offset=offset,
    )


def _ordered(found: Found, best: list[int]) -> tuple[int, ...]:
    headlines = known(found.head).headlines
    of_version = ("version__public_id", "version__kind", "version__title")
    rows = SearchEntry.objects.filter(pk__in=best).values_list(
        "pk", *of_version, "title", "names", "lead", "about", "body"
    )
    ranked = [
        (
            -relevance(found.query, Entry(*columns), kind, is_headline=public_id in headlines),
            KINDS.index(kind),
            title,
            pk,
        )
        for pk, public_id, kind, title, *columns in rows
    ]
    return tuple(pk for *_, pk in sorted(ranked))


def _counts(cells: Iterable[Cell], filters: Filters) -> dict[str, dict[str, int]]:
    """{filter: {value: items}}: what was found, by everything that it is counted by."""
    chosen = (filters.kind, filters.certainty, filters.verdict, filters.condition)
    counts = tuple(Counter[str]() for _ in chosen)
    for kind, certainty, verdict, about, items in cells:
        values = ({kind}, {certainty}, {verdict}, _conditions(about))
        passed = [_passes(value, wanted) for value, wanted in zip(values, chosen, strict=True)]
        for place, counted in enumerate(counts):
            if all(passed[:place] + passed[place + 1 :]):
                counted.update(dict.fromkeys(values[place], items))
    return {name: dict(counted) for name, counted in zip(COUNTED_BY, counts, strict=True)}


def _conditions(about: str) -> set[str]:
    """The tokens of conditions; what is about every one is counted as that alone."""
    tokens = {token for token in about.split() if token.startswith(PREFIXES["condition"])}
    return {EVERY} if EVERY in about.split() else tokens


def _passes(values: set[str], wanted: str) -> bool:
    """A condition lets through what is about every condition too."""
    return not wanted or not values.isdisjoint({wanted, token_of(wanted), EVERY})


# -- typing errors


def _corrected(found: Found) -> str:
    """The text with each word that no text holds replaced by the nearest one that some text holds."""
    typed = {word for term in found.query.terms for word in term.words}
    number = found.head.number
    unknown = [word for word in typed if len(word) >= MIN_WORD and not _is_known(number, word)]
    names = {word for naming in known(found.head).namings for name in naming.names for word in name}
    near = {word: _nearest(number, word, names) for word in sorted(unknown)}
    return with_words(found.text, {word: meant for word, meant in near.items() if meant})


def _nearest(number: int, word: str, names: Container[str]) -> str:
    """The best of the candidates that is in print; "" when none is near enough. `names` are stems."""
    if not word.isalpha():
        return ""
    candidates = process.extract(
        word,
        [near for near in _vocabulary(len(word), EDITS) if _is_likely(word, near, names)],
        scorer=OSA.distance,
        score_cutoff=EDITS,
        limit=CANDIDATES,
    )
    # Of words that are equally near, one that begins and ends alike is the likelier.
    nearest = sorted(
        candidates, key=lambda c: (c[1], c[0][0] != word[0], c[0][-1] != word[-1], c[0])
    )
    return next((c for c, _, _ in nearest if _is_known(number, c)), "")


def _is_likely(word: str, near: str, names: Container[str]) -> bool:
    """Two errors are many for a short word, unless it is a name, and so is one at its beginning."""
    if near in COMMON:
        return False
    edits = OSA.distance(word, near, score_cutoff=EDITS)
    if edits > 1 and len(word) < LONG_WORD:
        return len(word) > SHORT_WORD and stem(near) in names
    return edits == 0 or len(word) > SHORT_WORD or word[0] == near[0]


def _is_known(number: int, word: str) -> bool:
    in_print = AsOf(number).plain().filter(state=Version.PUBLISHED)
    return in_print.filter(pk__in=search_index.holding(word)).exists()


def _vocabulary(length: int, edits: int) -> list[str]:
    """The words of the published texts that so many edits can reach."""
    near = SearchWord.objects.annotate(length=Length("word")).filter(
        length__range=(length - edits, length + edits)
    )
    return list(near.order_by("pk").values_list("pk", flat=True))
