"""Questions at the desk: found, taken up, answered; nobody's answer overwritten unseen."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.errors import Refused
from claims.models import Claim
from mgsite.desk.index import desk
from mgsite.questions.actions import BACK, NO_ANSWER, settle
from mgsite.questions.models import Question
from tests import builders
from tests.forms import form_of, signed_in
from tests.questions.asking import asked

ANSWER = "We looked at two trials. They do not tell whether it works so fast."
STRONG = "Magnesium prevents migraine in everybody."


@pytest.fixture
def site(ada):
    return builders.published_site()


@pytest.fixture
def page(site):
    """The address of the question's public page."""
    text = "Magnesium <glycinate> stops headache in a week."
    return asked(Client(), text=text, condition=site["condition"].public_id)


@pytest.fixture
def question(page):
    return Question.objects.get()


def change(question) -> str:
    return f"/admin/questions/question/{question.pk}/change/"


def save(client, question, **typed):
    form = form_of(client, change(question)) | typed
    return client.post(change(question), form, follow=True)


def test_journey_from_the_desk_to_the_readers_page(site, page, question, ada):
    editor, claim = signed_in(ada), site["claims"][0]
    index = editor.get("/admin/").text
    assert 'id="section-questions">Questions from readers <span class="count">1</span>' in index
    assert change(question) in index
    form = editor.get(change(question)).text
    assert "Magnesium &lt;glycinate&gt; stops headache in a week." in form
    order = ["What was asked", "What we have already", "What we say", "What happened"]
    assert sorted(order, key=form.index) == order
    typed = {"state": "answered", "answer": ANSWER, "claim": claim.public_id, "note": "Third today"}
    saved = save(editor, question, **typed)
    assert "was changed successfully" in saved.text
    question.refresh_from_db()
    assert (question.state, question.answer, question.claim) == ("answered", ANSWER, claim)
    step = question.steps.get()
    assert (step.state, step.by, step.note) == ("answered", ada, "Third today")
    shown = Client().get(page).text
    assert ANSWER in shown
    assert f'href="/claims/{claim.slug}/"' in shown
    assert "Third today" not in shown
    assert "is-empty" in editor.get("/admin/").text


def test_answer_may_be_drafted_and_is_needed_to_close(question, ada):
    editor = signed_in(ada)
    assert "was changed" in save(editor, question, state="looking", answer="Not sure yet.").text
    for state in ("answered", "declined"):
        refusal = save(editor, question, state=state, answer=" ")
        assert NO_ANSWER[state] in refusal.text
        assert form_of(editor, "", response=refusal)["state"] == state
    question.refresh_from_db()
    assert (question.state, question.answer) == ("looking", "Not sure yet.")


def test_answer_beyond_its_certainty_is_refused_beside_it_and_kept(question, ada):
    refusal = save(signed_in(ada), question, state="answered", answer=STRONG)
    assert re.search(r"“prevents.*Right:", refusal.text)
    assert form_of(Client(), "", response=refusal)["answer"] == STRONG
    question.refresh_from_db()
    assert (question.state, question.steps.count()) == ("received", 0)


def test_question_that_was_taken_up_is_never_as_if_nobody_had_seen_it(question, ada):
    settle(question=question, by=ada, state="looking")
    assert BACK in save(signed_in(ada), question, state="received").text.replace("&quot;", '"')
    with pytest.raises(Refused, match="was taken up already"):
        settle(question=question, by=ada, state="received")


def test_saving_what_is_there_changes_nothing(question, ada):
    save(signed_in(ada), question)
    question.refresh_from_db()
    assert (question.revision, question.steps.count()) == (1, 0)


def test_two_editors_do_not_overwrite_each_other_unseen(question, ada, root):
    hers, his = signed_in(ada), signed_in(root)
    form = form_of(hers, change(question))
    save(his, question, state="looking", answer="His answer.")
    mine = form | {"state": "answered", "answer": ANSWER}
    refusal = hers.post(change(question), mine)
    said = "It is now “Being looked at”, with the answer “His answer.”"
    assert said in refusal.text
    again = form_of(hers, "", response=refusal)
    assert again["answer"] == ANSWER
    question.refresh_from_db()
    assert question.answer == "His answer."
    hers.post(change(question), again)
    question.refresh_from_db()
    assert (question.state, question.answer) == ("answered", ANSWER)


def test_form_shows_claims_alike_and_begins_a_new_one_with_the_words(site, question, ada):
    editor, claim = signed_in(ada), site["claims"][0]
    Claim.objects.filter(pk=claim.pk).update(statement="Magnesium stops headache.")
    form = editor.get(change(question)).text
    assert f'<a href="/admin/claims/claim/{claim.pk}/change/">{claim.conclusion}</a>' in form
    begun = re.search(r'href="(/admin/claims/claim/add/\?[^"]+)"', form)[1].replace("&amp;", "&")
    new = form_of(editor, begun)
    assert new["statement"] == question.text
    assert new["conditions"] == str(site["condition"].pk)


def test_long_words_begin_a_claim_within_what_an_address_holds(question, ada):
    Question.objects.update(text="磁" * 1000)
    form = signed_in(ada).get(change(question)).text
    begun = re.search(r'href="(/admin/claims/claim/add/\?[^"]+)"', form)[1].replace("&amp;", "&")
    assert len(begun) < 4096
    assert signed_in(ada).get(begun).status_code == 200


def test_form_of_a_question_whose_words_are_deleted(question, ada):
    settle(question=question, by=ada, state="answered", answer=ANSWER)
    Question.objects.update(text="", place="", text_deleted_at=timezone.now())
    form = signed_in(ada).get(change(question))
    assert form.status_code == 200
    assert "Begin a claim with these words" not in form.text
    assert "its words are deleted" in signed_in(ada).get("/admin/questions/question/").text


@pytest.mark.parametrize(
    ("person", "status", "saves"),
    [
        ("ada", 200, True),
        ("root", 200, True),
        ("ben", 200, False),
        ("dora", 200, False),
        ("cleo", 403, False),
    ],
)
def test_editors_and_administrators_answer_others_read(request, question, person, status, saves):
    account = request.getfixturevalue(person)
    client = signed_in(account)
    assert client.get(change(question)).status_code == status
    assert client.get("/admin/questions/question/").status_code == status
    assert ("Begin a claim with these words" in client.get(change(question)).text) is saves
    typed = {"state": "looking", "answer": "", "claim": "", "note": "", "seen_version": "1"}
    client.post(change(question), typed)
    question.refresh_from_db()
    assert (question.state == "looking") is saves
    if not saves:
        with pytest.raises(Refused, match="Your account may not answer readers' questions"):
            settle(question=question, by=account, state="looking")


def test_nobody_adds_one_and_an_administrator_deletes_one_without_a_trace(question, ada, root):
    assert signed_in(root).get("/admin/questions/question/add/").status_code == 403
    delete = change(question).replace("change", "delete")
    assert signed_in(ada).post(delete, {"post": "yes"}).status_code == 403
    settle(question=question, by=ada, state="looking")
    save(signed_in(root), question, note="Holds a name")
    signed_in(root).post(delete, {"post": "yes"})
    assert Question.objects.count() == 0
    assert not any("glycinate" in str(vars(entry)) for entry in LogEntry.objects.all())


def test_list_is_filtered_and_searched(question, ada):
    client, there = signed_in(ada), change(question)
    for query, found in (
        ("", True),
        ("?state=received", True),
        ("?state=answered", False),
        ("?q=glycinate", True),
        ("?q=zinc", False),
        ("?claim__isempty=1", True),
        ("?text__startswith=M", None),
    ):
        response = client.get(f"/admin/questions/question/{query}", follow=True)
        assert response.status_code == 200 or found is None
        if found is not None:
            assert (query, there in response.text) == (query, found)


def lines(person) -> list[tuple[str, str, bool]]:
    (section,) = [section for section in desk(person) if section.key == "questions"]
    return [(line.title, line.said, line.late) for line in section.lines]


def test_desk_has_the_oldest_first_and_says_since_when(client, ada, ben, time_machine):
    asked(client, text="First.")
    first = timezone.now()
    time_machine.move_to(first + timedelta(days=15))
    asked(client, text="Second.")
    settle(question=Question.objects.get(text="First."), by=ada, state="looking")
    days = [f"{day:%d %b %Y}" for day in (first, timezone.now())]
    assert lines(ada) == [
        ("First.", f"being looked at, asked {days[0]}", True),
        ("Second.", f"received, asked {days[1]}", False),
    ]
    (section,) = [section for section in desk(ada) if section.key == "questions"]
    assert section.note == f"The oldest was asked {days[0]}."
    assert "questions" not in [section.key for section in desk(ben)]
    assert len(signed_in(ada).get("/admin/desk/questions/").context["lines"]) == 2


@pytest.mark.parametrize("many", [1, 12])
def test_list_asks_a_fixed_number_of_times(client, site, ada, many, monkeypatch):
    monkeypatch.setattr("mgsite.questions.limits.MOST_AN_HOUR", 100)
    for number in range(many):
        asked(client, text=f"Claim {number}.", condition=site["condition"].public_id)
    editor = signed_in(ada)
    with CaptureQueriesContext(connection) as queries:
        assert editor.get("/admin/questions/question/").status_code == 200
    assert len(queries) == 6
