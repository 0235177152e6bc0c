"""The search page: what was asked for, what was found, and the filters with their counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from claims.vocabulary import Certainty, Verdict
from mgsite.editions.facets import EVERY_CONDITION
from mgsite.editions.models import Version
from mgsite.editions.readers import Position, document_of
from mgsite.editions.search_words import token_of
from mgsite.public.highlights import Piece, marked, passage, phrases_of
from mgsite.public.search import Filters, Found, search
from mgsite.public.search_known import Named, known
from mgsite.public.search_query import MAX_LENGTH, MAX_TERMS, Phrase, cleaned

KIND_LABELS = {
    "condition": "Conditions",
    "supplement": "Supplements",
    "article": "Our articles",
    "claim": "Claims",
    "check": "Articles checked",
    "source": "Studies and sources",
}
LABELS = {
    "kind": KIND_LABELS,
    "certainty": {word.value: word.label for word in Certainty},
    "verdict": {word.value: word.label for word in Verdict},
}
TITLES = {"kind": "Kind", "condition": "About", "certainty": "Certainty", "verdict": "Verdict"}
NAMES_SHOWN = 3


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    items: int
    is_chosen: bool
    address: str  # the page with this option alone changed


@dataclass(frozen=True)
class Filter:
    name: str
    title: str
    options: list[Option]


@dataclass(frozen=True)
class Result:
    version: Version
    document: dict
    title: list[Piece]
    text: list[Piece]
    names: list[list[Piece]]  # other names that were asked for


@dataclass(frozen=True)
class SearchPage:
    """`keep` is the address of the page as pairs; `refused` names filters that lead nowhere."""

    text: str
    is_cut: bool  # the end of what was sent was not read
    found: Found
    filters: list[Filter]
    keep: tuple[tuple[str, str], ...]
    refused: list[str]
    conditions: tuple[Named, ...]

    max_length, max_terms = MAX_LENGTH, MAX_TERMS

    @property
    def is_corrected(self) -> bool:
        return self.found.text != self.text

    @property
    def is_filtered(self) -> bool:
        return len(self.keep) > 1

    @property
    def kinds(self) -> list[Option]:
        """The kinds of what was found, as links; none when all is of one kind."""
        options = next((f.options for f in self.filters if f.name == "kind"), [])
        return options if len(options) > 1 else []

    @property
    def without_filters(self) -> str:
        return _address((("q", self.text),))

    @property
    def corrected(self) -> str:
        return _address((("q", self.found.text), *self.keep[1:]))

    def results(self, start: int, stop: int) -> list[Result]:
        phrases = phrases_of(self.found.query)
        return [_result(version, phrases) for version in self.found.versions(start, stop)]


def search_page(head: Position, parameters: Mapping[str, str]) -> SearchPage:
    """`parameters`: q, and any of kind, condition (a slug), certainty, verdict."""
    conditions = known(head).conditions
    labels = {**LABELS, "condition": {c.slug: c.title for c in conditions}}
    asked = {name: parameters.get(name, "") for name in TITLES}
    chosen = {name: value for name, value in asked.items() if value in labels[name]}
    refused = [
        TITLES[name].lower() for name, value in asked.items() if value and name not in chosen
    ]
    whole = cleaned(parameters.get("q", ""))
    text = whole[:MAX_LENGTH].strip()
    ids = {c.slug: c.public_id for c in conditions}
    condition = ids.get(chosen.get("condition", ""), "")
    found = search(head, text, Filters(**{**chosen, "condition": condition}))
    return SearchPage(
        text=text,
        is_cut=text != whole or found.query.is_cut,
        found=found,
        filters=_filters(found, labels, chosen, ids),
        keep=(("q", text), *((name, chosen[name]) for name in TITLES if name in chosen)),
        refused=refused,
        conditions=conditions,
    )


def _address(pairs: Iterable[tuple[str, str]]) -> str:
    return reverse("public:search") + "?" + urlencode(list(pairs))


def _filters(
    found: Found,
    labels: Mapping[str, Mapping[str, str]],
    chosen: Mapping[str, str],
    ids: Mapping[str, str],
) -> list[Filter]:
    """Each filter with the values that lead somewhere, and the one that was chosen."""
    counts = {name: found.counts.get(name, {}) for name in TITLES}
    about = counts["condition"]
    every = about.get(token_of(EVERY_CONDITION), 0)
    counts["condition"] = {slug: about.get(token_of(key), 0) + every for slug, key in ids.items()}
    filters = []
    for name, title in TITLES.items():
        options = [
            Option(
                value,
                label,
                counts[name].get(value, 0),
                chosen.get(name) == value,
                _address((("q", found.text), *({**chosen, name: value}).items())),
            )
            for value, label in labels[name].items()
        ]
        shown = [option for option in options if option.items or option.is_chosen]
        if shown:
            filters.append(Filter(name, title, shown))
    return filters


def _result(version: Version, phrases: frozenset[Phrase]) -> Result:
    document = document_of(version)
    named = document.get("alternate_names") or []
    for form in document.get("forms") or []:
        named = [*named, form["name"], *form["alternate_names"]]
    names = [marked(name, phrases) for name in named]
    return Result(
        version=version,
        document=document,
        title=marked(version.title, phrases),
        text=marked(_text(document, phrases), phrases),
        names=[pieces for pieces in names if any(p.is_hit for p in pieces)][:NAMES_SHOWN],
    )


def _text(document: Mapping, phrases: frozenset[Phrase]) -> str:
    """A claim's and a condition's own words whole, of a long text the passage with the first hit."""
    if document["kind"] == "claim":
        return document["plain_language"]
    if document["kind"] == "condition":
        return document["question"]
    parts = [document.get("summary") or ""]
    parts += [part["text"] for part in document.get("sections") or []]
    return passage("\n".join(part for part in parts if part), phrases)
