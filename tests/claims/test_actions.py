"""Every write that carries a rule: who may, what it changes, and the sentence when it may not."""

import pytest
from django.utils import timezone

from claims import actions, actions_grading
from claims.canonical import canonical, fingerprint
from claims.errors import Refused
from claims.grading import RULE_VERSION, GradingError
from claims.models import Assessment, Review
from tests import builders


@pytest.fixture
def magnesium(db):
    return builders.supplement()


@pytest.fixture
def claim(ada):
    return builders.claim("one", by=ada, conditions=[builders.condition()])


def refusal(action, **arguments) -> tuple[str, ...]:
    with pytest.raises(Refused) as caught:
        action(**arguments)
    return caught.value.sentences


# -- edits


def test_edit_is_recorded_with_its_author(magnesium, ada, ben):
    actions.record_edit(item=magnesium, by=ada)
    actions.record_edit(item=magnesium, by=ben)
    magnesium.refresh_from_db()
    assert (magnesium.lock_version, magnesium.state) == (3, "draft")
    assert set(magnesium.edited_by.all()) == {ada, ben}


def test_review_interval_is_an_edit_with_one_line_of_history(magnesium, ada):
    builders.approve(magnesium)
    before = magnesium.history.count()
    actions.set_review_interval(item=magnesium, by=ada, months=6)
    magnesium.refresh_from_db()
    assert (magnesium.review_every_months, magnesium.state) == (6, "draft")
    assert list(magnesium.edited_by.all()) == [ada]
    assert magnesium.history.count() == before + 1
    assert magnesium.history.first().review_every_months == 6


def test_review_interval_that_it_has_already_voids_nothing(magnesium, ada):
    builders.approve(magnesium)
    actions.set_review_interval(item=magnesium, by=ada, months=12)
    magnesium.refresh_from_db()
    assert (magnesium.lock_version, magnesium.state) == (1, "approved")


@pytest.mark.parametrize("months", [0, -1, 121, 10**9])
def test_review_interval_out_of_range_is_refused(magnesium, ada, months):
    assert refusal(actions.set_review_interval, item=magnesium, by=ada, months=months) == (
        "Give the months as a whole number from 1 to 120.",
    )


def test_review_interval_takes_the_right_to_edit_the_kind(magnesium, ben):
    assert refusal(actions.set_review_interval, item=magnesium, by=ben, months=6) == (
        "Your account may not edit the supplement. Ask an administrator for the group Editor.",
    )


def test_edit_voids_the_approval(magnesium, ada):
    builders.approve(magnesium)
    assert actions.latest_approval(magnesium) is not None
    actions.record_edit(item=magnesium, by=ada)
    magnesium.refresh_from_db()
    assert magnesium.state == "draft"


def test_edit_of_a_stale_copy_still_raises_the_version(magnesium, ada):
    stale = type(magnesium).objects.get(pk=magnesium.pk)
    actions.record_edit(item=magnesium, by=ada)
    actions.record_edit(item=stale, by=ada)
    magnesium.refresh_from_db()
    assert magnesium.lock_version == 3


# -- assessments


def test_assessment_is_added_with_its_level_and_not_adopted(claim, ben):
    adopted = claim.assessment
    values = builders.RCT_LOW | {"inconsistency": -1, "inconsistency_reason": "They disagree."}
    added = actions_grading.add_assessment(claim=claim, by=ben, values=values)
    claim.refresh_from_db()
    assert (added.level, added.rule_version, added.assessed_by) == ("very-low", RULE_VERSION, ben)
    assert claim.assessment == adopted
    assert claim.assessments.count() == 2


@pytest.mark.parametrize("values", [builders.NOT_STUDIED, builders.REFERENCE])
def test_assessment_without_a_level_is_stored_without_one(claim, ada, values):
    assert actions_grading.add_assessment(claim=claim, by=ada, values=values).level == ""


def test_incomplete_assessment_is_refused_by_field(claim, ada):
    values = builders.RCT_LOW | {"risk_of_bias_reason": ""}
    with pytest.raises(GradingError) as caught:
        actions_grading.add_assessment(claim=claim, by=ada, values=values)
    assert caught.value.problems == {"risk_of_bias": "Risk of bias: write the reason for -1."}
    assert claim.assessments.count() == 1


def test_adopted_assessment_is_the_claims_own_and_an_edit_by_both(claim, ada, ben, cleo):
    builders.approve(claim)
    added = actions_grading.add_assessment(
        claim=claim, by=ben, values=builders.RCT_LOW | {"verdict": "mixed"}
    )
    actions_grading.adopt_assessment(assessment=added, by=cleo)
    claim.refresh_from_db()
    assert (claim.assessment, claim.state) == (added, "draft")
    assert set(claim.edited_by.all()) == {ben, cleo}


def test_assessment_is_adopted_once(claim, ada):
    assert refusal(actions_grading.adopt_assessment, assessment=claim.assessment, by=ada) == (
        "That assessment is the adopted one already.",
    )


# -- the way to approval


def test_submitted_returned_and_approved_leave_their_records(claim, ada, ben):
    actions.submit(item=claim, by=ada)
    assert claim.state == "in-review"
    actions.return_to_editor(item=claim, by=ben, note=" Say in whom. ")
    assert claim.state == "returned"
    actions.submit(item=claim, by=ada, note="Said.")
    actions.approve(item=claim, by=ben)
    assert claim.state == "approved"
    approved = fingerprint(canonical(claim.document()))
    assert list(
        Review.objects.values_list("subject_id", "decision", "note", "fingerprint", "by")
    ) == [
        (claim.public_id, "submitted", "", "", ada.pk),
        (claim.public_id, "returned", "Say in whom.", "", ben.pk),
        (claim.public_id, "submitted", "Said.", "", ada.pk),
        (claim.public_id, "approved", "", approved, ben.pk),
    ]


def test_approval_copies_the_editors_and_clears_them(claim, ada, ben):
    builders.approve(claim)
    assert actions.latest_approval(claim).editors == f",{ada.pk},"
    assert claim.edited_by.count() == 0


def test_nobody_approves_what_they_edited(claim, root):
    actions.record_edit(item=claim, by=root)
    actions.submit(item=claim, by=root)
    assert refusal(actions.approve, item=claim, by=root) == (
        "You edited “one” since it was last approved, so somebody else has to approve it.",
    )
    claim.refresh_from_db()
    assert claim.state == "in-review"


def test_author_of_the_adopted_assessment_cannot_approve(claim, root, ada):
    builders.regrade(claim, by=root)
    actions.submit(item=claim, by=ada)
    assert "You edited “one”" in refusal(actions.approve, item=claim, by=root)[0]


def test_publisher_forces_with_a_reason(claim, ada, dora):
    actions.record_edit(item=claim, by=dora)
    review = actions.force(item=claim, by=dora, note="A safety notice; nobody else is there.")
    assert (claim.state, review.decision) == ("approved", "forced")
    assert review.editors == f",{ada.pk},{dora.pk},"
    assert actions.latest_approval(claim) == review


def test_force_without_a_reason_is_refused(claim, dora):
    assert refusal(actions.force, item=claim, by=dora, note=" ") == (
        "“Approved by a publisher without a second person” needs a note that says why.",
    )


def test_starter_approval_needs_no_second_person(claim, ada):
    review = actions.approve_as_starter(item=claim, by=ada)
    assert (review.decision, claim.state) == ("starter", "approved")


def test_return_voids_an_earlier_approval(claim, ada, ben):
    builders.approve(claim)
    actions.record_edit(item=claim, by=ada)
    actions.submit(item=claim, by=ada)
    assert actions.latest_approval(claim) is None


def test_unfit_item_is_not_submitted_but_can_be_returned(claim, ada, ben):
    actions.submit(item=claim, by=ada)
    type(claim).objects.filter(pk=claim.pk).update(plain_language="")
    assert refusal(actions.approve, item=claim, by=ben) == ("Claim “one” needs a plain sentence.",)
    actions.return_to_editor(item=claim, by=ben, note="No plain sentence.")
    assert refusal(actions.submit, item=claim, by=ada) == ("Claim “one” needs a plain sentence.",)


def test_impossible_decision_is_refused_and_recorded_nowhere(claim, ben):
    assert refusal(actions.approve, item=claim, by=ben) == (
        "“Approved” is not possible while it is “Draft”. Possible now: Submitted for review; Approved by a "
        "publisher without a second person.",
    )
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("action", "person", "what"),
    [
        ("submit", "ben", "submit items for review"),
        ("return_to_editor", "ada", "return items"),
        ("approve", "ada", "approve items"),
        ("approve", "dora", "approve items"),
        ("force", "ben", "approve without a second person"),
        ("submit", "cleo", "submit items for review"),
    ],
)
def test_account_without_the_permission_is_refused(magnesium, action, person, what):
    group = {"ada": "Editor", "ben": "Reviewer", "dora": "Publisher", "cleo": ""}[person]
    sentences = refusal(
        getattr(actions, action), item=magnesium, by=builders.user(person, group), note="n"
    )
    assert sentences == (f"Your account may not {what}. Ask an administrator for the right group.",)


def test_item_never_reviewed_has_no_approval(magnesium):
    assert actions.latest_approval(magnesium) is None


def test_review_and_assessment_say_what_they_are(claim, ada):
    day = f"{timezone.now():%d %b %Y}"
    actions.submit(item=claim, by=ada)
    assert str(Review.objects.get()) == f"Submitted for review by ada on {day}"
    assert str(Assessment.objects.get()) == f"Supported, Low ({day})"
