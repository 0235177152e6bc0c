"""Publishing: what was approved, whole, once; and never anything else."""

import json

import pytest
from django.db import IntegrityError, transaction

from claims import actions
from claims.errors import Refused
from mgsite.editions.closure import companions
from mgsite.editions.models import Edition, Head, Link, Version
from mgsite.editions.publish import publish
from mgsite.editions.verify import faults
from tests import builders


def current(public_id: str) -> Version:
    return Version.objects.current().get(public_id=public_id)


def test_publish_whole_site_makes_edition_one(ada):
    site = builders.published_site()
    edition = Edition.objects.get()
    assert (edition.number, edition.change, edition.note) == (1, "evidence", "For a test.")
    head = Head.objects.get()
    assert (head.number, head.seq) == (1, 5)
    assert sorted(Version.objects.values_list("kind", "version", "event", "urgency")) == sorted(
        (kind, 1, "published", "routine")
        for kind in ("article", "claim", "condition", "source", "supplement")
    )
    assert current(site["claims"][0].public_id).certainty == "low"
    assert list(faults()) == []


def test_publish_document_carries_the_review(ada, ben):
    site = builders.published_site()
    document = json.loads(current(site["claims"][0].public_id).document)
    assert document["reviewed_by"] == [{"name": "Ben", "role": "Reviewer", "credentials": None}]
    assert document["review"] == {"kind": "approved", "note": None}
    assert document["last_reviewed"] < document["next_review"]


def test_publish_twice_with_one_operation_answers_as_the_first_did(ada, dora):
    condition = builders.published_site()["condition"]
    condition.summary = "Said better."
    condition.save()
    actions.record_edit(item=condition, by=ada)
    first = builders.put_in_print(condition, operation="the-same")
    second = builders.put_in_print(condition, operation="the-same")
    assert (second.edition, second.repeated) == (first.edition, True)
    assert Edition.objects.count() == 2


def test_publish_nothing_new_makes_no_edition(ada):
    site = builders.published_site()
    outcome = builders.put_in_print(site["condition"])
    assert (outcome.edition, outcome.unchanged) == (None, (site["condition"].public_id,))
    assert Edition.objects.count() == 1


def test_publish_unapproved_is_refused_by_name(ada, dora):
    supplement = builders.supplement()
    with pytest.raises(Refused, match="supplement “magnesium” is not approved"):
        publish(items=[supplement], by=dora, note="n", change="wording", operation="o")
    assert not Edition.objects.exists()


def test_publish_changed_since_approval_is_refused(ada, dora):
    supplement = builders.supplement()
    builders.approve(supplement)
    type(supplement).objects.filter(pk=supplement.pk).update(summary="Slipped in.")
    with pytest.raises(Refused, match="has changed since it was approved"):
        publish(items=[supplement], by=dora, note="n", change="wording", operation="o")


def test_publish_dangling_is_refused_and_companions_are_offered(ada, dora):
    condition = builders.condition()
    claim = builders.claim("one", by=ada, conditions=[condition])
    condition.headline_claim = claim
    condition.save()
    builders.approve(claim, condition, claim.supplement)
    with pytest.raises(Refused) as caught:
        publish(items=[claim], by=dora, note="n", change="evidence", operation="o")
    assert sorted(caught.value.sentences) == sorted(
        [
            "“one” refers to the condition “headache”, which is approved but not published: publish "
            "it in the same edition.",
            f"“one” refers to the source “{claim.citations.get().source.slug}”, which is not "
            "published: have it approved and publish it in the same edition.",
            "“one” refers to the supplement “magnesium”, which is approved but not published: "
            "publish it in the same edition.",
        ]
    )
    assert {c.slug for c in companions([claim])} == {"headache", "magnesium"}


def test_publish_without_permission_is_refused(ada):
    with pytest.raises(Refused, match="may not publish"):
        publish(items=[builders.supplement()], by=ada, note="n", change="wording", operation="o")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [({"note": " "}, "Write a note"), ({"change": "odd"}, "no kind of change")],
)
def test_publish_with_poor_words_is_refused(ada, words, sentence):
    with pytest.raises(Refused, match=sentence):
        builders.put_in_print(builders.supplement(), **words)


def test_publish_claim_on_hold_is_refused(ada):
    claim = builders.claim("one", by=ada, conditions=[builders.condition()], hold="unread")
    with pytest.raises(Refused, match="Claim “one” is on hold: unread"):
        builders.approve(claim)


def test_publish_claim_without_grading_is_refused(ada):
    claim = builders.claim("one", by=ada, conditions=[builders.condition()])
    type(claim).objects.filter(pk=claim.pk).update(assessment=None)
    claim.refresh_from_db()
    with pytest.raises(Refused, match="Claim “one” has no adopted assessment"):
        builders.approve(claim)


@pytest.mark.parametrize("stance", ["supports", "contradicts"])
def test_publish_claim_resting_on_a_retracted_source_is_refused(ada, dora, stance):
    headache = builders.condition()
    trial = builders.source("bad-trial")
    claim = builders.claim("one", by=ada, conditions=[headache], sources=[(trial, stance)])
    builders.approve(claim)
    trial.integrity = "retracted"
    trial.save()
    with pytest.raises(Refused, match="Claim “one” rests on “bad-trial”, which was retracted"):
        publish(items=[claim], by=dora, note="n", change="evidence", operation="o")


def test_publish_starter_approval_counts_only_the_first_time(ada, dora):
    supplement = builders.supplement()
    actions.approve_as_starter(item=supplement, by=ada)
    builders.put_in_print(supplement)
    document = json.loads(current(supplement.public_id).document)
    assert (document["reviewed_by"], document["last_reviewed"]) == ([], None)
    supplement.summary = "Changed."
    supplement.save()
    actions.record_edit(item=supplement, by=ada)
    actions.approve_as_starter(item=supplement, by=ada)
    with pytest.raises(Refused, match="counts only the first time"):
        builders.put_in_print(supplement)


def test_publish_regraded_claim_is_one_new_version(ada):
    site = builders.published_site(claims=2)
    claim = site["claims"][0]
    builders.regrade(claim, by=ada, imprecision=-2)
    claim.refresh_from_db()
    with pytest.raises(Refused, match="at least Low"):
        builders.put_in_print(claim)
    builders.regrade(claim, by=ada, imprecision=-2, verdict="insufficient-evidence")
    outcome = builders.put_in_print(claim, change="grade")
    version = current(claim.public_id)
    assert outcome.published == (claim.public_id,)
    assert (version.version, version.event, version.urgency, version.certainty) == (
        2,
        "regraded",
        "important",
        "very-low",
    )
    assert Version.objects.get(public_id=claim.public_id, version=1).until == 2


def test_publish_again_after_review_alone_says_reviewed(ada):
    supplement = builders.published_site()["supplement"]
    supplement.review_every_months = 6
    supplement.save()
    actions.record_edit(item=supplement, by=ada)
    builders.put_in_print(supplement)
    assert current(supplement.public_id).event == "reviewed"


def test_publish_retracted_source_re_emits_the_claims_that_cite_it(ada):
    site = builders.published_site(claims=2)
    trial = site["sources"][0]
    trial.integrity = "retracted"
    trial.save()
    actions.record_edit(item=trial, by=ada)
    outcome = builders.put_in_print(trial, change="safety")
    claim = current(site["claims"][0].public_id)
    assert set(outcome.published) == {trial.public_id, claim.public_id}
    assert json.loads(claim.document)["source_alerts"] == [
        {
            "source_id": trial.public_id,
            "stance": "supports",
            "integrity": "retracted",
            "since": None,
        }
    ]
    assert (claim.event, claim.urgency, claim.edition_id) == ("updated", "safety", 2)
    assert current(trial.public_id).event == "retracted"


def test_publish_keeps_old_addresses_and_never_reuses_one(ada):
    site = builders.published_site()
    condition = site["condition"]
    condition.slug = "sore-head"
    condition.save()
    actions.record_edit(item=condition, by=ada)
    builders.put_in_print(condition)
    other = builders.condition("headache", name="Another")
    other.headline_claim = site["claims"][0]
    other.save()
    with pytest.raises(Refused, match="The address “headache” belonged to another condition"):
        builders.put_in_print(other)


def test_as_of_reads_each_edition_as_it_was(ada):
    condition = builders.published_site()["condition"]
    condition.summary = "Said better."
    condition.save()
    actions.record_edit(item=condition, by=ada)
    builders.put_in_print(condition)
    summaries = [
        json.loads(Version.objects.as_of(n).get(public_id=condition.public_id).document)["summary"]
        for n in (1, 2)
    ]
    assert summaries == ["Headache is something that people have.", "Said better."]
    assert not Version.objects.as_of(0).exists()


def test_approve_own_edit_is_refused_by_action_and_by_database(ada, ben):
    supplement = builders.supplement()
    actions.record_edit(item=supplement, by=ben)
    actions.submit(item=supplement, by=ada)
    with pytest.raises(Refused, match="You edited “magnesium”"):
        actions.approve(item=supplement, by=ben)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.Review.objects.create(
            subject_kind="supplement",
            subject_id=supplement.public_id,
            decision="approved",
            fingerprint="f",
            editors=f",{ada.pk},{ben.pk},",
            by=ben,
            at="2026-01-01T00:00:00Z",
        )


def test_links_are_those_of_the_document(ada):
    site = builders.published_site()
    claim = current(site["claims"][0].public_id)
    assert sorted(Link.objects.filter(version=claim).values_list("role", "target")) == sorted(
        [
            ("about", site["condition"].public_id),
            ("supplement", site["supplement"].public_id),
            ("cites", site["sources"][0].public_id),
            ("rests", site["sources"][0].public_id),
        ]
    )
