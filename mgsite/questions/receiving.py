"""What whoever asks does to a question: send it, and delete it. There is no account, hence no `by`."""

from django.db import transaction
from django.utils import timezone

from mgsite.questions.limits import count_in
from mgsite.questions.models import Question
from mgsite.questions.tokens import Token, secret_of, stored


@transaction.atomic
def receive(*, token: Token, text: str, place: str, condition_id: str, address: str) -> str:
    """Store a question and give back the secret of its page.

    The same form with the same words again is the same question, and counts once. Raises TooMany.
    """
    secret = secret_of(token, text, place, condition_id)
    now = timezone.now()
    fields = {"text": text, "place": place, "condition_id": condition_id or None, "asked_at": now}
    _, is_new = Question.objects.get_or_create(secret_sha256=stored(secret), defaults=fields)
    if is_new:
        count_in(address, now)
    return secret


def question_of(secret: str) -> Question | None:
    return Question.objects.filter(secret_sha256=stored(secret)).first()


@transaction.atomic
def remove(*, secret: str) -> None:
    """Delete a question with its history; done already is done."""
    Question.objects.filter(secret_sha256=stored(secret)).delete()
