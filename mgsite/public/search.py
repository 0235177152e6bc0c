"""Search in what is in print: every word must occur; title hits come first.

A simple query for now, the same on both databases. A condition's name or alias in the query also
finds what is about that condition, so that “RLS dose” finds claims that say “restless legs”.
"""

import unicodedata
from functools import reduce
from operator import add, and_, or_

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from mgsite.editions.models import Link, Version
from mgsite.editions.readers import AsOf, document_of

MAX_LENGTH = 200  # characters of a query that are read
MAX_WORDS = 8
KIND_ORDER = ("condition", "supplement", "article", "claim", "check", "source")


def cleaned(text: str) -> str:
    """The query as one line of NFC text, without control and invisible characters, cut to length."""
    # Invisible characters would make two queries that look alike differ; NUL breaks PostgreSQL.
    text = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))
    return " ".join(
        "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).split()
    )[:MAX_LENGTH].strip()


def words_of(text: str) -> tuple[str, ...]:
    """The words to look for, each once, at most MAX_WORDS; a plural s is dropped.

    Punctuation around a word goes, inside it stays: a DOI is one word.
    """
    found = (word.strip(".,;:!?…()[]{}<>\"'“”‘’«»*/\\-") for word in cleaned(text).lower().split())
    return tuple(dict.fromkeys(_singular(word) for word in found if word))[:MAX_WORDS]


def search(as_of: AsOf, text: str) -> QuerySet[Version]:
    """What matches, best first: a condition that is named, then hits in the title, then by kind.

    Nothing for a query without words. Asks the database once for the conditions' names.
    """
    words = words_of(text)
    if not words:
        return as_of.versions().none()
    named = _conditions_named(as_of, words)
    matches = [_all_words(words)]
    matches += [_about(public_id) & _all_words(rest) for public_id, rest in named.items()]
    return (
        as_of.versions()
        .filter(reduce(or_, matches), state=Version.PUBLISHED)
        .annotate(
            named=_one_if(Q(public_id__in=list(named))),
            title_hits=reduce(add, (_one_if(Q(title__icontains=word)) for word in words)),
            kind_rank=Case(
                *(When(kind=kind, then=Value(rank)) for rank, kind in enumerate(KIND_ORDER)),
                default=Value(len(KIND_ORDER)),
                output_field=IntegerField(),
            ),
        )
        .order_by("-named", "-title_hits", "kind_rank", "title", "pk")
    )


def _singular(word: str) -> str:
    """“headaches” as “headache”: the shorter word is found inside the longer one too."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _conditions_named(as_of: AsOf, words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """public id -> the words left over, for each condition that the query names in full."""
    named: dict[str, tuple[str, ...]] = {}
    for version in as_of.kind("condition"):
        document = document_of(version)
        for name in (document["name"], *document["alternate_names"]):
            parts = words_of(name)
            rest = tuple(word for word in words if word not in parts)
            best = named.get(version.public_id, words)
            if parts and set(parts) <= set(words) and len(rest) < len(best):
                named[version.public_id] = rest
    return named


def _about(public_id: str) -> Q:
    links = Link.objects.filter(role="about", target=public_id)
    return Q(public_id=public_id) | Q(pk__in=links.values("version_id"))


def _all_words(words: tuple[str, ...]) -> Q:
    return reduce(and_, (Q(search_text__icontains=word) for word in words), Q())


def _one_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
