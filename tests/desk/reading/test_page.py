"""The reading page: what it shows, what each button does, who may press it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import SegmentDecision
from tests import builders
from tests.articles.reading_desk import TEXT, decide, sentence, text_of, token, told
from tests.forms import content_of, form_of, signed_in

STATEMENT = "Magnesium helps people sleep better"


@pytest.fixture
def claim(ada):
    return builders.claim("sleep", by=ada, statement=STATEMENT)


@pytest.fixture
def text(claim, ada):
    return text_of(ada)


def address(text, at: int | None = None) -> str:
    return f"/admin/read/{text.public_id}/" + (f"?at={at}" if at is not None else "")


def sent(client, text, number: int, **changed) -> dict:
    """The page's form as a browser would send it, with the button pressed in `do`."""
    return form_of(client, address(text, sentence(text, number).start)) | changed


def press(person, text, number: int, do: str, **typed):
    client = signed_in(person)
    return client.post(address(text), sent(client, text, number, do=do, **typed))


def test_first_undecided_sentence_is_in_hand_with_its_proposals(text, claim, ada):
    decide(text, ada, 1, "heading")
    page = signed_in(ada).get(address(text))
    assert page.context["page"].current.segment.text == "Magnesium helps people sleep."
    assert [(row.claim, row.key, row.ticked) for row in page.context["rows"]] == [
        (claim, "1", False)
    ]
    assert "1 of 4 sentences decided" in content_of(page)


@pytest.mark.parametrize(
    ("do", "word"),
    [
        ("class:background", "background"),
        ("class:advice", "advice"),
        ("class:call-to-action", "call-to-action"),
        ("class:heading", "heading"),
        ("class:debris", "debris"),
    ],
)
def test_one_press_gives_a_class_and_goes_on_to_the_next_undecided(text, ada, do, word):
    answer = press(ada, text, 1, do)
    start = sentence(text, 2).start
    assert answer.url == f"/admin/read/{text.public_id}/?at={start}#s-{start}"
    assert told(text)[0][1:] == (word, [])


def test_last_decision_goes_back_to_what_was_passed_over(text, ada):
    answer = press(ada, text, 4, "class:advice")
    assert answer.url.endswith("?at=0#s-0")


def test_accepting_takes_one_claim_at_the_strength_beside_it(text, claim, ada):
    press(ada, text, 2, "accept:sleep")
    assert told(text)[1][1:] == ("claim", [("sleep", 2)])
    press(ada, text, 2, "accept:sleep", **{"strength-sleep": "3"})
    assert told(text)[1][1:] == ("claim", [("sleep", 3)])


def test_ticked_claims_are_decided_together(text, claim, ada):
    other = builders.claim("other", by=ada, statement="It is good for nights")
    client = signed_in(ada)
    found = client.get(f"{address(text, sentence(text, 2).start)}&q=good+nights")
    form = form_of(client, "", found)
    form |= {"do": "class:claim", "claim": ["sleep", "other"], "strength-other": "1"}
    client.post(address(text), form)
    assert told(text)[1][1:] == ("claim", [("sleep", 2), (other.slug, 1)])


def test_search_finds_claims_by_words_and_says_when_there_is_none(text, ada):
    builders.claim("other", by=ada, statement="It is good for nights")
    client = signed_in(ada)
    start = sentence(text, 1).start
    page = client.get(f"{address(text, start)}&q=nights")
    assert [row.claim.slug for row in page.context["rows"]] == ["other"]
    assert "No claim has all of these words." in content_of(
        client.get(f"{address(text, start)}&q=zzz")
    )


def test_rejecting_keeps_the_reason_and_counts_as_unmatched(text, ada):
    press(ada, text, 2, "none", reason="About sleep in general")
    row = SegmentDecision.objects.get(position=1)
    assert (row.segment_class, row.reason) == ("claim", "About sleep in general")
    assert "1 claim without one of ours" in content_of(signed_in(ada).get(address(text)))
    press(ada, text, 2, "none", reason="")
    row.refresh_from_db()
    assert row.reason == "None of our claims says this."


def test_refused_press_keeps_what_was_ticked_and_typed(text, claim, ada):
    page = press(ada, text, 2, "class:claim", claim="sleep", reason="Sleep, I think")
    assert page.context["refusals"] == (
        "It has a claim of ours, so no reason why there is none: take one of them away.",
    )
    assert [(row.claim.slug, row.ticked) for row in page.context["rows"]] == [("sleep", True)]
    assert page.context["reason"] == "Sleep, I think"
    assert told(text)[1][1:] == ("", [])


@pytest.mark.parametrize(
    ("typed", "sentence_said"),
    [
        ({"do": "dance"}, "The page did not say what to do: load it again and use its buttons."),
        ({"do": "class:poem"}, "Say what the sentence is: one of “Claim”"),
        ({"do": "accept:gone"}, "There is no claim “gone” any more"),
        (
            {"do": "accept:sleep", "strength-sleep": "many"},
            "Give each strength as a whole number from 0 to 3.",
        ),
        ({"do": "split", "place": "x"}, "Choose a place inside the sentence"),
        ({"do": "drop:x"}, "This decision is gone already"),
        ({"do": "undo"}, "There is nothing of yours to undo in this text."),
    ],
)
def test_bad_input_gets_a_sentence(text, claim, ada, typed, sentence_said):
    page = press(ada, text, 2, **typed)
    assert page.status_code == 200
    assert page.context["refusals"][0].startswith(sentence_said)


def test_split_at_a_word_join_with_the_next_and_undo(text, ada):
    at = sentence(text, 2).start + len("Magnesium helps ")
    press(ada, text, 2, "split", place=str(at))
    assert [words for words, *_ in told(text)][1:3] == ["Magnesium helps", "people sleep."]
    press(ada, text, 2, "join")
    assert [words for words, *_ in told(text)][1] == "Magnesium helps people sleep."
    press(ada, text, 1, "class:heading")
    answer = press(ada, text, 3, "undo")
    assert answer.url.endswith("?at=0#s-0")
    assert told(text)[0][1:] == ("", [])


def test_places_to_split_are_the_words_of_the_sentence(text, ada):
    page = signed_in(ada).get(address(text, sentence(text, 4).start))
    assert [place.after for place in page.context["page"].places] == ["your doctor.", "doctor."]


def test_stale_decision_shows_both_and_can_be_sent_again(text, claim, ada, root):
    client = signed_in(ada)
    mine = sent(client, text, 2, do="accept:sleep")
    decide(text, root, 2, "background")
    page = client.post(address(text), mine)
    assert page.status_code == 409
    assert (page.context["theirs"].get_segment_class_display(), page.context["mine"]["label"]) == (
        "Definition or background",
        "Claim",
    )
    assert page.context["mine"]["claims"] == [("sleep", "2: does, reduces, helps")]
    assert told(text)[1][1] == "background"
    client.post(address(text), form_of(client, "", page) | {"do": "accept:sleep"})
    assert told(text)[1][1:] == ("claim", [("sleep", 2)])


def test_stale_reason_is_kept(text, ada, root):
    client = signed_in(ada)
    mine = sent(client, text, 2, do="none", reason="Typed with care")
    decide(text, root, 2, "background")
    assert "Typed with care" in content_of(client.post(address(text), mine))


def test_lost_decision_is_listed_and_dropped(ada):
    text = text_of(ada, url="https://example.org/a")
    decide(text, ada, 3, "background")
    text = text_of(ada, TEXT.replace("a mineral", "a metal"), url="https://example.org/a")
    client = signed_in(ada)
    assert "Lost their place: 1" in content_of(client.get(address(text)))
    row = SegmentDecision.objects.get()
    client.post(address(text), {"do": f"drop:{row.pk}", "start": "0"})
    assert not SegmentDecision.objects.exists()


def test_gap_stands_beside_each_strength(text, claim, ada):
    (row,) = signed_in(ada).get(address(text, sentence(text, 2).start)).context["rows"]
    assert [each.gap for each in row.options] == [max(0, n - row.permitted) for n in (3, 2, 1, 0)]
    assert row.gap == max(0, 2 - row.permitted)


def test_finished_text_leads_to_the_review(text, claim, ada):
    for number, word in [(1, "heading"), (3, "background"), (4, "advice")]:
        decide(text, ada, number, word)
    client = signed_in(ada)
    review = f"/admin/review/check/{text.public_id}/"
    assert f'href="{review}">Compare and review' not in content_of(client.get(address(text)))
    decide(text, ada, 2, "claim", (claim, 2))
    assert f'href="{review}">Compare and review' in content_of(client.get(address(text)))


def test_reviewers_see_and_do_not_decide(text, ada, ben):
    page = signed_in(ben).get(address(text))
    assert page.status_code == 200
    assert 'name="do"' not in content_of(page)
    form = {"do": "class:heading", "start": "0", "seen": str(token(text, 1))}
    assert signed_in(ben).post(address(text), form).status_code == 403
    assert told(text)[0][1] == ""


@pytest.mark.parametrize("at", ["x", "-1", "99999999999999999999", ""])
def test_strange_place_shows_the_first_undecided(text, ada, at):
    page = signed_in(ada).get(f"/admin/read/{text.public_id}/?at={at}")
    assert page.context["page"].current.segment.start == 0


def test_unknown_text_is_404(ada):
    assert signed_in(ada).get("/admin/read/chk_none/").status_code == 404
    assert signed_in(ada).get(f"/admin/read/{'x' * 300}/").status_code == 404


def test_long_text_costs_few_queries(claim, ada):
    words = "\n\n".join(f"Magnesium helps {n} people sleep. It is a mineral." for n in range(100))
    text = text_of(ada, words)
    client = signed_in(ada)
    client.get(address(text))
    for number in (1, 2, 3):
        decide(text, ada, number, "claim", (claim, 2))
    with CaptureQueriesContext(connection) as few:
        page = client.get(address(text))
    assert len(page.context["page"].blocks) == 100
    assert len(few) < 20, [each["sql"][:90] for each in few]
