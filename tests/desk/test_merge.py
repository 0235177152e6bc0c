"""Two claims become one: all or nothing, by what the person was shown."""

import pytest
from django.utils import timezone

from articles.models import Article
from claims import actions
from claims.actions_desk import remark
from claims.actions_grading import grade_blind
from claims.errors import Refused
from claims.models import Claim, SummaryRow
from mgsite.desk.index import desk
from mgsite.desk.merge import Choices, merge_claims, survey_merge
from mgsite.desk.models import Plan
from mgsite.desk.plans import start_plan
from mgsite.desk.timeline import timeline
from mgsite.editions.withdraw import withdraw
from tests import builders
from tests.desk.merging import merge, pair


@pytest.fixture
def claims(ada):
    return pair()


def refused(gone, stays, by, **choices) -> tuple[str, ...]:
    with pytest.raises(Refused) as caught:
        merge(gone, stays, by, **choices)
    assert not Claim.objects.filter(hold__startswith="Merged", slug=gone.slug).exists()
    return caught.value.sentences


def test_claim_cannot_be_merged_into_itself(claims, ada):
    assert refused(claims[0], claims[0], ada) == (
        "A claim cannot be merged into itself: choose another.",
    )


def test_claim_that_was_withdrawn_takes_no_other(claims, ada, dora):
    gone, stays = claims
    withdraw(public_id=stays.public_id, by=dora, reason="error", notice="n", operation="w")
    (said,) = refused(gone, stays, ada)
    assert said.startswith(f"“{stays.slug}” was withdrawn: choose a claim")


def test_claim_that_was_merged_takes_no_other(claims, ada):
    gone, stays = claims
    third = builders.claim("third", by=ada)
    merge(stays, third, ada)
    assert refused(gone, stays, ada) == (
        f"“{stays.slug}” was merged into “third” meanwhile: choose that.",
    )


def test_merge_the_other_way_round_has_nothing_left_to_do(claims, ada):
    gone, stays = claims
    merge(stays, gone, ada)
    assert refused(gone, stays, ada) == (
        f"“{stays.slug}” was merged into “{gone.slug}” meanwhile: there is nothing left to do.",
    )


def test_claim_is_merged_once(claims, ada):
    gone, stays = claims
    merge(gone, stays, ada)
    with pytest.raises(Refused, match=f"“{gone.slug}” was merged into “{stays.slug}” meanwhile."):
        merge(gone, builders.claim("third", by=ada), ada)


def test_claims_about_two_supplements_stay_apart(claims, ada):
    zinc = builders.claim("zinc", by=ada, supplement=builders.supplement("zinc"))
    assert refused(claims[0], zinc, ada) == (
        f"“{claims[0].slug}” is about Magnesium, “zinc” about Zinc: only claims about one "
        "supplement can be merged.",
    )


@pytest.mark.parametrize("which", [0, 1])
def test_blind_grading_is_not_disturbed(claims, ada, root, which):
    eve = builders.user("eve", "Editor")
    grade_blind(claim=claims[which], first=ada, second=eve, by=root)
    (said,) = refused(*claims, ada)
    assert said.startswith(f"Ada and Eve are grading “{claims[which].slug}” blind")


def test_claims_of_which_one_grades_an_outcome_of_the_other_stay_apart(claims, ada):
    gone, stays = claims
    SummaryRow.objects.create(claim=stays, outcome="Sleep", graded_by=gone)
    (said,) = refused(gone, stays, ada)
    assert "so they are about different outcomes" in said


@pytest.mark.parametrize("name", ["ben", "dora", "cleo"])
def test_merging_takes_an_editor(claims, request, name):
    (said,) = refused(*claims, request.getfixturevalue(name))
    assert said == "Your account may not merge claims. Ask an administrator for the group Editor."


def test_what_changed_since_it_was_shown_is_shown_again(claims, ada, ben):
    gone, stays = claims
    for change in (
        lambda: actions.record_edit(item=stays, by=ben),
        lambda: remark(item=gone, by=ben, text="Wait."),
        lambda: builders.article("late", body=f"[[claim:{gone.slug}]]\n"),
        lambda: builders.source_article(gone),
        lambda: start_plan(name="November", by=ada, items=[gone]),
    ):
        seen = survey_merge(gone, stays).seen
        change()
        with pytest.raises(Refused, match="was changed after you opened this page"):
            merge_claims(gone=gone, stays=stays, by=ada, choices=Choices(), seen=seen)
    gone.refresh_from_db()
    assert gone.hold == ""


def test_both_histories_say_so_and_what_else_it_edited(claims, ada):
    gone, stays = claims
    condition = gone.conditions.get()
    merge(gone, stays, ada)

    def first(item) -> tuple[str, str]:
        return next((h.what, h.who) for h in timeline(item, ada) if "erged" in h.what)

    assert first(gone) == (f"Merged into “{stays.slug}”", "Ada")
    assert first(stays) == (f"Merged from “{gone.slug}”", "Ada")
    assert first(condition) == (f"“{gone.slug}” merged into “{stays.slug}”", "Ada")


def test_what_it_edited_goes_into_a_new_edition(claims, ada):
    gone, stays = claims
    done = merge(gone, stays, ada, edition="One of two")
    held = {item.public_id for item in done.plan.items.all()}
    article, condition = Article.objects.get(), gone.conditions.get()
    assert held == {stays.public_id, article.public_id, condition.public_id}
    assert (done.plan.name, done.left_out) == ("One of two", ())


def test_item_of_another_edition_is_left_there_and_named(claims, ada):
    gone, stays = claims
    start_plan(name="November", by=ada, items=[stays])
    done = merge(gone, stays, ada, edition="One of two")
    assert done.left_out == (stays.slug,)
    assert not done.plan.items.filter(public_id=stays.public_id).exists()


def test_claim_given_up_leaves_the_edition_that_has_it(claims, ada):
    gone, stays = claims
    plan = start_plan(name="November", by=ada, items=[gone])
    merge(gone, stays, ada)
    assert plan.items.count() == 0


def test_scheduled_edition_is_not_broken_unseen(claims, ada, dora):
    gone, stays = claims
    plan = start_plan(name="November", by=ada, items=[gone])
    Plan.objects.filter(pk=plan.pk).update(
        stage="scheduled", publish_at=timezone.now(), scheduled_by=dora, note="n", change="wording"
    )
    (said,) = refused(gone, stays, ada)
    assert said == (
        f"“{gone.slug}” is in the scheduled edition “November”: take that off the schedule first."
    )


def section(person, key: str):
    return next(each for each in desk(person) if each.key == key)


def test_desk_asks_for_the_withdrawal_and_nothing_else_of_the_claim(claims, ada):
    gone, stays = claims
    merge(gone, stays, ada)
    titles = {line.title: line.said for line in section(ada, "ahead").lines}
    assert titles[gone.title] == "merged into another claim, to be withdrawn"
    drafts = {line.title for line in section(ada, "drafts").lines}
    assert (gone.title in drafts, stays.title in drafts) == (False, True)


def test_merged_claim_is_not_offered_for_grading(ada):
    first, second, third = (builders.claim(f"c{n}", by=ada) for n in range(3))
    Claim.objects.update(assessment=None)
    merge(second, third, ada)
    assert Claim.objects.ungraded_after(first) == third
