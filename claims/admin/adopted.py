"""How an adopted grading is shown on its claim: as arithmetic, each step with its reason."""

from claims.grading import LABELS, grade
from claims.judgements import judgements_of
from claims.models import Assessment


def arithmetic(assessment: Assessment | None) -> list[dict]:
    """How the level came about: a step for the start, each domain and each upgrade that counted."""
    if assessment is None:
        return []
    result = grade(judgements_of(assessment), assessment.verdict, assessment.n_studies)
    if result.start_level is None:
        return []
    steps = [
        {
            "sign": "",
            "what": f"{result.start_level.label} ({assessment.get_start_display()})",
            "reason": assessment.start_reason,
        }
    ]
    for sign, judged in [("−", result.downgrades), ("+", result.upgrades)]:
        steps += [
            {
                "sign": f"{sign}{levels}",
                "what": LABELS[name].lower(),
                "reason": getattr(assessment, f"{name}_reason"),
            }
            for name, levels in judged
        ]
    return steps
