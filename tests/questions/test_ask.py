"""The form “ask us to check a claim”: what it takes, what it refuses, and that nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mgsite.questions.forms import NO_WORDS
from mgsite.questions.models import Question
from mgsite.questions.tokens import INCOMPLETE, TOO_FAST, TOO_OLD
from mgsite.questions.views import AGAIN, FOREIGN
from tests import builders
from tests.forms import form_of
from tests.questions.asking import TEXT, asked, send, stored, token, token_of

TYPED = {
    "text": 'It says "less <b>pain</b>"\nand more & better sleep',
    "place": "A <magazine> & its page",
}


@pytest.fixture
def headache(ada):
    return builders.published_site()["condition"]


def refused(response, sentence: str, status: int = 400):
    """It says why, keeps what was typed, and stores nothing."""
    assert (response.status_code, stored()) == (status, (0, 0))
    assert sentence in response.text
    form = form_of(Client(), "", response=response, index=0)
    kept = (form["text"].replace("\r\n", "\n"), form["place"])
    assert kept == (TYPED["text"], TYPED["place"])
    assert "<b>pain" not in response.text
    assert "<title>Not sent yet: Ask us to check a claim · mgsite</title>" in response.text


def test_question_is_stored_as_it_was_typed(client, headache, time_machine):
    page = client.get("/ask/?condition=headache")
    form = form_of(client, "", response=page, index=0)
    assert form["condition"] == headache.public_id
    time_machine.move_to(timezone.now() + timedelta(seconds=10))
    response = send(client, **form | {"text": "  It says\r\nthis.  ", "place": "A magazine"})
    question = Question.objects.get()
    assert response.status_code == 303
    assert re.fullmatch(r"/ask/[\w-]{43}/", response["Location"])
    assert (question.text, question.place) == ("It says\nthis.", "A magazine")
    assert (question.condition_id, question.state) == (headache.public_id, "received")
    assert response["Location"].split("/")[2] not in str(vars(question))


def test_form_offers_the_conditions_in_print_and_no_drafts(client, headache):
    builders.condition("tinnitus")
    page = client.get("/ask/")
    assert re.findall(r'<option value="[^"]*"[^>]*>([^<]+)<', page.text) == [
        "None of these, or several",
        "Headache",
    ]


def test_form_begins_with_what_an_address_brings_and_ignores_nonsense(client, headache):
    page = client.get("/ask/", {"text": "<i>calm</i>", "condition": "nothing", "utm_source": "x"})
    form = form_of(client, "", response=page, index=0)
    assert (form["text"], form["condition"]) == ("<i>calm</i>", "")
    assert "<i>calm" not in page.text


@pytest.mark.parametrize(
    ("age", "sentence"), [(0, TOO_FAST), (2.9, TOO_FAST), (24 * 3600 + 1, TOO_OLD)]
)
def test_token_of_the_wrong_age_is_refused_and_the_next_one_is_new(client, db, age, sentence):
    old = token(age=age)
    response = send(client, **TYPED, token=old)
    refused(response, f"{sentence} {AGAIN}")
    assert token_of(response) != old


@pytest.mark.parametrize("age", [3.1, 24 * 3600 - 60])
def test_token_of_the_right_age_is_taken(client, db, age):
    assert send(client, token=token(age=age)).status_code == 303


@pytest.mark.parametrize("wrong", ["", None, "x", "a:b", "é" * 100])
def test_token_that_is_not_ours_is_refused(client, db, wrong):
    refused(send(client, **TYPED, token=wrong), f"{INCOMPLETE} {AGAIN}")


def test_token_whose_content_was_changed_is_refused(client, db):
    ours, other = token(age=0), token(age=60)
    forged = other.partition(":")[0] + ":" + ours.partition(":")[2]
    refused(send(client, **TYPED, token=forged), INCOMPLETE)


def test_refusal_of_a_field_keeps_the_token_so_that_nobody_waits_again(client, db):
    first = token()
    response = send(client, token=first, text="")
    assert token_of(response) == first
    assert send(client, token=first).status_code == 303


@pytest.mark.parametrize("text", ["", "   ", "\r\n", "…!?", "\u200b\u200b", "12345"])
def test_text_without_a_word_is_refused(client, db, text):
    response = send(client, text=text)
    assert (response.status_code, stored()) == (400, (0, 0))
    assert response.text.count(NO_WORDS) == 2  # above all, and beside the box
    assert 'href="#id_text"' in response.text
    assert 'aria-invalid="true"' in response.text


def test_text_of_ten_kilobytes_is_refused_whole(client, db):
    long = "Magnesium helps. " * 640
    response = send(client, text=long)
    assert (response.status_code, stored()) == (400, (0, 0))
    assert "Shorten this to at most 1000 characters. It has 10879 now." in response.text
    assert form_of(client, "", response=response, index=0)["text"] == long


def test_text_at_its_limit_is_counted_as_a_browser_counts_it(client, db):
    text = "line\r\n" * 199 + "abcde"  # 1000 with one for each line end
    assert send(client, text=text).status_code == 303
    assert len(Question.objects.get().text) == 1000


def test_place_too_long_is_refused_and_kept(client, db):
    response = send(client, text=TYPED["text"], place="p" * 301)
    assert "Shorten this to at most 300 characters. It has 301 now." in response.text
    assert form_of(client, "", response=response, index=0)["place"] == "p" * 301
    assert stored() == (0, 0)


@pytest.mark.parametrize("condition", ["co_nothing", "1", "headache", "' OR 1=1"])
def test_condition_that_is_not_in_print_is_refused(client, headache, condition):
    draft = builders.condition("tinnitus")
    for chosen in (condition, draft.public_id):
        response = send(client, **TYPED, condition=chosen)
        refused(response, "Choose one of the conditions, or none.")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver:81"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    ],
)
def test_form_from_another_page_is_refused(client, db, headers):
    refused(send(client, headers, **TYPED), f"{FOREIGN} {AGAIN}", status=403)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://testserver"},
        {"Origin": "http://testserver:80"},
        {"Origin": "http://127.0.0.1:8000"},  # SITE_URL, behind a proxy that changes Host
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
    ],
)
def test_form_from_this_page_is_taken(client, db, headers):
    assert send(client, headers).status_code == 303


def test_program_that_fills_in_every_field_learns_nothing_and_stores_nothing(client, db):
    response = send(client, website="https://pills.example")
    assert (response.status_code, stored()) == (303, (0, 0))
    assert re.fullmatch(r"/ask/[\w-]{43}/", response["Location"])
    page = client.get(response["Location"])
    assert page.status_code == 404
    assert "has to stay empty" in page.text


def test_form_sent_twice_is_one_question(client, db):
    first, second = send(client), send(client)
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert stored() == (1, 1)


def test_other_words_in_the_same_form_are_another_question(client, db):
    """Whoever goes back and mends a word has not lost the mended one."""
    assert send(client)["Location"] != send(client, text=f"{TEXT} Or two.")["Location"]
    assert stored() == (2, 2)


def test_same_words_in_another_form_are_another_question(client, db):
    assert asked(client) != asked(client)
    assert stored() == (2, 2)


@pytest.mark.parametrize("body", [b"text=%ff", b"text=a%00b", b"text=\xc3\x28"])
def test_text_that_is_no_utf8_is_a_page_that_says_so(client, db, body):
    sent = body + b"&token=" + token().encode()
    response = client.post(
        "/ask/",
        sent,
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": "http://testserver"},
    )
    assert (response.status_code, stored()) == (400, (0, 0))
    assert "<h1>This request could not be read</h1>" in response.text


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, db, method):
    assert getattr(client, method)("/ask/").status_code == 405


def test_nothing_sets_a_cookie_or_may_be_kept(headache):
    """With the CSRF middleware as strict as in production."""
    client = Client(enforce_csrf_checks=True)
    page = asked(client, text="One.")
    answers = [
        client.get("/ask/"),
        client.head("/ask/"),
        send(client, text=""),
        send(client, {}),
        send(client, token="x"),
        send(client, website="x"),
        client.get(page),
        client.get(f"{page}delete/"),
        client.get("/ask/nothing/"),
        client.post(f"{page}delete/", headers={"Origin": "http://testserver"}),
        client.get("/ask/deleted/"),
    ]
    assert [answer.status_code for answer in answers] == [
        200, 200, 400, 403, 400, 303, 200, 200, 404, 303, 200,
    ]  # fmt: skip
    for answer in answers:
        assert answer["Cache-Control"] == "no-store"
        assert "Cookie" not in answer.get("Vary", "")
        assert answer.cookies.output() == ""
    assert client.cookies.output() == ""


def test_pages_need_no_script_and_no_inline_style(client, headache):
    page = asked(client)
    for address in ("/ask/", page, f"{page}delete/", "/ask/deleted/", "/ask/nothing/"):
        inline = re.findall(
            r"<script(?! type=\"application/ld)|<style|\sstyle=|\son\w+=", client.get(address).text
        )
        assert (address, inline) == (address, [])


def test_form_is_one_step_from_every_page_a_condition_and_an_empty_search(client, headache):
    assert '<a href="/ask/">Ask us to check a claim</a>' in client.get("/").text
    line = (
        'Read a claim that is not here? <a href="/ask/?condition=headache">Ask us to check it</a>'
    )
    assert line in client.get("/conditions/headache/").text
    found = client.get("/search/", {"q": 'zinc & "copper'}).text
    assert '<a href="/ask/?text=zinc%20%26%20%22copper" rel="nofollow">' in found
