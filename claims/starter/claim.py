"""A claim with its citations and its adopted assessment, from one record of a data file."""

from decimal import Decimal, InvalidOperation

from django.contrib.auth.models import AbstractUser

from claims import actions_grading
from claims.effects import EffectError, Estimate, check
from claims.grading import GradingError
from claims.judgements import NAMES
from claims.models import Assessment, Citation, Claim, SummaryRow
from claims.starter.ensure import Children, Report, ensure
from claims.starter.records import Record
from claims.vocabulary import REVIEW_MONTHS, EffectMeasure

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
ROW_FIELDS = (
    "outcome",
    "measure",
    "timeframe_days",
    "importance",
    "is_harm",
    "n_studies",
    "n_participants",
    "what_happens",
    "note",
)
# Where in a claim's record each column of its assessment is written.
ASSESSMENT_PATHS = (
    {
        column.name: f"assessment.{column.name.replace('effect_', 'effect.')}"
        for column in Assessment._meta.fields
    }
    | {f"{name}_reason": f"assessment.reasons.{name}" for name in NAMES}
    | {"baseline_per_1000": "assessment.effect.baseline_per_1000"}
    | {"verdict": "verdict", "verdict_reason": "verdict_reason"}
)


def ensure_claim(record: Record, known: tuple, by: AbstractUser, report: Report) -> Claim:
    """The claim of this record; `known` holds supplements, forms, sources and conditions by slug."""
    supplements, forms, sources, conditions = known
    fields = _claim_fields(record, supplements, forms)
    citations = [
        (
            row,
            row.pick(("stance", "locator", "quote", "note"))
            | {"source": row.find("source", sources), "position": n},
            {},
        )
        for n, row in enumerate(record.rows("citations"))
    ]
    many = {"conditions": record.find_all("conditions", conditions)}
    rows = [(row, _row_fields(row, n, sources), {}) for n, row in _numbered(record)]
    children = (Children(Citation, "claim", citations), Children(SummaryRow, "claim", rows))
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


def _claim_fields(record: Record, supplements: dict, forms: dict) -> dict:
    dose = record.part("dose")
    threshold = record.part("important_difference")
    return record.pick(CLAIM_FIELDS) | {
        "important_difference": _decimal(record, "important_difference.value", threshold),
        "important_difference_note": threshold.get("note") or "",
        "sentence_subject": record["sentence.subject"],
        "subject_is_plural": record["sentence.plural"],
        "sentence_outcome": record["sentence.outcome"],
        "sentence_population": record["sentence.population"],
        "claim_kind": record["kind"],
        "review_every_months": REVIEW_MONTHS.get(record["kind"], 12),
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


def _numbered(record: Record):
    return enumerate(record.rows("further_outcomes"))


def _row_fields(row: Record, position: int, sources: dict) -> dict:
    """A further outcome, without the claim that grades it: that one may come later in the files."""
    effect = row.part("effect")
    return row.pick(ROW_FIELDS) | {
        **_effect_values(row, effect, "effect"),
        "baseline_per_1000": _decimal(row, "effect.baseline_per_1000", effect),
        "source": row.find("source", sources) if row["source"] else None,
        "source_certainty": row["source_certainty"] or "",
        "position": position,
    }


def link_rows(record: Record, claim: Claim, claims: dict, report: Report) -> None:
    """Once every claim is there: which of them grades each further outcome."""
    stored = list(claim.summary_rows.order_by("position", "pk"))
    for (_, row), kept in zip(_numbered(record), stored, strict=False):
        wanted = row.find("graded_by", claims) if row["graded_by"] else None
        if claim.public_id in report.created_ids:
            kept.graded_by = wanted
            row.check(kept)
            kept.save()
        elif kept.graded_by != wanted:
            report.differs.append(
                f"Claim “{claim.slug}”: who grades “{kept.outcome}” differs from the starter content."
            )


def _assess(record: Record, claim: Claim, sources: dict, by: AbstractUser) -> None:
    values = _assessment_values(record, sources)
    try:
        assessment = actions_grading.add_assessment(claim=claim, by=by, values=values)
    except GradingError as error:
        name, sentence = next(iter(error.problems.items()))
        raise record.broken(f"assessment.{name}", sentence.rstrip(".")) from error
    if assessment.level != (record["assessment.level"] or ""):
        gives = assessment.level or "no level"
        raise record.broken("assessment.level", f"the judgements give {gives}")
    actions_grading.adopt_assessment(assessment=assessment, by=by)
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
        "change": given.get("change") or "",
        "size": given.get("size") or "",
        "i_squared": _decimal(record, "assessment.i_squared", given),
        "n_events": given.get("n_events"),
        **_effect_values(record, effect, "assessment.effect"),
        "effect_source": record.look_up("assessment.effect.source", effect["source"], sources)
        if effect.get("source")
        else None,
        "baseline_per_1000": _decimal(record, "assessment.effect.baseline_per_1000", effect),
        "n_studies": given.get("n_studies"),
        "n_participants": given.get("n_participants"),
        "rationale": record["assessment.rationale"],
        "upgrade_path": record["assessment.upgrade_path"],
    }
    record.check_fields(Assessment(**values), ASSESSMENT_PATHS, exclude=NOT_TYPED)
    return values


def _effect_values(record: Record, effect: dict, path: str) -> dict:
    """Columns of an estimate, in order and in range. Raises BrokenData with the field."""
    names = ("value", "ci_low", "ci_high")
    value, low, high = (_decimal(record, f"{path}.{name}", effect) for name in names)
    if low is not None and high is not None and low > high:
        raise record.broken(f"{path}.ci_low", f"{low} is larger than ci_high, {high}")
    measure = effect.get("measure") or ""
    if measure in set(EffectMeasure) and value is not None:
        try:
            check(Estimate(measure, value, low, high))
        except EffectError as error:
            raise record.broken(f"{path}.value", str(error).rstrip(".")) from error
    return {
        "effect_measure": measure,
        "effect_value": value,
        "effect_ci_low": low,
        "effect_ci_high": high,
        "effect_unit": effect.get("unit") or "",
        "effect_direction": effect.get("direction") or "",
    }


def _decimal(record: Record, path: str, holder: dict) -> Decimal | None:
    """The number at the end of `path`, which `holder` has under the last name of it."""
    value = holder.get(path.rpartition(".")[2])
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation as error:
        raise record.broken(path, f"“{value}” is no number") from error
