"""Our prose read before it is printed, and the sentence that a grading allows.

A finding stops approval and publishing until the words are mended, or until somebody who did not
edit the item accepts them with a reason (GRADE.md §2; claims.actions.accept_wording).
"""

from claims.canonical import canonical, fingerprint
from claims.models import Assessment, Claim, Condition, Curated, Review, Supplement
from claims.prose.ground import Finding, TextKind
from claims.prose.lint import lint
from claims.review import Decision
from claims.vocabulary import ClaimKind
from claims.wording import Effect, sentence

# The texts of a claim that are read against its certainty, and what kind of text each is.
CLAIM_TEXTS = {
    "conclusion": TextKind.CONCLUSION,
    "plain_language": TextKind.PLAIN_LANGUAGE,
}


def claim_sentence(claim: Claim, assessment: Assessment | None) -> str | None:
    """The certainty × size sentence (GRADE.md §2), or None where the ladder does not apply.

    Without an outcome in words there is none either, nor for values that contradict each other,
    which the assessment's own checks name.
    """
    if assessment is None or not claim.sentence_outcome:
        return None
    subject = claim.sentence_subject or (claim.form.name if claim.form else claim.supplement.name)
    effect = Effect(
        intervention=subject,
        outcome=claim.sentence_outcome,
        population=claim.sentence_population,
        plural=claim.subject_is_plural,
        verdict=assessment.verdict,
        certainty=assessment.level or None,
        change=assessment.change or None,
        size=assessment.size or None,
        method=assessment.method,
        link=claim.claim_kind == ClaimKind.ASSOCIATION,
    )
    try:
        return sentence(effect)
    except ValueError:
        return None


def read_text(text: str, kind: TextKind, assessment: Assessment | None) -> tuple[Finding, ...]:
    """What a text about one claim says beyond the claim's grading."""
    if assessment is None:
        return ()
    return lint(
        text,
        assessment.level or None,
        assessment.verdict,
        assessment.method,
        kind_of_text=kind,
        size=assessment.size or None,
    )


def claim_findings(claim: Claim) -> list[str]:
    """Conclusion, plain sentence and the words of further outcomes, each finding with its place."""
    found = []
    for name, kind in CLAIM_TEXTS.items():
        label = kind.label
        found += [f"{label}, {f}" for f in read_text(getattr(claim, name), kind, claim.assessment)]
    for row in claim.summary_rows.all():
        read = lint(
            row.what_happens,
            row.source_certainty or None,
            None,
            None,
            kind_of_text=TextKind.SUMMARY,
        )
        found += [f"What happens to “{row.outcome}”, {finding}" for finding in read]
    return found


def summary_findings(item: Condition | Supplement) -> list[str]:
    read = lint(item.summary, None, None, None, kind_of_text=TextKind.SUMMARY)
    return [f"Summary, {finding}" for finding in read]


def findings_fingerprint(findings: list[str]) -> str:
    """What an acceptance is about: these findings, word for word."""
    return fingerprint(canonical(findings))


def wording_problems(item: Curated) -> list[str]:
    """The findings of an item that nobody has accepted, with what to do."""
    findings = item.wording_findings()
    if not findings or is_accepted(item, findings):
        return []
    named = f"The {item.kind} “{item.slug}”"
    cure = "Reword it, or have somebody who did not edit it accept the words with a reason."
    return [f"{named} says more than it may. {finding}" for finding in findings] + [cure]


def is_accepted(item: Curated, findings: list[str]) -> bool:
    """Whether a second person has accepted exactly these findings."""
    return Review.objects.filter(
        subject_id=item.public_id,
        decision=Decision.WORDING,
        fingerprint=findings_fingerprint(findings),
    ).exists()
