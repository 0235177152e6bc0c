"""The form of one grading: checked, saved, and what it starts from."""

import pytest
from django.urls import reverse

from claims import actions_grading
from claims.models import Assessment
from tests import builders
from tests.claims.grading_desk import EMPTY, address, errors_of, sleep_claim, words
from tests.forms import content_of, form_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(ada):
    return sleep_claim(ada)


# -- check, save, next


def test_check_shows_how_it_stands_and_saves_nothing(ada, claim):
    client = signed_in(ada)
    typed = form_of(client, address(claim)) | {
        "imprecision": "-2",
        "verdict": "insufficient-evidence",
        "_check": "Check",
    }

    page = client.post(address(claim), typed)

    assert errors_of(page) == {}
    assert "Checked: it could be saved like this. Nothing is saved yet." in content_of(page)
    assert words(page.context["result"]).startswith("Certainty: Very low")
    assert Assessment.objects.count() == 1


def test_check_names_what_is_missing(ada, claim):
    client = signed_in(ada)
    typed = form_of(client, address(claim, EMPTY)) | {"_check": "Check"}

    page = client.post(address(claim, EMPTY), typed)

    assert list(errors_of(page)) == [
        "verdict",
        "rationale",
        "start",
        "risk_of_bias",
        "inconsistency",
        "indirectness",
        "imprecision",
        "publication_bias",
    ]
    assert Assessment.objects.count() == 1


def test_verdict_against_the_rule_needs_a_reason(ada, claim):
    client = signed_in(ada)
    typed = form_of(client, address(claim)) | {
        "effect_measure": "MD",
        "effect_value": "-1",
        "effect_ci_low": "-5",
        "effect_ci_high": "3",
    }

    refused = client.post(address(claim), typed)
    taken = client.post(address(claim), typed | {"verdict_reason": "It counts for these people."})

    assert errors_of(refused) == {
        "verdict": [
            "The rule suggests “No important effect”. The interval excludes every difference that "
            "matters. Choose it, or give the reason for another verdict."
        ]
    }
    assert taken.status_code == 302


def test_size_word_without_a_threshold_is_refused(ada, claim):
    claim.important_difference = None
    claim.important_difference_note = ""
    claim.save()
    client = signed_in(ada)
    page = client.get(address(claim))

    response = client.post(
        address(claim), form_of(client, address(claim), page) | {"size": "small"}
    )

    assert errors_of(response) == {
        "size": [
            "The claim has no smallest difference that matters: store one there first, or leave the "
            "size out."
        ]
    }
    field = f"{reverse('admin:claims_claim_change', args=[claim.pk])}#id_important_difference"
    assert f'<a href="{field}">store one on the claim</a>' in content_of(page)


def test_size_that_contradicts_the_verdict_is_refused(ada, claim):
    client = signed_in(ada)
    typed = {"size": "large", "verdict": "no-important-effect"}

    response = client.post(address(claim), form_of(client, address(claim)) | typed)

    assert errors_of(response) == {
        "size": ["“No important effect” and large contradict each other."]
    }


def test_more_events_than_people_are_refused(ada, claim):
    client = signed_in(ada)

    response = client.post(address(claim), form_of(client, address(claim)) | {"n_events": "300"})

    assert errors_of(response) == {"n_events": ["300 people with the outcome, of 210 in all?"]}


def test_save_and_next_leads_to_the_next_claim_without_a_grading(ada, claim):
    client = signed_in(ada)
    waiting = type(claim).objects.create(
        slug="zzz", statement="It helps.", claim_kind="effect", supplement=claim.supplement
    )
    typed = form_of(client, address(claim)) | {"_next": "Save and grade the next"}

    first = client.post(address(claim), typed)
    then = client.post(
        address(waiting),
        form_of(client, address(waiting)) | builders.NOT_STUDIED | {"_next": "1"},
        follow=True,
    )

    assert first.url == address(waiting)
    assert [str(m) for m in then.context["messages"]][-1] == (
        "No other claim waits for its first grading."
    )


# -- what the form starts from


def test_notice_names_the_adopted_grading_and_offers_an_empty_start(ada, claim):
    client = signed_in(ada)

    page = content_of(client.get(address(claim)))
    empty = client.get(address(claim, EMPTY))

    assert f"Filled in from the adopted assessment: {claim.assessment}, by Ada." in page
    assert f'href="?claim={claim.pk}&amp;start=empty"' in page
    form = form_of(client, "", empty)
    assert (form.get("start"), form["rationale"], form["imprecision_reason"]) == (None, "", "")
    assert builders.RCT_LOW["imprecision_reason"] not in content_of(empty)


def test_any_grading_that_is_shown_can_be_copied(ada, claim):
    other = actions_grading.add_assessment(
        claim=claim,
        by=builders.user("eve", "Editor"),
        values=builders.RCT_LOW | {"imprecision": 0, "effect_measure": "RR", "effect_value": "0.8"},
    )
    client = signed_in(ada)

    form = form_of(client, address(claim, f"&copy={other.pk}"))
    unknown = form_of(client, address(claim, "&copy=999999"))

    assert (form["imprecision"], form["effect_value"]) == ("0", "0.8")
    # What is not there is not copied: the form starts from the adopted one.
    assert unknown["imprecision"] == "-1"


def test_earlier_answers_stand_beside_and_changed_ones_are_marked(ada, claim):
    client = signed_in(ada)
    typed = form_of(client, address(claim)) | {"risk_of_bias": "-2", "_check": "Check"}

    page = client.post(address(claim), typed)

    (beside,) = page.context["domains"][0]["beside"]
    assert (beside["by"], beside["words"], beside["reason"], beside["changed"]) == (
        "Ada",
        "−1: serious",
        builders.RCT_LOW["risk_of_bias_reason"],
        True,
    )
    assert [asked["beside"][0]["changed"] for asked in page.context["domains"]] == [
        True,
        False,
        False,
        False,
        False,
    ]


def test_page_without_a_claim_asks_for_one_and_shows_its_evidence_on_check(ada, claim):
    client = signed_in(ada)
    add = reverse("admin:claims_assessment_add")

    page = client.get(add)
    chosen = client.post(add, form_of(client, add, page) | {"claim": claim.pk, "_check": "1"})

    assert "Choose the claim and press “Check”" in content_of(page)
    assert [row["source"].slug for row in chosen.context["evidence"]] == [
        "oxide-trial",
        "glycinate-trial",
    ]
