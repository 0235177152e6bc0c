"""What a merge does among claims and conditions."""

import pytest

from claims import actions
from claims.actions_desk import assign_reviewer, remark
from claims.models import Assignment, Remark, SummaryRow
from tests import builders
from tests.desk.merging import merge, pair


@pytest.fixture
def claims(ada):
    return pair()


def told(claim) -> list[tuple]:
    rows = claim.citations.select_related("source")
    return [(row.source.slug, row.stance, row.locator, row.note, row.quote) for row in rows]


def test_citation_that_only_the_one_given_up_has_is_brought_with_its_words(claims, ada):
    gone, stays = claims
    brought = gone.citations.get()
    brought.stance, brought.locator, brought.note, brought.quote = "mixed", "p. 3", "Few.", "Or not"
    brought.save()
    before = told(stays)
    merge(gone, stays, ada)
    assert told(stays) == [*before, (brought.source.slug, "mixed", "p. 3", "Few.", "Or not")]
    assert told(gone) == [(brought.source.slug, "mixed", "p. 3", "Few.", "Or not")]


@pytest.mark.parametrize(("taken", "stance"), [(False, "contradicts"), (True, "supports")])
def test_citation_of_both_stays_unless_the_other_is_taken(ada, taken, stance):
    trial = builders.source("trial")
    gone = builders.claim("gone", by=ada, sources=[(trial, "supports")])
    stays = builders.claim("stays", by=ada, sources=[(trial, "contradicts")])
    merge(gone, stays, ada, take=(trial.public_id,) if taken else ())
    assert told(stays) == [("trial", stance, "", "", "")]


def test_position_at_the_end_of_its_column_is_no_error(claims, ada):
    gone, stays = claims
    stays.citations.update(position=32767)
    merge(gone, stays, ada)
    assert [row.position for row in stays.citations.all()] == [32767, 32767]


def test_conditions_that_were_ticked_are_added_and_no_others(claims, ada):
    gone, stays = claims
    migraine, cramps = builders.condition("migraine"), builders.condition("cramps")
    gone.conditions.add(migraine, cramps)
    unasked = builders.condition("sleep")
    merge(gone, stays, ada, conditions=(migraine.public_id, unasked.public_id, "x"))
    assert {each.slug for each in stays.conditions.all()} == {"headache", "migraine"}


def test_condition_answers_with_the_one_that_stays(claims, ada):
    gone, stays = claims
    condition = gone.conditions.get()
    merge(gone, stays, ada)
    condition.refresh_from_db()
    assert condition.headlines() == [stays]
    assert (condition.state, list(condition.edited_by.all())) == ("draft", [ada])


@pytest.mark.parametrize("first", [True, False])
def test_condition_that_answers_with_both_answers_with_one(claims, ada, first):
    gone, stays = claims
    condition = gone.conditions.get()
    pair_of_answers = (gone, stays) if first else (stays, gone)
    condition.headline_claim, condition.second_headline_claim = pair_of_answers
    condition.save()
    merge(gone, stays, ada)
    condition.refresh_from_db()
    assert (condition.headline_claim, condition.second_headline_claim) == (stays, None)


def test_second_answer_stays_the_second(claims, ada):
    gone, stays = claims
    condition = gone.conditions.get()
    condition.headline_claim, condition.second_headline_claim = None, gone
    condition.save()
    merge(gone, stays, ada)
    condition.refresh_from_db()
    assert (condition.headline_claim, condition.second_headline_claim) == (None, stays)


def test_further_outcome_of_another_claim_is_graded_by_the_one_that_stays(claims, ada):
    gone, stays = claims
    third = builders.claim("third", by=ada)
    row = SummaryRow.objects.create(claim=third, outcome="Sleep", graded_by=gone)
    own = SummaryRow.objects.create(claim=gone, outcome="Mood")
    merge(gone, stays, ada)
    row.refresh_from_db()
    own.refresh_from_db()
    assert (row.graded_by, own.claim) == (stays, gone)
    version = third.lock_version
    third.refresh_from_db()
    assert third.lock_version == version + 1


def test_gradings_stay_with_the_claim_whose_evidence_they_judge(claims, ada):
    gone, stays = claims
    before = stays.assessment
    merge(gone, stays, ada)
    stays.refresh_from_db()
    assert (gone.assessments.count(), stays.assessments.count(), stays.assessment) == (1, 1, before)


def test_open_note_is_copied_and_resolved(claims, ada, ben):
    gone, stays = claims
    note = remark(item=gone, by=ben, text="Which <b>dose</b>?", field="population")
    merge(gone, stays, ada)
    copy = Remark.objects.get(subject_id=stays.public_id)
    assert copy.text.startswith(f"From the merged claim “{gone.slug}”, by Ben on ")
    assert copy.text.endswith(": Which <b>dose</b>?")
    assert (copy.field, copy.by, copy.resolved_at) == ("population", ada, None)
    note.refresh_from_db()
    assert note.resolved_by == ada


def test_claim_in_review_is_taken_back_and_nobody_is_asked_any_more(ada, ben):
    gone, stays = builders.claim("gone", by=ada), builders.claim("stays", by=ada)
    gone.conditions.add(builders.condition())
    actions.submit(item=gone, by=ada)
    assign_reviewer(item=gone, reviewer=ben, by=ada)
    merge(gone, stays, ada)
    gone.refresh_from_db()
    assert gone.state == "draft"
    assert Assignment.objects.filter(ended_at=None).count() == 0


def test_claim_given_up_is_kept_out_of_every_edition(claims, ada):
    gone, stays = claims
    gone.hold = "A trial is being read"
    gone.save()
    merge(gone, stays, ada)
    gone.refresh_from_db()
    (problem,) = gone.problems()
    assert f"is on hold: Merged into “{stays.slug}” ({stays.public_id})" in problem
    assert "Held before that: A trial is being read" in problem


def test_who_merged_may_not_approve_what_it_edited(claims, ada):
    gone, stays = claims
    merge(gone, stays, ada)
    for item in (gone, stays):
        item.refresh_from_db()
        assert (item.state, list(item.edited_by.all())) == ("draft", [ada])
