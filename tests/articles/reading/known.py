"""The names and claims of the starter files as values: what texts are read against, without a database."""

import json
from functools import cache
from pathlib import Path

from articles.reading.concepts import concept_terms
from articles.reading.entities import EntityKind, Lexicon, Term, form_names, several
from articles.reading.matching import KnownClaim
from articles.reading.proposals import Knowledge, ReadSegment, read

STARTER = Path(__file__).parents[3] / "claims" / "starter"
OWN_TEXTS = Path(__file__).parent / "texts"


@cache
def lexicon() -> Lexicon:
    terms = list(concept_terms())
    for supplement in _records("supplements"):
        names = (supplement["name"], *supplement["alternate_names"])
        terms.append(Term(EntityKind.SUPPLEMENT, supplement["slug"], names))
        for form in supplement["forms"]:
            names = form_names(form["name"], form["alternate_names"], supplement["name"])
            terms.append(Term(EntityKind.FORM, form["slug"], names))
    for condition in _records("conditions"):
        names = (condition["name"], *condition["alternate_names"])
        both = (*names, *map(several, names))
        terms.append(Term(EntityKind.CONDITION, condition["slug"], both))
    return Lexicon(terms)


@cache
def known() -> Knowledge:
    return Knowledge(lexicon(), [_claim(record) for record in claim_records()])


def claim_records() -> list[dict]:
    return [record for path in sorted(STARTER.glob("claims-*.json")) for record in _read(path)]


def read_known(text: str) -> tuple[ReadSegment, ...]:
    return read(text, known())


def _claim(record: dict) -> KnownClaim:
    dose = record["dose"] or {}
    return KnownClaim(
        slug=record["slug"],
        statement=record["statement"],
        kind=record["kind"],
        conditions=frozenset(record["conditions"]),
        applies_to_all=record["applies_to_all"],
        form=record["form"],
        outcome=(record["outcome"] or {}).get("name", ""),
        dose_mg=(dose.get("min_mg"), dose.get("max_mg")),
        aliases=(record["as_claimed"],),
    )


def _records(name: str) -> list[dict]:
    return _read(STARTER / f"{name}.json")


def _read(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))
