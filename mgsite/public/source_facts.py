"""What a source studied, as its page lists it: term and words, as far as they are known. Pure module."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from claims.vocabulary import StudyDesign
from mgsite.public.phrases import number

# By mouth is what a reader expects, and goes without saying.
ROUTES = {"iv": "into a vein", "topical": "on the skin", "dietary": "from food"}


def source_facts(source: Mapping) -> Iterator[tuple[str, str]]:
    return ((term, words) for term, words in _facts(source) if words)


def route_name(route: str | None) -> str:
    """Empty for what was swallowed, and for a source that gave nothing to anybody."""
    return ROUTES.get(route or "", "")


def _facts(source: Mapping) -> Iterator[tuple[str, str]]:
    design, people, weeks = (
        source["study_design"],
        source["n_participants"],
        source["duration_weeks"],
    )
    yield "Design", StudyDesign(design).label if design else "Not known"
    yield "People", source["population"] or ""
    yield "Participants", number(people)
    yield "Given", source["intervention"] or ""
    yield "Route", _capital(route_name(source["route"]))
    dose = source["dose_mg"]
    yield "Dose", f"{number(dose)} mg of elemental magnesium a day" if dose else ""
    yield "Forms tested", ", ".join(source["forms_tested"]) or _form_note(source["form_note"])
    yield "Compared with", source["comparator"] or ""
    yield "For", f"{number(weeks)} week{'' if Decimal(weeks) == 1 else 's'}" if weeks else ""
    yield "Measured", source["outcome"] or ""
    yield "Found", source["effect"] or ""
    funding = source["funding"]
    yield "Paid for by", _capital(funding) if funding and funding != "unknown" else ""


def _form_note(note: str | None) -> str:
    return _capital(note) if note and note != "not-applicable" else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
