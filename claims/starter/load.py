"""Supplements, sources, conditions and claims from the data files beside this module."""

from pathlib import Path

from django.contrib.auth.models import AbstractUser

from claims.models import (
    Condition,
    ConditionCode,
    Form,
    Limit,
    RedFlag,
    SafetyPoint,
    Source,
    Supplement,
)
from claims.starter.claim import ensure_claim, link_rows
from claims.starter.ensure import (
    Children,
    Report,
    check_children,
    create_children,
    ensure,
    rows_differ,
)
from claims.starter.records import Record, read

FOLDER = Path(__file__).parent
SOURCE_FIELDS = (
    "csl_type",
    "authors",
    "container_title",
    "issued",
    "volume",
    "issue",
    "page",
    "publisher",
    "number",
    "doi",
    "pmid",
    "pmcid",
    "url",
    "study_design",
    "n_participants",
    "population",
    "intervention",
    "form_note",
    "route",
    "dose_mg",
    "comparator",
    "outcome",
    "effect",
    "duration_weeks",
    "funding",
    "integrity",
    "integrity_note",
    "integrity_checked_on",
    "verified",
    "unverified_fields",
    "verified_at_url",
    "editor_notes",
)
FORM_FIELDS = (
    "slug",
    "name",
    "alternate_names",
    "formula",
    "molar_mass",
    "magnesium_atoms",
    "hydrate",
    "stoichiometry",
    "note",
)


def load(folder: Path, by: AbstractUser, report: Report) -> None:
    """Everything that `claims` owns, in the order in which one names the other.

    Raises BrokenData; the caller's transaction then takes everything back.
    """
    supplements, forms = _supplements(read(folder / "supplements.json"), report)
    sources = _sources(read(folder / "sources.json"), forms, report)
    condition_records = read(folder / "conditions.json")
    conditions, new = _conditions(condition_records, report)
    _limits_and_safety(
        read(folder / "supplements.json"), supplements, forms, sources, conditions, report
    )
    known = (supplements, forms, sources, conditions)
    records = [r for file in sorted(folder.glob("claims-*.json")) for r in read(file)]
    claims = {record["slug"]: ensure_claim(record, known, by, report) for record in records}
    for record in records:
        link_rows(record, claims[record["slug"]], claims, report)
    for record in condition_records:
        _headline(record, conditions[record["slug"]], record["slug"] in new, claims, report)


def _supplements(records: list[Record], report: Report) -> tuple[dict, dict]:
    supplements, forms = {}, {}
    for record in records:
        rows = [(row, row.pick(FORM_FIELDS), {}) for row in record.rows("forms")]
        item, _ = ensure(
            record,
            Supplement,
            record.pick(("name", "alternate_names", "summary")),
            children=(Children(Form, "supplement", rows),),
            report=report,
        )
        supplements[item.slug] = item
        forms |= {form.slug: form for form in item.forms.all()}
    return supplements, forms


def _sources(records: list[Record], forms: dict, report: Report) -> dict:
    sources = {}
    for record in records:
        fields = record.pick(SOURCE_FIELDS) | {"source_title": record["title"]}
        many = {"forms_tested": record.find_all("forms_tested", forms)}
        sources[record["slug"]], _ = ensure(record, Source, fields, many, report=report)
    return sources


def _conditions(records: list[Record], report: Report) -> tuple[dict, set[str]]:
    conditions, new = {}, set()
    for record in records:
        codes = [
            (row, row.pick(("system", "code", "label", "verified", "how")), {})
            for row in record.rows("codes")
        ]
        flags = [
            (
                row,
                row.pick(("urgency", "text", "to_verify", "source_note")) | {"position": n},
                {},
            )
            for n, row in enumerate(record.rows("red_flags"))
        ]
        item, created = ensure(
            record,
            Condition,
            record.pick(("name", "question", "alternate_names", "summary")),
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
                row.pick(("authority", "max_mg", "applies_to", "to_verify"))
                | {
                    "limit_kind": str(row["kind"]).replace(" ", "-"),
                    "source": row.find("source", sources),
                },
                {"forms": row.find_all("forms", forms) if "forms" in row.values else []},
            )
            for row in record.rows("limits")
        ]
        points = [
            (
                row,
                row.pick(("heading", "text", "to_verify")) | {"position": n},
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
            check_children(group)
            if item.public_id in report.created_ids and not _has_rows(item, group):
                create_children(item, group)
            elif rows_differ(item, group):
                report.differs.append(
                    f"Supplement “{item.slug}”: {group.model._meta.verbose_name} rows differ from "
                    "the starter content."
                )


def _has_rows(item, group: Children) -> bool:
    return group.model._default_manager.filter(**{group.parent: item}).exists()


def _headline(record: Record, condition, created: bool, claims: dict, report: Report) -> None:
    wanted = record.find_all("headline", claims)
    if created:
        condition.headline_claim = wanted[0] if wanted else None
        condition.second_headline_claim = wanted[1] if len(wanted) > 1 else None
        condition.save()
    elif condition.headlines() != wanted:
        report.differs.append(
            f"Condition “{condition.slug}”: headline differs from the starter content."
        )
