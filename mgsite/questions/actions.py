"""What the desk does to a question: take it up, answer it, decline it."""

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone

from claims.actions import require
from claims.errors import Refused
from claims.models import Claim
from claims.prose.ground import TextKind
from claims.prose.lint import lint
from mgsite.questions.models import CLOSED, Question, State, Step

ANSWER = "questions.change_question"
NO_ANSWER = {
    State.ANSWERED: "Write the answer that the reader gets, then save it as answered.",
    State.DECLINED: "Tell the reader in the answer why we do not look into it, then decline it.",
}
BACK = "It was taken up already: choose “Being looked at” to open it again."


@transaction.atomic
def settle(
    *,
    question: Question,
    by: AbstractUser,
    state: str,
    answer: str = "",
    claim: Claim | None = None,
    note: str = "",
) -> Question:
    """Give a question its state, the answer and the claim that answers it.

    The answer may be drafted while it is being looked at; closed questions show it, so there it has to
    be, and in words that say no more than they may. `note` is for colleagues. Raises Refused.
    """
    require(by, ANSWER, "answer readers' questions", group="group Editor")
    locked = Question.objects.select_for_update().get(pk=question.pk)
    answer, note = answer.strip(), note.strip()
    if refused := refusals(before=locked.state, state=state, answer=answer, claim=claim):
        raise Refused(*(sentence for sentences in refused.values() for sentence in sentences))
    stored = (locked.state, locked.answer, locked.claim_id)
    if stored == (state, answer, claim and claim.public_id) and not note:
        return locked
    now = timezone.now()
    moved = locked.state != state
    if moved or note:
        Step.objects.create(question=locked, state=state, by=by, at=now, note=note)
    if moved:
        closes = state in CLOSED
        locked.closed_at = (locked.closed_at or now) if closes else None
    locked.state, locked.answer, locked.claim = state, answer, claim
    locked.revision += 1
    locked.save(update_fields=["state", "answer", "claim", "closed_at", "revision"])
    return locked


def refusals(
    *, before: str, state: str, answer: str, claim: Claim | None
) -> dict[str, tuple[str, ...]]:
    """What stands in the way, by the field of the form; empty when nothing does."""
    if state == State.RECEIVED and before != State.RECEIVED:
        return {"state": (BACK,)}
    if state in CLOSED:
        if not answer.strip():
            return {"answer": (NO_ANSWER[State(state)],)}
        if findings := answer_findings(answer, claim):
            return {"answer": tuple(findings)}
    return {}


def answer_findings(answer: str, claim: Claim | None) -> list[str]:
    """What the answer says beyond the certainty of its claim; without one it is read as below High."""
    graded = claim.assessment if claim else None
    read = lint(
        answer,
        (graded.level or None) if graded else None,
        graded.verdict if graded else None,
        graded.method if graded else None,
        kind_of_text=TextKind.SUMMARY,
        size=(graded.size or None) if graded else None,
    )
    return [str(finding) for finding in read]
