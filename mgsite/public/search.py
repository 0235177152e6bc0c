"""Search in what is in print, as of one edition: found, counted, the best first.

The core of the page and of whatever else may search. Other names, other spellings and typing
errors are forgiven; what the query became is said in the answer.
"""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from claims.public_ids import PREFIXES
from mgsite.editions import search_index
from mgsite.editions.facets import EVERY_CONDITION
from mgsite.editions.models import Link, SearchEntry, SearchWord, Version
from mgsite.editions.readers import AsOf
from mgsite.editions.search_words import Entry, token_of
from mgsite.public.relevance import relevance
from mgsite.public.search_query import (
    Naming,
    Query,
    cleaned,
    namings,
    parse,
    with_names,
    with_words,
)

KINDS = ("condition", "supplement", "article", "claim", "check", "source")
ORDERED = 100  # of the database's first hits, put in order by relevance.py
CANDIDATES = 5  # words that a misspelt one may have meant
EVERY = token_of(EVERY_CONDITION)
MIN_WORD = 4  # letters of a word that may be misspelt


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

    as_of: AsOf
    query: Query
    text: str
    filters: Filters
    total: int
    counts: dict[str, dict[str, int]]
    every: bool = True
    elsewhere: bool = False

    def versions(self, start: int, stop: int) -> list[Version]:
        """Some of what was found, the best first."""
        if self.total == 0:
            return []
        keys = self._ordered()[start:stop] if start < ORDERED else []
        if (wanted := min(stop, self.total) - start - len(keys)) > 0:
            keys += self._best(wanted, start + len(keys))
        by_key = {v.pk: v for v in self.as_of.versions().filter(pk__in=keys)}
        return [by_key[key] for key in keys if key in by_key]

    def _ordered(self) -> list[int]:
        conditions = _in_print(self.as_of).filter(kind="condition").order_by().values("pk")
        links = Link.objects.filter(role="headline", version__in=conditions)
        headlines = set(links.values_list("target", flat=True))
        rows = SearchEntry.objects.filter(pk__in=self._best(ORDERED, 0)).values_list(
            "pk",
            "version__public_id",
            "version__kind",
            "version__title",
            "title",
            "names",
            "lead",
            "about",
            "body",
        )
        ranked = [
            (
                -relevance(self.query, Entry(*columns), kind, is_headline=public_id in headlines),
                KINDS.index(kind),
                title,
                pk,
            )
            for pk, public_id, kind, title, *columns in rows
        ]
        return [pk for *_, pk in sorted(ranked)]

    def _best(self, limit: int, offset: int) -> list[int]:
        return search_index.best(
            self.query.groups,
            self.query.excluded,
            every=self.every,
            among=_in_filters(_in_print(self.as_of), self.filters),
            limit=limit,
            offset=offset,
        )


def search(as_of: AsOf, text: str, filters: Filters | None = None) -> Found:
    """Find every word; else the words that were likely meant; else any of them."""
    filters = filters or Filters()
    names = _namings(as_of)
    found = _found(as_of, names, cleaned(text), filters)
    if found.total or found.elsewhere or not found.query.terms:
        return found
    corrected = _corrected(as_of, found)
    if corrected != found.text:
        found = _found(as_of, names, corrected, filters)
    if not (found.total or found.elsewhere) and len(found.query.terms) > 1:
        found = _found(as_of, names, found.text, filters, every=False)
    return found


def _found(
    as_of: AsOf, names: list[Naming], text: str, filters: Filters, *, every: bool = True
) -> Found:
    query = with_names(parse(text), names)
    found = Found(as_of, query, text, filters, 0, {}, every)
    if not query.terms:
        return found
    matched = search_index.entries(query.groups, query.excluded, every=every).filter(
        Q(version__until=None) | Q(version__until__gt=as_of.number),
        version__edition__lte=as_of.number,
        version__state=Version.PUBLISHED,
    )
    counts = _counts(matched, filters)
    total = counts["kind"].get(filters.kind, 0) if filters.kind else sum(counts["kind"].values())
    elsewhere = not total and matched.exists()
    return replace(found, total=total, counts=counts, elsewhere=elsewhere)


def _in_print(as_of: AsOf) -> QuerySet[Version]:
    return Version.objects.as_of(as_of.number).filter(state=Version.PUBLISHED)


def _in_filters(versions: QuerySet[Version], filters: Filters) -> QuerySet[Version]:
    columns = {"kind": filters.kind, "certainty": filters.certainty, "verdict": filters.verdict}
    versions = versions.filter(**{name: value for name, value in columns.items() if value})
    return _about(versions, filters.condition) if filters.condition else versions


def _about(versions: QuerySet[Version], condition: str) -> QuerySet[Version]:
    """The condition, and what is about it or about every one."""
    links = Link.objects.filter(role="about", target__in=[condition, EVERY_CONDITION])
    return versions.filter(Q(public_id=condition) | Q(pk__in=links.values("version_id")))


def _counts(matched: QuerySet[SearchEntry], filters: Filters) -> dict[str, dict[str, int]]:
    """{filter: {value: items}} from one query: what was found, by everything that it is counted by."""
    columns = ("version__kind", "version__certainty", "version__verdict", "about")
    cells = matched.order_by().values_list(*columns).annotate(Count("pk"))
    chosen = (filters.kind, filters.certainty, filters.verdict, filters.condition)
    counts = tuple(Counter[str]() for _ in chosen)
    for kind, certainty, verdict, about, items in cells:
        values = ({kind}, {certainty}, {verdict}, _conditions(about))
        passed = [_passes(value, wanted) for value, wanted in zip(values, chosen, strict=True)]
        for place, counted in enumerate(counts):
            if all(passed[:place] + passed[place + 1 :]):
                counted.update(dict.fromkeys(values[place], items))
    names = ("kind", "certainty", "verdict", "condition")
    return {name: dict(counted) for name, counted in zip(names, counts, strict=True)}


def _conditions(about: str) -> set[str]:
    """The tokens of conditions; what is about every one is counted as that alone."""
    tokens = {token for token in about.split() if token.startswith(PREFIXES["condition"])}
    return {EVERY} if EVERY in about.split() else tokens


def _passes(values: set[str], wanted: str) -> bool:
    """A condition lets through what is about every condition too."""
    return not wanted or not values.isdisjoint({wanted, token_of(wanted), EVERY})


def _namings(as_of: AsOf) -> list[Naming]:
    """The names of what is in print, from the index: conditions, supplements and their forms."""
    named = _in_print(as_of).filter(kind__in=("condition", "supplement"))
    names = named.order_by("seq").values_list("search_entry__names", flat=True)
    return namings(line for lines in names for line in (lines or "").split("\n"))


# -- typing errors


def _corrected(as_of: AsOf, found: Found) -> str:
    """The text with each word that no text holds replaced by the nearest one that some text holds."""
    typed = {word for term in found.query.terms for word in term.words}
    unknown = [word for word in typed if len(word) >= MIN_WORD and not _is_known(as_of, word)]
    near = {word: _nearest(as_of, word) for word in sorted(unknown)}
    return with_words(found.text, {word: meant for word, meant in near.items() if meant})


def _nearest(as_of: AsOf, word: str) -> str:
    """The best of the candidates that is in print; "" when none is near enough."""
    if not word.isalpha():
        return ""
    edits = 1 if len(word) < 6 else 2
    candidates = process.extract(
        word,
        _vocabulary(len(word), edits),
        scorer=OSA.distance,
        score_cutoff=edits,
        limit=CANDIDATES,
    )
    # Of words that are equally near, one that begins and ends alike is the likelier.
    nearest = sorted(
        candidates, key=lambda c: (c[1], c[0][0] != word[0], c[0][-1] != word[-1], c[0])
    )
    return next((c for c, _, _ in nearest if _is_known(as_of, c)), "")


def _is_known(as_of: AsOf, word: str) -> bool:
    return _in_print(as_of).filter(pk__in=search_index.holding(word)).exists()


def _vocabulary(length: int, edits: int) -> list[str]:
    """The words of the published texts that so many edits can reach."""
    near = SearchWord.objects.annotate(length=Length("word")).filter(
        length__range=(length - edits, length + edits)
    )
    return list(near.order_by("pk").values_list("pk", flat=True))
