"""What the desk has already that a question may be about: claims, and other questions that wait."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from rapidfuzz import fuzz, utils

from claims.models import Claim
from mgsite.editions.models import Version
from mgsite.questions.models import Question

MOST_SHOWN = 5
ALIKE = 55  # of 100: by trial, see tests/questions/test_alike.py


@dataclass(frozen=True)
class Alike:
    """One claim or question; `score` of 100 by its words, in whatever order."""

    score: int
    title: str
    claim: Claim | None = None
    question: Question | None = None


def claims_alike(text: str) -> list[Alike]:
    """Claims that nobody merged into another, each by the closest of its own three texts."""
    live = Version.objects.live().filter(public_id=OuterRef("public_id"))
    claims = Claim.objects.unmerged().annotate(in_print=Exists(live))
    columns = ("public_id", "slug", "statement", "as_claimed", "conclusion")
    return _best(
        Alike(_score(text, claim.statement, claim.as_claimed, claim.conclusion), str(claim), claim)
        for claim in claims.only(*columns)
    )


def questions_alike(question: Question) -> list[Alike]:
    """Other questions that wait."""
    others = Question.objects.waiting().exclude(pk=question.pk)
    return _best(
        Alike(_score(question.text, other.text), other.text, question=other) for other in others
    )


def _score(text: str, *candidates: str) -> int:
    return round(
        max(
            fuzz.token_set_ratio(text, candidate, processor=utils.default_process)
            for candidate in candidates
        )
    )


def _best(found: Iterable[Alike]) -> list[Alike]:
    near = sorted((each for each in found if each.score >= ALIKE), key=lambda each: -each.score)
    return near[:MOST_SHOWN]
