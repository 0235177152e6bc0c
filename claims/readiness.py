"""What stands in the way of publishing an item: sentences that say what to do."""

from claims.grading import GradingError, grade, verdict_conflict
from claims.judgements import judgements_of
from claims.models.summary_row import MOST_ROWS
from claims.quotes import difference
from claims.vocabulary import Integrity, Stance, Verdict

RESTING = (Stance.SUPPORTS, Stance.CONTRADICTS)


def claim_problems(claim) -> list[str]:
    """Missing words, an incomplete grading, no source, or a retracted one under it."""
    named = f"Claim “{claim.slug}”"
    problems = []
    if claim.hold:
        problems.append(f"{named} is on hold: {claim.hold}. Clear the hold first.")
    for value, what in [
        (claim.statement, "a statement"),
        (claim.conclusion, "a conclusion"),
        (claim.plain_language, "a plain sentence"),
    ]:
        if not value.strip():
            problems.append(f"{named} needs {what}.")
    if not claim.applies_to_all and not claim.conditions.all():
        problems.append(f"{named} belongs to no condition: choose one, or “on every page”.")
    problems += _grading_problems(claim, named) + _citation_problems(claim, named)
    return problems + _summary_problems(claim, named)


def _grading_problems(claim, named: str) -> list[str]:
    assessment = claim.assessment
    if assessment is None:
        return [f"{named} has no adopted assessment: add one and adopt it."]
    if assessment.claim_id != claim.pk:
        return [f"{named} has adopted an assessment of another claim: adopt one of its own."]
    try:
        result = grade(judgements_of(assessment), assessment.verdict, assessment.n_studies)
    except GradingError as error:
        return [f"{named}: the grading is incomplete. {error}"]
    if (result.certainty or "") != assessment.level:
        return [f"{named}: the stored level is not what the rules give. Assess it again."]
    conflict = verdict_conflict(
        assessment.verdict, result.certainty, assessment.method, assessment.inconsistency
    )
    if conflict and not assessment.verdict_reason:
        return [f"{named}: {conflict} Or give the reason for the verdict."]
    if assessment.size and claim.important_difference is None:
        return [
            f"{named} has the size “{assessment.get_size_display()}” and no smallest difference "
            "that matters: store one, or leave the size out."
        ]
    return []


def _citation_problems(claim, named: str) -> list[str]:
    problems = []
    citations = list(claim.citations.all())
    for citation in citations:
        source = citation.source
        if citation.stance in RESTING and source.integrity == Integrity.RETRACTED:
            problems.append(
                f"{named} rests on “{source.slug}”, which was retracted: cite it as context or "
                "remove it, and grade again."
            )
    studied = claim.assessment and claim.assessment.verdict != Verdict.NOT_STUDIED
    if studied and not any(citation.source.publishable for citation in citations):
        problems.append(f"{named} cites no verified source: add one.")
    return problems + _quote_problems(citations, named)


def _quote_problems(citations, named: str) -> list[str]:
    """The abstract may have been pasted, or mended, after the quote was stored."""
    quoted = [c for c in citations if c.quote and c.source.abstract]
    told = [(c.source.slug, difference(c.quote, c.source.abstract)) for c in quoted]
    return [
        f"{named} quotes “{slug}” in words that its abstract does not have. {sentence}"
        for slug, sentence in told
        if sentence
    ]


def _summary_problems(claim, named: str) -> list[str]:
    """Every figure rests on a source that the claim cites, so that its alerts reach the claim."""
    rows = list(claim.summary_rows.all())
    problems = []
    if len(rows) > MOST_ROWS:
        problems.append(
            f"{named} has {len(rows)} further outcomes: a summary of findings holds at most "
            f"{MOST_ROWS} beside its own."
        )
    cited = {citation.source_id for citation in claim.citations.all()}
    resting = [(f"the outcome “{row.outcome}”", row.source) for row in rows]
    if claim.assessment is not None:
        resting.append(("its effect", claim.assessment.effect_source))
    for what, source in resting:
        if source is None:
            continue
        if source.pk not in cited:
            problems.append(
                f"{named} takes the figures of {what} from “{source.slug}”, which it does not "
                "cite: add the citation."
            )
        elif source.integrity == Integrity.RETRACTED:
            problems.append(
                f"{named} takes the figures of {what} from “{source.slug}”, which was retracted: "
                "take them out and grade again."
            )
    return problems


def condition_problems(condition) -> list[str]:
    named = f"Condition “{condition.slug}”"
    problems = []
    if not condition.red_flags.all():
        problems.append(f"{named} has no red flags: say when to get help at once.")
    if condition.headline_claim is None:
        problems.append(f"{named} has no headline claim: choose the one that answers it.")
    return problems


def supplement_problems(supplement) -> list[str]:
    if supplement.forms.all():
        return []
    return [f"Supplement “{supplement.slug}” has no forms: add at least one."]


def source_problems(source) -> list[str]:
    """An unverified source may be kept as a draft, never published."""
    if source.publishable:
        return []
    return [
        f"Source “{source.slug}” is not verified, or its title is not: check it against the "
        "publication first."
    ]
