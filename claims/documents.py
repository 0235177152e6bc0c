"""What is published of each kind, as one dict a kind.

Preview, approval, publishing and API all use these. An item is its own document: it names
other items by public id only, so a regraded claim is one new version and nothing else moves.
Editors' notes and unverified facts stay out. Shapes: API.md §3.
"""

from collections.abc import Iterable

LANGUAGE = "en-GB"


def condition_document(condition) -> dict:
    return {
        **identity(condition, condition.name),
        "name": condition.name,
        "question": condition.question,
        "alternate_names": condition.alternate_names,
        "summary": condition.summary,
        "codes": [
            {"system": code.system, "code": code.code, "label": code.label}
            for code in condition.codes.all()
            if code.verified
        ],
        "red_flags": [
            {"urgency": flag.urgency, "text": flag.text, "confirmed": not flag.to_verify}
            for flag in condition.red_flags.all()
        ],
        "headline_claim_ids": [claim.public_id for claim in condition.headlines()],
    }


def supplement_document(supplement) -> dict:
    limits = [
        lim for lim in supplement.limits.all() if not lim.to_verify and lim.source.publishable
    ]
    return {
        **identity(supplement, supplement.name),
        "name": supplement.name,
        "alternate_names": supplement.alternate_names,
        "summary": supplement.summary,
        "forms": [_form(form, limits) for form in supplement.forms.all()],
        "limits": [_limit(limit) for limit in limits],
        "safety_points": [
            {
                "heading": point.heading,
                "text": point.text,
                "condition_ids": sorted(c.public_id for c in point.conditions.all()),
                "source_ids": _publishable_ids(point.sources.all()),
                "confirmed": not point.to_verify,
            }
            for point in supplement.safety_points.all()
        ],
    }


def _form(form, limits: Iterable) -> dict:
    return {
        "slug": form.slug,
        "name": form.name,
        "alternate_names": form.alternate_names,
        "formula": form.formula,
        "molar_mass": form.molar_mass,
        "magnesium_atoms": form.magnesium_atoms,
        "elemental_share": form.elemental_share,
        "hydrate": form.hydrate or None,
        "stoichiometry": form.stoichiometry or None,
        "note": form.note or None,
        "limits": [
            _limit(limit) for limit in limits if form in limit.forms.all() or not limit.forms.all()
        ],
    }


def _limit(limit) -> dict:
    return {
        "authority": limit.authority,
        "kind": limit.limit_kind,
        "max_mg": limit.max_mg,
        "applies_to": limit.applies_to,
        "source_id": limit.source.public_id,
    }


# Fields that may be named in `unverified_fields`, and the key that each has in the document.
SOURCE_FACTS = {
    "csl_type": "type",
    "source_title": "title",
    "authors": "authors",
    "container_title": "container",
    "issued": "issued",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "number": "number",
    "publisher": "publisher",
    "doi": "doi",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "url": "source_url",
    "study_design": "study_design",
    "n_participants": "n_participants",
    "population": "population",
    "intervention": "intervention",
    "form_note": "form_note",
    "route": "route",
    "dose_mg": "dose_mg",
    "comparator": "comparator",
    "outcome": "outcome",
    "effect": "effect",
    "duration_weeks": "duration_weeks",
    "funding": "funding",
}


def source_document(source) -> dict:
    hidden = set(source.unverified_fields)
    facts = {}
    for name, key in SOURCE_FACTS.items():
        unseen = hidden & {name, name.removeprefix("source_"), name.removeprefix("csl_")}
        value = getattr(source, name)
        facts[key] = None if unseen or value == "" else value
    if facts["authors"] is None:
        facts["authors"] = []
    return {
        **identity(source, source.source_title),
        **facts,
        "year": int(facts["issued"][:4]) if facts["issued"] else None,
        "forms_tested": []
        if "forms_tested" in hidden
        else sorted(form.slug for form in source.forms_tested.all()),
        "integrity": source.integrity,
        "integrity_note": source.integrity_note or None,
        "integrity_checked_at": source.integrity_checked_on,
    }


def identity(item, title: str) -> dict:
    """The keys that every document starts with."""
    return {
        "kind": item.kind,
        "id": item.public_id,
        "slug": item.slug,
        "language": LANGUAGE,
        "title": title,
    }


def _publishable_ids(sources: Iterable) -> list[str]:
    return sorted(source.public_id for source in sources if source.publishable)
