"""The comparisons as of one edition: what was asked for, read and made into a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import QueryDict

from claims.vocabulary import ClaimKind, Verdict
from mgsite.editions.readers import AsOf, document_of
from mgsite.public import catalogue
from mgsite.public.comparison import conditions, forms
from mgsite.public.comparison.choices import Choice, choose_one, choose_several
from mgsite.public.comparison.evidence_map import Drawing, evidence_map
from mgsite.public.comparison.promises import against_evidence
from mgsite.public.comparison.table import Table, differing
from mgsite.public.composition.check import all_checks
from mgsite.public.gaps import appearing

MOST_CONDITIONS = 5
ROWS = (("all", "All rows"), ("differing", "Differences only"))
DOSES = [(dose, f"{dose} mg a day") for dose in forms.DOSES]
FORMS_BY = (("share", "Most magnesium first"), ("name", "By name"), ("trials", "Most trials first"))
GROUPED_BY = (("kind", "Kind of claim"), ("verdict", "Verdict"), ("certainty", "Certainty"))
OUTCOMES_BY = (("conditions", "Most conditions first"), ("name", "By name"))
VERDICTS = [("all", "All verdicts"), *Verdict.choices()]
EVERY_CONDITION = ("all", "All conditions")
EVERY_CHECK = ("all", "All articles")


@dataclass(frozen=True)
class Comparison:
    table: Table
    choices: tuple[Choice, ...]
    drawing: Drawing | None = None

    @property
    def problems(self) -> list[str]:
        return [choice.problem for choice in self.choices if choice.problem]

    @property
    def status(self) -> int:
        return max((choice.status for choice in self.choices), default=200)

    @property
    def query(self) -> list[tuple[str, str]]:
        """What the address says, apart from what goes without saying."""
        return [pair for choice in self.choices for pair in choice.query]


def of_conditions(as_of: AsOf, asked: QueryDict) -> Comparison:
    which, chosen = _chosen_conditions(as_of, asked)
    claims = catalogue.claims_about(as_of, [c["id"] for c in chosen])
    headlines = [d for c in chosen for d in conditions.headline_claims(c, claims)]
    cited = catalogue.in_print(as_of, [c["source_id"] for d in headlines for c in d["citations"]])
    return _with_rows(Comparison(conditions.compare(chosen, claims, cited), (which,)), asked)


def of_forms(as_of: AsOf, asked: QueryDict) -> Comparison:
    supplement = next(map(document_of, as_of.kind("supplement").order_by("title")), None)
    if supplement is None:
        return Comparison(Table((), ()), ())
    every = {form["slug"]: form for form in supplement["forms"]}
    known = [(form["slug"], form["name"]) for form in every.values()]
    which = choose_several("form", "Forms", known, said(asked, "form"))
    dose = choose_one("dose", "Elemental magnesium", DOSES, said(asked, "dose"))
    sort = choose_one("sort", "Order", FORMS_BY, said(asked, "sort"))
    items = _claims_with_sources(as_of, catalogue.claims_of(as_of, supplement["id"]))
    chosen = _forms_in_order([every[slug] for slug in which.picked], *sort.picked, items)
    amount = Decimal(dose.picked[0])
    every_condition = catalogue.all_conditions(as_of)
    table = forms.compare(supplement, chosen, amount, every_condition, items)
    return _with_rows(Comparison(table, (which, dose, sort)), asked)


def _forms_in_order(chosen: list[dict], sort: str, items: dict[str, dict]) -> list[dict]:
    keys: dict[str, Callable[[dict], object]] = {
        "share": lambda form: -Decimal(form["elemental_share"]),
        "name": lambda form: form["name"].casefold(),
        "trials": lambda form: -forms.trials_of(form, items),
    }
    return sorted(chosen, key=keys[sort])


def of_promises(as_of: AsOf, asked: QueryDict) -> Comparison:
    every = catalogue.all_conditions(as_of)
    checks = all_checks(as_of)
    known = [EVERY_CONDITION, *((c["slug"], c["title"]) for c in every)]
    condition = choose_one("condition", "Condition", known, said(asked, "condition"))
    verdict = choose_one("verdict", "Verdict", VERDICTS, said(asked, "verdict"))
    by = choose_one("by", "Grouped by", GROUPED_BY, said(asked, "by"))
    read = [EVERY_CHECK, *((c["slug"], c["title"]) for c in checks)]
    check = choose_one("check", "Article that we read", read, said(asked, "check"))
    about = {c["slug"]: c["id"] for c in every}.get(condition.picked[0])
    one = [c for c in checks if c["slug"] == check.picked[0]]
    named = {a["claim_id"] for c in one for a in c["appearances"]}
    claims = {
        claim["id"]: claim
        for claim in map(document_of, as_of.kind("claim"))
        if (about is None or conditions.is_about(claim, about))
        and verdict.picked[0] in ("all", claim["verdict"])
        and (not one or claim["id"] in named)
    }
    places = [(c, appearing(c, claims)) for c in one or checks]
    table = against_evidence(claims.values(), *by.picked, places)
    return Comparison(table, (condition, verdict, by, check))


def of_map(as_of: AsOf, asked: QueryDict) -> Comparison:
    which, chosen = _chosen_conditions(as_of, asked)
    kind = choose_one("kind", "Kind of claim", ClaimKind.choices(), said(asked, "kind"))
    sort = choose_one("sort", "Order", OUTCOMES_BY, said(asked, "sort"))
    about = catalogue.claims_about(as_of, [c["id"] for c in chosen])
    claims = {i: c for i, c in about.items() if c["claim_kind"] == kind.picked[0]}
    items = _claims_with_sources(as_of, claims)
    table, drawing = evidence_map(
        chosen,
        claims.values(),
        items,
        heading=ClaimKind(kind.picked[0]).label,
        by_name=sort.picked == ("name",),
    )
    return Comparison(table, (which, kind, sort), drawing)


def _chosen_conditions(as_of: AsOf, asked: QueryDict) -> tuple[Choice, list[dict]]:
    every = {c["slug"]: c for c in catalogue.all_conditions(as_of)}
    known = [(slug, c["title"]) for slug, c in every.items()]
    wanted = said(asked, "condition")
    which = choose_several("condition", "Conditions", known, wanted, MOST_CONDITIONS)
    return which, [every[slug] for slug in which.picked]


def _claims_with_sources(as_of: AsOf, claims: dict[str, dict]) -> dict[str, dict]:
    cited = [c["source_id"] for claim in claims.values() for c in claim["citations"]]
    return claims | catalogue.in_print(as_of, cited)


def _with_rows(found: Comparison, asked: QueryDict) -> Comparison:
    """All rows, or those that differ between the columns."""
    rows = choose_one("rows", "Rows", ROWS, said(asked, "rows"))
    table = differing(found.table) if rows.picked == ("differing",) else found.table
    return replace(found, table=table, choices=(*found.choices, rows))


def said(asked: QueryDict, name: str) -> list[str]:
    """An empty field of a form says nothing."""
    return [value for value in asked.getlist(name) if value]


@dataclass(frozen=True)
class View:
    """`name` ends the name of its address: “compare” or “compare-<name>”."""

    name: str
    title: str
    lead: str
    compose: Callable[[AsOf, QueryDict], Comparison]


VIEWS: Mapping[str, View] = {
    view.name: view
    for view in (
        View(
            "conditions",
            "Conditions side by side",
            "What is known about magnesium for each condition, how sure that is, and what it rests on.",
            of_conditions,
        ),
        View(
            "forms",
            "Forms side by side",
            "How much magnesium each form holds, what it was tested for, how it is absorbed, and harms.",
            of_forms,
        ),
        View(
            "articles",
            "Articles against evidence",
            "What popular articles promise, and what the evidence bears.",
            of_promises,
        ),
        View(
            "map",
            "Evidence map",
            "Where there are trials, how sure they make us, and where there is nothing yet.",
            of_map,
        ),
    )
}
