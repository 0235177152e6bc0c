"""Our own prose read against the certainty that it stands on. Pure module: text in, findings out.

Rules: GRADE.md §2 (Santesso et al. 2020; Cochrane Handbook 15.3). Statements are not read, because
they quote a claim. What is denied, asked or, in an article, told of somebody else is let pass. An
uncited effect cannot be seen in a text alone and is left to readiness.
"""

from claims.prose.diction import banned, dose_without_basis, never, safe_for_nobody
from claims.prose.ground import Finding, Ground, TextKind
from claims.prose.sentences import sentences
from claims.prose.strength import (
    bare_verb,
    denied_effect,
    other_hedge,
    size_without_threshold,
    very_low_unsaid,
)
from claims.vocabulary import Size, Verdict

OF_EVERY_SENTENCE = (never, dose_without_basis)
OF_STATEMENTS = (
    banned,
    safe_for_nobody,
    bare_verb,
    denied_effect,
    other_hedge,
    size_without_threshold,
)


def lint(
    text: str,
    certainty: str | None,
    verdict: str | None,
    method: str | None,
    *,
    kind_of_text: str,
    size: str | None = None,
) -> tuple[Finding, ...]:
    """What the text says beyond its certainty, in the order of the text; empty when all is well.

    For an article or a summary certainty, verdict and method may be None: it is then read as below
    High. `size` is the claim's stored size of effect; without one no size word is allowed, except
    that the verdict “no important effect” is itself a trivial size. Raises ValueError for an unknown
    kind of text.
    """
    if not size and verdict == Verdict.NO_IMPORTANT_EFFECT:
        size = Size.TRIVIAL
    ground = Ground(TextKind(kind_of_text), certainty or None, verdict, method, size or None)
    read = list(sentences(text, quotations=ground.words_one_claim))
    findings = list(very_low_unsaid(text, read, ground))
    for sentence in read:
        for rule in OF_EVERY_SENTENCE if sentence.asks else OF_EVERY_SENTENCE + OF_STATEMENTS:
            findings += rule(sentence, ground)
    return tuple(sorted(findings, key=lambda finding: finding.at))
