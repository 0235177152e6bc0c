"""What is published of a claim: the question, the grading with every step, what it rests on.

Built like every document of claims.documents: it names other items by public id only. Shapes:
API.md §3.
"""

from claims.agreement import agreement
from claims.documents import identity
from claims.grading import grade
from claims.judgements import judgements_of
from claims.vocabulary import Method, Verdict
from claims.wording_gate import claim_sentence


def claim_document(claim) -> dict:
    assessment = claim.assessment
    return {
        **identity(claim, claim.conclusion),
        "statement": claim.statement,
        "as_claimed": claim.as_claimed or None,
        "conclusion": claim.conclusion,
        "sentence": claim_sentence(claim, assessment),
        "plain_language": claim.plain_language,
        "claim_kind": claim.claim_kind,
        "applies_to_all": claim.applies_to_all,
        "supplement_id": claim.supplement.public_id,
        "condition_ids": sorted(c.public_id for c in claim.conditions.all()),
        "population": claim.population or None,
        "intervention": {
            "name": claim.form.name if claim.form else f"{claim.supplement.name}, any form",
            "form": claim.form.slug if claim.form else None,
            "subject": claim.sentence_subject or None,
        },
        "comparator": claim.comparator or None,
        "outcome": _outcome(claim),
        "dose": _dose(claim),
        "searched_on": claim.searched_on,
        "dispute": claim.dispute or None,
        "verdict": assessment.verdict if assessment else None,
        "grading": _grading(assessment) if assessment else None,
        "upgrade_path": assessment.upgrade_path if assessment else [],
        "further_outcomes": [_further_outcome(row) for row in claim.summary_rows.all()],
        "citations": [_citation(c) for c in claim.citations.all() if c.source.publishable],
        # Filled when published, from the sources' published integrity.
        "source_alerts": [],
    }


def _citation(citation) -> dict:
    return {
        "source_id": citation.source.public_id,
        "stance": citation.stance,
        "locator": citation.locator or None,
        "quote": citation.quote or None,
        "note": citation.note or None,
    }


def _outcome(claim) -> dict:
    return {
        "name": claim.outcome_name or None,
        "measure": claim.outcome_measure or None,
        "timeframe_days": claim.outcome_days,
        "importance": claim.importance,
        "important_difference": claim.important_difference,
        "important_difference_note": claim.important_difference_note or None,
    }


def _further_outcome(row) -> dict:
    """A line of the summary of findings. `effect` is null where nothing can be estimated, and
    where only an unverified source bears the figures."""
    seen = row.source is not None and row.source.publishable
    return {
        "outcome": row.outcome,
        "measure": row.measure or None,
        "timeframe_days": row.timeframe_days,
        "importance": row.importance,
        "is_harm": row.is_harm,
        "effect": _estimate(row) if seen and row.effect_value is not None else None,
        "n_studies": row.n_studies if seen or row.source is None else None,
        "n_participants": row.n_participants if seen or row.source is None else None,
        "source_id": row.source.public_id if seen else None,
        "source_certainty": (row.source_certainty or None) if seen else None,
        "claim_id": row.graded_by.public_id if row.graded_by else None,
        "what_happens": row.what_happens or None,
        "note": row.note or None,
    }


def _estimate(row) -> dict:
    """The figures that an assessment and a further outcome share."""
    return {
        "measure": row.effect_measure,
        "value": row.effect_value,
        "ci_low": row.effect_ci_low,
        "ci_high": row.effect_ci_high,
        "unit": row.effect_unit or None,
        "direction": row.effect_direction or None,
        "baseline_per_1000": row.baseline_per_1000,
    }


def _dose(claim) -> dict | None:
    if claim.dose_min_mg is None and claim.dose_max_mg is None:
        return None
    return {
        "min_mg": claim.dose_min_mg,
        "max_mg": claim.dose_max_mg,
        "basis": claim.dose_basis,
        "per": claim.dose_per or None,
    }


def _grading(assessment) -> dict:
    judgements = judgements_of(assessment)
    result = grade(judgements, assessment.verdict, assessment.n_studies)
    reasons = judgements.reasons
    graded = assessment.method == Method.GRADE and assessment.verdict != Verdict.NOT_STUDIED
    return {
        "method": assessment.method,
        "rule_version": assessment.rule_version,
        "certainty": result.certainty,
        "start_level": result.start_level,
        "start_design": assessment.start or None,
        "start_reason": assessment.start_reason or None,
        "downgrades": [
            {"domain": name, "levels": levels, "reason": reasons[name]}
            for name, levels in result.downgrades
        ],
        "upgrades": [
            {"domain": name, "levels": levels, "reason": reasons[name]}
            for name, levels in result.upgrades
        ],
        "refused_upgrades": [
            {"domain": name, "levels": levels, "reason": why}
            for name, levels, why in result.refused
        ],
        "effect": _effect(assessment) if graded else None,
        "change": assessment.change or None,
        "size": assessment.size or None,
        "i_squared": assessment.i_squared,
        "n_events": assessment.n_events,
        "n_studies": assessment.n_studies,
        "n_participants": assessment.n_participants,
        "rationale": assessment.rationale,
        "verdict_reason": assessment.verdict_reason or None,
        "assessed_by": assessment.assessed_by.get_full_name() or "mgsite editorial",
        "assessed_at": assessment.assessed_at.date(),
        "second_grading": _second_grading(assessment),
    }


def _effect(assessment) -> dict | None:
    source = assessment.effect_source
    # Figures that only an unverified source bears are no public fact.
    if assessment.effect_value is None or (source and not source.publishable):
        return None
    return {
        **_estimate(assessment),
        "difference_per_1000": assessment.difference_per_1000,
        "source_id": source.public_id if source else None,
    }


def _second_grading(assessment) -> dict | None:
    """How two people who graded blind compare, once it was settled by adopting this grading."""
    settled = assessment.settled.order_by("-pk").first()
    if settled is None:
        return None
    first, second = settled.assessments.order_by("assessed_at", "pk")
    rows = agreement(
        judgements_of(first),
        judgements_of(second),
        (first.verdict, second.verdict),
        (first.level, second.level),
    )
    return {
        "blind": True,
        "agreed": sum(row.agreed for row in rows),
        "of": len(rows),
        "judgements": [
            {"name": row.name, "first": row.first, "second": row.second, "agreed": row.agreed}
            for row in rows
        ],
        "reason": settled.reason,
        "settled_on": settled.closed_at.date(),
    }
