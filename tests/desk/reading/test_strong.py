"""The obvious ones accepted together, and a new claim made from a sentence."""

import pytest

from claims.models import Claim
from mgsite.desk.reading import page as page_module
from tests import builders
from tests.articles.reading_desk import decide, sentence, text_of, told
from tests.forms import form_of, signed_in


@pytest.fixture
def claim(ada):
    return builders.claim("sleep", by=ada, statement="Magnesium helps people sleep.")


@pytest.fixture
def text(claim, ada, monkeypatch):
    # What fits well is a matter of the rules, measured elsewhere; here everything proposed does.
    monkeypatch.setattr(page_module, "WELL", 0.1)
    return text_of(ada)


def address(text, page: str = "strong") -> str:
    return f"/admin/read/{text.public_id}/{page}/"


def test_ticked_ones_are_accepted_as_proposed(text, claim, ada):
    client = signed_in(ada)
    page = client.get(address(text))
    assert [(each.number, each.row.claim) for each in page.context["offers"]] == [(2, claim)]
    answer = client.post(address(text), form_of(client, "", page), follow=True)
    assert told(text)[1][1:] == ("claim", [("sleep", 2)])
    assert [str(each) for each in answer.context["messages"]] == [
        "1 sentence accepted as proposed. Undo takes back one by one."
    ]


def test_unticked_ones_stay(text, ada):
    page = signed_in(ada).post(address(text), {})
    assert page.context["refusals"] == ("Tick at least one sentence, or go back to the text.",)
    assert told(text)[1][1] == ""


def test_one_that_was_decided_meanwhile_is_left_and_told(text, ada, root):
    client = signed_in(ada)
    form = form_of(client, address(text))
    decide(text, root, 2, "background")
    answer = client.post(address(text), form, follow=True)
    assert told(text)[1][1] == "background"
    (message,) = [str(each) for each in answer.context["messages"]]
    assert "decided sentence 2 as “Definition or background”" in message


@pytest.mark.parametrize("value", ["", "x:y:z:w", "0:0:2:gone", ":::", "0:0:9:sleep"])
def test_strange_values_decide_nothing(text, ada, value):
    assert signed_in(ada).post(address(text), {"sentence": value}).status_code == 302
    assert {word for _, word, _ in told(text)} == {""}


def test_reviewers_accept_nothing(text, ben):
    assert signed_in(ben).get(address(text)).status_code == 403
    assert signed_in(ben).get(address(text, "new-claim")).status_code == 403


def new(text, number: int = 2) -> str:
    return f"{address(text, 'new-claim')}?at={sentence(text, number).start}"


def test_new_claim_is_prefilled_and_decides_the_sentence(text, claim, ada):
    client = signed_in(ada)
    form = form_of(client, new(text))
    assert (form["claim_kind"], form["strength"], int(form["supplement"])) == (
        "effect",
        "2",
        claim.supplement_id,
    )
    form |= {"statement": "Nights are better with it.", "slug": "better-nights"}
    answer = client.post(address(text, "new-claim"), form)
    made = Claim.objects.get(slug="better-nights")
    assert (made.statement, made.state) == ("Nights are better with it.", "draft")
    assert told(text)[1][1:] == ("claim", [("better-nights", 2)])
    start = sentence(text, 3).start
    assert answer.url == f"/admin/read/{text.public_id}/?at={start}#s-{start}"


def test_new_claim_in_their_words_is_refused_and_keeps_what_was_typed(text, ada):
    client = signed_in(ada)
    form = form_of(client, new(text))
    form |= {"statement": "Magnesium helps people sleep.", "slug": "better-nights"}
    page = client.post(address(text, "new-claim"), form)
    assert page.context["refusals"][0].startswith("State the claim in our own words")
    assert page.context["form"]["slug"].value() == "better-nights"
    assert not Claim.objects.filter(slug="better-nights").exists()


def test_new_claim_of_a_sentence_decided_meanwhile_can_be_sent_again(text, ada, root):
    client = signed_in(ada)
    form = form_of(client, new(text)) | {"statement": "Better nights.", "slug": "better-nights"}
    decide(text, root, 2, "background")
    page = client.post(address(text, "new-claim"), form)
    assert "while you had it open" in page.context["refusals"][0]
    client.post(address(text, "new-claim"), form_of(client, "", page))
    assert told(text)[1][1:] == ("claim", [("better-nights", 2)])


def test_new_claim_says_which_field_is_wrong(text, ada):
    client = signed_in(ada)
    page = client.post(address(text, "new-claim"), form_of(client, new(text)) | {"slug": "no good"})
    assert list(page.context["form"].errors) == ["statement", "slug"]
