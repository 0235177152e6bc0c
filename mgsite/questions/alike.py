"""What the desk has already that a question may be about: claims, and other questions that wait."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from claims.models import Claim
from mgsite.editions.models import Version
from mgsite.questions.likeness import ranked
from mgsite.questions.models import Question

MOST_SHOWN = 5  # of each


@dataclass(frozen=True)
class Alike:
    """Claims have `in_print`; the most alike come first."""

    claims: tuple[Claim, ...]
    questions: tuple[Question, ...]


def alike(question: Question) -> Alike:
    """By the question's words, in two queries. A claim that was merged into another does not come up."""
    live = Version.objects.live().filter(public_id=OuterRef("public_id"))
    columns = ("public_id", "slug", "statement", "as_claimed", "conclusion")
    claims = list(Claim.objects.unmerged().annotate(in_print=Exists(live)).only(*columns))
    others = list(Question.objects.waiting().exclude(pk=question.pk))
    wordings = [(claim.statement, claim.as_claimed, claim.conclusion) for claim in claims]
    near = ranked(question.text, [*wordings, *((other.text,) for other in others)])
    places = [place for _, place in near]
    return Alike(
        tuple(claims[place] for place in places if place < len(claims))[:MOST_SHOWN],
        tuple(others[place - len(claims)] for place in places if place >= len(claims))[:MOST_SHOWN],
    )
