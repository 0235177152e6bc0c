"""What is not kept: the words of closed questions after 90 days, counters that ran out."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from mgsite.desk.management.commands.runjobs import JOBS
from mgsite.questions.actions import settle
from mgsite.questions.models import Question, Tally
from mgsite.questions.retention import Forgotten, forget
from tests.questions.asking import asked
from tests.refusals import refused_by


@pytest.fixture
def closed(client, ada):
    asked(client, text="Said once.", place="A magazine")
    question = Question.objects.get()
    settle(question=question, by=ada, state="declined", answer="It is not about magnesium.")
    return question


def test_words_go_ninety_days_after_closing_and_the_answer_stays(closed):
    closed.refresh_from_db()
    early, due = (closed.closed_at + timedelta(days=days) for days in (89, 90))
    assert forget(now=early).questions == 0
    assert forget(now=due).questions == 1
    assert forget(now=due) == Forgotten(0, 0)
    closed.refresh_from_db()
    assert (closed.text, closed.place, closed.text_deleted_at) == ("", "", due)
    assert closed.answer == "It is not about magnesium."


def test_open_questions_wait_with_their_words(closed, client, ada):
    settle(question=closed, by=ada, state="looking")
    assert forget(now=timezone.now() + timedelta(days=400)).questions == 0


def test_reopening_and_closing_again_counts_anew(closed, ada, time_machine):
    closed.refresh_from_db()
    first = closed.closed_at
    settle(question=closed, by=ada, state="answered", answer="Here it is.")
    closed.refresh_from_db()
    assert closed.closed_at == first  # another answer is no later end
    settle(question=closed, by=ada, state="looking")
    time_machine.move_to(timezone.now() + timedelta(days=50))
    settle(question=closed, by=ada, state="answered", answer="Here it is.")
    assert forget(now=first + timedelta(days=100)).questions == 0


def test_counters_go_when_their_time_is_over(client, db):
    asked(client)
    assert Tally.objects.count() == 2
    assert forget(now=timezone.now() + timedelta(hours=1, minutes=1)).tallies >= 1
    assert forget(now=timezone.now() + timedelta(days=1, minutes=1)).tallies <= 1
    assert Tally.objects.count() == 0


def test_runjobs_forgets_and_says_so(closed, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=91))
    said = StringIO()
    call_command("runjobs", stdout=said)
    assert JOBS == ("publish_due", "forget_questions")
    assert said.getvalue() == "Words of closed questions deleted: 1.\n"


def test_database_refuses_a_closed_question_without_an_answer(client, db):
    asked(client)
    with refused_by("question_closed_with_an_answer"):
        Question.objects.update(state="answered", closed_at=timezone.now())
    with refused_by("question_closed_with_an_answer"):
        Question.objects.update(state="received", closed_at=timezone.now())
    with refused_by("question_text_or_day_of_deletion"):
        Question.objects.update(text="")
