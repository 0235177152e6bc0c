"""The page of a question: for whoever has its address, and for nobody else."""

import json
import logging
import re

import pytest
from django.test import Client
from django.utils import timezone

from mgsite.editions.withdraw import withdraw
from mgsite.logs import JsonFormatter, without_secret
from mgsite.questions.actions import settle
from mgsite.questions.models import Question, Step
from mgsite.questions.receiving import question_of
from tests import builders
from tests.questions.asking import asked

SAID = "We have looked at it; the evidence is in the claim."
HERE = {"Origin": "http://testserver"}


@pytest.fixture
def site(ada):
    return builders.published_site()


def question_at(address: str) -> Question:
    return question_of(address.split("/")[2])


def settled(address: str, by, state: str = "answered", answer: str = SAID, claim=None) -> None:
    settle(question=question_at(address), by=by, state=state, answer=answer, claim=claim)


def test_page_shows_what_was_asked_as_text_in_quotation_marks(client, site):
    place = "javascript:alert(1) <script>"
    text = "<script>alert(1)</script>\n& so on"
    page = client.get(asked(client, text=text, place=place, condition=site["condition"].public_id))
    assert page.status_code == 200
    quoted = "“&lt;script&gt;alert(1)&lt;/script&gt;<br>&amp; so on”"
    assert f'<blockquote class="ask-quoted" dir="auto"><p>{quoted}</p>' in page.text
    assert '<dd dir="auto">javascript:alert(1) &lt;script&gt;</dd>' in page.text
    assert '<a href="/conditions/headache/">Headache</a>' in page.text
    assert 'href="javascript' not in page.text


def test_page_tells_where_it_stands_and_the_answer_once_it_is_given(client, site, ada):
    address = asked(client)
    assert '<h2 id="state">Received</h2>' in client.get(address).text
    settled(address, ada, "looking")
    looking = client.get(address).text
    assert '<h2 id="state">Being looked at</h2>' in looking
    assert SAID not in looking  # a draft of the answer is not one yet
    settled(address, ada, "answered", f"{SAID}\n\n<b>Read</b> it.")
    answered = client.get(address).text
    assert '<h2 id="state">Answered</h2>' in answered
    assert f"<p>{SAID}</p>\n\n<p>&lt;b&gt;Read&lt;/b&gt; it.</p>" in answered
    settled(address, ada, "declined", "It is not about magnesium.")
    assert '<h2 id="state">Declined</h2>' in client.get(address).text
    assert "Ada" not in client.get(address).text


def test_page_leads_to_the_claim_while_that_is_in_print(client, site, ada, dora):
    address, claim = asked(client), site["claims"][0]
    link = f'<a href="/claims/{claim.slug}/">'
    settled(address, ada, "looking", claim=claim)
    assert link not in client.get(address).text
    settled(address, ada, claim=claim)
    assert f"{link}{claim.conclusion}</a>" in client.get(address).text
    withdraw(public_id=claim.public_id, by=dora, reason="error", notice="n", operation="o")
    page = client.get(address)
    assert (page.status_code, link in page.text) == (200, False)


def test_page_does_not_lead_to_a_draft(client, site, ada):
    address = asked(client)
    settled(address, ada, claim=builders.claim("unseen", by=ada))
    page = client.get(address)
    assert page.status_code == 200
    assert "unseen" not in page.text


def test_page_is_no_page_of_anybody_else(client, site):
    address = asked(client)
    page = client.get(address)
    headers = ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")
    assert [page[name] for name in headers] == ["no-store", "noindex, nofollow", "no-referrer"]
    assert '<meta name="robots" content="noindex, nofollow">' in page.text
    assert 'rel="canonical"' not in page.text
    assert Client().get("/sitemap.xml").text.count("/ask/") == 0


@pytest.mark.parametrize(
    "change", [lambda s: s[:-1], lambda s: s.swapcase(), lambda s: "%F0%9F%92%8A"]
)
def test_address_that_is_not_whole_is_a_page_that_helps(client, site, change):
    secret = asked(client).split("/")[2]
    for ending in ("", "delete/"):
        page = client.get(f"/ask/{change(secret)}/{ending}")
        assert page.status_code == 404
        assert "<h1>There is no question at this address</h1>" in page.text
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["Cache-Control"] == "no-store"


def test_database_holds_no_secret(client, site):
    secret = asked(client).split("/")[2]
    row = Question.objects.values().get()
    assert secret not in str(row)
    assert client.get(f"/ask/{row['secret_sha256']}/").status_code == 404


def test_secret_stays_out_of_the_log(client, site, caplog):
    secret = asked(client).split("/")[2]
    client.get(f"/ask/{secret}/")
    client.get(f"/ask/{secret}/delete/")
    paths = [record.fields["path"] for record in caplog.records if hasattr(record, "fields")]
    assert paths == ["/ask/", "/ask/…/", "/ask/…/delete/"]
    assert without_secret("/preview/abc:def/") == "/preview/…/"
    for address in ("/admin/preview/claim/x/", "/ask/", "/claims/ask/x/"):
        assert without_secret(address) == address
    crash = logging.makeLogRecord({"msg": "Internal Server Error: /ask/abc/", "levelname": "ERROR"})
    assert json.loads(JsonFormatter().format(crash))["message"] == "Internal Server Error: /ask/…/"


def test_whoever_asked_deletes_it_after_one_more_question(client, site, ada):
    address = asked(client, text="Delete <me>.")
    settled(address, ada)
    confirm = client.get(f"{address}delete/")
    assert (confirm.status_code, Question.objects.count()) == (200, 1)
    assert "“Delete &lt;me&gt;.”" in confirm.text
    assert f'<form method="post" action="{address}delete/"' in confirm.text
    gone = client.post(f"{address}delete/", headers=HERE, follow=True)
    assert gone.redirect_chain == [("/ask/deleted/", 303)]
    assert "<h1>Your question is deleted</h1>" in gone.text
    assert (Question.objects.count(), Step.objects.count()) == (0, 0)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}delete/", headers=HERE).status_code == 404


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_deleting_from_another_page_asks_again(client, site, headers):
    address = asked(client)
    response = client.post(f"{address}delete/", headers=headers)
    assert (response.status_code, Question.objects.count()) == (403, 1)
    assert "Not deleted yet." in response.text


def test_confirmation_lets_older_browsers_say_where_its_form_comes_from(client, site):
    """Under no-referrer they send “Origin: null”; under same-origin nothing leaves the site either."""
    page = client.get(f"{asked(client)}delete/")
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_page_of_words_that_were_deleted_keeps_the_answer(client, site, ada):
    address = asked(client, text="Gone soon.")
    settled(address, ada)
    Question.objects.update(text="", place="", text_deleted_at=timezone.now())
    page = client.get(address).text
    assert SAID in page
    assert re.search(r"Your words were deleted on <time", page)
    assert client.get(f"{address}delete/").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_is_to_be_read(client, site, method):
    assert getattr(client, method)(asked(client)).status_code == 405
