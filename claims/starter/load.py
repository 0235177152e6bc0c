"""Supplements, sources, conditions and claims from the data files beside this module."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.contrib.auth.models import AbstractUser

from claims import actions
from claims.grading import GradingError
from claims.models import (
    Assessment,
    Citation,
    Claim,
    Condition,
    ConditionCode,
    Form,
    Limit,
    RedFlag,
    SafetyPoint,
    Source,
    Supplement,
)
from claims.starter.ensure import Children, Report, create_children, ensure, rows_differ
from claims.starter.records import Record, read

FOLDER = Path(__file__).parent
SOURCE_FIELDS = (
    "csl_type", "authors", "container_title", "issued", "volume", "issue", "page", "publisher",
    "number", "doi", "pmid", "pmcid", "url", "study_design", "n_participants", "population",
    "intervention", "form_note", "route", "dose_mg", "comparator", "outcome", "effect",
    "duration_weeks", "funding", "integrity", "integrity_note", "integrity_checked_on", "verified",
    "unverified_fields", "verified_at_url", "editor_notes",
)
FORM_FIELDS = ("slug", "name", "alternate_names", "formula", "molar_mass", "magnesium_atoms",
               "hydrate", "stoichiometry", "note")
CLAIM_FIELDS = ("statement", "as_claimed", "conclusion", "plain_language", "applies_to_all",
                "population", "comparator", "dispute", "seed_issue", "searched_on", "hold")
DOMAINS = ("risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias",
           "large_effect", "dose_response", "opposing_confounding")


def load(folder: Path, by: AbstractUser, report: Report) -> None:
    """Everything that `claims` owns, in the order in which one names the other.

    Raises BrokenData; the caller's transaction then takes everything back.
    """
    supplements, forms = _supplements(read(folder / "supplements.json"), report)
    sources = _sources(read(folder / "sources.json"), forms, report)
    condition_records = read(folder / "conditions.json")
    conditions, new = _conditions(condition_records, report)
    _limits_and_safety(read(folder / "supplements.json"), supplements, forms, sources, conditions, report)
    claims = {}
    for file in sorted(folder.glob("claims-*.json")):
        for record in read(file):
            known = (supplements, forms, sources, conditions)
            claims[record["slug"]] = _claim(record, known, by, report)
    for record in condition_records:
        _headline(record, conditions[record["slug"]], record["slug"] in new, claims, report)


def _supplements(records: list[Record], report: Report) -> tuple[dict, dict]:
    supplements, forms = {}, {}
    for record in records:
        rows = [(row, _picked(row, FORM_FIELDS), {}) for row in record.rows("forms")]
        item, _ = ensure(
            record,
            Supplement,
            _picked(record, ("name", "alternate_names", "summary")),
            children=(Children(Form, "supplement", rows),),
            report=report,
        )
        supplements[item.slug] = item
        forms |= {form.slug: form for form in item.forms.all()}
    return supplements, forms


def _sources(records: list[Record], forms: dict, report: Report) -> dict:
    sources = {}
    for record in records:
        fields = _picked(record, SOURCE_FIELDS) | {"source_title": record["title"]}
        many = {"forms_tested": record.find_all("forms_tested", forms)}
        sources[record["slug"]], _ = ensure(record, Source, fields, many, report=report)
    return sources


def _conditions(records: list[Record], report: Report) -> tuple[dict, set[str]]:
    conditions, new = {}, set()
    for record in records:
        codes = [
            (row, _picked(row, ("system", "code", "label", "verified", "how")), {})
            for row in record.rows("codes")
        ]
        flags = [
            (row, _picked(row, ("urgency", "text", "to_verify", "source_note")) | {"position": n}, {})
            for n, row in enumerate(record.rows("red_flags"))
        ]
        item, created = ensure(
            record,
            Condition,
            _picked(record, ("name", "question", "alternate_names", "summary")),
            children=(
                Children(ConditionCode, "condition", codes),
                Children(RedFlag, "condition", flags),
            ),
            report=report,
        )
        conditions[item.slug] = item
        if created:
            new.add(item.slug)
    return conditions, new


def _limits_and_safety(records, supplements, forms, sources, conditions, report: Report) -> None:
    """Rows of a supplement that name sources and conditions, which come after it."""
    for record in records:
        item = supplements[record["slug"]]
        limits = [
            (
                row,
                _picked(row, ("authority", "max_mg", "applies_to", "to_verify"))
                | {"limit_kind": row["kind"].replace(" ", "-"), "source": row.find("source", sources)},
                {"forms": row.find_all("forms", forms) if "forms" in row.values else []},
            )
            for row in record.rows("limits")
        ]
        points = [
            (
                row,
                _picked(row, ("heading", "text", "to_verify")) | {"position": n},
                {
                    "conditions": row.find_all("conditions", conditions),
                    "sources": row.find_all("sources", sources),
                },
            )
            for n, row in enumerate(record.rows("safety_points"))
        ]
        for group in (
            Children(Limit, "supplement", limits),
            Children(SafetyPoint, "supplement", points),
        ):
            if item.slug in report.created and not _has_rows(item, group):
                create_children(item, group)
            elif rows_differ(item, group):
                report.differs.append(
                    f"Supplement “{item.slug}”: {group.model._meta.verbose_name} rows differ from "
                    "the starter content."
                )


def _has_rows(item, group: Children) -> bool:
    return group.model._default_manager.filter(**{group.parent: item}).exists()


def _claim(record: Record, known: tuple, by: AbstractUser, report: Report) -> Claim:
    supplements, forms, sources, conditions = known
    dose = record["dose"] or {}
    fields = _picked(record, CLAIM_FIELDS) | {
        "claim_kind": record["kind"],
        "supplement": record.find("supplement", supplements),
        "form": record.find("form", forms) if record["form"] else None,
        "outcome_name": record["outcome.name"],
        "outcome_measure": record["outcome.measure"],
        "outcome_days": record["outcome.timeframe_days"],
        "importance": record["outcome.importance"],
        "dose_min_mg": dose.get("min_mg"),
        "dose_max_mg": dose.get("max_mg"),
        "dose_basis": dose.get("basis") or "",
        "dose_per": dose.get("per") or "",
    }
    citations = [
        (
            row,
            _picked(row, ("stance", "locator", "note"))
            | {"source": row.find("source", sources), "position": n},
            {},
        )
        for n, row in enumerate(record.rows("citations"))
    ]
    many = {"conditions": record.find_all("conditions", conditions)}
    children = (Children(Citation, "claim", citations),)
    claim, created = ensure(record, Claim, fields, many, children, report)
    if created:
        _assess(record, claim, sources, by)
    elif any(
        getattr(claim.assessment, name, None) != value
        for name, value in _assessment_values(record, sources).items()
        if name in (*DOMAINS, "verdict", "method", "rationale")
    ):
        report.differs.append(f"Claim “{claim.slug}”: assessment differs from the starter content.")
    return claim


def _assess(record: Record, claim: Claim, sources: dict, by: AbstractUser) -> None:
    values = _assessment_values(record, sources)
    try:
        Assessment(claim=claim, assessed_by=by, **values).clean_fields(
            exclude=["claim", "assessed_by", "assessed_at", "rule_version", "level"]
        )
        assessment = actions.add_assessment(claim=claim, by=by, values=values)
    except GradingError as error:
        name, sentence = next(iter(error.problems.items()))
        raise record.broken(f"assessment.{name}", sentence.rstrip(".")) from error
    if assessment.level != (record["assessment.level"] or ""):
        gives = assessment.level or "no level"
        raise record.broken("assessment.level", f"the judgements give {gives}")
    actions.adopt_assessment(assessment=assessment, by=by)
    claim.refresh_from_db()


def _assessment_values(record: Record, sources: dict) -> dict:
    given = record["assessment"]
    reasons = given.get("reasons") or {}
    effect = given.get("effect") or {}
    return {
        "method": record["assessment.method"],
        "start": given.get("start") or "",
        **{name: given.get(name) for name in DOMAINS},
        **{f"{name}_reason": reasons.get(name, "") for name in DOMAINS},
        "verdict": record["verdict"],
        "verdict_reason": record["verdict_reason"],
        "size": given.get("size") or "",
        "effect_measure": effect.get("measure") or "",
        "effect_value": _decimal(record, "value", effect),
        "effect_ci_low": _decimal(record, "ci_low", effect),
        "effect_ci_high": _decimal(record, "ci_high", effect),
        "effect_unit": effect.get("unit") or "",
        "effect_direction": effect.get("direction") or "",
        "effect_source": record.look_up("assessment.effect.source", effect["source"], sources)
        if effect.get("source")
        else None,
        "baseline_per_1000": _decimal(record, "baseline_per_1000", effect),
        "difference_per_1000": _decimal(record, "difference_per_1000", effect),
        "n_studies": given.get("n_studies"),
        "n_participants": given.get("n_participants"),
        "rationale": record["assessment.rationale"],
        "upgrade_path": record["assessment.upgrade_path"],
    }


def _decimal(record: Record, name: str, effect: dict) -> Decimal | None:
    value = effect.get(name)
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation as error:
        raise record.broken(f"assessment.effect.{name}", f"“{value}” is no number") from error


def _headline(record: Record, condition, created: bool, claims: dict, report: Report) -> None:
    wanted = record.find_all("headline", claims)
    if created:
        condition.headline_claim = wanted[0] if wanted else None
        condition.second_headline_claim = wanted[1] if len(wanted) > 1 else None
        condition.save()
    elif condition.headlines() != wanted:
        report.differs.append(f"Condition “{condition.slug}”: headline differs from the starter content.")


def _picked(record: Record, names: tuple[str, ...]) -> dict:
    return {name: record[name] for name in names}
