"""Words beyond their certainty on the pages that decide and publish (GRADE.md §2)."""

import pytest

from claims import actions
from claims.models import Review
from mgsite.editions.models import Edition
from tests import builders
from tests.editions.desk import decide, publish_url, review_url
from tests.forms import content_of, form_of, signed_in

pytestmark = pytest.mark.django_db
BOLD = "Conclusion, “reduces”: without a hedge it says High certainty. Right: “may reduce”."
REFUSED = (
    f"The claim “bold” says more than it may. {BOLD}",
    "Reword it, or have somebody who did not edit it accept the words with a reason.",
)
SENTENCE = "Magnesium may reduce the number of migraine attacks."


@pytest.fixture
def bold(ada):
    """At Low certainty, and boldly worded."""
    site = builders.published_site(1)
    return builders.claim(
        "bold",
        by=ada,
        conditions=[site["condition"]],
        sources=[(site["sources"][0], "supports")],
        values={"change": "reduction"},
        conclusion="Magnesium reduces migraine.",
        sentence_outcome="the number of migraine attacks",
    )


def possible(page) -> list[str]:
    return [choice.value for choice in page.context["choices"]]


def test_publishing_a_bold_conclusion_is_refused_with_the_wording_that_would_do(bold, dora):
    client = signed_in(dora)
    typed = form_of(client, publish_url(bold)) | {"note": "Out with it.", "change": "conclusion"}

    answer = client.post(publish_url(bold), typed)

    not_approved = "The claim “bold” is not approved: submit it and have it approved first."
    assert answer.context["refusals"] == (not_approved, *REFUSED)
    assert f"The grading bears: <q>{SENTENCE}</q>" in content_of(answer)
    assert Edition.objects.count() == 1


def test_approving_a_bold_conclusion_is_refused_with_the_wording_that_would_do(bold, ada, ben):
    actions.submit(item=bold, by=ada)
    reviewer = signed_in(ben)

    answer = decide(reviewer, bold, "approved", "Fine.")

    assert answer.context["refusals"] == REFUSED
    assert f"The grading bears: <q>{SENTENCE}</q>" in content_of(answer)
    bold.refresh_from_db()
    assert bold.state == "in-review"


def test_forcing_a_bold_conclusion_is_refused_too(bold, dora):
    answer = decide(signed_in(dora), bold, "forced", "The reviewer is ill.")

    assert answer.context["refusals"] == REFUSED


def test_mended_conclusion_goes_through(bold, ada, ben, dora):
    bold.conclusion = SENTENCE
    bold.save()
    actions.record_edit(item=bold, by=ada)
    actions.submit(item=bold, by=ada)
    decide(signed_in(ben), bold, "approved")
    client = signed_in(dora)

    client.post(
        publish_url(bold),
        form_of(client, publish_url(bold)) | {"note": "Mended.", "change": "conclusion"},
    )

    assert Edition.objects.first().note == "Mended."


def test_reviewer_accepts_words_with_a_reason_and_the_history_shows_it(bold, ada, ben, dora):
    actions.submit(item=bold, by=ada)
    reviewer = signed_in(ben)

    silent = decide(reviewer, bold, "wording")
    spoken = decide(reviewer, bold, "wording", "The guideline says it so.", follow=True)

    assert silent.context["refusals"] == (
        "Give the reason why these words may stand: the history shows it.",
    )
    page = content_of(spoken)
    assert "Words that were accepted as they are" in page
    assert "<strong>Wording accepted as it is</strong> by Ben" in page
    assert possible(spoken) == ["returned", "approved"]
    decide(reviewer, bold, "approved")
    client = signed_in(dora)
    confirm = content_of(client.get(publish_url(bold)))
    assert "The guideline says it so." in confirm
    assert client.get(publish_url(bold)).context["prospect"].refusals == []


def test_accepting_is_offered_to_those_who_did_not_edit(bold, ada, ben, root, dora):
    actions.record_edit(item=bold, by=root)

    offered = {
        person.username: "wording" in possible(signed_in(person).get(review_url(bold)))
        for person in (ada, ben, root, dora)
    }
    pressed = decide(signed_in(root), bold, "wording", "Mine.")

    assert offered == {"ada": False, "ben": True, "root": False, "dora": False}
    assert pressed.context["refusals"] == (
        "You edited “bold”, so somebody else has to accept its wording.",
    )
    assert not Review.objects.filter(decision="wording").exists()


def test_other_words_than_those_accepted_are_open_again(bold, ada, ben):
    decide(signed_in(ben), bold, "wording", "It may stand.")
    bold.conclusion = "Magnesium prevents migraine."
    bold.save()
    actions.record_edit(item=bold, by=ada)

    page = signed_in(ben).get(review_url(bold))

    assert page.context["note"].is_open
    assert "wording" in possible(page)


def test_claim_without_a_finding_shows_none(ada, ben):
    made = builders.claim(by=ada, conditions=[builders.condition()])

    page = signed_in(ben).get(review_url(made))

    assert "wording" not in possible(page)
    assert "say more than they may" not in content_of(page)


def test_summary_of_a_condition_is_read_on_its_review_page(ben):
    made = builders.condition(summary="Magnesium cures headache.")

    page = content_of(signed_in(ben).get(review_url(made)))

    assert "Summary, “cures”: no claim here is about a cure." in page
    assert "The grading bears" not in page
