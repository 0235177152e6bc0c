"""What the publisher's pages say of an item's words: findings, the sentence that would do, who
accepted them. The gate itself is claims.wording_gate."""

from dataclasses import dataclass

from claims.models import Claim, Curated, Review
from claims.review import Decision
from claims.wording_gate import claim_sentence, findings_fingerprint


@dataclass(frozen=True)
class WordingNote:
    """`sentence` is what a claim's grading allows; `accepted` the decision that lets words stand."""

    findings: list[str]
    sentence: str | None = None
    accepted: Review | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to mend or accept the words."""
        return bool(self.findings) and self.accepted is None


def wording_note(item: Curated) -> WordingNote:
    findings = item.wording_findings()
    if not findings:
        return WordingNote([])
    accepted = Review.objects.filter(
        subject_id=item.public_id,
        decision=Decision.WORDING,
        fingerprint=findings_fingerprint(findings),
    )
    sentence = claim_sentence(item, item.assessment) if isinstance(item, Claim) else None
    return WordingNote(findings, sentence, accepted.select_related("by").first())
