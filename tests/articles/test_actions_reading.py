"""Deciding sentences: what goes together, what is proposed, and two people at one text."""

import pytest

from articles.actions_reading import (
    NONE_OF_OURS,
    Overtaken,
    accept_proposal,
    claim_from_segment,
    decide_segment,
    reject_proposals,
    undo_last,
)
from articles.claims_made import MOST_CLAIMS
from articles.models import SourceArticle
from articles.reading_state import progress, proposals, reading_of
from articles.starter.checks import apply_if_known
from claims.errors import Refused
from claims.models import Claim
from tests import builders
from tests.articles.reading_desk import decide, sentence, text_of, token, told


@pytest.fixture
def sleep(ada):
    return builders.claim(
        "sleep", by=ada, statement="Magnesium helps people sleep.", outcome_name="sleep"
    )


@pytest.fixture
def article(ada):
    return text_of(ada)


@pytest.fixture
def eve(db):
    return builders.user("eve", "Editor")


def test_decision_is_stored_with_who_when_and_the_words_around(article, ada, sleep):
    row = decide(article, ada, 2, "claim", (sleep, 2))
    said = sentence(article, 2)
    assert (row.start, row.end, row.position, row.segment_class) == (16, 45, 1, "claim")
    assert (row.decided_by, row.revision.number, row.token) == (ada, 1, article.steps.get().pk)
    anchor = row.appearances.get()
    assert (anchor.exact, anchor.strength, anchor.position) == (said.text, 2, 16)
    assert (anchor.prefix, anchor.suffix) == (
        "Why magnesium?\n\n",
        " It is a mineral. Ask your docto",
    )
    assert anchor.text_sha256 == article.content_sha256
    now = progress(article)
    assert (now.total, now.decided, now.unmatched, now.lost, now.per_cent) == (4, 1, 0, 0, 25)


def test_decision_is_an_edit_of_the_check(article, ada, eve, sleep):
    decide(article, eve, 2, "claim", (sleep, 2))
    article.refresh_from_db()
    assert (article.lock_version, set(article.edited_by.all())) == (3, {ada, eve})
    last = article.history.first()
    assert (last.lock_version, last.history_user) == (3, eve)


def test_decided_again_keeps_the_row_and_changes_its_claims(article, ada, sleep):
    calm = builders.claim("calm", by=ada)
    first = decide(article, ada, 2, "claim", (sleep, 2), (calm, 1))
    second = decide(article, ada, 2, "claim", (calm, 3))
    assert (second.pk, second.token > first.token) == (first.pk, True)
    assert told(article)[1] == ("Magnesium helps people sleep.", "claim", [("calm", 3)])
    assert [each.history_type for each in second.history.all()] == ["~", "+"]


def test_main_claim_stays_first(article, ada, sleep):
    calm = builders.claim("calm", by=ada)
    decide(article, ada, 2, "claim", (sleep, 2), (calm, 1))
    decide(article, ada, 2, "claim", (calm, 1), (sleep, 2))
    assert told(article)[1][2] == [("calm", 1), ("sleep", 2)]


@pytest.mark.parametrize(
    ("segment_class", "count", "reason", "sentence_"),
    [
        ("claim", 0, " ", "Name the claim that it makes"),
        ("claim", 1, "None.", "It has a claim of ours"),
        ("advice", 1, "", "Only a claim makes claims"),
        ("poem", 0, "", "Say what the sentence is: one of “Claim”, “Definition or background”"),
        ("claim", MOST_CLAIMS + 1, "", "is it one sentence?"),
    ],
)
def test_what_does_not_go_together_is_refused(
    article, ada, segment_class, count, reason, sentence_
):
    made = [(builders.claim(by=ada), 1) for _ in range(count)]
    with pytest.raises(Refused, match=sentence_):
        decide(article, ada, 2, segment_class, *made, reason=reason)
    assert progress(article).decided == 0


def test_claim_named_twice_and_a_strength_out_of_range_are_refused(article, ada, sleep):
    with pytest.raises(Refused, match="named twice"):
        decide(article, ada, 2, "claim", (sleep, 1), (sleep, 2))
    with pytest.raises(Refused, match="from 0 to 3"):
        decide(article, ada, 2, "claim", (sleep, 4))


def test_merged_claim_is_refused(article, ada, sleep):
    Claim.objects.filter(pk=sleep.pk).update(hold="Merged into “other” (clm_000000000000).")
    assert not Claim.objects.unmerged().filter(pk=sleep.pk).exists()
    with pytest.raises(Refused, match="was merged into another"):
        decide(article, ada, 2, "claim", (sleep, 2))


def test_without_permission_nothing_is_decided(article, cleo):
    with pytest.raises(Refused, match="may not decide what texts say"):
        decide(article, cleo, 1)


# -- two people


def test_two_people_at_different_sentences_do_not_collide(article, ada, eve, sleep):
    decide(article, ada, 1, "heading", seen=0)
    decide(article, eve, 3, "background", seen=0)
    decide(article, ada, 2, "claim", (sleep, 2), seen=0)
    assert [each[1] for each in told(article)] == ["heading", "claim", "background", ""]


def test_second_at_one_sentence_is_refused_and_sees_theirs(article, ada, eve, sleep):
    theirs = decide(article, ada, 2, "claim", (sleep, 2))
    with pytest.raises(Overtaken) as caught:
        decide(article, eve, 2, "advice", seen=0)
    assert caught.value.theirs == theirs
    assert str(caught.value).startswith("Ada decided sentence 2 as “Claim: sleep” on ")
    assert "while you had it open: look at that, then decide again." in str(caught.value)
    decide(article, eve, 2, "advice", seen=theirs.token)
    assert told(article)[1][1] == "advice"


def test_decision_on_what_was_taken_back_is_refused(article, ada, eve):
    seen = decide(article, ada, 2).token
    undo_last(article=article, by=ada)
    with pytest.raises(Overtaken, match="was taken back while you had it open") as caught:
        decide(article, eve, 2, "advice", seen=seen)
    assert caught.value.theirs is None


def test_sentence_that_starts_nowhere_is_refused(article, ada):
    for act in (decide_segment, accept_proposal):
        more = {"segment_class": "advice"} if act is decide_segment else {}
        with pytest.raises(Overtaken, match="No sentence starts there any more"):
            act(article=article, by=ada, start=3, seen=0, **more)


# -- proposals


def test_accepting_takes_class_claim_and_strength_as_proposed(article, ada, sleep):
    said = sentence(article, 2)
    (first,) = proposals(article)[said.start].suggested
    accept_proposal(article=article, by=ada, start=said.start, seen=0)
    assert first.proposal.slug == "sleep"
    assert told(article)[1] == (said.text, "claim", [("sleep", first.strength)])
    accept_proposal(article=article, by=ada, start=sentence(article, 3).start, seen=0)
    assert told(article)[2][2] == []


def test_accepting_what_is_not_proposed_is_refused(article, ada, sleep):
    start = sentence(article, 2).start
    with pytest.raises(Refused, match="“calm” is not proposed"):
        accept_proposal(article=article, by=ada, start=start, seen=0, slugs=["calm"])


def test_accepting_nothing_is_refused(article, ada):
    builders.supplement()
    with pytest.raises(Refused, match="None of our claims is proposed here"):
        accept_proposal(article=article, by=ada, start=sentence(article, 2).start, seen=0)


def test_rejecting_says_that_none_of_ours_fits(article, ada, sleep):
    row = reject_proposals(article=article, by=ada, start=sentence(article, 2).start, seen=0)
    assert (row.segment_class, row.reason) == ("claim", NONE_OF_OURS)
    assert [each.position for each in reading_of(article).unmatched] == [1]


# -- a new claim


def values_of(sleep, **more) -> dict:
    return {
        "slug": "new-claim",
        "statement": "Magnesium brings sleep on sooner.",
        "claim_kind": "effect",
        "supplement": sleep.supplement,
    } | more


def test_new_claim_is_a_draft_beside_what_the_sentence_has(article, ada, sleep):
    decide(article, ada, 2, "claim", (sleep, 2))
    made = claim_from_segment(
        article=article,
        by=ada,
        start=sentence(article, 2).start,
        seen=token(article, 2),
        strength=1,
        values=values_of(sleep),
    )
    assert (made.state, made.assessment, list(made.edited_by.all())) == ("draft", None, [ada])
    assert told(article)[1][2] == [("sleep", 2), ("new-claim", 1)]


@pytest.mark.parametrize(
    ("more", "match"),
    [
        ({"statement": "magnesium  helps people SLEEP."}, "in our own words"),
        ({"slug": "Not a slug"}, "Slug: Use small letters"),
        ({"statement": ""}, "Statement: This field cannot be blank."),
    ],
)
def test_new_claim_that_is_none_leaves_nothing(article, ada, sleep, more, match):
    with pytest.raises(Refused, match=match):
        claim_from_segment(
            article=article,
            by=ada,
            start=sentence(article, 2).start,
            seen=0,
            strength=1,
            values=values_of(sleep, **more),
        )
    assert (Claim.objects.count(), progress(article).decided) == (1, 0)


def test_text_that_is_not_kept_here_cannot_be_decided(article, ada):
    bare = SourceArticle.objects.create(slug="bare", source_title="B", content_sha256="0" * 64)
    with pytest.raises(Refused, match="The text of this article is not kept here"):
        decide_segment(article=bare, by=ada, start=0, seen=0, segment_class="advice")
    assert proposals(bare) == {}
    assert not apply_if_known(bare)
