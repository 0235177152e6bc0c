"""The drafts that editors work on, by concept."""

from claims.models.assessment import Assessment
from claims.models.blind_grading import BlindGrading
from claims.models.claim import Citation, Claim
from claims.models.condition import Condition, ConditionCode, RedFlag
from claims.models.curated import Curated
from claims.models.desk import Assignment, Remark
from claims.models.review import Review
from claims.models.source import Source
from claims.models.summary_row import SummaryRow
from claims.models.supplement import Form, Limit, SafetyPoint, Supplement

__all__ = [
    "Assessment",
    "Assignment",
    "BlindGrading",
    "Citation",
    "Claim",
    "Condition",
    "ConditionCode",
    "Curated",
    "Form",
    "Limit",
    "RedFlag",
    "Remark",
    "Review",
    "SafetyPoint",
    "Source",
    "SummaryRow",
    "Supplement",
]
