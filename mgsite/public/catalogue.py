"""What the reference pages show: an item with what belongs to it, as of one edition.

Each function asks the database a fixed number of times, whatever there is to show.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from claims.dose import compound_mg, elemental_mg
from claims.forms_ledger import family, form_ledger
from claims.references.held import from_document
from claims.references.style import citation, links
from claims.vocabulary import Stance
from mgsite.editions.facets import EVERY_CONDITION
from mgsite.editions.models import Link
from mgsite.editions.readers import AsOf, document_of
from mgsite.public.composition.parts import documents
from mgsite.public.forms_given import FORM_IN_QUESTION, cited_sources, form_name

ELEMENT_AMOUNT, COMPOUND_AMOUNT = Decimal(100), Decimal(400)  # mg, the examples on the page
STANCE_ORDER = {stance: place for place, stance in enumerate(Stance)}


def in_print(as_of: AsOf, ids: Iterable[str]) -> dict[str, dict]:
    """public id -> document of those that are in print."""
    return documents(as_of.by_ids(ids).values())


def all_conditions(as_of: AsOf) -> list[dict]:
    """Every condition in print, in the order of the alphabet."""
    return sorted(map(document_of, as_of.kind("condition")), key=lambda d: d["title"].casefold())


def conditions_with_answers(as_of: AsOf) -> list[dict]:
    """[{condition, headlines}]: each condition with the claims that answer its question."""
    conditions = all_conditions(as_of)
    claims = in_print(as_of, [i for c in conditions for i in c["headline_claim_ids"]])
    return [
        {"condition": c, "headlines": [claims[i] for i in c["headline_claim_ids"] if i in claims]}
        for c in conditions
    ]


def claims_about(as_of: AsOf, condition_ids: Iterable[str]) -> dict[str, dict]:
    """public id -> document of each claim about one of the conditions, or about all."""
    named = Link.objects.filter(role="about", target__in=[*condition_ids, EVERY_CONDITION])
    claims = as_of.kind("claim").filter(pk__in=named.values("version_id"))
    return {v.public_id: document_of(v) for v in claims}


def claims_of(as_of: AsOf, supplement_id: str) -> dict[str, dict]:
    """public id -> document of each claim about taking the supplement."""
    naming = as_of.linking_to(supplement_id, "supplement").filter(kind="claim")
    return documents(naming)


# -- one source


def source_parts(as_of: AsOf, source: Mapping) -> dict:
    """The citation, where the source can be read, and what in print rests on it."""
    reference = from_document(source)
    return {
        "citation": citation(reference),
        "links": links(reference),
        **uses_of_source(as_of, source),
    }


def uses_of_source(as_of: AsOf, source: Mapping) -> dict:
    """What in print rests on a source: claims with their citation, limits, safety points."""
    users = as_of.linking_to(source["id"], "cites", "effect", "limit", "safety")
    naming = [document_of(v) for v in users]
    cited_by = [
        {"claim": d, **citation}
        for d in naming
        if d["kind"] == "claim"
        for citation in d["citations"]
        if citation["source_id"] == source["id"]
    ]
    supplements = [d for d in naming if d["kind"] == "supplement"]
    return {
        "cited_by": sorted(
            cited_by, key=lambda c: (STANCE_ORDER[c["stance"]], c["claim"]["title"])
        ),
        "limits": [
            {"supplement": d, **limit}
            for d in supplements
            for limit in d["limits"]
            if limit["source_id"] == source["id"]
        ],
        "safety_points": [
            {"supplement": d, **point}
            for d in supplements
            for point in d["safety_points"]
            if source["id"] in point["source_ids"]
        ],
    }


# -- the supplement and its forms


@dataclass(frozen=True)
class FormLine:
    """A form with the sums a reader would otherwise have to do; amounts in mg.

    `trials` are the distinct ones that speak for or against a claim here; `counted_as` names the
    form that they are counted with, when that is another one.
    """

    form: Mapping
    compound_for_100: Decimal
    magnesium_in_400: Decimal
    trials: int
    counted_as: str


def supplement_parts(as_of: AsOf, supplement: Mapping) -> dict:
    """Forms with amounts and trials; limits and safety points with their sources."""
    naming = [document_of(v) for v in as_of.linking_to(supplement["id"], "supplement")]
    claims = [d for d in naming if d["kind"] == "claim"]
    cited = {c["source_id"] for d in claims for c in d["citations"]}
    leaned_on = {limit["source_id"] for limit in supplement["limits"]}
    leaned_on |= {i for point in supplement["safety_points"] for i in point["source_ids"]}
    about = {i for point in supplement["safety_points"] for i in point["condition_ids"]}
    found = in_print(as_of, cited | leaned_on | about)
    trials = form_ledger(FORM_IN_QUESTION, cited_sources(claims, found)).by_form
    return {
        "forms": [_form_line(form, trials, supplement) for form in supplement["forms"]],
        "limits": [
            {**limit, "source": found.get(limit["source_id"])} for limit in supplement["limits"]
        ],
        "safety_points": [
            {
                **point,
                "sources": [found[i] for i in point["source_ids"] if i in found],
                "conditions": [found[i] for i in point["condition_ids"] if i in found],
            }
            for point in supplement["safety_points"]
        ],
    }


def _form_line(form: Mapping, trials: Mapping[str, tuple], supplement: Mapping) -> FormLine:
    share = Decimal(form["elemental_share"])
    counted_as = family(form["slug"])
    return FormLine(
        form=form,
        compound_for_100=compound_mg(ELEMENT_AMOUNT, share),
        magnesium_in_400=elemental_mg(COMPOUND_AMOUNT, share),
        trials=len(trials.get(counted_as, ())),
        counted_as="" if counted_as == form["slug"] else form_name(counted_as, supplement),
    )
