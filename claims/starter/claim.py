"""A claim with its citations and its adopted assessment, from one record of a data file."""

from decimal import Decimal, InvalidOperation

from django.contrib.auth.models import AbstractUser

from claims import actions
from claims.grading import GradingError
from claims.judgements import NAMES
from claims.models import Assessment, Citation, Claim
from claims.starter.ensure import Children, Report, ensure
from claims.starter.records import Record

NOT_TYPED = ("assessed_at", "rule_version", "level")
CLAIM_FIELDS = (
    "statement",
    "as_claimed",
    "conclusion",
    "plain_language",
    "applies_to_all",
    "population",
    "comparator",
    "dispute",
    "seed_issue",
    "searched_on",
    "hold",
)
# Where in a claim's record each column of its assessment is written.
ASSESSMENT_PATHS = (
    {
        column.name: f"assessment.{column.name.replace('effect_', 'effect.')}"
        for column in Assessment._meta.fields
    }
    | {f"{name}_reason": f"assessment.reasons.{name}" for name in NAMES}
    | {name: f"assessment.effect.{name}" for name in ("baseline_per_1000", "difference_per_1000")}
    | {"verdict": "verdict", "verdict_reason": "verdict_reason"}
)


def ensure_claim(record: Record, known: tuple, by: AbstractUser, report: Report) -> Claim:
    """The claim of this record; `known` holds supplements, forms, sources and conditions by slug."""
    supplements, forms, sources, conditions = known
    dose = record.part("dose")
    fields = record.pick(CLAIM_FIELDS) | {
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
            row.pick(("stance", "locator", "note"))
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
        if name in (*NAMES, "verdict", "method", "rationale")
    ):
        report.differs.append(f"Claim “{claim.slug}”: assessment differs from the starter content.")
    return claim


def _assess(record: Record, claim: Claim, sources: dict, by: AbstractUser) -> None:
    values = _assessment_values(record, sources)
    try:
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
    given = record.part("assessment")
    reasons = record.part("assessment.reasons")
    effect = record.part("assessment.effect")
    values = {
        "method": record["assessment.method"],
        "start": given.get("start") or "",
        **{name: given.get(name) for name in NAMES},
        **{f"{name}_reason": reasons.get(name, "") for name in NAMES},
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
    record.check_fields(Assessment(**values), ASSESSMENT_PATHS, exclude=NOT_TYPED)
    low, high = values["effect_ci_low"], values["effect_ci_high"]
    if low is not None and high is not None and low > high:
        raise record.broken("assessment.effect.ci_low", f"{low} is larger than ci_high, {high}")
    return values


def _decimal(record: Record, name: str, effect: dict) -> Decimal | None:
    value = effect.get(name)
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation as error:
        raise record.broken(f"assessment.effect.{name}", f"“{value}” is no number") from error
